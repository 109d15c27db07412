"""Prose: the sentences of reports, and how well each reads when it stands alone."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from stemma.brief.bound import is_bound
from stemma.model import Annotated, Article, Citation, Span

LEANING = frozenset(
    ["he", "she", "it", "they", "this", "that", "these", "those", "his", "her", "its", "their", "him", "them", "but", "and", "or", "so", "however", "meanwhile", "also", "then", "there", "here", "such", "both", "neither", "another", "others", "instead", "still", "yet", "nor", "because", "which", "who", "moreover", "furthermore", "additionally", "separately", "later", "earlier", "afterwards", "therefore", "thus", "i", "we", "you", "my", "our", "your"]
)
"""First words that lean on a sentence before them; chosen 2026-11 on how a sentence reads alone."""

STOP = frozenset(
    ["the", "a", "an", "of", "to", "in", "on", "for", "and", "or", "that", "is", "be", "will", "by", "with", "from", "at", "as", "his", "her", "its", "their", "he", "she", "it", "they", "was", "were", "has", "have", "had", "would", "could", "said", "says", "say", "who", "which", "this", "not", "but", "been", "are", "after", "before", "into", "than", "over", "about", "also", "more", "when", "while", "there", "what"]
)
OPENING = "\"'“‘«„‹"
CLOSING = "\"'”’»“›"
_WORD = re.compile(r"\w+(?:['’]\w+)?")
_QUOTED = re.compile(r'"[^"]*"|“[^”]*”|«[^»]*»|„[^“”]*[“”]')
LOWER = 0.25
"""Share of words in lower case under which a line is a menu or a title in capitals; 2026-11, on page furniture."""

_PERSONAL = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|[Oo]ur|[Mm]y|me|us|[Yy]our|[Yy]ou['’](?:re|ve|ll)|I['’](?:m|ve|d|ll)|[Ww]e['’](?:re|ve|ll))\b")
_STOPS = re.compile(r"(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bSt)(?<!\bMrs)(?<!\b[A-Z])[.!?][\"'”’)\]]*\s+")
_DATELINE = re.compile(r"^(?:[A-Z][^a-z\n]{2,40}[^\n—–]{0,60}?\s?(?:—|–|--)\s|\([A-Z][\w .&]{1,40}\)\s?(?:—|–|--|-)\s)")


class Prose:
    """The sentences of one report, with their place in it.

    Sentences are those `stemma.annotate` found when the report has them, else cut at full stops inside blocks.
    """

    def __init__(self, article: Article) -> None:
        self.text = article.text
        self.spans = _sentences(article)
        self._starts = [span.start for span in self.spans]
        self.roles = [_role(article, span) for span in self.spans]
        self.body = [i for i, role in enumerate(self.roles) if role == "body"]
        self._rank = {i: n for n, i in enumerate(self.body)}

    def index(self, cited: Citation) -> int | None:
        """Return which sentence holds the start of the citation; None when none does."""
        at = bisect_right(self._starts, cited.start) - 1
        if at >= 0 and cited.start < self.spans[at].end:
            return at
        return at + 1 if at + 1 < len(self.spans) and self.spans[at + 1].start < cited.end else None

    def rank(self, index: int) -> int:
        """Return how many body sentences stand before this one; headline and standfirst count as 0."""
        return self._rank.get(index, 0 if self.roles[index] in {"headline", "standfirst"} else len(self.body))


def _sentences(article: Article) -> tuple[Span, ...]:
    found = article.sentences if isinstance(article, Annotated) and article.sentences else _cut(article)
    return tuple(_trim(article, span) for span in found if span.of(article.text).strip())


def _cut(article: Article) -> Sequence[Span]:
    spans: list[Span] = []
    for block in article.blocks:
        start = block.start
        for stop in _STOPS.finditer(article.text, block.start, block.end):
            spans.append(Span(start, stop.end()))
            start = stop.end()
        spans.append(Span(start, block.end))
    return spans


def _trim(article: Article, span: Span) -> Span:
    """Return the sentence without white space and without the dateline before it."""
    start, end = span.start, span.end
    for block in article.blocks:
        if block.role == "dateline" and block.start <= start < block.end < end:
            start = block.end
    start += dateline_length(article.text[start : min(end, start + 120)])
    words = article.text[start:end]
    return Span(start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip()))


def dateline_length(text: str) -> int:
    """Return how many characters at the head of a text are a dateline (``TARN, Ohio --``), 0 for none."""
    found = _DATELINE.match(text)
    return found.end() if found else 0


def _role(article: Article, span: Span) -> str:
    return next((b.role for b in article.blocks if b.start < span.end and span.start < b.end), "boilerplate")


def terms(text: str) -> frozenset[str]:
    """Return the content words of a text, cut to five letters so that inflections fall together.

    Example:
        >>> sorted(terms("The Kremlin announced the visits."))
        ['annou', 'kreml', 'visit']
    """
    words = (w.lower().replace("’", "'").removesuffix("'s") for w in _WORD.findall(text))
    return frozenset(w[:5] for w in words if w not in STOP and (len(w) > 2 or w.isdigit()))


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """Return which part of the smaller set of terms the other holds, 0 to 1; 0 for an empty set."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def balanced(text: str) -> bool:
    """Return whether every quotation mark and bracket that opens in the text closes in it."""
    if text.count('"') % 2 or text.count("(") != text.count(")") or text.count("[") != text.count("]"):
        return False
    if text.count("‘‘") != text.count("’’"):
        return False
    return text.count("“") == text.count("”") and text.count("«") == text.count("»")


def unquoted(text: str) -> str:
    """Return a text with a blank for each stretch between double quotation marks."""
    return _QUOTED.sub(" ", text)


def quoted_share(text: str) -> float:
    """Return which part of a sentence stands inside double quotation marks, 0 to 1.

    Example:
        >>> quoted_share("“We won,” she said.") > 0.4
        True
    """
    inside = sum(len(found[0]) for found in _QUOTED.finditer(text))
    return inside / max(1, len(text))


def longest_quoted(text: str) -> int:
    """Return the number of words in the longest stretch between double quotation marks: one or two are no quotation."""
    return max((len(_WORD.findall(found[0])) for found in _QUOTED.finditer(text)), default=0)


def _asserts(text: str) -> bool:
    """Return whether a report asserts the sentence: no question, and nobody speaks as "I" or "you" outside quotation marks."""
    outside = _QUOTED.sub(" ", text)
    words = text.split()
    if sum(word[:1].islower() for word in words) < LOWER * len(words):
        return False
    if outside.rstrip("\"'”’)] ").endswith(("?", "...", "…")) or not (text[0].isalnum() or text[0] in OPENING or text[0] in "[("):
        return False
    return not _PERSONAL.search(outside)


_EDGE = re.compile(r"['’]")


def readable(text: str) -> float:
    """Return how well a sentence reads alone, 0 (not at all) to 1.

    Nothing (0) is a question, a sentence that speaks as "I", "we" or "you", or one with unbalanced marks. Lowered by a first word that leans on what went before, a pronoun that nothing in the sentence binds (`is_bound`), a missing full stop, and a length under 6 or over 40 words. Weights chosen 2026-11 by reading.
    """
    words = _WORD.findall(text)
    if len(words) < 4 or not balanced(text) or not _asserts(text):
        return 0.0
    value = 1.0
    if _EDGE.split(words[0].lower())[0] in LEANING:
        value -= 0.5
    elif not is_bound(text):
        value -= 0.4
    if not text.rstrip("\"'”’)] ").endswith((".", "!", "?")):
        value -= 0.35
    if text[:1].islower():
        value -= 0.4
    if len(words) < 6:
        value -= 0.2
    return max(0.0, value - 0.01 * max(0, len(words) - 40))
