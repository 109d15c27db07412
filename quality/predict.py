"""Predict: what Stemma says of a public set, in the form ``score.py`` reads.

    python quality/predict.py TASK SET_DIR OUT [--limit N] [--cache FILE]

Example: ``python quality/predict.py times ../shared/data/wikiwars /tmp/out.jsonl``
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from stemma.annotate import Annotator, unmarked
from stemma.group import find_stories
from stemma.model import Article, Raw
from stemma.reuse import find_reuse
from stemma.run.collect import collect
from stemma.run.local import Options, encode, make_record

SCORER = Path(__file__).resolve().parents[2] / "shared" / "score" / "score.py"
RECORD_TASKS = {"entities", "agreement"}


def raws(task: str, folder: Path) -> list[Raw]:
    """Return what the scorer gives Stemma for this task."""
    out = subprocess.run([sys.executable, SCORER, "input", task, folder], capture_output=True, check=True, text=True)
    return [msgspec.convert(json.loads(line), Raw) for line in out.stdout.splitlines()]


def predict(task: str, folder: Path, cache: Path | None, limit: int | None) -> bytes:
    """Return the prediction: JSON Lines, or one record for the tasks that need one."""
    articles = collect(raws(task, folder)[:limit]).articles
    if task in ("wire", "dating"):
        return b"\n".join(map(msgspec.json.encode, articles)) + b"\n"
    if task == "stories":
        return stories(articles)
    if task in RECORD_TASKS:
        return encode(make_record(articles, Options(processes=1, cache=cache))[0])
    annotator = Annotator(cache)
    analyses = annotator.annotate(articles)
    return b"\n".join(msgspec.json.encode(a.article) for a in analyses) + b"\n"


def stories(articles: Sequence[Article]) -> bytes:
    """Return the stories as `stemma group` prints them; nothing is parsed for that."""
    analyses = [unmarked(a) for a in sorted(articles, key=lambda a: a.id)]
    found = find_stories(analyses, find_reuse(analyses))
    return b"".join(msgspec.json.encode({"id": a.id, "story": found[a.id]}) + b"\n" for a in articles)


def main() -> None:
    """Write a prediction and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("task")
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--cache", type=Path, default=Path("/tmp/stemma-cache/pieces.sqlite"))
    args = parser.parse_args()
    args.out.write_bytes(predict(args.task, args.folder, args.cache, args.limit))
    subprocess.run([sys.executable, SCORER, args.task, args.folder, args.out], check=True)


if __name__ == "__main__":
    main()
