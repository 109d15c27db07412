"""Agreement: do two answers to one question say the same, told by whether one claim cites both.

Source: Laban et al. 2022, "Discord Questions", section 4 (data set NAnCo).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations

from stemma.evaluate.counts import Figures
from stemma.evaluate.sets import LabelledSet
from stemma.model import Raw, Record
from stemma.run.collect import collect
from stemma.run.local import Options, make_record


def score(labelled: LabelledSet, options: Options) -> Figures:
    """Return balanced accuracy over pairs of answers, and its two halves."""
    raws = [
        Raw(id=f"{q['qid']}#{i}", outlet=a.get("source"), url=a.get("url"), text=a["paragraph"])
        for q in labelled.questions
        for i, a in enumerate(q["answers"])
    ]
    record, _ = make_record(collect(raws).articles, options)
    claims = _claims(record)
    seen: Counter[tuple[bool, bool]] = Counter()
    for q in labelled.questions:
        for (i, a), (j, b) in combinations(enumerate(q["answers"]), 2):
            together = not claims[f"{q['qid']}#{i}"].isdisjoint(claims[f"{q['qid']}#{j}"])
            seen[a["group"] == b["group"], together] += 1
    same = seen[True, True] / max(1, seen[True, True] + seen[True, False])
    apart = seen[False, False] / max(1, seen[False, False] + seen[False, True])
    return {
        "balanced_accuracy": round((same + apart) / 2, 4),
        "same_found": round(same, 4),
        "different_kept_apart": round(apart, 4),
        "pairs": seen.total(),
    }


def _claims(record: Record) -> dict[str, set[tuple[str, int]]]:
    cited: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for story in record.stories:
        for number, claim in enumerate(story.claims):
            for citation in claim.citations:
                cited[citation.article].add((story.id, number))
    return cited
