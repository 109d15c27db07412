"""Words: texts folded for search, the same on every back end, and where the matches stand.

Case, accents and punctuation do not count: ``Łódź-based`` is ``łodz based`` (stroke letters have no accent to lose).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from stemma.model import Span

_WORD = re.compile(r"[^\W_]+")


def fold(word: str) -> str:
    """Return a word in lower case without accents.

    Example:
        >>> fold("Malmö")
        'malmo'
    """
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def words_of(text: str) -> Iterator[tuple[str, Span]]:
    """Yield the folded words of a text, each with where it stands in it.

    Example:
        >>> [word for word, _ in words_of("The Malmö-based firm")]
        ['the', 'malmo', 'based', 'firm']
    """
    for match in _WORD.finditer(text):
        if match[0].isascii():  # nearly all words of English: nothing to decompose, nothing to cut
            yield match[0].lower(), Span(match.start(), match.end())
            continue
        for word in _WORD.findall(fold(match[0])):
            yield word, Span(match.start(), match.end())


def folded(text: str) -> str:
    """Return the folded words of a text with single spaces between them."""
    return " ".join(word for word, _ in words_of(text))


def places(text: str, phrases: Sequence[Sequence[str]]) -> tuple[Span, ...]:
    """Return where any of the phrases (folded words) stand in a text, without overlaps; linear in the text.

    Example:
        >>> [s.of("No talks. Talks failed") for s in places("No talks. Talks failed", [["talks"]])]
        ['talks', 'Talks']
    """
    found = list(words_of(text))
    starts: dict[str, list[Sequence[str]]] = {}
    for phrase in phrases:
        if phrase:
            starts.setdefault(phrase[0], []).append(phrase)
    spans: list[Span] = []
    for i, (word, span) in enumerate(found):
        if word not in starts or (spans and span.start < spans[-1].end):
            continue
        lengths = [len(p) for p in starts[word] if [w for w, _ in found[i : i + len(p)]] == list(p)]
        if lengths:
            spans.append(Span(span.start, found[i + max(lengths) - 1][1].end))
    return tuple(spans)
