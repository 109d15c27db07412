"""Bench: each stage of the record at three sizes of real news: seconds of a core, peak memory, growth.

    python bench/stages.py SHARED [--sizes 40 80 160]

Each size runs in a process of its own. Seconds are those of the processor, so that others on the machine matter less.
Writes ``bench/stages.json`` and ``docs/bench/stages.png``.
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

HERE = Path(__file__).resolve().parent
STAGES = ("clean", "parse", "annotate", "group", "align")


def stages(texts: Path, count: int) -> dict[str, float]:
    """Return seconds and peak memory (MB) after each stage over an even draw of so many articles."""
    from stemma.annotate import Annotator, paragraphs_of
    from stemma.read import open_inputs
    from stemma.run.collect import collect
    from stemma.run.stories import group_articles
    from stemma.run.workers import tell_guarded

    out: dict[str, float] = {}
    begun = time.process_time()

    def lap(name: str) -> None:
        nonlocal begun
        out[name] = time.process_time() - begun
        out[f"{name}_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
        begun = time.process_time()

    items = list(open_inputs([str(texts)], stdin=sys.stdin.buffer))
    articles = collect(items[:: max(1, len(items) // count)][:count]).articles
    lap("clean")
    annotator = Annotator()
    lap("load")
    cached: dict[str, None] = dict.fromkeys(p for a in articles for p in paragraphs_of(a))
    annotator._parser.parse_texts(list(cached))  # noqa: SLF001 - the parse alone, without a cache
    lap("parse")
    analyses = {a.id: a for i in range(0, len(articles), 16) for a in annotator.annotate(articles[i : i + 16])}
    lap("annotate")
    grouping = group_articles(articles)
    lap("group")
    for story, ids in grouping.members().items():
        tell_guarded(story, [analyses[key] for key in ids], grouping.passages.get(story, ()))
    lap("align")
    # Annotating without a cache parses again; what it costs beside that is what the stage adds.
    out["annotate"] = max(0.0, out["annotate"] - out["parse"])
    return out | {"articles": len(articles), "paragraphs": len(cached), "largest": max(map(len, grouping.members().values()))}


def exponent(sizes: list[int], values: list[float]) -> float:
    """Return the slope of logarithms by least squares: 1 is growth in step."""
    x, y = [math.log(s) for s in sizes], [math.log(max(v, 1e-3)) for v in values]
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    return round(sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True)) / sum((a - mean_x) ** 2 for a in x), 2)


def plot(results: dict[str, dict[str, float]], where: Path) -> None:
    """Draw seconds by size, a line a stage."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    figure, axes = plt.subplots(figsize=(6, 4))
    for name in STAGES:
        axes.plot([int(s) for s in results], [r[name] for r in results.values()], marker="o", label=name)
    axes.set(xscale="log", yscale="log", xlabel="articles", ylabel="seconds of a core")
    axes.legend()
    figure.tight_layout()
    figure.savefig(where, dpi=120)


def main() -> None:
    """Run each size, print and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[40, 80, 160])
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    args = parser.parse_args()
    texts = args.shared / "data/helsinki_oneday/articles.jsonl"
    if not texts.exists():
        print(f"bench: {texts} is not here; nothing was measured", file=sys.stderr)
        return
    if args.one:
        print(json.dumps(stages(texts, args.one)))
        return
    results = {}
    for size in args.sizes:
        done = subprocess.run([sys.executable, __file__, str(args.shared), "--one", str(size)], stdout=subprocess.PIPE, check=True)
        results[str(size)] = {k: round(v, 3) for k, v in json.loads(done.stdout).items()}
        print(json.dumps(results[str(size)]), flush=True)
    growth = {name: exponent(args.sizes, [r[name] for r in results.values()]) for name in STAGES}
    (HERE / "stages.json").write_text(json.dumps({"results": results, "exponents": growth}, indent=1) + "\n")
    plot(results, HERE.parent / "docs/bench/stages.png")


if __name__ == "__main__":
    main()
