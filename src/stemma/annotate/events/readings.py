"""Readings: which event the words around a predicate tell, as a CAMEO code, and what it became under other verbs.

The event is read from the inside out: *send aid* is 070; under *agree to* it becomes 033, under *demand that* 103,
under *refuse to* 122, under *threaten to stop* 1311.

Source: own; the idea that event codes compose along the parse is UniversalPetrarch's (Lu and Roy 2018).
"""

from __future__ import annotations

from collections.abc import Iterator

from stemma.annotate.events.arguments import child, complement, is_passive, patient, prepositional, verb_key
from stemma.annotate.events.compose import COOPERATIVE, demanded, intended, refused, root, stopped, threatened
from stemma.annotate.events.frames import Frames, NounClass
from stemma.annotate.events.nouns import core_noun, phrase_classes
from stemma.annotate.syntax import Token
from stemma.lexicon.sectors import is_agent, sector_of

_MAX_WRAPS = 4
_INTENT_NOUNS = {
    **dict.fromkeys(["plan", "decision", "intention", "promise", "pledge", "agreement", "readiness", "willingness", "commitment", "offer", "proposal", "vow", "order", "deal"], "INTEND"),
    **dict.fromkeys(["refusal", "failure", "reluctance"], "REFUSE"),
    **dict.fromkeys(["threat", "warning"], "THREAT"),
    **dict.fromkeys(["demand", "call", "request", "appeal", "ultimatum"], "DEMAND"),
}
_MUST = frozenset({"must", "should", "need", "ought"})
_FUTURE = frozenset({"will", "shall", "'ll", "wo", "’ll"})
_POSSIBLE = frozenset({"may", "might", "could", "would", "can", "ca", "'d"})


class Found:
    """An event as read: its code, its words, and how firmly it is told.

    Attributes:
        code: CAMEO code; ``content``: the predicate that tells the event; ``noun``: object that completes it, or None.
        top: outermost predicate, whose subject acts; ``kinds``: what the event was wrapped in, inside out.
        future, possible, negated, conditional: how the words put it.
        rule: how the code was found, for explanations and weights.
    """

    __slots__ = (
        "code", "conditional", "content", "core", "demandee", "future", "kinds", "negated", "noun", "possible", "rule",
        "top",
    )  # fmt: skip

    def __init__(self, code: str, content: Token, noun: Token | None, rule: str) -> None:
        self.code = self.core = code
        self.content = self.top = content
        self.noun = noun
        self.rule = rule
        self.kinds: tuple[str, ...] = ()
        self.demandee: Token | None = None
        self.future = self.possible = self.negated = self.conditional = False


def content_of(verb: Token, frames: Frames) -> Found | None:
    """Return the event a verb tells with its own object, before any wrapping, or None."""
    keys = verb_key(verb, frames)
    if verb.lemma in _NAMING and _is_insult(verb):
        return Found("111", verb, None, "insult")
    if keys[0] not in frames.keys and keys[-1] not in frames.keys:
        return None
    return _by_pair(verb, keys, frames) or _by_verb(verb, keys, frames)


def _by_pair(verb: Token, keys: list[str], frames: Frames) -> Found | None:
    """Return the event a verb tells together with the class of its object."""
    for key in keys:
        rows = frames.pairs.get(key)
        if not rows:
            continue
        completions = list(_completions(verb, key, frames))
        for name, code in rows:
            for noun_class, noun in completions:
                if name == noun_class.name and (code != "*" or noun_class.code):
                    told = (noun_class.code or code) if code == "*" else code
                    return Found(_refined(told, verb, noun), verb, noun, f"pair:{key}:{name}")
    return None


def _refined(code: str, verb: Token, noun: Token) -> str:
    """Return the code by what else stands there: troops sent to keep peace, attacks of words."""
    if code == "154" and any(t.lemma.lower().startswith("peacekeep") for t in verb.subtree()):
        return "074"
    if code == "190" and any(p == "on" and _is_of_words(n) for p, n in prepositional(noun)):
        return "111"
    return code


def _by_verb(verb: Token, keys: list[str], frames: Frames) -> Found | None:
    """Return the event a verb tells by itself."""
    for key in keys:
        code = frames.verbs.get(key)
        if code == "-":
            return None
        if code is not None and _has_target(verb, code, frames):
            found = Found(_by_target(verb, code), verb, None, f"verb:{key}")
            inner = complement(verb)
            if inner is not None and root(code) in ("10", "02"):
                found.demandee = child(inner, "nsubj", "nsubjpass")
            return found
    return None


_SPOKEN_OF = frozenset("media press critic opponent rival institution policy plan record idea leadership ally character".split())


def _is_of_words(target: Token) -> bool:
    """Return whether an attack on somebody or something is one of words: on a named person, the press, a policy."""
    return target.label == "PERSON" or target.lemma.lower() in _SPOKEN_OF


_NAMING = frozenset({"call", "describe", "brand", "label", "term", "dub", "portray", "characterize", "characterise"})
_INSULTS = frozenset(
    ["reckless", "irresponsible", "stupid", "liar", "idiot", "fool", "criminal", "terrorist", "unacceptable", "shameful", "disgrace", "disgraceful", "dangerous", "illegal", "outrageous", "absurd", "ridiculous", "dictator", "tyrant", "traitor", "racist", "fascist", "immature", "incompetent", "weak", "corrupt", "hypocrite", "hypocritical", "cowardly", "evil", "immoral", "barbaric", "provocation", "provocative", "lie", "lies", "nonsense", "hoax", "sham", "illegitimate", "failure", "terrible", "awful", "horrible", "horrific", "disgusting", "unlawful", "violation", "crime", "mistake"]
)
"""Words that make what somebody is called a reproach."""


def _is_insult(verb: Token) -> bool:
    """Return whether somebody is called something bad: *described him as reckless*, *called it a disgrace*."""
    if patient(verb) is None:
        return False
    for c in verb.children:
        if c.i > verb.i and (c.dep in ("oprd", "attr", "ccomp", "xcomp", "acomp", "dobj") or c.lower == "as"):
            if c.dep == "dobj" and not any(x.dep in ("amod", "appos") for x in c.children):
                continue
            near = [c, *c.children, *(x for y in c.children for x in y.children)]
            if any(x.lemma.lower() in _INSULTS for x in near):
                return True
    return False


def _by_target(verb: Token, code: str) -> str:
    """Return the code by what a verb is done to: `attacked the minister` and `protested that` are words."""
    if code == "141" and verb.lemma == "protest" and child(verb, "ccomp") is not None:
        return "114"
    target = patient(verb)
    if code == "190" and verb.lemma in ("attack", "assail", "hit") and target is not None and _is_of_words(target):
        return "111"
    return code


_PUTTING = frozenset({"put", "place", "be", "remain", "stay", "keep"})
"""Verbs completed by a phrase of place: `put troops on alert`."""

_FORCE = frozenset({"15", "17", "18", "19", "20"})
_TARGETS = frozenset({"PROPERTY", "TROOPS", "POWER", "POLICE", "DIPLOMATS", "PEACEKEEPERS", "AGENCIES", "PRISONER", "PROTEST", "ROAD"})
"""What force may be used on beside people: `fight the epidemic` is no assault, `shell the town` is."""


_NO_OBJECT = frozenset({"demonstrate", "march", "rally", "fast", "yield", "trade", "picket"})
"""Verbs that tell their event only without an object: `demonstrated that`, `rallied support` do not."""


def _has_target(verb: Token, code: str, frames: Frames) -> bool:
    """Return whether a verb of force is used on something force can be used on."""
    target = patient(verb)
    if verb.lemma in _NO_OBJECT:
        return target is None and child(verb, "ccomp") is None
    target = core_noun(target) if target is not None else None
    if target is None or (root(code) not in _FORCE and not code.startswith(("0841", "040", "043", "070"))):
        return True
    if target.pos in ("PROPN", "PRON", "NUM") or target.label or is_agent(target.lemma.lower()) or is_agent(target.lower):
        return True
    if any(c.name in _TARGETS for c, _ in phrase_classes(target, frames)):
        return True
    return any(c.label in ("GPE", "NORP", "ORG", "PERSON") or is_agent(c.lemma.lower()) for c in target.children)


def _completions(verb: Token, key: str, frames: Frames) -> Iterator[tuple[NounClass, Token]]:
    """Yield (class, word) for the objects of a verb: direct, passive subject, and of its prepositions."""
    target = patient(verb)
    if target is not None:
        yield from phrase_classes(target, frames)
        if target.lower in ("$", "€", "£") or any(c.lower in ("$", "€", "£") for c in target.children):
            yield NounClass("MONEY", None), target
    wanted = key.rsplit("_", 1)[-1] if "_" in key else None
    for prep, noun in prepositional(verb):
        if wanted is None and verb.lemma not in _PUTTING:
            continue
        if wanted is None or prep == wanted:
            yield from phrase_classes(noun, frames)
            if target is None and (noun.label in ("GPE", "LOC", "FAC") or (noun.pos == "PROPN" and not noun.label)):
                yield NounClass("PLACE", None), noun
            if noun.pos in ("PROPN", "PRON") or noun.label in ("PERSON", "ORG", "GPE", "NORP"):
                yield NounClass("ACTOR", None), noun
    if target is not None and (target.label in ("PERSON", "ORG", "GPE", "NORP")):
        yield NounClass("ACTOR", None), target
        if (target.label == "PERSON" or sector_of(target.lemma.lower()) == "GOV") and child(verb, "oprd", "ccomp", "xcomp", "prt") is None:
            yield NounClass("PERSON", None), target


def wrap(found: Found, frames: Frames) -> bool:
    """Climb from an event to the predicates that govern it and change it in place; False drops the event."""
    current = found.content
    _mood(found, current)
    if _is_purpose(current, frames) and root(found.code) != "04":
        return False
    for _ in range(_MAX_WRAPS):
        step = _governor(current)
        if step is None:
            return True
        governor, link = step
        kind = _kind(governor, current, link, frames)
        if kind == "ALLEGE":
            return False
        if kind in (None, "SAY", "DENY"):
            return _under_speech(found, governor, current, kind)
        _apply(found, kind, governor, current)
        found.kinds += (kind,)
        found.top = current = _clause_of(governor)
        _mood(found, current)
    return True


def _is_purpose(verb: Token, frames: Frames) -> bool:
    """Return whether a verb tells only what something else is for: *troops to fight*, *in order to help*."""
    if verb.tag != "VB" or not any(c.lower == "to" and c.dep == "aux" for c in verb.children):
        return False
    if verb.dep == "advcl":
        step = _governor(verb)
        return step is None or _kind(step[0], verb, step[1], frames) is None
    return verb.dep in ("acl", "relcl") and verb.head.lemma.lower() not in _INTENT_NOUNS


def _governor(current: Token) -> tuple[Token, str] | None:
    """Return (governor, link) of the predicate an event is the complement of, or None."""
    token = current
    while token.dep == "conj" and child(token, "nsubj", "nsubjpass") is None and token.head is not token:
        token = token.head
    head = token.head
    if head is token:
        return None
    if token.dep in ("xcomp", "ccomp"):
        return head, token.dep
    if token.dep == "pcomp" and head.dep in ("prep", "dep", "agent"):
        return head.head, f"pcomp:{head.lower}"
    if token.dep == "acl" and token.tag == "VB":
        return head, "acl"
    if token.dep == "advcl" and token.tag == "VB" and child(token, "mark", "nsubj") is None:
        return (head, "inf") if complement(head) is token else None
    return None


def _clause_of(governor: Token) -> Token:
    """Return the predicate whose subject acts: the copula of an adjective, the verb a noun is the object of."""
    if governor.pos == "ADJ" and governor.dep in ("acomp", "oprd"):
        return governor.head
    return governor


def _kind(governor: Token, current: Token, link: str, frames: Frames) -> str | None:
    """Return how a governor changes what it governs."""
    lemma = governor.lemma.lower()
    if link.startswith("pcomp:"):
        return _kind_of_preposition(lemma, link[6:], frames)
    if governor.pos == "ADJ":
        return frames.control.get(f"be_{lemma}")
    if link == "acl" or governor.pos not in ("VERB", "AUX"):
        return _INTENT_NOUNS.get(lemma)
    return _kind_of_verb(governor, current, link, frames)


def _kind_of_preposition(lemma: str, preposition: str, frames: Frames) -> str | None:
    if preposition in ("with", "by", "after", "before", "without"):
        return None
    if preposition in ("of", "for", "over") and root(frames.verbs.get(lemma, "00")) in ("09", "11", "17"):
        return "ALLEGE"
    return frames.control.get(f"{lemma}_{preposition}") or frames.control.get(lemma)


def _kind_of_verb(governor: Token, current: Token, link: str, frames: Frames) -> str | None:
    lemma = governor.lemma.lower()
    kind = next((frames.control[k] for k in verb_key(governor, frames) if k in frames.control), None)
    if kind == "DEMAND" and link == "ccomp" and lemma in ("tell", "remind", "advise", "ask") and current.tag != "VB":
        return "SAY"
    if lemma in ("set", "schedule", "slate", "expect") and not is_passive(governor):
        return None
    has_other = child(current, "nsubj", "nsubjpass") is not None or child(governor, "dobj") is not None
    return "DEMAND" if lemma == "want" and has_other and not is_passive(governor) else kind


def _apply(found: Found, kind: str, governor: Token, current: Token) -> None:
    code = found.code
    if found.negated and kind in ("INTEND", "ORDER", "PHASE") and root(code) in COOPERATIVE:
        found.code, found.negated = refused(code), False
        return
    if kind == "INTEND":
        if root(code) == "04" and governor.lemma in (
            "be", "set", "due", "plan", "schedule", "slate", "expect", "likely", "hope", "want", "intend", "prepare"
        ):
            found.future = True
        else:
            found.code = intended(code)
    elif kind == "REFUSE":
        found.code = refused(code)
    elif kind == "THREAT":
        found.code = threatened(code)
    elif kind == "DEMAND":
        found.code = demanded(code)
        target = child(governor, "dobj", "nsubjpass", "dative")
        found.demandee = target if target is not None else child(current, "nsubj", "nsubjpass")
        if found.demandee is None:
            found.demandee = next((n for p, n in prepositional(governor) if p in ("on", "to", "from", "upon", "for")), None)
    elif kind == "END":
        found.code = stopped(code) or code
        found.negated = found.negated or stopped(code) is None
    found.future = found.future and kind in ("INTEND", "PHASE", "ORDER")


def _under_speech(found: Found, governor: Token, current: Token, kind: str | None) -> bool:
    """Read ``X said Y must`` as a demand of X on Y, ``said it would`` as future, and note a denial."""
    if kind == "SAY" and governor.tag in ("VBD", "VBN") and any(c.lower in ("would", "'d") for c in current.children):
        found.possible, found.future = False, True
    if kind == "DENY" or (governor.lemma == "say" and any(c.dep == "neg" for c in governor.children)):
        found.negated = True
        return True
    must = any(c.dep == "aux" and c.lower in _MUST for c in current.children)
    own = child(current, "nsubj", "nsubjpass")
    if kind == "SAY" and must and own is not None and own.tag != "PRP":
        found.code = demanded(found.code)
        found.demandee, found.top = own, governor
        found.kinds += ("MUST",)
        found.possible = False
    return True


def _mood(found: Found, verb: Token) -> None:
    """Read tense, modality and polarity of one predicate into the event."""
    for c in verb.children:
        if c.dep == "aux":
            found.future = found.future or c.lower in _FUTURE
            found.possible = found.possible or c.lower in _POSSIBLE
        elif c.dep == "neg" or c.lower in ("never", "n't", "n’t"):
            found.negated = not found.negated
        elif c.dep == "mark" and c.lower in ("if", "unless", "whether"):
            found.conditional = True
    if verb.lemma == "fail" and found.content is not verb:
        return
    if verb.tag == "VB" and any(c.lower == "to" and c.dep == "aux" for c in verb.children):
        found.future = found.future or _is_ahead(verb)
    if verb.tag == "VBG" and verb.dep in ("csubj", "pcomp") and any(c.lower in _POSSIBLE for c in verb.head.children):
        found.possible = True
    if verb.dep == "conj" and verb.head.pos == "VERB" and not any(c.dep in ("aux", "nsubj") for c in verb.children):
        if verb.tag == "VB":
            found.future = found.future or any(c.lower in _FUTURE for c in verb.head.children if c.dep == "aux")


def _is_ahead(verb: Token) -> bool:
    """Return whether an infinitive looks ahead: in a headline (*X to meet Y*), or for what a future verb is for."""
    if verb.dep == "ROOT":
        return True
    governor = verb.head
    if verb.dep in ("ccomp", "relcl", "acl", "csubj", "nsubj") and child(verb, "nsubj", "nsubjpass") is not None:
        return child(verb, "mark") is None
    if verb.dep in ("acl", "relcl") and governor.dep == "ROOT":
        return True
    return any(c.dep == "aux" and c.lower in _FUTURE for c in governor.children)


def settle(found: Found) -> None:
    """Turn what is announced, or ruled out, for the future into the code of intent, threat or refusal."""
    kind = root(found.code)
    if found.negated and kind in COOPERATIVE and (found.future or found.possible) and not found.conditional:
        found.code, found.negated = refused(found.code), False
        found.kinds += ("WILLNOT",)
    elif found.future and not found.negated and not {"INTEND", "THREAT", "DEMAND", "REFUSE"} & set(found.kinds):
        if kind in ("05", "06", "07", "08", "16", "17", "18", "19"):
            found.code = intended(found.code)
            found.kinds += ("WILL",)
