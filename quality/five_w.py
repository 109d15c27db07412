"""Score who, what, when, where, why and how against the answers human coders marked (Giveme5W1H's gold).

    python quality/five_w.py ../shared/data/g5w1h [--cache FILE] [--limit N] [--errors QUESTION] [--bare]

Each article is its own story. The coders saw its title, lead and text, so these are its text here, one paragraph
each (the lead only where the text does not begin with it); ``--bare`` gives the text alone, as the set has it.

Of a question those articles count to which two or more coders gave one answer (the golds). An article without an
answer of ours counts as wrong. Words are compared lower-cased, without punctuation, articles, prepositions, pronouns and
auxiliaries. Three figures, from strict to lenient:

- ``f1``: the words' F1 with some gold is at least .5.
- ``match`` (the figure the issue asks for): that, or all words of one stand in the other, where an answer that holds a
  gold has at most `LONGEST` words, lest a whole paragraph be right.
- ``overlap``: at least one word in common. Flattering; shown because "overlaps" could be read so.

``mean4`` is the mean over who, what, when and where. Giveme5W1H's own .82 for these was judged by people on other
articles, so the two are not directly comparable.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import Any

from stemma.align.g5w1h import QUESTIONS, answer
from stemma.annotate import Annotator
from stemma.model import Raw
from stemma.run.collect import collect

LONGEST = 16
STOP = frozenset(
    "a an the of in on at to for from by with as and or is are was were be been being has have had that this it its his her "
    "their he she they who which".split()
)


def raw(article: dict[str, Any], *, bare: bool) -> Raw:
    """Return one article as its readers saw it: title, lead, text."""
    parts = [article["title"], article["lead"], article["text"]]
    if bare:
        parts = parts[2:]
    elif not article["lead"] or fold(article["text"]).startswith(fold(article["lead"].rstrip(". "))[:60]):
        parts = [parts[0], parts[2]]
    return Raw(
        id=article["id"], title=article["title"], outlet=article["source"], url=article["url"],
        published=article["published"], text="\n\n".join(p for p in parts if p),
    )  # fmt: skip


def fold(words: str) -> str:
    """Return the words in lower case with single spaces."""
    return " ".join(words.lower().split())


def content(words: str) -> frozenset[str]:
    """Return the words that count."""
    found = re.findall(r"\w+", words.lower().replace("’", "'").replace("'s", ""))
    return frozenset(w for w in found if w not in STOP)


def compared(ours: str, gold: str) -> tuple[bool, bool, bool]:
    """Return whether an answer is right by ``f1``, ``match`` and ``overlap``."""
    a, b = content(ours), content(gold)
    shared = len(a & b)
    if not shared:
        return False, False, False
    f1 = 2 * shared / (len(a) + len(b)) >= 0.5
    return f1, f1 or a <= b or (b <= a and len(a) <= LONGEST), True


def score(folder: Path, args: argparse.Namespace) -> dict[str, dict[str, float]]:
    """Return the figures by question, printing the misses of one question if asked."""
    gold = json.loads((folder / "gold_5w1h.json").read_text(encoding="utf8"))
    lines = (folder / "articles.jsonl").read_text(encoding="utf8").splitlines()[: args.limit]
    analyses = Annotator(args.cache).annotate(collect(raw(json.loads(line), bare=args.bare) for line in lines).articles)
    right = {q: [0, 0, 0, 0] for q in QUESTIONS}
    for analysis in analyses:
        ours = {a.question: a.text for a in answer([analysis])}
        for q in QUESTIONS:
            golds = [g["text"] for g in gold[analysis.id][q]["answers"] if g["coders"] >= 2]
            if not golds:
                continue
            hits = [max(hit) for hit in zip(*(compared(ours.get(q, ""), g) for g in golds), strict=True)]
            right[q] = [n + hit for n, hit in zip(right[q], [*hits, True], strict=True)]
            if q == args.errors and not hits[1]:
                print(f"{analysis.article.title}\n    ours {ours.get(q)!r}\n    gold {golds}")
    names = ("f1", "match", "overlap")
    figures = {q: {n: round(h / max(1, of), 4) for n, h in zip(names, hits, strict=False)} | {"of": of} for q, (*hits, of) in right.items()}
    four = {n: round(sum(figures[q][n] for q in QUESTIONS[:4]) / 4, 4) for n in names}
    return {**figures, "mean4": four}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cache", type=Path, default=Path("/tmp/stemma-cache/pieces.sqlite"))
    parser.add_argument("--limit", type=int)
    parser.add_argument("--errors", choices=QUESTIONS, help="print the misses of a question")
    parser.add_argument("--bare", action="store_true", help="the text alone, without title and lead")
    args = parser.parse_args()
    print(json.dumps(score(args.folder, args), indent=1))


if __name__ == "__main__":
    main()
