"""Quotations: who says or thinks what.

Direct speech is found by its marks (`marks`, `direct`); all other attribution by the parse (`candidates`), weighed
by a small linear model (`features`, `weights`); speakers are named by `speakers`.
"""

from __future__ import annotations

import re

from stemma.annotate.names import Names
from stemma.annotate.quotes.candidates import Candidate
from stemma.annotate.quotes.content import cue_span, trimmed
from stemma.annotate.quotes.direct import Scene, Utterance, find_utterances
from stemma.annotate.quotes.marks import find_quoted
from stemma.annotate.quotes.rows import Row, groups_of
from stemma.annotate.quotes.speakers import Cast
from stemma.annotate.quotes.tree import Edges
from stemma.annotate.quotes.weights import load_model
from stemma.annotate.syntax import Parse, Token
from stemma.model import Quote, Span
from stemma.model.marks import QuoteKind

_LINE = re.compile(r"[^\n]*\S[^\n]*")

Found = tuple[Quote, str | None]


def prepare(parse: Parse) -> tuple[Scene, list[Utterance]]:
    """Return the quoted stretches of an article in their surroundings, and its direct speech."""
    lines = [Span(*match.span()) for match in _LINE.finditer(parse.text)]
    scene = Scene(parse, find_quoted(parse.text, lines), lines)
    return scene, find_utterances(scene)


def mark_quotes(parse: Parse, names: Names) -> tuple[tuple[Quote, ...], tuple[str | None, ...]]:
    """Return the quotations of an article and, parallel to them, their speakers' entity keys.

    Source: Pareti 2015, *Attribution: A Computational Approach* (source, cue, content).
    Differs: direct speech by rules over marks, the rest by a linear model over candidates of the parse.
    """
    scene, utterances = prepare(parse)
    edges = Edges(parse)
    cast = Cast(parse, edges, names)
    model = load_model()
    found = [_direct(scene, cast, utterance) for utterance in utterances]
    for group in groups_of(edges, scene, utterances, model):
        row = max(group.rows, key=lambda r: r.score)
        if row.score >= (model.threshold if row.quoting == "none" else model.quoting):
            found.append(_reported(cast, row))
    found.sort(key=lambda pair: (pair[0].content[0], pair[0].content, pair[0].cue))
    return tuple(quote for quote, _ in found), tuple(entity for _, entity in found)


def _direct(scene: Scene, cast: Cast, utterance: Utterance) -> Found:
    text = scene.parse.text
    content = tuple(_without_comma(text, part.inner) for part in utterance.parts)
    cue = _outside(cue_span(utterance.cue, ()), content) if utterance.cue is not None else ()
    if utterance.source is None:
        return Quote("direct", content, cue, (), None), None
    meant = cast.takes_turn(utterance.line, utterance.source)
    entity = cast.speaking(meant, utterance.line, content[0].start, scene.subject_before(utterance))
    if entity is not None and meant.pos != "PROPN" and cast.names(entity, content):  # nobody speaks so of himself
        entity = None
        if utterance.cue is None:
            return Quote("direct", content, cue, (), None), None
    cast.spoke(utterance.line, content[-1].end, entity)
    return Quote("direct", content, cue, (cast.span(utterance.source),), cast.name(meant, entity)), entity


def _reported(cast: Cast, row: Row) -> Found:
    candidate = row.candidate
    cue = _outside(cue_span(candidate.cue, candidate.links), row.content)
    kind: QuoteKind = "indirect" if row.quoting == "none" else "partial"
    return _made(kind, row.content, cue or _bare(candidate.cue, row.content), cast, candidate)


def _outside(cue: tuple[Span, ...], content: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the spans of a cue that share no character with the content."""
    return tuple(span for span in cue if not any(span.overlaps(c) for c in content))


def _bare(cue: Token, content: tuple[Span, ...]) -> tuple[Span, ...]:
    span = Span(cue.start, cue.end)
    return () if any(span.overlaps(c) for c in content) else (span,)


def _made(
    kind: QuoteKind, content: tuple[Span, ...], cue: tuple[Span, ...], cast: Cast, candidate: Candidate
) -> Found:
    source = candidate.source
    if source is None:
        return Quote(kind, content, cue, (), None), None
    entity = cast.entity(source)
    speaker = _outside(cast.spans(source, candidate.cue), content) or (cast.span(source),)
    return Quote(kind, content, cue, speaker, cast.name(source, entity)), entity


def _without_comma(text: str, span: Span) -> Span:
    """Return the span without the comma that only leads on to the cue."""
    end = span.end
    while end > span.start + 1 and text[end - 1] in ", \xa0":
        end -= 1
    return trimmed(text, Span(span.start, end)) if text[span.start] in " \xa0" else Span(span.start, end)
