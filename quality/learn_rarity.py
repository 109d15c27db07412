"""Learn rarity: count in how many stories of the development sets each word stands, and write the shipped table.

    python quality/learn_rarity.py ../shared/data src/stemma/lexicon/data/rarity.bin [--fold 0|1]

``--fold`` leaves out every second story (to test weights on stories whose words were not counted).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b
from math import log
from pathlib import Path
from zlib import crc32

import numpy as np

from stemma.lexicon.rarity import SCALE
from stemma.lexicon.wording import STOP, fold, stem, tokens

MIN_STORIES = 3
"""A word met in fewer stories counts as unseen: what is rarer is as likely to be a name of one story."""


def stories(root: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield each story's key and texts; an article outside any story is one of its own."""
    for folder in sorted(p for p in root.iterdir() if p.is_dir()):
        source = next((folder / n for n in ("articles.jsonl", "docs.jsonl") if (folder / n).exists()), None)
        if source is None:
            continue
        clusters = folder / "clusters.json"
        story_of = json.loads(clusters.read_text()) if clusters.exists() else {}
        made: dict[str, list[str]] = {}
        for line in source.read_text(encoding="utf8").splitlines():
            row = json.loads(line)
            key = f"{folder.name}/{story_of.get(row['id'], row['id'])}"
            made.setdefault("helsinki" if folder.name == "helsinki_oneday" else key, []).append(
                f"{row.get('title') or ''}\n{row.get('text') or ''}"
            )
        yield from sorted(made.items())


def half(key: str) -> int:
    """Return the fold of a story, 0 or 1."""
    return blake2b(key.encode(), digest_size=1).digest()[0] % 2


def count(root: Path, skip: int | None) -> tuple[Counter[str], int]:
    """Return in how many stories each stem stands, and the number of stories."""
    counts: Counter[str] = Counter()
    total = 0
    for key, texts in stories(root):
        if skip is not None and half(key) == skip:
            continue
        total += 1
        counts.update({stem(f) for t in texts for m in tokens(t) if (f := fold(m.group())) not in STOP})
    return counts, total


def table(counts: Counter[str], total: int) -> bytes:
    """Return the table's bytes: count, rarest level, sorted hashes, levels."""
    rarest = min(255, round(SCALE * log(total / MIN_STORIES)) + round(SCALE * 0.4))
    made = {
        crc32(word.encode()): max(1, min(rarest, round(SCALE * log(total / n))))
        for word, n in counts.items()
        if n >= MIN_STORIES
    }
    codes = np.array(sorted(made), "<u4")
    levels = np.array([made[int(c)] for c in codes], np.uint8)
    return len(codes).to_bytes(4, "little") + bytes([rarest]) + codes.tobytes() + levels.tobytes()


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--fold", type=int)
    args = parser.parse_args()
    counts, total = count(args.data, args.fold)
    args.out.write_bytes(table(counts, total))
    print(f"{total} stories, {sum(n >= MIN_STORIES for n in counts.values())} words")


if __name__ == "__main__":
    main()
