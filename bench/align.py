"""Bench: one story aligned, by number of reports, and one of 600 reports of which 500 are copies.

    python bench/align.py ../shared/data/helsinki_oneday [--cache FILE] [--write]

Reports are those of a day around one summit that name the summit, the longest story of the public sets; copies are made
by giving their analyses other ids. Each size is a process of its own, vectors not kept: seconds of processor time, wall
time and peak memory of `date_story` and `align_story`, the parse apart. ``growth`` is the exponent between the two largest stories
of distinct reports, in statements: n log n is some 1.1 there. Writes ``bench/align.json``.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import subprocess
import sys
import time
from pathlib import Path

import msgspec
from msgspec import structs

from stemma.align import align_story
from stemma.align.dating import date_story
from stemma.align.entities import settle_entities
from stemma.align.units import make_units
from stemma.annotate import Annotator
from stemma.meaning import encode
from stemma.model import Analysis, Lineage, Raw
from stemma.run.collect import collect

HERE = Path(__file__).resolve().parent
SIZES = ((50, 50), (100, 100), (200, 200), (600, 100))
"""Reports of each story, and how many of them are distinct."""


def reports(folder: Path, cache: Path) -> list[Analysis]:
    """Return the analysed reports that name the summit, by id."""
    rows = map(json.loads, (folder / "articles.jsonl").read_text(encoding="utf8").splitlines())
    raws = [Raw(id=r["id"], text=r["text"], title=r.get("title"), outlet=r.get("source")) for r in rows if "Helsinki" in r["text"]]
    return sorted(Annotator(cache).annotate(collect(raws).articles), key=lambda a: a.id)


def renamed(analysis: Analysis, number: int) -> Analysis:
    """Return a copy of a report under another id."""
    return structs.replace(analysis, article=structs.replace(analysis.article, id=f"{analysis.id}-copy-{number:03}"))


def measure(members: list[Analysis], distinct: int, number: int) -> dict[str, float]:
    """Return what aligning one story costs."""
    known = members[:distinct]
    story = known + [renamed(known[k % 20], k) for k in range(number - len(known))]
    lineages = [Lineage(a.id, tuple(m.id for m in story if m.article.text == a.article.text), None, "") for a in known]
    table = settle_entities(story)
    statements = len(make_units(story, table.of, {e.id: e.name for e in table.entities}))
    encode(["The model is loaded before the clock starts."])
    wall, cpu = time.perf_counter(), time.process_time()
    found = align_story("bench", date_story(story), (), lineages)
    return {
        "reports": len(story), "distinct": len(known), "statements": statements,
        "shared_claims": sum(c.articles > 1 for c in found.claims),
        "core_s": round(time.process_time() - cpu, 1), "wall_s": round(time.perf_counter() - wall, 1),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }  # fmt: skip


def growth(rows: list[dict[str, float]]) -> float:
    """Return the exponent by which processor time grows with statements between two stories."""
    a, b = rows[-2:]
    return round(math.log(b["core_s"] / a["core_s"]) / math.log(b["statements"] / a["statements"]), 2)


def main() -> None:
    """Measure each size in a process of its own, print, and write when asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cache", type=Path, default=Path("/tmp/stemma-cache/pieces.sqlite"))
    parser.add_argument("--write", action="store_true", help="write bench/align.json")
    parser.add_argument("--story", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.story:
        number, distinct = map(int, args.story.split(","))
        print(json.dumps(measure(reports(args.folder, args.cache), distinct, number)))
        return
    rows = []
    for number, distinct in SIZES:
        command = [sys.executable, __file__, str(args.folder), "--cache", str(args.cache), "--story", f"{number},{distinct}"]
        rows.append(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
        print(rows[-1])
    result = {"stories": rows, "growth": growth([r for r in rows if r["reports"] == r["distinct"]])}
    print("growth", result["growth"])
    if args.write:
        (HERE / "align.json").write_bytes(msgspec.json.format(msgspec.json.encode(result), indent=1) + b"\n")


if __name__ == "__main__":
    main()
