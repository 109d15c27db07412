"""Dating: how many articles get their day, and how many of those days are right, when none is handed over."""

from __future__ import annotations

from datetime import date

from stemma.evaluate.counts import Figures, rounded
from stemma.evaluate.sets import LabelledSet, articles_of, day_of
from stemma.run.local import Options


def score(labelled: LabelledSet, _options: Options) -> Figures:
    """Return how many days are given, exact, and within a day."""
    published = {a.id: a.published for a in articles_of(labelled.documents, "title")}
    gaps = []
    articles = 0
    for row in labelled.documents:
        day = day_of(row)
        if day is None:
            continue
        articles += 1
        mine = published.get(str(row["id"]))
        if mine is not None and len(mine.value) >= len(day):
            gaps.append(abs((date.fromisoformat(mine.value[:10]) - date.fromisoformat(day)).days))
    near = sum(gap <= 1 for gap in gaps)
    right = rounded(near, len(gaps)) if gaps else None
    exact = sum(gap == 0 for gap in gaps)
    return {"articles": articles, "given": len(gaps), "exact": exact, "within_a_day": near, "precision_within_a_day": right}
