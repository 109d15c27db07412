"""Candidates: every place where the parse could attribute something to someone, with its likely content.

A candidate is a cue (verb, noun, adjective, ``according to``), the configuration by which the content hangs on
it, and the source. Whether it is an attribution is for `weights` to say.

Source: Pareti 2015, *Attribution: A Computational Approach*, ch. 4 (cue, content and source spans as separate
decisions); O'Keefe et al. 2012 for the order of clues.
"""

from __future__ import annotations

from collections.abc import Iterator

from stemma.annotate.quotes.sources import adjective_source, noun_source, verb_source
from stemma.annotate.quotes.tree import Edges, dependant
from stemma.annotate.syntax import Parse, Token
from stemma.lexicon.cues import CUE_ADJECTIVES, CUE_NOUNS, QUOTING
from stemma.model import Span

_ARGUMENTS = frozenset({"dobj", "prep", "xcomp", "oprd", "ccomp", "acomp", "advcl", "attr", "dative"})
_RAISED = frozenset({"parataxis", "advcl", "ccomp", "conj", "relcl"})


class Candidate:
    """A possible attribution.

    Attributes:
        cue: token of the attributing word; ``links``: further words of the cue (preposition, particle).
        config: how the content hangs on the cue (``ccomp``, ``prep``, ``field``, ``raised``...).
        head: governing token of the content; ``span``: stretch of the content, the cue's own words not yet cut out.
        hole: stretch inside ``span`` that is not content, or None.
        source: token that names the speaker, or None; ``via``: how it was reached.
    """

    __slots__ = ("config", "cue", "head", "hole", "links", "source", "span", "via")

    def __init__(self, cue: Token, config: str, head: Token, span: Span) -> None:
        self.cue = cue
        self.config = config
        self.head = head
        self.span = span
        self.hole: Span | None = None
        self.links: tuple[Token, ...] = ()
        self.source: Token | None = None
        self.via = ""


def find_candidates(parse: Parse, edges: Edges) -> Iterator[list[Candidate]]:
    """Yield, for each possible cue in reading order, its possible readings."""
    for token in parse.tokens:
        found: list[Candidate] = []
        if token.pos == "VERB":
            found = list(_verb(token, edges)) if token.lower != "according" else list(_according(token, edges))
            source, via = verb_source(token) if found and token.lower != "according" else (None, "")
        elif token.pos == "NOUN" and token.lemma in CUE_NOUNS and token.children:
            found = list(_noun(token, edges))
            source, via = noun_source(token) if found else (None, "")
        elif token.pos == "ADJ" and token.children and (token.lemma in CUE_ADJECTIVES or dependant(token, "ccomp")):
            found = list(_complements(token, edges))
            source, via = adjective_source(token) if found else (None, "")
        elif token.lower == "according":
            found = list(_according(token, edges))
        for candidate in found:
            if candidate.config != "according":
                candidate.source, candidate.via = source, via
        if found:
            yield found


def _verb(cue: Token, edges: Edges) -> Iterator[Candidate]:
    yield from _complements(cue, edges)
    if passive := dependant(cue, "nsubjpass"):
        yield Candidate(cue, "passive", passive, edges.span(passive))
    yield from _field(cue, edges)
    if cue.dep in _RAISED and cue.head is not cue and not _has_clause(cue):
        candidate = Candidate(cue, "raised", cue.head, edges.span(cue.head))
        candidate.hole = edges.span(cue)
        yield candidate


def _has_clause(cue: Token) -> bool:
    return any(c.dep == "ccomp" for c in cue.children)


def _complements(cue: Token, edges: Edges) -> Iterator[Candidate]:
    """Yield one candidate for each complement of a verb or adjective."""
    for part in cue.children:
        if part.dep in ("ccomp", "xcomp", "dobj", "oprd", "attr", "advcl", "acl"):
            yield Candidate(cue, part.dep, part, edges.span(part))
        elif part.dep == "prep":
            inner = dependant(part, "pobj", "pcomp")
            if inner is not None and not _leaves_to_saying(cue, inner):
                candidate = Candidate(cue, "prep", inner, edges.span(inner))
                candidate.links = (part,)
                yield candidate


def _leaves_to_saying(cue: Token, inner: Token) -> bool:
    """Return whether a verb of quoting hands the content to a second cue (``was quoted as saying``)."""
    return cue.lemma in QUOTING and inner.pos == "VERB" and inner.tag == "VBG"


def _field(cue: Token, edges: Edges) -> Iterator[Candidate]:
    """Yield all complements to the right of a verb as one content (``accuse him of lying``, ``call it a lie``)."""
    parts = [c for c in cue.children if c.i > cue.i and c.dep in _ARGUMENTS]
    if len(parts) < 2:
        return
    first, last = parts[0], max(edges.right[part.i] for part in [*parts, *_gerunds(cue)])
    tokens = edges.tokens
    yield Candidate(cue, "field", first, Span(tokens[edges.left[first.i]].start, tokens[last].end))
    if first.dep in ("dobj", "dative"):
        second, links = _behind_preposition(parts[1])
        candidate = Candidate(cue, "rest", second, Span(tokens[edges.left[second.i]].start, tokens[last].end))
        candidate.links = links
        yield candidate


def _gerunds(cue: Token) -> list[Token]:
    """Return gerunds hung on a finite verb that can only go with its complement (``of lying and hiding it``)."""
    if cue.tag == "VBG":
        return []
    return [c for c in cue.children if c.dep == "conj" and c.tag == "VBG" and c.i > cue.i]


def _behind_preposition(part: Token) -> tuple[Token, tuple[Token, ...]]:
    """Return what a preposition governs, and the preposition as part of the cue."""
    inner = dependant(part, "pobj", "pcomp") if part.dep == "prep" else None
    return (part, ()) if inner is None else (inner, (part,))


def _noun(cue: Token, edges: Edges) -> Iterator[Candidate]:
    for part in cue.children:
        if part.dep in ("acl", "ccomp", "relcl") and part.i > cue.i:
            yield Candidate(cue, part.dep, part, edges.span(part))
        elif part.dep == "prep" and (inner := dependant(part, "pobj", "pcomp")) is not None:
            candidate = Candidate(cue, "prep", inner, edges.span(inner))
            candidate.links = (part,)
            yield candidate


def _according(cue: Token, edges: Edges) -> Iterator[Candidate]:
    """Yield the clause that ``according to`` modifies, with its object as the source."""
    to = next((c for c in cue.children if c.lower == "to"), None)
    source = dependant(to, "pobj") if to is not None else None
    if to is None or source is None or cue.head is cue:
        return
    top = cue.head
    while top.pos not in ("VERB", "AUX") and top.head is not top:
        top = top.head
    candidate = Candidate(cue, "according", top, edges.span(top))
    candidate.hole, candidate.links = edges.span(cue), (to,)
    candidate.source, candidate.via = source, "object"
    yield candidate
