"""Quality: score every public set, and print the figures beside the last accepted ones.

    python quality/run.py SHARED [--only WORD] [--accept]

``quality/figures.json`` holds the accepted figures, each with the reason of its last drop. A figure that
drops by more than `SLACK` is marked; ``--accept`` writes the new figures (a drop then needs its reason
written in ``reasons`` by hand).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import conflicts
import event_size
import extraction
import five_w
import msgspec
from predict import predict

HERE = Path(__file__).resolve().parent
FIGURES = HERE / "figures.json"
SLACK = 0.002

SETS = (
    ("times", "tempeval3_platinum"), ("times", "wikiwars"), ("quotes", "polnear_quotes"), ("wire", "polnear_quotes"),
    ("entities", "newswcl50_coref"), ("entities", "meantime_entities"),
    ("dating", "g5_news_cluster"), ("dating", "wikinews_galaxy"), ("dating", "basil"),
    ("events", "plover_plv"), ("events", "plover_gsr"), ("agreement", "nanco"),
    ("stories", "ecbplus"), ("stories", "gva"), ("stories", "g5_news_cluster"), ("stories", "wikinews_galaxy"),
    ("stories", "basil"), ("stories", "newswcl50"),
)  # fmt: skip


OWN = (("sizes", "gva"), ("five_w", "g5w1h"), ("extraction", "article_extraction_benchmark"), ("extraction", "trafilatura_eval"))
"""Sets with a scorer in this folder."""


class Figure(msgspec.Struct, frozen=True):
    """One figure of one set."""

    name: str
    value: float


def score(task: str, folder: Path, scorer: Path, cache: Path) -> list[Figure]:
    """Return the figures of one task on one set."""
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as out:
        Path(out.name).write_bytes(predict(task, folder, cache, None))
        done = subprocess.run([sys.executable, scorer, task, folder, out.name], capture_output=True, check=True, text=True)
    return flat(f"{task}/{folder.name}", json.loads(done.stdout))


def own(task: str, folder: Path, cache: Path) -> list[Figure]:
    """Return the figures of one task by the scorer in this folder."""
    found: dict[str, Any]
    if task == "sizes":
        reports = event_size.incidents_of(folder, cache, None)
        incidents = json.loads((folder / "incidents.json").read_text(encoding="utf8"))
        found = {**event_size.figures(reports, incidents), "conflict_shown": conflicts.shares(reports)}
    elif task == "five_w":
        found = five_w.score(folder, argparse.Namespace(cache=cache, limit=None, bare=False, errors=None))
    else:
        scorer = extraction.segments if (folder / "evaldata.json").exists() else extraction.benchmark
        found = scorer(folder, extraction.ours, None)
    return flat(f"{task}/{folder.name}", found)


def gold(shared: Path) -> list[Figure]:
    """Return the figures of the five reports, area by area."""
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        seeds = sorted(map(str, (shared / "seeds").glob("*.txt")))
        subprocess.run([sys.executable, "-m", "stemma.cli", "record", "-q", *seeds, "-o", out.name], check=True)
        command = [sys.executable, shared / "score/score.py", "gold", shared / "gold/kim-putin.json", out.name]
        done = subprocess.run(command, capture_output=True, check=True, text=True)
    figures = []
    for area, value in json.loads(done.stdout).items():
        hit, _, of = str(value).partition("/")
        figures.append(Figure(f"gold/kim-putin/{area}", round(float(hit) / float(of or 1), 4)))
    return figures


def flat(prefix: str, figures: object) -> list[Figure]:
    """Return nested figures as names with slashes; counts are left out."""
    if isinstance(figures, dict):
        return [f for key, value in figures.items() for f in flat(f"{prefix}/{key}", value)]
    return [Figure(prefix, figures)] if isinstance(figures, float) else []


def show(figures: list[Figure], accepted: dict[str, float]) -> int:
    """Print the table and return how many figures dropped."""
    drops = 0
    for figure in figures:
        before = accepted.get(figure.name)
        drop = before is not None and figure.value < before - SLACK
        drops += drop
        print(f"{figure.name:60} {figure.value:8.4f} {'' if before is None else f'{before:8.4f}':>8} {'DROP' if drop else ''}")
    return drops


def main() -> int:
    """Score, show, and return 1 when a figure dropped."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--only", default="", help="only sets whose task/name holds this word")
    parser.add_argument("--accept", action="store_true", help="write the figures as accepted")
    parser.add_argument("--cache", type=Path, default=Path("out/quality.sqlite"))
    args = parser.parse_args()
    if not (args.shared / "data").is_dir():
        print(f"quality: no public sets at {args.shared}/data; nothing was scored", file=sys.stderr)
        return 0
    known = json.loads(FIGURES.read_text()) if FIGURES.exists() else {"figures": {}, "reasons": {}}
    found: list[Figure] = []
    print(f"{'figure':60} {'now':>8} {'before':>8}")
    drops = 0
    for task, name in SETS:
        if args.only in f"{task}/{name}":
            part = score(task, args.shared / "data" / name, args.shared / "score/score.py", args.cache)
            drops += show(part, known["figures"])
            found += part
    for task, name in OWN:
        if args.only in f"{task}/{name}":
            part = own(task, args.shared / "data" / name, args.cache)
            drops += show(part, known["figures"])
            found += part
    if args.only in "gold/kim-putin":
        part = gold(args.shared)
        drops += show(part, known["figures"])
        found += part
    if args.accept:
        known["figures"].update({f.name: f.value for f in found})
        FIGURES.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n")
    return int(bool(drops) and not args.accept)


if __name__ == "__main__":
    sys.exit(main())
