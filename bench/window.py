"""Simulation: the candidates of grouping in a window of many articles, from signatures alone.

    python bench/window.py [--sizes 50000 100000 200000] [--to 10000000]

Signatures are drawn, not read: each article has `TERMS` heaviest terms, most of them of its story and the rest its own,
by a Zipf-like law over a fixed vocabulary (the worst case: a longer window brings no new words). Counted are pairs of
terms, candidate links, the largest connected part; the growth shown gives the figure for the larger window. Writes
``bench/window.json``.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from pathlib import Path

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from stemma.group.candidates import CLIQUE, NEIGHBOURS

HERE = Path(__file__).resolve().parent
TERMS, OF_STORY = 18, 12
VOCABULARY = 400_000
PER_STORY = 4


def signatures(count: int, seed: int) -> np.ndarray:
    """Return the heaviest terms of articles, ``(count, TERMS)``; the commonest 2,000 words are never among them."""
    dice = np.random.default_rng(seed)

    def drawn(rows: int, columns: int) -> np.ndarray:
        share = dice.random((rows, columns))
        return (2_000 * (VOCABULARY / 2_000) ** share).astype(np.int64)

    story = drawn(count // PER_STORY + 1, OF_STORY)[np.arange(count) // PER_STORY]
    return np.sort(np.concatenate([story, drawn(count, TERMS - OF_STORY)], axis=1), axis=1)


def window(count: int) -> dict[str, float]:
    """Return what grouping so many articles would have to look at."""
    begun = time.process_time()
    terms = signatures(count, count)
    left, right = np.triu_indices(TERMS, 1)
    keys = (terms[:, left] * VOCABULARY + terms[:, right]).ravel()
    order = np.argsort(keys, kind="stable")
    owners = (order // len(left)).astype(np.int32)
    keys = keys[order]
    marks = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1], [True])))
    sizes = np.diff(marks)
    small, large = sizes[(sizes > 1) & (sizes <= CLIQUE)], sizes[sizes > CLIQUE]
    links = int((small * (small - 1) // 2).sum() + (large * (1 + NEIGHBOURS)).sum())
    first = np.repeat(owners[marks[:-1]], sizes)
    graph = coo_matrix((np.ones(len(owners), np.int8), (first, owners)), shape=(count, count))
    parts = np.bincount(connected_components(graph, directed=False)[1])
    return {
        "keys": len(keys), "keys_shared": int(sizes[sizes > 1].sum()), "links": links, "largest_bucket": int(sizes.max()),
        "largest_part": int(parts.max()), "seconds": round(time.process_time() - begun, 2),
    }  # fmt: skip


def main() -> None:
    """Run the sizes, fit the growth, print and keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[50_000, 100_000, 200_000])
    parser.add_argument("--to", type=int, default=10_000_000)
    args = parser.parse_args()
    results = {size: window(size) for size in args.sizes}
    low, high = args.sizes[0], args.sizes[-1]
    growth = {k: math.log(results[high][k] / results[low][k]) / math.log(high / low) for k in ("keys_shared", "links", "largest_bucket", "seconds")}
    scaled = {k: round(results[high][k] * (args.to / high) ** e) for k, e in growth.items()}
    out = {"results": results, "growth": {k: round(e, 2) for k, e in growth.items()}, f"scaled_to_{args.to}": scaled}
    (HERE / "window.json").write_text(json.dumps(out, indent=1) + "\n")
    print(json.dumps(out, indent=1))


if __name__ == "__main__":
    main()
