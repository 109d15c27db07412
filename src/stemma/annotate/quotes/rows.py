"""Rows: the candidates of one article with contents and features, as the model scores them and the fit sees them."""

from __future__ import annotations

from collections.abc import Iterator

from stemma.annotate.quotes.candidates import Candidate, find_candidates
from stemma.annotate.quotes.content import content_of, trimmed
from stemma.annotate.quotes.direct import Scene, Utterance
from stemma.annotate.quotes.features import content_features, cue_features
from stemma.annotate.quotes.marks import Quoted
from stemma.annotate.quotes.tree import Edges
from stemma.annotate.quotes.weights import Model
from stemma.annotate.syntax import Token
from stemma.model import Span


class Row:
    """A candidate with its content and features; ``quoting`` is ``none``, ``some`` or ``all``."""

    __slots__ = ("candidate", "content", "names", "quoting", "score")

    def __init__(self, candidate: Candidate, content: tuple[Span, ...], quoting: str) -> None:
        self.candidate = candidate
        self.content = content
        self.quoting = quoting
        self.names = content_features(candidate, content, quoting)
        self.score = 0.0


class Group:
    """All readings of one cue; ``names`` are the features they share."""

    __slots__ = ("cue", "names", "rows")

    def __init__(self, cue: Token, names: list[str], rows: list[Row]) -> None:
        self.cue = cue
        self.names = names
        self.rows = rows


def groups_of(
    edges: Edges, scene: Scene, utterances: list[Utterance], model: Model | None = None
) -> Iterator[Group]:
    """Yield each possible cue that is not one of direct speech already, with its readings.

    Args:
        edges: the parse's stretches.
        scene: quoted stretches in their surroundings.
        utterances: direct speech already found.
        model: scores the rows, and leaves out cues below its floor; without it all are given, unscored.
    """
    taken = {u.cue.i for u in utterances if u.cue is not None}
    spoken = _Cover([part for u in utterances for part in u.parts])
    for candidates in find_candidates(scene.parse, edges):
        first = candidates[0]
        if first.cue.i in taken:
            continue
        around = scene.quoted_at(first.cue.start)
        names = cue_features(first.cue, first.source, first.via, around is not None)
        odds = model.bias + model.score(names) if model is not None else 0.0
        if model is not None and odds < model.floor:
            continue
        rows = list(_rows(candidates, edges, scene, spoken))
        if model is not None:
            for row in rows:
                row.score = odds + model.score(row.names)
        if rows:
            yield Group(first.cue, names, rows)


def _rows(candidates: list[Candidate], edges: Edges, scene: Scene, spoken: _Cover) -> Iterator[Row]:
    """Yield a row for each candidate of one cue that has a content of its own."""
    around = scene.quoted_at(candidates[0].cue.start)
    for candidate in candidates:
        content = snapped(scene.parse.text, content_of(scene.parse.text, candidate, edges), scene, around)
        if not content or _is_work(candidate, content, scene) or _is_quoted_person(candidate, content) or spoken.most_of(content, unless=around):
            continue
        yield Row(candidate, content, quoting_of(content, scene, around))


_MAKING = frozenset("write direct sing record publish release compose star play read paint produce".split())
_FEWEST, _TITLE_WORDS = 4, 9
"""Words of a title (2026-11): fewer in capitals may be an exclamation."""


def _is_work(candidate: Candidate, content: tuple[Span, ...], scene: Scene) -> bool:
    """Return whether a content only names a work that somebody made (``wrote "The Long Pier" in 1952``)."""
    if candidate.cue.lemma not in _MAKING:
        return False
    quoted = scene.quoted_at(content[0].start)
    if quoted is None or scene.parse.text[max(0, quoted.start - 2) : quoted.start].rstrip()[-1:] in (",", ":"):
        return False  # set off, it is what somebody says
    words = scene.parse.text[quoted.inner.start : quoted.inner.end].split()
    return _FEWEST <= len(words) <= _TITLE_WORDS and all(word[0].isupper() for word in words if len(word) > 3) and words[-1][-1] not in ".!?"


def _is_quoted_person(candidate: Candidate, content: tuple[Span, ...]) -> bool:
    """Return whether a content is only whom the cue quotes (``citing a station official``)."""
    source = candidate.source
    return candidate.via == "quoted" and source is not None and any(s.start <= source.start < s.end for s in content)


class _Cover:
    """Direct speech already found, to keep candidates from stating it again."""

    def __init__(self, parts: list[Quoted]) -> None:
        self._starts = {part.start: part for part in parts}
        self._parts = parts

    def most_of(self, content: tuple[Span, ...], unless: Quoted | None) -> bool:
        """Return whether direct speech makes up more than half of a content whose cue stands outside it."""
        if unless is not None and unless.start in self._starts:
            return False
        size = sum(span.end - span.start for span in content)
        shared = 0
        for span in content:
            for part in _between(self._parts, span):
                shared += min(part.end, span.end) - max(part.start, span.start)
        return shared * 2 > size


def _between(parts: list[Quoted], span: Span) -> Iterator[Quoted]:
    """Yield the stretches that share a character with ``span``, by bisection."""
    low, high = 0, len(parts)
    while low < high:
        middle = (low + high) // 2
        if parts[middle].end <= span.start:
            low = middle + 1
        else:
            high = middle
    while low < len(parts) and parts[low].start < span.end:
        yield parts[low]
        low += 1


def snapped(text: str, content: tuple[Span, ...], scene: Scene, around: Quoted | None) -> tuple[Span, ...]:
    """Return the content widened to whole quoted stretches, so that no mark stands without its partner."""
    found: list[Span] = []
    for span in content:
        start, end = span.start, span.end
        first, last = scene.quoted_at(start), scene.quoted_at(max(start, end - 1))
        if last is None:
            last = scene.quoted_at(end)
        if first is not None and first is not around:
            start = min(start, first.start)
        if last is not None and last is not around:
            end = max(end, last.end)
        if around is not None:
            start, end = max(start, around.inner.start), min(end, around.inner.end)
        whole = trimmed(text, Span(start, end))
        if whole.start < whole.end and (not found or whole.start >= found[-1].end):
            found.append(whole)
    return tuple(found)


def quoting_of(content: tuple[Span, ...], scene: Scene, around: Quoted | None) -> str:
    """Return how much of a content stands in quotation marks of its own: ``none``, ``some`` or ``all``."""
    if around is not None:
        return "none"
    size = shared = 0
    for span in content:
        size += span.end - span.start
        for part in _between(scene.quoted, span):  # type: ignore[arg-type]
            shared += min(part.end, span.end) - max(part.start, span.start)
    return "none" if not shared else "all" if shared >= size - 2 else "some"
