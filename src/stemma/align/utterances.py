"""Utterances: what one report has somebody say, made ready for comparing with other reports.

Words are compared folded: case, marks and brackets aside, so that ``“[Some] other person…”`` and
``"another person"`` differ only where the reports do.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from stemma.lexicon.cues import SPEECH_CLASSES, cue_class
from stemma.model import Analysis, Quote, Reading, Span
from stemma.model.marks import QuoteKind

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_MARKED = re.compile(r"[“\"«„‘]([^”\"»“’\n]{1,600})[”\"»“’]|(?<!\w)'([^'\n]{2,300})'(?!\w)|''([^'\n]{1,600})''")
_STOP = frozenset(
    """a an the and or but if of to in on at by for with from as that this these those it its is are was were be been
    being has have had do does did will would can could may might must shall should not no i we you he she they me us
    him her them my our your his their who which what there so than then about into over after before up out more
    said says say""".split()
)
_PRONOUNS = frozenset("i we you he she it they who which that this those these one".split())
_INDIRECT_WORDS = 4
"""Words at least of reported speech without marks that counts as an utterance (2026-11)."""

_UNKNOWN_WORDS = 4
"""Words at least of a quotation whose speaker nobody names (2026-11)."""


class Utterance(msgspec.Struct, frozen=True, kw_only=True):
    """One quotation of one report.

    Attributes:
        reading: the characters in the report; ``words``: all its words, folded; ``marked``: words in marks (for
            direct speech all, for indirect none), one tuple a stretch.
        speaker: entity id, or None; ``name``: the speaker as the report has it, or None.
        date: publication date of the report in ISO 8601, "9999" when unknown.
    """

    reading: Reading
    kind: QuoteKind
    words: tuple[str, ...]
    marked: tuple[tuple[str, ...], ...]
    speaker: str | None
    name: str | None
    date: str

    @property
    def key(self) -> tuple[QuoteKind, tuple[str, ...], str]:
        """Equal for utterances that need no comparing: same words, same speaker."""
        return self.kind, self.words, self.speaker or self.name or ""

    @property
    def place(self) -> tuple[str, str, int, int]:
        """Order of readings: who printed it first, then by article and position."""
        return self.date, self.reading.article, self.reading.start, self.reading.end


def utterances_of(analysis: Analysis, entity_of: Mapping[tuple[str, str], str]) -> Iterator[Utterance]:
    """Yield the utterances of one report in reading order."""
    article = analysis.article
    captions = [Span(b.start, b.end) for b in article.blocks if b.role in ("caption", "boilerplate", "credit")]
    predicates = sorted(c.predicate_span.start for c in analysis.clauses)
    date = article.published.value if article.published else "9999"
    for i, quote in enumerate(article.quotes):
        if not quote.content or (quote.kind != "direct" and any(c.overlaps(quote.content[0]) for c in captions)):
            continue
        key = analysis.quote_entities[i] if i < len(analysis.quote_entities) else None
        speaker = entity_of.get((article.id, key)) if key is not None else None
        name = quote.speaker_name
        if name is not None and name.lower() in _PRONOUNS:
            name = None
        if quote.kind == "indirect" and not _has_clause(predicates, quote):
            continue
        for span in _stretches(article.text, quote):
            words = folded(span.of(article.text))
            if _counts(article.text, quote, words, speaker or name):
                yield Utterance(
                    reading=Reading(article.id, span.start, span.end, span.of(article.text)),
                    kind=quote.kind, words=words, marked=_marked(quote.kind, span.of(article.text), words),
                    speaker=speaker, name=name, date=date,
                )


def _has_clause(predicates: Sequence[int], quote: Quote) -> bool:
    """Return whether what is reported is a proposition, not a thing (``said it rained``, not ``praised the rain``)."""
    if not predicates:
        return True
    return any(bisect_left(predicates, s.start) < bisect_left(predicates, s.end) for s in quote.content)


def folded(text: str) -> tuple[str, ...]:
    """Return the words of a text without case, marks and brackets.

    Example:
        >>> folded("“[We] won’t…”")
        ('we', "won't")
    """
    return tuple(word.lower().replace("’", "'") for word in _WORD.findall(text))


def telling(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words that carry meaning by themselves."""
    return tuple(word for word in words if word not in _STOP)


def _stretches(text: str, quote: Quote) -> Iterator[Span]:
    """Yield what is one reading each: a sentence cut in two by its cue is one, two sentences are two."""
    start, end = quote.content[0].start, quote.content[0].end
    for span in quote.content[1:]:
        if quote.kind == "direct" and (text[span.start].isupper() or text[end - 1] in ".!?"):
            yield Span(start, end)
            start = span.start
        end = span.end
    yield Span(start, end)


def _counts(text: str, quote: Quote, words: tuple[str, ...], speaker: str | None) -> bool:
    """Return whether a quotation belongs into the record: somebody said it, and it says something."""
    if quote.kind == "direct":
        return bool(words) and (speaker is not None or len(words) >= _UNKNOWN_WORDS)
    if speaker is None and quote.kind == "indirect":
        return False
    classes = [cue_class(word) for span in quote.cue for word in span.of(text).split()]
    if not any(kind in SPEECH_CLASSES for kind in classes) and "ccording" not in "".join(
        span.of(text) for span in quote.cue
    ):
        return quote.kind == "partial" and len(words) >= _INDIRECT_WORDS
    return len(words) >= (_INDIRECT_WORDS if quote.kind == "indirect" else 2)


def _marked(kind: QuoteKind, text: str, words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    if kind == "direct":
        return (words,)
    if kind == "indirect":
        return ()
    parts = (folded(next(group for group in match.groups() if group)) for match in _MARKED.finditer(text))
    return tuple(part for part in parts if part)
