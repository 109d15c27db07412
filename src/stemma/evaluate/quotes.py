"""Quotes: attributions found, by kind of content, and speakers right among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from stemma.evaluate.counts import Figures, found_of, rounded
from stemma.evaluate.sets import LabelledSet, Row, articles_of, spans_of
from stemma.model import Quote, Span
from stemma.run.local import Options, annotate_all

ENOUGH = 0.5
"""Share of the union of two contents, in characters, at which they are one attribution."""


def score(labelled: LabelledSet, options: Options) -> Figures:
    """Return content precision, recall, F1, and by kind recall and the share of right speakers."""
    analyses, _ = annotate_all(articles_of(labelled.documents, "published"), options)
    quotes = {a.id: a.article.quotes for a in analyses}
    kinds: dict[str, Counter[str]] = {"all": Counter()}
    for row in labelled.documents:
        gold = [g for g in row["attributions"] if g["content"]]
        found = quotes.get(str(row["id"]), ())
        matched = _match([_covered(spans_of(g["content"])) for g in gold], [_covered(q.content) for q in found])
        for i, label in enumerate(gold):
            for kind in ("all", str(label.get("content_type_derived", "other"))):
                kinds.setdefault(kind, Counter()).update(_count(label, found, matched.get(i)))
    everything = sum(len(found) for found in quotes.values())
    figures: Figures = {"content": found_of(kinds["all"]["found"], everything, kinds["all"]["gold"])}
    figures.update((kind, _figures(count)) for kind, count in sorted(kinds.items()))
    return figures


def _count(label: Row, found: Sequence[Quote], match: int | None) -> Counter[str]:
    count = Counter({"gold": 1})
    if match is not None:
        source = _covered(spans_of(label["source"]))
        right = bool(source & _covered(found[match].speaker))
        count.update(found=1, with_source=bool(source), speaker=right)
    return count


def _figures(count: Counter[str]) -> Figures:
    right = rounded(count["speaker"], count["with_source"]) if count["with_source"] else None
    return {"recall": rounded(count["found"], count["gold"]), "speaker_accuracy": right, "gold": count["gold"]}


def _covered(spans: Sequence[Span]) -> set[int]:
    return {i for span in spans for i in range(span.start, span.end)}


def _match(gold: Sequence[set[int]], found: Sequence[set[int]]) -> dict[int, int]:
    """Return gold to found, best overlaps first, each at most once."""
    scored = [
        (len(g & f) / len(g | f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found) if not g.isdisjoint(f)
    ]
    matched: dict[int, int] = {}
    for share, i, j in sorted(scored, reverse=True):
        if share >= ENOUGH and i not in matched and j not in matched.values():
            matched[i] = j
    return matched
