"""Straying: coordinated verbs that the parser hangs on a reported clause though they go on the reporter's own.

Source: own, on verb forms; the tense of the two verbs decides, as in a reader's ear.
"""

from __future__ import annotations

from stemma.annotate.syntax import Token
from stemma.lexicon.cues import CUE_VERBS


def strays(conjunct: Token, clause: Token, cue: Token) -> bool:
    """Return whether a coordinated verb hung on a reported clause goes on the reporter's own clause.

    In ``she said prices would fall but gave no date``, ``gave`` has the form of ``said``, not of ``would fall``.
    """
    if conjunct.dep != "conj" or conjunct.pos != "VERB" or conjunct.i < clause.i or conjunct.i < cue.i:
        return False
    if any(c.dep in ("nsubj", "nsubjpass", "expl") for c in conjunct.children):
        return False
    form = _form(conjunct)
    return form == _form(cue) and form != _form(clause) and form[1] in ("VBD", "VBZ", "VBP")


def _form(verb: Token) -> tuple[str, str]:
    """Return the tags of a verb's first auxiliary and of the verb."""
    auxiliary = next((c for c in verb.children if c.dep in ("aux", "auxpass")), None)
    if auxiliary is None:
        return "", verb.tag
    return ("", auxiliary.tag) if auxiliary.lemma == "do" else (auxiliary.tag, verb.tag)


def reporter_of(verb: Token) -> Token | None:
    """Return the verb of saying that a coordinated verb goes on, when the parser has hung it on what is said; else None."""
    clause = verb
    while clause.dep == "conj" and clause.head is not clause:
        clause = clause.head
    cue = clause.head
    if clause is verb or clause.dep != "ccomp" or cue.lemma.lower() not in CUE_VERBS:
        return None
    return cue if strays(verb, clause, cue) else None
