"""Bench: reuse and group on 10, 30 and 100 thousand articles of an invented stream, beside what others use.

    python bench/reuse_group.py [--sizes 10000 30000 100000] [--libraries DIR] [--only NAME]

Each size runs in a process of its own, from articles to passages and stories. Writes ``bench/reuse_group.json`` and
``docs/bench/reuse_group.png``. ``--libraries`` is a folder where datasketch and rensa are installed (they are needed
here only: ``pip install --target DIR --no-deps datasketch rensa``); without it these two are left out.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ADDED = 300
LIMITS = {"TF-IDF, average linkage": 10_000}
"""Most articles given to the others: at 30,000 the distances of average linkage alone take 3.6 GB."""


def stemma(count: int) -> dict[str, float]:
    """Return seconds of each step on this many articles, and of adding one more."""
    from news_stream import article, articles

    from stemma.group import Stream, digest_of, stories_of
    from stemma.reuse import passages_of, sketch_of

    know_the_words()
    digests, sketches, made = [], [], 0.0
    for one in articles(count):
        begun = time.process_time()
        digests.append(digest_of(one))
        sketches.append(sketch_of(one))
        made += time.process_time() - begun
    out = {"digest": made}
    begun = time.process_time()
    passages = passages_of(sketches)
    out["reuse"] = time.process_time() - begun
    del sketches  # as `stemma group` lets them go
    begun = time.process_time()
    found = stories_of(digests, ((p.a.article, p.b.article) for p in passages))
    out["group"] = time.process_time() - begun
    out |= {"passages": len(passages), "stories": len(set(found.values())), "megabytes": peak()}
    del passages
    stream, times = Stream.of(digests, found), []
    for number in range(count, count + ADDED):
        begun = time.perf_counter()
        stream.add(digest_of(article(number)))
        times.append(time.perf_counter() - begun)
    return out | {"add_one_ms": statistics.median(times) * 1000, "megabytes_stream": peak()}


def know_the_words() -> None:
    """Put a rarity table of the invented words in the place of the shipped one, counted as that one is."""
    from collections import Counter

    import numpy as np
    from news_stream import PER_STORY, article

    sys.path.insert(0, str(HERE.parent / "quality"))
    from learn_rarity import table

    from stemma.lexicon import rarity
    from stemma.lexicon.wording import fold, stem, tokens

    counts: Counter[str] = Counter()
    for story in range(1_000_000, 1_002_000):
        counts.update({stem(fold(m.group())) for m in tokens(article(story * PER_STORY).text)})
    made = table(counts, 2_000)
    size = int.from_bytes(made[:4], "little")
    levels = np.frombuffer(made, np.uint8, size, 5 + 4 * size)
    rarity._table = lambda: (np.frombuffer(made, "<u4", size, 5), levels, made[4])  # noqa: SLF001, the table of another language


def tfidf(count: int) -> dict[str, float]:
    """Return seconds of TF-IDF and average linkage over all pairs."""
    import numpy as np
    from news_stream import articles
    from scipy import sparse
    from scipy.cluster.hierarchy import fcluster, linkage

    begun = time.process_time()
    rows, columns, vocabulary = [], [], {}
    for k, one in enumerate(articles(count)):
        for term in f"{one.title} {one.text}".lower().split():
            rows.append(k)
            columns.append(vocabulary.setdefault(term, len(vocabulary)))
    counts = sparse.csr_matrix((np.ones(len(rows), np.float32), (rows, columns)))
    weighted = counts.multiply(np.log(count / np.bincount(counts.indices, minlength=counts.shape[1]))).tocsr()
    weighted = sparse.diags(1 / np.sqrt(weighted.multiply(weighted).sum(1).A1)) @ weighted
    apart = 1 - (weighted @ weighted.T).toarray().astype(np.float32)
    groups = fcluster(linkage(apart[np.triu_indices(count, 1)], "average"), 0.8, "distance")
    return {"group": time.process_time() - begun, "stories": len(set(groups.tolist())), "megabytes": peak()}


def minhash(count: int, kind: str) -> dict[str, float]:
    """Return seconds to find candidate pairs of articles with MinHash and LSH; passages are not aligned."""
    from news_stream import articles

    begun = time.process_time()
    if kind == "rensa":
        from rensa import RMinHash, RMinHashLSH

        index = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32)
        pairs = 0
        for k, one in enumerate(articles(count)):
            sketch = RMinHash(num_perm=128, seed=1)
            sketch.update(shingles(one.text))
            pairs += len(index.query(sketch))
            index.insert(k, sketch)
    else:
        from datasketch import MinHash, MinHashLSH

        index, pairs = MinHashLSH(threshold=0.5, num_perm=128), 0
        for k, one in enumerate(articles(count)):
            sketch = MinHash(num_perm=128)
            sketch.update_batch([s.encode() for s in shingles(one.text)])
            pairs += len(index.query(sketch))
            index.insert(k, sketch)
    return {"reuse": time.process_time() - begun, "passages": pairs, "megabytes": peak()}


def shingles(text: str) -> list[str]:
    """Return the sequences of five words of a text."""
    words = text.lower().split()
    return [" ".join(words[k : k + 5]) for k in range(len(words) - 4)]


def peak() -> float:
    """Return the most memory this process has had, MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def run(what: str, count: int, libraries: str | None) -> dict[str, float] | None:
    """Return the figures of one run in a process of its own, None when a library is missing."""
    path = [str(HERE), *([libraries] if libraries else [])]
    code = f"import sys, json; sys.path[:0] = {path!r}; import reuse_group as r; print(json.dumps(r.{what % count}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{what % count}: left out, {done.stderr.strip().splitlines()[-1]}")
        return None
    print(f"{what % count}: {done.stdout.strip()}", flush=True)
    return json.loads(done.stdout)


RUNS = {
    "stemma": "stemma(%d)",
    "TF-IDF, average linkage": "tfidf(%d)",
    "rensa": "minhash(%d, 'rensa')",
    "datasketch": "minhash(%d, 'datasketch')",
}


def exponent(sizes: list[int], seconds: list[float]) -> float:
    """Return the power of the number of articles by which time grows, between the first size and the last."""
    return math.log(seconds[-1] / seconds[0]) / math.log(sizes[-1] / sizes[0])


def plot(results: dict[str, dict[int, dict[str, float]]], path: Path) -> None:
    """Draw seconds against articles."""
    import matplotlib as mpl

    mpl.use("svg" if path.suffix == ".svg" else "agg")
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(6.5, 4.2))
    for name, by_size in results.items():
        for step in ("digest", "reuse", "group"):
            points = [(n, r[step]) for n, r in by_size.items() if step in r]
            if points:
                axes.plot(*zip(*points, strict=True), marker="o", label=f"{name}: {step}" if name == "stemma" else name)
    axes.set(xscale="log", yscale="log", xlabel="articles", ylabel="processor seconds")
    axes.grid(visible=True, which="both", alpha=0.3)
    axes.legend(fontsize=8)
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.tight_layout()
    figure.savefig(path, dpi=120)


def main() -> None:
    """Run all sizes, write figures and plot."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 30_000, 100_000])
    parser.add_argument("--libraries")
    parser.add_argument("--only", choices=RUNS, help="run this alone; the others' figures stay")
    args = parser.parse_args()
    results: dict[str, dict[int, dict[str, float]]] = {name: {} for name in RUNS}
    if args.only:
        kept = json.loads((HERE / "reuse_group.json").read_text())["results"]
        results = {name: {int(n): row for n, row in kept.get(name, {}).items()} for name in RUNS}
    for name, what in RUNS.items():
        if args.only not in (None, name):
            continue
        for size in args.sizes:
            figures = run(what, size, args.libraries) if size <= LIMITS.get(name, size) else None
            if figures:
                results[name][size] = figures
                report(results)


def report(results: dict[str, dict[int, dict[str, float]]]) -> None:
    """Write figures and plot, as far as the runs have come."""
    ours = results["stemma"]
    sizes = sorted(ours)
    grown = {}
    if len(sizes) > 1:
        steps = ("digest", "reuse", "group")
        grown = {s: round(exponent(sizes, [ours[n][s] for n in sizes]), 3) for s in steps}
        grown["all"] = round(exponent(sizes, [sum(ours[n][s] for s in steps) for n in sizes]), 3)
        print("time grows with the number of articles to the power of", grown, flush=True)
    (HERE / "reuse_group.json").write_text(json.dumps({"results": results, "exponents": grown}, indent=1) + "\n")
    plot(results, HERE.parent / "docs" / "bench" / "reuse_group.png")


if __name__ == "__main__":
    main()
