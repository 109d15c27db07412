"""Known: names found in one place of an article, found again where the parser saw nothing or too much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from stemma.annotate.names.found import Found, without_overlaps
from stemma.annotate.names.headlines import title_case
from stemma.annotate.syntax import Parse, Token
from stemma.model.marks import MentionType

_LOWER = frozenset("the and for with from that this says said has have will".split())


def with_known(found: Sequence[Found], parse: Parse) -> list[Found]:
    """Return ``found`` and further occurrences of the same names; in headlines these outrank the parser's labels."""
    tokens = parse.tokens
    titled = title_case(parse)
    names = _names(found, tokens, titled)
    again = _again(tokens, names)
    small = frozenset(t.text for t in tokens if t.text.islower() and not t.label and t.pos != "PROPN")
    found = [
        x for x in found if not (x.form == "label" and titled[tokens[x.first].sentence] and _common(x, parse, small))
    ]
    strong = [x for x in again if titled[tokens[x.first].sentence]]
    fixed = [x for x in found if x.form != "label" or not titled[tokens[x.first].sentence]]
    return without_overlaps(
        [*[x for x in fixed if x.form != "label"], *_overruling(strong, found, parse, small), *found, *again]
    )


def _common(item: Found, parse: Parse, small: frozenset[str]) -> bool:
    """Return whether a name in a headline is a phrase the text also prints in small letters."""
    if item.last - item.first < 2 or any(t.lower not in small for t in parse.tokens[item.first : item.last]):
        return False
    return item.text(parse).lower() in parse.text


def _overruling(strong: Sequence[Found], found: Sequence[Found], parse: Parse, small: frozenset[str]) -> list[Found]:
    """Return the known names in headlines that show a longer label there to be wrong (``Mayor Says Lopez``).

    A longer label stands when the rest of it is no word the text prints in small letters (``Ana Lopez``).
    """
    holder = {i: x for x in found for i in range(x.first, x.last)}
    out = []
    for item in strong:
        longer = holder.get(item.first)
        if longer is None or (longer.first, longer.last) == (item.first, item.last):
            continue
        rest = [t for t in parse.tokens[longer.first : longer.last] if not item.first <= t.i < item.last]
        if item.last - item.first > 1 or any(t.lower in small for t in rest):
            out.append(item)
    return out


def _names(
    found: Sequence[Found], tokens: Sequence[Token], titled: Sequence[bool]
) -> dict[tuple[str, ...], MentionType]:
    """Return the token sequences that name something in running sentences, and the kind most have."""
    votes: dict[tuple[str, ...], Counter[MentionType]] = {}
    for item in found:
        if item.form not in ("label", "city", "known") or titled[tokens[item.first].sentence]:
            continue
        words = tuple(t.text for t in tokens[item.first : item.last])
        votes.setdefault(words, Counter())[item.kind] += 1
        if item.kind == "person" and len(words) > 1:
            for part in (words[-1], words[0]):
                if len(part) > 2 and part[0].isupper() and part.lower() not in _LOWER:
                    votes.setdefault((part,), Counter())["person"] += 1
    return {words: min(c, key=lambda k: (-c[k], k)) for words, c in votes.items() if _usable(words)}


def _usable(words: tuple[str, ...]) -> bool:
    return words[0][:1].isupper() and (len(words) > 1 or len(words[0]) > 1)


_TAGS = frozenset("NNP NNPS NN JJ NNS VBP FW VB RB UH IN".split())


def _again(tokens: Sequence[Token], names: dict[tuple[str, ...], MentionType]) -> list[Found]:
    lengths: dict[str, set[int]] = {}
    for words in names:
        lengths.setdefault(words[0], set()).add(len(words))
    ordered = {first: sorted(sizes, reverse=True)[:_SIZES] for first, sizes in lengths.items()}
    out, i = [], 0
    while i < len(tokens):
        size = 0
        if tokens[i].text in ordered and tokens[i].tag in _TAGS:
            size = next((n for n in ordered[tokens[i].text] if _matches(tokens, i, n, names)), 0)
        if size:
            out.append(Found(i, i + size, names[_words(tokens, i, size)], "known"))
        i += size or 1
    return out


_SIZES = 8
"""Lengths of names tried at one word, the longest first; keeps time linear (2026-11)."""


def _words(tokens: Sequence[Token], i: int, size: int) -> tuple[str, ...]:
    return tuple(t.text for t in tokens[i : i + size])


def _matches(tokens: Sequence[Token], i: int, size: int, names: dict[tuple[str, ...], MentionType]) -> bool:
    words = _words(tokens, i, size)
    kind = names.get(words)
    if kind is None or len(words) < size or tokens[i].sentence != tokens[i + size - 1].sentence:
        return False
    if size == 1 and tokens[i].tag not in ("NNP", "NNPS") and _opens(tokens, i):
        # A capital that opens a sentence proves nothing, but a person's name of this article is no common word here.
        return kind == "person" and len(words[0]) > 3 and tokens[i].tag != "IN"
    return True


def _opens(tokens: Sequence[Token], i: int) -> bool:
    return i == 0 or tokens[i - 1].sentence != tokens[i].sentence
