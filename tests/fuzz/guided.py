"""Fuzzing led by coverage: each door's sources changed again and again towards code that was not reached before.

    python tests/fuzz/guided.py [--seconds 200] [--folder out/fuzz] [SOURCE ...]

A second part of ``make fuzz``, run where atheris is installed. What was learnt stays in the folder, so that the next
run goes on from it; a case that breaks the contract is kept there as ``crash-…`` and ends that source with exit 1.

Source: atheris (https://github.com/google/atheris), libFuzzer for Python.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ["stemma", "feedparser", "email", "pypdf", "csv", "tarfile", "zipfile"]
"""Packages whose branches lead the search."""


def search(name: str, folder: Path, seconds: int) -> None:
    """Search one source in this process, which libFuzzer ends."""
    import atheris

    sys.path.insert(0, str(ROOT))
    with atheris.instrument_imports(include=PACKAGES):
        from tests.fuzz.test_fuzz_readers import SEEDS, check
    corpus = folder / name
    corpus.mkdir(parents=True, exist_ok=True)
    (corpus / "seed").write_bytes(SEEDS[name])
    options = [f"-max_total_time={seconds}", "-timeout=30", "-rss_limit_mb=3000", "-max_len=65536", f"-artifact_prefix={folder}/{name}-", "-print_final_stats=1"]
    atheris.Setup([sys.argv[0], *options, str(corpus)], lambda data: check(name, data))
    atheris.Fuzz()


SPARE = 120
"""Seconds beyond the time of the search after which its process is ended: instrumenting takes some, and a reader may hang."""


def one(name: str, folder: Path, seconds: int) -> bool:
    """Search one source in a process of its own, tell how it went, and return whether the contract held."""
    words = [sys.executable, __file__, "--within", "--seconds", str(seconds), "--folder", str(folder), name]
    try:
        done = subprocess.run(words, capture_output=True, check=False, timeout=2 * seconds + SPARE)
    except subprocess.TimeoutExpired:
        print(f"{name}: HUNG, ended {seconds + SPARE} seconds after its time", flush=True)
        return False
    told = done.stderr.decode("utf-8", "replace") + done.stdout.decode("utf-8", "replace")
    runs = next((line.split()[-1] for line in told.splitlines() if line.startswith("stat::number_of_executed_units")), "?")
    print(f"{name}: {runs} cases, {'held' if done.returncode == 0 else 'BROKEN'}", flush=True)
    if done.returncode:
        print("\n".join(told.splitlines()[-60:]), flush=True)
    return done.returncode == 0


def main() -> int:
    """Search every source that is named, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", metavar="SOURCE", nargs="*")
    parser.add_argument("--seconds", type=int, default=200)
    parser.add_argument("--folder", type=Path, default=ROOT / "out" / "fuzz")
    parser.add_argument("--within", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.within:
        search(args.names[0], args.folder, args.seconds)
        return 0
    try:
        import atheris  # noqa: F401
    except ImportError:
        print("atheris is not installed (pip install atheris): the part led by coverage is left out")
        return 0
    sys.path.insert(0, str(ROOT))
    from tests.fuzz.test_fuzz_readers import SEEDS

    args.folder.mkdir(parents=True, exist_ok=True)
    held = [one(name, args.folder.resolve(), args.seconds) for name in args.names or SEEDS]
    return int(not all(held))


if __name__ == "__main__":
    sys.exit(main())
