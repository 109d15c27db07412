"""Times: strict, relaxed, value and type scores of TIMEX3 marks.

Source: UzZaman et al. 2013, "SemEval-2013 Task 1: TempEval-3", section 4.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from stemma.evaluate.counts import Figures, found_of
from stemma.evaluate.sets import LabelledSet, Row, articles_of
from stemma.model import TimeMark
from stemma.run.local import Options, annotate_all


def score(labelled: LabelledSet, options: Options) -> Figures:
    """Return the four scores; the time of creation itself is not among the marks."""
    analyses, _ = annotate_all(articles_of(labelled.documents, "published"), options)
    marks = {a.id: a.article.times for a in analyses}
    total: Counter[str] = Counter()
    for row in labelled.documents:
        gold = [t for t in row["timexes"] if t.get("functionInDocument") != "CREATION_TIME"]
        found = marks.get(str(row["id"]), ())
        total.update(gold=len(gold), predicted=len(found))
        total.update(_hits(gold, found))
    return {k: found_of(total[k], total["predicted"], total["gold"]) for k in ("strict", "relaxed", "value", "type")}


def _hits(gold: Sequence[Row], found: Sequence[TimeMark]) -> Counter[str]:
    hits: Counter[str] = Counter()
    free = dict(enumerate(found))
    for label in gold:
        exact = next((j for j, m in free.items() if (m.start, m.end) == (label["start"], label["end"])), None)
        near = (j for j, m in free.items() if m.start < label["end"] and label["start"] < m.end)
        chosen = exact if exact is not None else next(near, None)
        if chosen is None:
            continue
        mark = free.pop(chosen)
        hits.update(relaxed=1, strict=exact is not None)
        hits.update(value=mark.value.strip() == (label.get("value") or "").strip(), type=mark.type == label.get("type"))
    return hits
