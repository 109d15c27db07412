"""Found: a stretch of tokens that names something, on its way from the parser's label to a mention."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from stemma.annotate.syntax import Parse, Token
from stemma.model import Span
from stemma.model.marks import MentionType


class Found(msgspec.Struct, frozen=True, order=True):
    """Tokens ``first`` to ``last`` (exclusive) name something.

    Attributes:
        form: how it names: ``label`` (the parser's word alone), or of the gazetteer ``name``, ``adjective``,
            ``people``, ``capital``, ``seat``, ``city``, ``state``, ``region``; ``title`` after a title, ``known``
            for a name labelled elsewhere in the article.
        country: alpha-3 the form itself tells, or None.
    """

    first: int
    last: int
    kind: MentionType
    form: str = "label"
    country: str | None = None

    def span(self, tokens: Sequence[Token]) -> Span:
        """Return the characters it covers."""
        last = tokens[self.last - 1]
        return Span(tokens[self.first].start, last.end - _stray(last.text))

    def text(self, parse: Parse) -> str:
        """Return the words as printed."""
        return self.span(parse.tokens).of(parse.text)


STRAY = ("‘s", "`s", "´s")
"""Possessives typed with a wrong mark, which the tokenizer leaves on the word."""


def _stray(text: str) -> int:
    return 2 if text.endswith(STRAY) and len(text) > 2 else 0


def without_overlaps(found: Iterable[Found]) -> list[Found]:
    """Return ``found`` in reading order, of overlapping ones the first that was given."""
    taken: set[int] = set()
    kept = []
    for item in found:
        inside = range(item.first, item.last)
        if not any(i in taken for i in inside):
            taken.update(inside)
            kept.append(item)
    return sorted(kept)
