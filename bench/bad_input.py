"""Bench: reuse and group on input that is bad at size, each case in a process of its own, from articles to stories.

    python bench/bad_input.py [--articles 100000] [--copies 1000000] [--only CASE]

Writes ``bench/bad_input.json``: core seconds of digests, reuse and grouping, stories, lineages, passages, peak MB.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from stemma.model import Article, Block, Published

HERE = Path(__file__).resolve().parent


def article(number: int, parts: list[str], title: str | None, day: str | None, outlet: int) -> Article:
    """Return an article of these paragraphs."""
    text, blocks = "", []
    for part in parts:
        blocks.append(Block("body", len(text), len(text) + len(part)))
        text += part + "\n"
    return Article(
        id=f"b{number:07}", path=None, url=f"https://o{outlet}.example/{number}", outlet=f"outlet-{outlet}", title=title, text=text,
        authors=(), language="en", published=Published(day, "day", "metadata") if day else None, credit=None, blocks=tuple(blocks),
    )  # fmt: skip


def subject(story: int) -> tuple[list[str], list[str]]:
    """Return the names and topic words of an invented story."""
    from news_stream import VOCABULARY, word

    dice = Random(story)
    return [word(500 + dice.randrange(VOCABULARY)).capitalize() for _ in range(4)], [word(300 + dice.randrange(20_000)) for _ in range(10)]


def report(number: int, story: int, paragraphs: int = 2) -> list[str]:
    """Return paragraphs of a report of its own about a story."""
    from news_stream import paragraph

    return [paragraph(Random(number * 7919 + k), *subject(story)) for k in range(paragraphs)]


def day(number: int) -> str:
    """Return a day of the first weeks of 2026."""
    return f"2026-01-{1 + number % 28:02}"


def copies(count: int) -> Iterator[Article]:
    """One text under a million addresses, days and outlets."""
    parts = report(1, 1)
    return (article(n, parts, None, day(n), n % 5_000) for n in range(count))


def template(count: int) -> Iterator[Article]:
    """One form that 300 outlets print, with names and figures of its own in each."""
    from news_stream import paragraph

    form = [paragraph(Random(k), *subject(0)) for k in range(3)]
    return (article(n, [form[0], " ".join(subject(n)[0]) + f" won {n % 97} points.", *form[1:]], "Results", day(n), n % 300) for n in range(count))


def sentences(count: int) -> Iterator[Article]:
    """Articles of one sentence, four to a story."""
    return (article(n, [report(n, n // 4, 1)[0].partition(".")[0] + "."], None, day(n // 4), n % 300) for n in range(count))


def untitled(count: int) -> Iterator[Article]:
    """Reports with an empty title."""
    return (article(n, report(n, n // 6), "", day(n // 6), n % 300) for n in range(count))


def reprints(count: int) -> Iterator[Article]:
    """A thousand texts, each under other addresses, days and outlets again and again."""
    return (article(n, report(n % 1_000, n % 1_000), None, day(n // 7), n % 300) for n in range(count))


def misdated(count: int) -> Iterator[Article]:
    """Reports of which one in three has no date, a date years off, or one in the future."""
    odd = [None, "1999-12-31", "2126-05-05", "2016-01-04"]
    return (article(n, report(n, n // 6), "Report", odd[n % 4] if n % 3 == 0 else day(n // 6), n % 300) for n in range(count))


def roundups(count: int) -> Iterator[Article]:
    """Stories of six reports; of each two the thirteenth article is a round-up that holds a report of both."""
    for n in range(count):
        pair, place = divmod(n, 13)
        story = 2 * pair + (place >= 6)
        parts = [report(pair * 13 + k, 2 * pair + (k >= 6))[0] for k in (0, 6)] if place == 12 else report(n, story)
        yield article(n, parts, "The day in brief" if place == 12 else "Report", day(pair), n % 300)


CASES = {f.__name__: f for f in (copies, template, sentences, untitled, reprints, misdated, roundups)}


def run(case: str, count: int) -> dict[str, float]:
    """Return the figures of one case."""
    from reuse_group import know_the_words

    from stemma.group import digests_of, stories_of
    from stemma.reuse import lineages_of, passages_of, sketches_of

    know_the_words()
    articles = list(CASES[case](count))
    out: dict[str, float] = {"articles": count}
    begun = time.process_time()
    sketches = list(sketches_of(articles))
    out["sketch"], begun = time.process_time() - begun, time.process_time()
    passages = passages_of(sketches)
    out["reuse"], begun = time.process_time() - begun, time.process_time()
    out["lineages"] = len(lineages_of(sketches, passages))
    out["lineage"] = time.process_time() - begun
    del sketches
    begun = time.process_time()
    digests = digests_of(articles)
    out["digest"], begun = time.process_time() - begun, time.process_time()
    found = stories_of(digests, ((p.a.article, p.b.article) for p in passages))
    out["group"] = time.process_time() - begun
    out |= {"passages": len(passages), "stories": len(set(found.values()))}
    return {k: round(v, 2) for k, v in out.items()} | {"megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000}


def main() -> None:
    """Run the cases one after another and write their figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--copies", type=int, default=1_000_000)
    parser.add_argument("--only", choices=CASES)
    args = parser.parse_args()
    target = HERE / "bad_input.json"
    results = json.loads(target.read_text()) if target.exists() else {}
    for case in [args.only] if args.only else list(CASES):
        count = args.copies if case == "copies" else args.articles
        code = f"import sys, json; sys.path.insert(0, {str(HERE)!r}); import bad_input as b; print(json.dumps(b.run({case!r}, {count})))"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        if done.returncode:
            print(f"{case}: stopped, {done.stderr.strip().splitlines()[-1]}", flush=True)
            continue
        results[case] = json.loads(done.stdout)
        print(case, done.stdout.strip(), flush=True)
        target.write_text(json.dumps(results, indent=1) + "\n")


if __name__ == "__main__":
    main()
