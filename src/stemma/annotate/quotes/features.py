"""Features: what tells an attribution from any other clause, as names that the learnt weights know.

Source: the groups of Pareti et al. 2013, *Automatically Detecting and Attributing Indirect Quotations*, sec. 5
(lexical, syntactic, sentence-wise, span). Differs: candidates come from the parse, so each has one source and
one configuration, and a linear model suffices.
"""

from __future__ import annotations

from stemma.annotate.quotes.candidates import Candidate
from stemma.annotate.syntax import Token
from stemma.lexicon.cues import COMMUNICATORS, CUE_ADJECTIVES, CUE_NOUNS, CUE_VERBS
from stemma.model import Span

_FIRST = frozenset({"i", "we"})
_HUMAN = frozenset({"he", "she", "who", "they"})
_LENGTHS = ((2, "1"), (5, "2"), (10, "5"), (20, "10"), (40, "20"))


def cue_features(cue: Token, source: Token | None, via: str, inside: bool) -> list[str]:
    """Return the names of the features that all readings of one cue share.

    Args:
        cue: the attributing word.
        source: token that names the speaker, or None; ``via`` tells how it was reached.
        via: how the source was reached (``subject``, ``control``, ``acl``…).
        inside: whether the cue stands in quotation marks.
    """
    lemma, pos = cue.lemma.lower(), cue.pos[0]
    kind, who = _kind(cue, lemma), _source(source)
    names = [
        f"l={pos}{lemma}", f"k={kind}", f"s={who}", f"v={via}", f"ks={kind}|{who}", f"vs={via}|{who}",
        f"t={cue.tag}", f"d={cue.dep}",
    ]
    if inside:
        names += ["in", f"in|{who}", f"in|{kind}"]
    if source is not None and who == "noun":
        names.append(f"sl={source.lemma.lower()}")
    return names + _clause(cue, kind)


def content_features(candidate: Candidate, content: tuple[Span, ...], quoting: str) -> list[str]:
    """Return the names of the features of one reading of a cue.

    Args:
        candidate: the reading.
        content: its spans.
        quoting: ``none``, ``some`` or ``all``: how much of the content stands in quotation marks.
    """
    cue, config, head = candidate.cue, candidate.config, candidate.head
    lemma = cue.lemma.lower()
    kind, shape, length = _kind(cue, lemma), _shape(head), _length(content)
    hook = f"{config}:{candidate.links[0].lower}" if candidate.links else config
    names = [
        f"c={cue.pos[0]}{config}", f"lh={lemma}|{hook}", f"kc={kind}|{config}", f"cs={config}|{shape}",
        f"lsh={lemma}|{shape}", f"h={hook}", f"hs={hook}|{_source(candidate.source)}", f"q={quoting}",
        f"qc={quoting}|{config}", f"ksh={kind}|{shape}|{config}", f"n={length}", f"nc={length}|{config}",
    ]
    if quoting != "none":
        names.append(f"qk={quoting}|{kind}")
    if config in ("dobj", "prep") and shape == "noun":
        names.append(f"ho={head.lemma.lower()}" if head.lemma in CUE_NOUNS else "ho=")
    return names


def _kind(cue: Token, lemma: str) -> str:
    if cue.pos == "VERB":
        return CUE_VERBS.get(lemma, "-")
    if cue.pos == "NOUN":
        return "n" + CUE_NOUNS.get(lemma, "-")
    return "adj" if lemma in CUE_ADJECTIVES else "other"


def _source(source: Token | None) -> str:
    """Return the class of a source: who could speak, and who could not."""
    if source is None:
        return "none"
    if source.pos == "PRON":
        return source.lower if source.lower in _HUMAN else "I" if source.lower in _FIRST else "pron"
    if source.label in ("PERSON", "ORG", "NORP", "GPE"):
        return source.label
    if source.lemma.lower() in COMMUNICATORS:
        return "human"
    return "propn" if source.pos == "PROPN" else "noun"


def _shape(head: Token) -> str:
    """Return the form of a content: finite clause, infinitive, gerund, question, name or noun."""
    if head.pos in ("VERB", "AUX"):
        return _clause_shape(head)
    if head.pos == "PRON":
        return "who" if head.tag in ("WP", "WDT") else "pron"
    if head.pos == "NOUN":
        return "cuenoun" if head.lemma in CUE_NOUNS else "noun"
    return "name" if head.pos == "PROPN" else head.pos.lower()


def _clause_shape(head: Token) -> str:
    """Return the form of a content with a verb: infinitive, question, ``that``, clause, gerund."""
    marks = [c for c in head.children if c.i < head.i]
    if any(c.lower == "to" and c.dep == "aux" for c in marks):
        return "to"
    if any(c.tag in ("WP", "WRB", "WDT") or c.lower in ("if", "whether") for c in marks):
        return "wh"
    if any(c.dep == "mark" and c.lower == "that" for c in marks):
        return "that"
    if any(c.dep in ("nsubj", "nsubjpass", "expl") for c in marks):
        return "clause" if any(c.dep != "mark" for c in marks) else "mark"
    return "ing" if head.tag == "VBG" else "verb"


def _clause(cue: Token, kind: str) -> list[str]:
    """Return features of the cue's own clause: passive, negation, modal, particle, conditional."""
    names = []
    for part in cue.children:
        if part.dep == "neg":
            names.append(f"neg|{kind}")
        elif part.dep == "aux" and part.tag in ("MD", "TO"):
            names.append("aux=" + part.lower)
        elif part.dep == "auxpass":
            names.append(f"pass|{kind}")
        elif part.dep == "prt":
            names.append(f"prt={cue.lemma}|{part.lower}")
        elif part.dep == "mark":
            names.append("mark=" + part.lower)
        elif part.dep in ("dative", "dobj") and part.i > cue.i:
            names.append("has=" + part.dep)
    return names


def _length(content: tuple[Span, ...]) -> str:
    """Return the class of a content's length: about how many words of six characters."""
    words = sum(span.end - span.start for span in content) / 6
    return next((name for limit, name in _LENGTHS if words < limit), "40")
