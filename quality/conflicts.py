"""Score conflicts over tolls: of incidents whose reports state different totals, the share with a quantity conflict shown.

    python quality/conflicts.py ../shared/data/gva [--cache FILE] [--limit INCIDENTS]

``stated``: incidents where `printed` totals (number and word of death or injury side by side, found by a plain search
of titles and first sentences that knows nothing of Stemma's marks) of two reports differ. ``sizes``: where
`event_sizes` reads differing explicit totals, parts and sums over several events included.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from pathlib import Path

from event_size import WORDS
from predict import raws

from stemma.align.casualties import event_sizes
from stemma.align.tolls import toll_conflicts
from stemma.annotate import Annotator
from stemma.model import Analysis
from stemma.run.collect import collect

LEAD = 700
NUMBER = rf"(?P<n>{'|'.join(WORDS[1:])}|\d{{1,2}})"
DONE = {"dead": r"(?:killed|dead|died)", "injured": r"(?:injured|wounded|hurt)"}


def printed(analysis: Analysis, kind: str) -> int | None:
    """Return the first total a plain search finds near a report's start, or None."""
    text = f"{analysis.article.title or ''}. {analysis.article.text[:LEAD]}"
    match = re.search(rf"\b{NUMBER} (?:people |persons |others )?(?:(?:were|are|was|is) )?{DONE[kind]}\b", text, re.IGNORECASE)
    if match is None:
        return None
    word = match["n"].lower()
    return int(word) if word.isdigit() else WORDS.index(word)


def read(analysis: Analysis, kind: str) -> int | None:
    """Return the explicit total Stemma reads in a report, or None."""
    count = getattr(event_sizes(analysis), kind)
    return count.value if count is not None and count.explicit else None


def main() -> None:
    """Print the shares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cache", type=Path, default=Path("/tmp/stemma-cache/pieces.sqlite"))
    parser.add_argument("--limit", type=int)
    args = parser.parse_args()
    story_of = json.loads((args.folder / "clusters.json").read_text(encoding="utf8"))
    wanted = set(sorted(set(story_of.values()))[: args.limit])
    articles = collect(r for r in raws("stories", args.folder) if story_of[r.id or ""] in wanted).articles
    reports: dict[str, list[Analysis]] = defaultdict(list)
    for analysis in Annotator(args.cache).annotate(articles):
        reports[story_of[analysis.id]].append(analysis)
    shown: dict[str, list[bool]] = {"stated": [], "sizes": []}
    for _, members in sorted(reports.items()):
        found = bool(toll_conflicts(sorted(members, key=lambda a: a.id)))
        for name, reader in (("stated", printed), ("sizes", read)):
            if any(len({reader(a, kind) for a in members} - {None, 0}) > 1 for kind in DONE):
                shown[name].append(found)
    print(json.dumps({k: {"shown": sum(v), "of": len(v), "share": round(sum(v) / max(1, len(v)), 4)} for k, v in shown.items()}))


if __name__ == "__main__":
    main()
