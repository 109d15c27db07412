"""Known: names found in one place of an article, found again where the parser saw nothing or too much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from stemma.annotate.names.found import Found, without_overlaps
from stemma.annotate.syntax import Parse, Token
from stemma.model.marks import MentionType

_LOWER = frozenset("the and for with from that this says said has have will".split())


def with_known(found: Sequence[Found], parse: Parse) -> list[Found]:
    """Return ``found`` and further occurrences of the same names; in headlines these outrank the parser's labels."""
    tokens = parse.tokens
    titled = _title_case(parse)
    names = _names(found, tokens, titled)
    index: dict[str, list[tuple[tuple[str, ...], MentionType]]] = {}
    for words, kind in names.items():
        index.setdefault(words[0], []).append((words, kind))
    for rows in index.values():
        rows.sort(key=lambda row: (-len(row[0]), row))
    again = _again(tokens, index)
    found = [x for x in found if not (x.form == "label" and titled[tokens[x.first].sentence] and _common(x, parse))]
    strong = [x for x in again if titled[tokens[x.first].sentence]]
    fixed = [x for x in found if x.form != "label" or not titled[tokens[x.first].sentence]]
    return without_overlaps([*[x for x in fixed if x.form != "label"], *_longest(strong, found), *found, *again])


def _common(item: Found, parse: Parse) -> bool:
    """Return whether a name in a headline is a phrase the text also prints in small letters."""
    words = item.text(parse)
    return item.last - item.first > 1 and words.lower() in parse.text


def _longest(strong: Sequence[Found], found: Sequence[Found]) -> list[Found]:
    """Return the known names that no longer known label holds."""
    exact = {(x.first, x.last) for x in found}
    return [x for x in strong if (x.first, x.last) not in exact]


def _title_case(parse: Parse) -> list[bool]:
    """Return for each sentence whether most of its words are capitalised."""
    flags = []
    for group in parse.sentence_tokens:
        words = [t.text for t in group if len(t.text) > 3 and t.text[0].isalpha()]
        flags.append(len(words) >= 3 and sum(w[0].isupper() for w in words) > 0.7 * len(words))
    return flags


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


def _again(
    tokens: Sequence[Token], index: dict[str, list[tuple[tuple[str, ...], MentionType]]]
) -> list[Found]:
    out, i = [], 0
    while i < len(tokens):
        rows = index.get(tokens[i].text)
        hit = None
        if rows and tokens[i].tag in ("NNP", "NNPS", "NN", "JJ", "NNS", "VBP", "FW", "VB", "RB", "UH", "IN"):
            hit = next((r for r in rows if _matches(tokens, i, r[0], r[1])), None)
        if hit:
            out.append(Found(i, i + len(hit[0]), hit[1], "known"))
        i += len(hit[0]) if hit else 1
    return out


def _matches(tokens: Sequence[Token], i: int, words: tuple[str, ...], kind: MentionType) -> bool:
    if i + len(words) > len(tokens):
        return False
    if len(words) == 1 and tokens[i].tag not in ("NNP", "NNPS") and _opens(tokens, i):
        # A capital that opens a sentence proves nothing, but a person's name of this article is no common word here.
        if kind != "person" or len(words[0]) < 4 or tokens[i].tag == "IN":
            return False
    return all(tokens[i + k].text == word for k, word in enumerate(words))


def _opens(tokens: Sequence[Token], i: int) -> bool:
    return i == 0 or tokens[i - 1].sentence != tokens[i].sentence
