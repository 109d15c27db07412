"""Score event sizes: what Stemma makes of the reports of each incident against the incident's record.

    python quality/event_size.py ../shared/data/gva [--cache FILE] [--limit INCIDENTS] [--errors N]

Figures over incidents after merging: killed and injured (exact), day (exact), town (either name holds the other).
``stated`` keeps the incidents some report of which prints the gold count beside a word for it (or, for one, a single
person's death or wound; for none, no such word), found by a plain search that knows nothing of Stemma's marks.
Whether differing counts are shown as conflicts is scored with the conflicts, not here.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

from predict import raws

from stemma.align.casualties import event_sizes, merge_sizes
from stemma.align.scene import scene
from stemma.annotate import Annotator
from stemma.model import Analysis
from stemma.run.collect import collect

WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen"]
DEATH = r"(?:kill\w*|dead|die[sd]?|death|fatal\w*|slain|murder\w*|homicide)"
WOUND = r"(?:wound\w*|injur\w*|hurt|hospital\w*|shot|struck|critical\w*)"


def states(reports: list[Analysis], count: int, word: str) -> bool:
    """Return whether some report prints the count near the word; one needs no number, none needs no word."""
    texts = [f"{a.article.title or ''}. {a.article.text[:3000]}" for a in reports]
    if count == 0:
        return not any(re.search(rf"\b{word}\b", t, re.IGNORECASE) for t in texts)
    if count == 1:
        return any(re.search(rf"\b{word}\b", t, re.IGNORECASE) for t in texts)
    number = rf"(?:{count}|{WORDS[count]})" if count < len(WORDS) else str(count)
    near = rf"\b{number}\b[^.]{{0,40}}\b{word}\b|\b{word}\b[^.]{{0,25}}\b{number}\b"
    return any(re.search(near, t, re.IGNORECASE) for t in texts)


def incidents_of(folder: Path, cache: Path, limit: int | None) -> dict[str, list[Analysis]]:
    """Return the annotated reports by incident, sorted."""
    story_of = json.loads((folder / "clusters.json").read_text(encoding="utf8"))
    wanted = set(sorted(set(story_of.values()))[:limit])
    articles = [r for r in raws("stories", folder) if story_of[r.id or ""] in wanted]
    reports: dict[str, list[Analysis]] = defaultdict(list)
    for analysis in Annotator(cache).annotate(collect(articles).articles):
        reports[story_of[analysis.id]].append(analysis)
    return dict(sorted(reports.items()))


def score(folder: Path, cache: Path, limit: int | None, errors: int) -> dict[str, Any]:
    """Return the figures, printing the first few misses."""
    incidents = json.loads((folder / "incidents.json").read_text(encoding="utf8"))
    return figures(incidents_of(folder, cache, limit), incidents, errors)


def figures(reports: dict[str, list[Analysis]], incidents: dict[str, Any], errors: int = 0) -> dict[str, Any]:
    """Return {field: {right, of, share, all}} over incidents."""
    right: dict[str, int] = defaultdict(int)
    of: dict[str, int] = defaultdict(int)
    for key, members in reports.items():
        gold = incidents[key]
        size = merge_sizes([(a.published.value if a.published else "", event_sizes(a)) for a in members])
        where = scene(members)
        for field, got, want, word in (
            ("killed", size.dead, gold["num_killed"], DEATH),
            ("injured", size.injured, gold["num_injured"], WOUND),
        ):
            hit = (got or 0) == want
            right[f"{field} (all)"] += hit
            of[f"{field} (all)"] += 1
            if states(members, want, word):
                right[field] += hit
                of[field] += 1
                if not hit and errors > 0:
                    errors -= 1
                    print(key, field, "gold", want, "got", got, [a.article.title for a in members])
        town = fold(where.town or "")
        city = fold(gold["city_or_county"].split("(")[0])
        if any(city and city in fold(a.article.text) for a in members):
            of["city"] += 1
            right["city"] += bool(town) and (town in city or city in town)
        of["date"] += 1
        right["date"] += where.day == gold["date"]
    return {k: {"right": right[k], "of": of[k], "share": round(right[k] / of[k], 4)} for k in of}


def fold(name: str) -> str:
    """Return a name in lower-case letters only."""
    return re.sub(r"[^a-z]+", " ", name.lower()).strip()


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cache", type=Path, default=Path("/tmp/stemma-cache/pieces.sqlite"))
    parser.add_argument("--limit", type=int)
    parser.add_argument("--errors", type=int, default=0)
    args = parser.parse_args()
    print(json.dumps(score(args.folder, args.cache, args.limit, args.errors)))


if __name__ == "__main__":
    main()
