"""Readings: what an event becomes under the verbs above it, and how firmly it is told.

The event is read from the inside out: *send aid* is 070; under *agree to* it becomes 033, under *demand that* 103,
under *refuse to* 122, under *threaten to stop* 1311.

Source: own; the idea that event codes compose along the parse is UniversalPetrarch's (Lu and Roy 2018).
"""

from __future__ import annotations

from stemma.annotate.events.arguments import child, complement, is_passive, prepositional, verb_key
from stemma.annotate.events.compose import COOPERATIVE, demanded, intended, refused, root, stopped, threatened
from stemma.annotate.events.found import Found
from stemma.annotate.events.frames import Frames
from stemma.annotate.syntax import Token

_MAX_WRAPS = 4
_INTENT_NOUNS = {
    **dict.fromkeys(["plan", "decision", "intention", "promise", "pledge", "agreement", "readiness", "willingness", "commitment", "offer", "proposal", "vow", "order", "deal"], "INTEND"),
    **dict.fromkeys(["refusal", "failure", "reluctance"], "REFUSE"),
    **dict.fromkeys(["campaign", "effort", "drive", "bid", "attempt", "mission", "push", "move", "initiative"], "PHASE"),
    **dict.fromkeys(["threat", "warning"], "THREAT"),
    **dict.fromkeys(["demand", "call", "request", "appeal", "ultimatum"], "DEMAND"),
}
_MUST = frozenset({"must", "should", "need", "ought"})
_FUTURE = frozenset({"will", "shall", "'ll", "wo", "’ll"})
_POSSIBLE = frozenset({"may", "might", "could", "would", "can", "ca", "'d"})


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
    if link in ("inf", "xcomp") and current.tag == "VB" and child(governor, "dobj") is not None and (kind == "PHASE" or lemma == "summon"):
        return None  # *continued the strike to demand*: what for, not what
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
    own = any(c.dep in ("aux", "nsubj") for c in verb.children)
    if verb.tag == "VB" and verb.dep == "conj" and verb.head.pos == "VERB" and not own:
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
    elif found.future and not found.negated and (kind in _ANNOUNCED or found.code[:3] in ("143", "144")) and not _WRAPPED & set(found.kinds):
        found.code = intended(found.code)
        found.kinds += ("WILL",)


_ANNOUNCED = frozenset({"05", "06", "07", "08", "16", "17", "18", "19"})
_WRAPPED = frozenset({"INTEND", "THREAT", "DEMAND", "REFUSE"})
