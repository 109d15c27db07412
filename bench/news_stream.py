"""A stream of invented news: words of a Zipf-like vocabulary, stories over days, reprints among their reports.

Everything follows from the article's number, so that a longer stream begins with the shorter one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from random import Random

from stemma.model import Article, Block, Published

VOCABULARY = 60_000
A_DAY = 1_500
"""Articles a day: 100,000 are some two months of them."""

PER_STORY = 6
WORDS_A_PARAGRAPH, PARAGRAPHS = 36, 10
SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu bra cle dri flo gru pla tre sto".split()


@cache
def word(rank: int) -> str:
    """Return the word of a frequency rank, 0 the commonest."""
    made, rest = "", rank + 7
    while rest:
        rest, part = divmod(rest, len(SYLLABLES))
        made += SYLLABLES[part]
    return made


@cache
def vocabulary() -> tuple[list[str], list[float]]:
    """Return all words and their cumulative weights, each about 1 / rank."""
    return [word(k) for k in range(VOCABULARY)], list(accumulate(1 / (k + 1) for k in range(VOCABULARY)))


def drawn(random: Random, count: int) -> list[str]:
    """Return words drawn by their frequency."""
    words, weights = vocabulary()
    return random.choices(words, cum_weights=weights, k=count)


def articles(count: int) -> Iterator[Article]:
    """Yield the first ``count`` articles of the stream."""
    for number in range(count):
        yield article(number)


def article(number: int) -> Article:
    """Return one article: of six reports of a story the first two are an agency's and a reprint of it."""
    story, report = divmod(number, PER_STORY)
    subject = Random(story)
    names = [word(500 + subject.randrange(VOCABULARY)).capitalize() for _ in range(6)]
    topic = [word(300 + subject.randrange(20_000)) for _ in range(14)]
    own = Random(number * 7919 + 1)
    wire = [paragraph(Random(story * 31 + k), names, topic) for k in range(PARAGRAPHS)]
    texts = wire if report == 0 else wire[:2] if report == 1 else [paragraph(own, names, topic) for _ in wire]
    if report == 2:
        texts[-1] = wire[-1]
    text, blocks = "", []
    for part in texts:
        blocks.append(Block("body", len(text), len(text) + len(part)))
        text += part + "\n"
    day = date(2026, 1, 1) + timedelta(days=number // A_DAY)
    return Article(
        id=f"n{number:07}", path=None, url=None, outlet=f"outlet-{own.randrange(300)}", authors=(), language="en",
        title=" ".join([names[own.randrange(3)], *own.sample(topic, 4), names[3 + own.randrange(3)]]), text=text,
        published=Published(day.isoformat(), "day", "metadata"), credit=None, blocks=tuple(blocks),
    )  # fmt: skip


def paragraph(random: Random, names: list[str], topic: list[str]) -> str:
    """Return a paragraph about a story: a fifth names and topic, the rest any words."""
    words = drawn(random, WORDS_A_PARAGRAPH)
    words[2:34:5] = [random.choice(names if random.random() < 0.35 else topic) for _ in range(2, 34, 5)]
    return f"{words[0].capitalize()} {' '.join(words[1:18])}. {words[18].capitalize()} {' '.join(words[19:])}."
