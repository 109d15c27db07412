"""Sources: which token of the parse names the speaker of a cue, through control, coordination and passives."""

from __future__ import annotations

from stemma.annotate.quotes.tree import dependant
from stemma.annotate.syntax import Token
from stemma.lexicon.cues import CUE_NOUNS

_MAX_CLIMB = 6
"""Clauses climbed for a subject that is not printed beside its verb (2026-11)."""

_BELONGING = frozenset({"of", "by", "from", "among"})


def verb_source(cue: Token) -> tuple[Token | None, str]:
    """Return the token that names who speaks by this verb, and how it was reached (``""`` when there is none)."""
    token = cue
    for climbed in range(_MAX_CLIMB):
        if passive := dependant(token, "nsubjpass"):
            found = _agent(token) if token is cue or token.dep == "conj" else passive
            return found, "agent" if found else "passive"
        if (subject := dependant(token, "nsubj")) is not None and subject.i != cue.i:
            return _named(subject, token), "subject" if not climbed else "control"
        if token.dep in ("acl", "relcl") and token.head is not token:
            return token.head, token.dep
        if (following := _governor(token)) is None:
            break
        token = following
    return None, ""


def _governor(token: Token) -> Token | None:
    """Return the verb whose subject a subjectless verb shares."""
    if token.head is token:
        return None
    if token.dep in ("conj", "xcomp", "advcl", "ccomp", "parataxis"):
        return token.head
    if token.dep == "pcomp" and token.head.head is not token.head:
        return token.head.head
    return None


def _agent(token: Token) -> Token | None:
    by = dependant(token, "agent")
    return dependant(by, "pobj") if by is not None else None


def _named(subject: Token, verb: Token) -> Token:
    """Return the antecedent for a relative pronoun, else the subject itself."""
    if subject.tag in ("WP", "WDT") and verb.dep == "relcl" and verb.head is not verb:
        return verb.head
    return subject


def noun_source(cue: Token) -> tuple[Token | None, str]:
    """Return the token that names whose claim, view or plan a noun is, and how it was reached."""
    if (owner := dependant(cue, "poss")) is not None:
        return owner, "poss"
    for prep in cue.children:
        if prep.dep == "prep" and prep.lower in _BELONGING and (owner := dependant(prep, "pobj")) is not None:
            return owner, "of"
    if cue.dep in ("dobj", "attr", "pobj") and cue.head.pos in ("VERB", "AUX") and cue.head is not cue:
        return verb_source(cue.head)
    if cue.dep == "pobj" and cue.head.head.pos in ("VERB", "AUX"):
        return verb_source(cue.head.head)
    modifier = dependant(cue, "compound", "amod")
    if modifier is not None and modifier.pos == "PROPN" and cue.lemma in CUE_NOUNS:
        return modifier, "compound"
    return None, ""


def adjective_source(cue: Token) -> tuple[Token | None, str]:
    """Return the token that names who is sure, afraid or willing, and how it was reached."""
    if cue.dep in ("acomp", "conj", "oprd", "xcomp", "ccomp", "advcl", "ROOT") and cue.head.pos in ("VERB", "AUX"):
        return verb_source(cue if dependant(cue, "nsubj") else cue.head)
    if cue.dep in ("amod", "acl", "appos") and cue.head is not cue:
        return cue.head, "noun"
    return None, ""
