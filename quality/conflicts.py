"""Score conflicts over tolls: of incidents whose reports state different totals, the share with a quantity conflict shown.

    python quality/conflicts.py ../shared/data/gva [--cache FILE] [--limit INCIDENTS]

Three views of where reports differ, from the widest to the narrowest:

- ``sizes``: `event_sizes` reads differing explicit totals, parts and sums over several events included.
- ``stated``: `printed` totals (number and word of death or injury side by side, found by a plain search of titles and
  first sentences that knows nothing of Stemma's marks) of two reports differ.
- ``exclusive``: as ``stated``, in the text alone (a title outside it has no characters to cite), without numbers of
  "others", without sentences on several shootings, a weekend or hours, and without injured who differ by as many
  as died since.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

from event_size import WORDS, incidents_of

from stemma.align.casualties import event_sizes
from stemma.align.tolls import toll_conflicts
from stemma.model import Analysis

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


SUM = re.compile(r"\b(?:shootings|weekend|hours|incidents|spree|series|suspects?)\b", re.IGNORECASE)


def total(analysis: Analysis, kind: str) -> int | None:
    """Return the first total of one event the text itself prints near its start, or None."""
    text = analysis.article.text[:LEAD]
    for match in re.finditer(rf"\b{NUMBER} (?:people |persons )?(?:(?:were|are|was|is) )?{DONE[kind]}\b", text, re.IGNORECASE):
        start, end = max(text.rfind(". ", 0, match.start()), text.rfind("\n", 0, match.start())), text.find(".", match.end())
        if not SUM.search(text[start + 1 : end if end >= 0 else len(text)]):
            word = match["n"].lower()
            return int(word) if word.isdigit() else WORDS.index(word)
    return None


def differ(members: list[Analysis]) -> bool:
    """Return whether the reports' own totals exclude each other."""
    dead = {total(a, "dead") for a in members} - {None, 0}
    hurt = {total(a, "injured") for a in members} - {None, 0}
    if len(dead) > 1:
        return True
    died_since = max((d or 0 for d in dead), default=0)
    return len(hurt) > 1 and max(h or 0 for h in hurt) - min(h or 0 for h in hurt) != died_since


def read(analysis: Analysis, kind: str) -> int | None:
    """Return the explicit total Stemma reads in a report, or None."""
    count = getattr(event_sizes(analysis), kind)
    return count.value if count is not None and count.explicit else None


def shares(reports: dict[str, list[Analysis]]) -> dict[str, dict[str, float]]:
    """Return how many of the incidents whose reports differ show a conflict, by view."""
    shown: dict[str, list[bool]] = {"exclusive": [], "stated": [], "sizes": []}
    for _, members in sorted(reports.items()):
        found = bool(toll_conflicts(sorted(members, key=lambda a: a.id)))
        if differ(members):
            shown["exclusive"].append(found)
        for name, reader in (("stated", printed), ("sizes", read)):
            if any(len({reader(a, kind) for a in members} - {None, 0}) > 1 for kind in DONE):
                shown[name].append(found)
    return {k: {"shown": sum(v), "of": len(v), "share": round(sum(v) / max(1, len(v)), 4)} for k, v in shown.items()}


def main() -> None:
    """Print the shares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cache", type=Path, default=Path("/tmp/stemma-cache/pieces.sqlite"))
    parser.add_argument("--limit", type=int)
    args = parser.parse_args()
    print(json.dumps(shares(incidents_of(args.folder, args.cache, args.limit))))


if __name__ == "__main__":
    main()
