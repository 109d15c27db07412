"""Candidates: the predicates of a sentence that tell events, verbs first, then event nouns no verb has taken.

A verb that only demands, threatens or refuses what another verb of the sentence tells is part of that event.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from stemma.annotate.events.arguments import child, complement, prepositional
from stemma.annotate.events.compose import root, stopped
from stemma.annotate.events.contents import content_of
from stemma.annotate.events.found import Found
from stemma.annotate.events.frames import Frames
from stemma.annotate.events.nouns import phrase_classes
from stemma.annotate.events.participants import noun_agent
from stemma.annotate.events.readings import settle, wrap
from stemma.annotate.syntax import Token
from stemma.lexicon.sectors import is_agent

_SCORE = re.compile(r"\d{1,3}[-–]\d{1,3}")

_SPORT = 2
"""Words of sport from which a sentence is taken to tell of a game (2026-11)."""

_NOUN_PLACES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj", "appos", "ROOT", "dep"})
_STRONG_INTENT = frozenset({"agree", "promise", "pledge", "commit", "vow"})


def find_events(tokens: Sequence[Token], frames: Frames) -> list[Found]:
    """Return the events of one sentence in reading order of their predicates."""
    found: list[Found] = []
    taken: set[int] = set()
    if len({t.lower for t in tokens} & frames.sport) + any(_SCORE.fullmatch(t.text) for t in tokens) >= _SPORT:
        return []
    for token in tokens:
        if _is_predicate(token, frames):
            event = content_of(token, frames)
            if event is not None and wrap(event, frames):
                found.append(event)
            elif event is not None:
                taken.add(event.content.i)
    wrapped = {e.top.i for e in found if e.top is not e.content} | {i for e in found for i in _between(e)}
    found = [e for e in found if e.content.i not in wrapped or e.top is not e.content]
    for event in found:
        taken.update(t.i for t in (event.content, event.noun, event.top) if t is not None)
        taken.update(_object_words(event))
    found.extend(_bare_intent(tokens, taken, frames))
    found.extend(_noun_events(tokens, taken, frames))
    asked = _asks(tokens)
    for event in found:
        event.conditional = event.conditional or asked
        settle(event)
    return sorted(found, key=lambda e: (e.content.i, e.code))


def _asks(tokens: Sequence[Token]) -> bool:
    """Return whether a sentence asks if something is so: *did Ghana expel the envoy?*; *why did it?* takes it for granted."""
    if not any(t.text == "?" for t in tokens[-3:]):
        return False
    top = next((t for t in tokens if t.dep == "ROOT"), None)
    subject = child(top, "nsubj", "nsubjpass") if top is not None else None
    if top is None or subject is None or any(t.tag in ("WRB", "WP", "WDT") for t in tokens):
        return False
    return any(c.dep in ("aux", "auxpass") and c.i < subject.i for c in top.children)


def _is_predicate(token: Token, frames: Frames) -> bool:
    """Return whether a token is a full verb, or a noun to the tagger that has both a subject and an object."""
    if token.pos == "VERB" or (token.tag.startswith("VB") and token.pos == "AUX" and token.lemma != "be"):
        return True
    if token.lemma == "be":
        return any(c.dep == "acomp" and f"be_{c.lemma.lower()}" in frames.pairs for c in token.children)
    return token.dep == "ROOT" and token.pos in ("NOUN", "PROPN") and None not in (child(token, "nsubj"), child(token, "dobj"))


def _between(event: Found) -> list[int]:
    """Return the predicates from an event's content up to its outermost one, the content left out."""
    path = []
    token = event.content
    while token is not event.top and token.head is not token:
        token = token.head
        path.append(token.i)
    return path


def _object_words(event: Found) -> list[int]:
    """Return the nouns an event has used: its object, and what that is made of."""
    words: list[int] = []
    for c in event.content.children:
        if c.dep in ("dobj", "nsubjpass", "attr"):
            words.append(c.i)
            words.extend(n.i for _, n in prepositional(c))
            words.extend(m.i for m in c.children if m.dep in ("compound", "conj"))
    return words


def _bare_intent(tokens: Sequence[Token], taken: set[int], frames: Frames) -> list[Found]:
    """Read *agreed to …* or *must …* with a complement that tells no event of its own."""
    events = []
    for token in tokens:
        if token.pos != "VERB" or token.i in taken:
            continue
        inner = complement(token)
        if token.lemma in _STRONG_INTENT and inner is not None and not (token.lemma == "agree" and inner.tag in ("VBZ", "VBP", "VBD")) and inner.i not in taken and inner.dep != "advcl":
            event = Found("030", token, None, f"intent:{token.lemma}")
        elif inner is not None and _is_charge(token, inner):
            event = Found("112", token, None, "charge:responsible")
            event.demandee = child(inner, "nsubj")
        elif inner is not None and _is_must(token, inner, frames):
            event = Found("100", token, None, "must")
            event.demandee = child(inner, "nsubj", "nsubjpass")
        elif inner is not None and _is_order(token, inner, frames):
            event = Found("100", token, None, f"order:{token.lemma}")
            event.demandee = child(token, "dobj")
        else:
            continue
        if wrap(event, frames):
            events.append(event)
            taken.update((token.i, inner.i))
    return events


def _is_order(verb: Token, inner: Token, frames: Frames) -> bool:
    """Return whether a verb bids somebody to do what tells no event of its own: *ordered the papers to close*."""
    kind = frames.control.get(verb.lemma.lower())
    if kind not in ("DEMAND", "ORDER") or verb.lemma in ("help", "enable", "lead", "tell", "remind", "advise"):
        return False
    asked = child(verb, "dobj")
    if asked is None or inner.tag != "VB" or inner.dep not in ("xcomp", "ccomp"):
        return False
    return bool(asked.label) or is_agent(asked.lemma.lower()) or asked.tag == "PRP"


def _is_must(verb: Token, inner: Token, frames: Frames) -> bool:
    """Return whether a speech verb puts an obligation on somebody else: *X said Y must do more*."""
    if frames.control.get(verb.lemma.lower()) != "SAY" or (verb.head is not verb and verb.dep not in ("ROOT", "conj")):
        return False
    subject = child(inner, "nsubj", "nsubjpass")
    obliged = any(c.dep == "aux" and c.lower == "must" for c in inner.children) or _is_needed(inner)
    if not obliged or subject is None:
        return False
    near = (subject, *subject.children, *(noun for _, noun in prepositional(subject)))
    return any(t.label in ("GPE", "NORP", "ORG", "PERSON") or is_agent(t.lemma.lower()) for t in near)


def _is_needed(clause: Token) -> bool:
    """Return whether a clause says that something is called for: *a reform was needed*, *is essential*."""
    if clause.lemma in ("need", "require"):
        return child(clause, "nsubjpass", "auxpass") is not None
    return any(c.dep == "acomp" and c.lemma in ("necessary", "essential", "vital", "imperative", "crucial") for c in clause.children)


def _is_charge(verb: Token, inner: Token) -> bool:
    """Return whether a speech verb lays blame: *X said Y was responsible*, *was behind the attack*."""
    if verb.lemma not in ("say", "claim", "insist", "allege", "declare"):
        return False
    subject = child(inner, "nsubj")
    guilty = any(c.lower in ("responsible", "guilty", "behind") for c in inner.children)
    return guilty and subject is not None and subject.tag != "PRP"


_FOUNDERING = frozenset({"collapse", "founder", "fail", "stall", "falter", "unravel", "end", "break"})
_ENDINGS = frozenset({"collapse", "breakdown", "failure", "suspension", "cancellation", "termination", "end", "halt", "unraveling"})


def _ended(noun: Token, code: str) -> str:
    """Return the code of an event noun, or of its end: *the talks collapsed*, *the collapse of the talks*."""
    head = noun.head
    down = noun.dep == "nsubj" and head.lemma in _FOUNDERING and child(head, "dobj", "xcomp") is None
    over = noun.dep == "pobj" and head.lower == "of" and head.head.lemma.lower() in _ENDINGS
    return (stopped(code) or code) if down or over else code


def _noun_events(tokens: Sequence[Token], taken: set[int], frames: Frames) -> list[Found]:
    """Read event nouns that name a party themselves: *X's visit to Y*, *talks between X and Y*."""
    events = []
    for token in tokens:
        if token.pos != "NOUN" or token.i in taken or token.dep not in _NOUN_PLACES:
            continue
        lemma = token.lemma.lower()
        if lemma not in frames.nouns and lemma != "strike":
            continue
        pair = next(((c, w) for c, w in phrase_classes(token, frames) if w is token), None)
        if pair is None or pair[0].code is None or root(pair[0].code) in ("07", "03", "13"):
            continue
        agent = noun_agent(token)
        if agent is None or agent.label in ("DATE", "TIME") or agent.tag == "PRP$":
            continue
        event = Found(pair[0].code, token, None, f"noun:{pair[0].name}")
        event.code = _ended(token, event.code)
        events.append(event)
        taken.add(token.i)
    return events
