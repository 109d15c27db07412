"""Sources: which token of the parse names the speaker of a cue, through control, coordination and passives."""

from __future__ import annotations

from collections.abc import Iterator

from stemma.annotate.quotes.tree import dependant
from stemma.annotate.straying import strays
from stemma.annotate.syntax import Token
from stemma.lexicon.cues import COMMUNICATORS, CUE_NOUNS, QUOTING

_MAX_CLIMB = 6
"""Clauses climbed for a subject that is not printed beside its verb (2026-11)."""

_BELONGING = frozenset({"of", "by", "from", "among"})
_NAMED = frozenset({"PERSON", "ORG", "NORP", "GPE"})
_SPEAKERS = frozenset({"PRON", "PROPN"})

Source = tuple[Token | None, str]


def verb_source(cue: Token) -> Source:
    """Return the token that names who speaks by this verb, and how it was reached (``""`` when there is none).

    A subject taken over from another clause must be able to speak; if none is, the nearest one is returned.
    """
    if cue.lemma in QUOTING and (quoted := _quoted(cue)) is not None:
        return quoted, "quoted"
    first: Source | None = None
    for source, via in _subjects(cue):
        if via not in ("control", "acl") or source is None or can_speak(source):
            return source, via
        first = first or (source, via)
    return first or (None, "")


def can_speak(token: Token) -> bool:
    """Return whether a noun may name someone who speaks: a name, a personal pronoun, a role or a body."""
    if token.label in _NAMED or token.pos in _SPEAKERS:
        return token.tag not in ("WDT", "DT") and token.lower not in ("it", "this", "that")
    return token.lemma.lower() in COMMUNICATORS


def _subjects(cue: Token) -> Iterator[Source]:
    """Yield the possible subjects of a verb, its own first, then those of the clauses it hangs on."""
    token = cue
    for climbed in range(_MAX_CLIMB):
        if climbed and token.lemma in QUOTING and (quoted := _quoted(token)) is not None:
            yield quoted, "quoted"
        if token is cue and _is_bare_participle(cue):
            yield _agent(cue), "agent" if _agent(cue) is not None else "passive"
        elif passive := dependant(token, "nsubjpass"):
            found = _agent(token) if token is cue or token.dep == "conj" else passive
            yield found, "agent" if found else "passive"
        elif (subject := dependant(token, "nsubj")) is not None and subject is not cue:
            yield _named(subject, token), "subject" if not climbed else "control"
        elif token.dep in ("acl", "relcl") and token.head is not token and not _is_vehicle(token.head):
            yield token.head, token.dep
        above = _governor(token)
        if above is None:
            return
        token = above


def _is_bare_participle(cue: Token) -> bool:
    """Return whether a cue is a participle whose noun is spoken of, not speaking (``men accused of theft``)."""
    return cue.tag == "VBN" and cue.dep in ("acl", "amod") and dependant(cue, "aux", "nsubj") is None


def _is_vehicle(noun: Token) -> bool:
    """Return whether a noun is only what somebody speaks by, who is named beside it (``issued a note saying``)."""
    if noun.lemma not in CUE_NOUNS or noun.dep not in ("dobj", "pobj") or noun.head.pos not in ("VERB", "ADP"):
        return False
    verb = noun.head if noun.head.pos == "VERB" else noun.head.head
    subject = dependant(verb, "nsubj") if verb.pos == "VERB" else None
    return subject is not None and can_speak(subject)


def _governor(token: Token) -> Token | None:
    """Return the verb whose subject a subjectless verb shares."""
    if token.head is token:
        return None
    if token.dep == "conj" and token.head.dep == "ccomp" and strays(token, token.head, token.head.head):
        return token.head.head
    if token.dep in ("conj", "xcomp", "advcl", "ccomp", "parataxis"):
        return token.head
    if token.dep == "pcomp" and token.head.head is not token.head:
        return token.head.head
    if token.dep in ("acl", "relcl") and token.head.head.pos in ("VERB", "AUX"):
        return token.head.head
    return None


def _quoted(cue: Token) -> Token | None:
    """Return whom a verb of quoting quotes: ``was quoted as saying``, ``quoted the envoy as saying``."""
    if (passive := dependant(cue, "nsubjpass")) is not None:
        return passive
    person = dependant(cue, "dobj")
    saying = next((c for c in cue.children if c.dep == "prep" and c.lower == "as"), None)
    return person if person is not None and (saying is not None or can_speak(person)) else None


def _agent(token: Token) -> Token | None:
    by = dependant(token, "agent")
    return dependant(by, "pobj") if by is not None else None


def _named(subject: Token, verb: Token) -> Token:
    """Return the antecedent for a relative pronoun, else the subject itself."""
    if subject.tag in ("WP", "WDT") and verb.dep == "relcl" and verb.head is not verb:
        return verb.head
    return subject


def noun_source(cue: Token) -> Source:
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


def adjective_source(cue: Token) -> Source:
    """Return the token that names who is sure, afraid or willing, and how it was reached."""
    if cue.dep in ("acomp", "conj", "oprd", "xcomp", "ccomp", "advcl", "ROOT") and cue.head.pos in ("VERB", "AUX"):
        return verb_source(cue if dependant(cue, "nsubj") else cue.head)
    if cue.dep in ("amod", "acl", "appos") and cue.head is not cue:
        return cue.head, "noun"
    return None, ""
