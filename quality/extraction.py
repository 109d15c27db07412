"""Extraction: how much of an article's body the page door finds, on two public sets, beside bare trafilatura.

    python quality/extraction.py ../shared/data/article_extraction_benchmark ../shared/data/trafilatura_eval [--limit N]

Metrics, written anew from the sets' READMEs: 4-word shingles with precision and recall averaged over pages, F1 of the
two averages (Zyte); wanted and unwanted segments found, precision, recall and F over all of them (Barbaresi 2021).
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from stemma.read.decode import decode
from stemma.read.html import declared_charset, extract_body, fast_body, parse_page

Extract = Callable[[bytes], str]


def ours(page: bytes) -> str:
    """The page door."""
    text = decode(page, "page", declared_charset(page, None)).text
    tree = parse_page(text) if text else None
    return (extract_body(tree) if tree is not None else None) or ""


def fast(page: bytes) -> str:
    """The page door where speed is asked for, with the parse that its metadata need."""
    text = decode(page, "page", declared_charset(page, None)).text
    tree = parse_page(text) if text else None
    return (fast_body(text) if text and tree is not None else None) or ""


def bare(page: bytes) -> str:
    """trafilatura as it comes."""
    from trafilatura import extract

    return extract(page, include_comments=False) or ""


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    size = max(1, min(size, len(words)))
    return Counter(tuple(words[i : i + size]) for i in range(len(words) - size + 1) if words)


def page_scores(gold: str, found: str) -> tuple[float, float]:
    """Return precision and recall of one page."""
    a, b = shingles(gold), shingles(found)
    both = sum((a & b).values())
    over, under = sum(b.values()) - both, sum(a.values()) - both
    if over == under == 0:
        return 1.0, 1.0
    return both / (both + over) if both + over else 0.0, both / (both + under) if both + under else 0.0


def benchmark(folder: Path, extract: Extract, limit: int | None) -> dict[str, float]:
    """Return the Zyte figures."""
    rows = [json.loads(line) for line in (folder / "articles.jsonl").read_text("utf8").splitlines()][:limit]
    scores = [page_scores(row["text"], extract(gzip.decompress((folder / "html" / f"{row['id']}.html.gz").read_bytes()))) for row in rows]
    p, r = (sum(column) / len(scores) for column in zip(*scores, strict=True))
    return {"precision": round(p, 4), "recall": round(r, 4), "f1": round(2 * p * r / (p + r), 4), "pages": len(rows)}


def segments(folder: Path, extract: Extract, limit: int | None) -> dict[str, float]:
    """Return the trafilatura figures."""
    rows = list(json.loads((folder / "evaldata.json").read_text("utf8")).values())[:limit]
    tp = fp = fn = tn = 0
    for row in rows:
        text = extract(gzip.decompress((folder / row["html"]).read_bytes()))
        wanted, unwanted = found_in(row["with"], text), found_in(row["without"], text)
        tp, fn = tp + wanted, fn + len(row["with"]) - wanted
        fp, tn = fp + unwanted, tn + len(row["without"]) - unwanted
    p, r = tp / (tp + fp), tp / (tp + fn)
    accuracy = (tp + tn) / (tp + tn + fp + fn)
    return {"precision": round(p, 4), "recall": round(r, 4), "f": round(2 * p * r / (p + r), 4), "accuracy": round(accuracy, 4), "pages": len(rows)}


def found_in(parts: Iterable[str], text: str) -> int:
    return sum(part in text for part in parts)


def main() -> None:
    """Print the figures of both sets, and the speed as a share of bare trafilatura's."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--limit", type=int)
    args = parser.parse_args()
    for folder in args.folders:
        score = segments if (folder / "evaldata.json").exists() else benchmark
        figures, seconds = {}, {}
        for name, extract in (("bare", bare), ("stemma", ours), ("fast", fast)):
            started = time.process_time()
            figures[name] = score(folder, extract, args.limit)
            seconds[name] = time.process_time() - started
        print(json.dumps({"set": folder.name, **figures, "speed_share": round(seconds["bare"] / seconds["stemma"], 2), "fast_share": round(seconds["bare"] / seconds["fast"], 2)}))


if __name__ == "__main__":
    main()
