"""Articles for tests of reuse and group, and the recombination test whose truth is known by construction."""

from __future__ import annotations

from random import Random
from typing import NamedTuple

from stemma.model import Article, Block, Published

WORDS = ["harbour", "council", "orchard", "ledger", "winter", "carriage", "engineer", "lantern", "timber", "parish", "meadow", "warehouse", "ferry", "bishop", "granite", "copper", "weaver", "bakery", "archive", "violin", "tunnel", "quarry", "beacon", "chapel", "drought", "furnace", "gardener", "hammer", "inlet", "journal", "kettle", "lighthouse", "merchant", "notebook", "orchestra", "parcel", "quilt", "reservoir", "saddle", "turbine", "umbrella", "vineyard", "wagon", "yardstick", "almanac", "barley", "cellar", "dairy", "embankment", "fountain", "glacier", "hedge", "island", "jetty", "kiln", "locksmith", "miller", "nursery", "outpost", "pasture", "railway", "seaside", "theatre", "upland", "village", "watchman", "printed", "gathered", "repaired", "carried", "counted", "delivered", "opened", "measured", "painted", "planted", "borrowed", "crossed", "drained", "followed", "guarded", "hired", "inspected", "joined", "lifted", "mended", "noticed", "ordered", "packed", "raised", "rented", "sailed", "tested", "unloaded", "visited", "washed", "narrow", "quiet", "ancient", "hollow", "silver", "wooden", "distant", "empty", "frozen", "gentle", "humble", "level", "modest", "northern", "orderly", "patient", "rapid", "sturdy", "tidy", "useful", "verdant", "weary", "slowly", "quickly", "often", "seldom", "twice", "together", "apart", "early", "late"]
LINKS = ["and", "the", "of", "with", "near", "beside", "after", "before", "because", "while", "a", "to", "from", "under", "over", "into", "that", "which", "who"]
RESPELT = {
    "harbour": "harbor", "theatre": "theater", "fulfilled": "fulfiled", "organised": "organized",
    "neighbouring": "neighboring", "labourers": "laborers", "co-operation": "cooperation", "travelled": "traveled",
    "seven": "7", "programme": "program", "defence": "defense", "grey": "gray",
}  # fmt: skip


class Case(NamedTuple):
    """A recombination test: articles, and for each the (source paragraph, start, end) of its paragraphs."""

    articles: list[Article]
    origins: dict[str, list[tuple[int, int, int]]]


def article(
    name: str,
    paragraphs: list[str],
    *,
    title: str | None = None,
    outlet: str | None = None,
    credit: str | None = None,
    day: str | None = None,
    url: str | None = None,
) -> Article:
    """Return an article whose paragraphs are all body."""
    text, blocks = "", []
    for paragraph in paragraphs:
        blocks.append(Block("body", len(text), len(text) + len(paragraph)))
        text += paragraph + "\n\n"
    return Article(
        id=name, path=None, url=url, outlet=outlet, title=title, text=text, authors=(), language="en",
        published=Published(day, "day", "metadata") if day else None, credit=credit, blocks=tuple(blocks),
    )  # fmt: skip


def sentence(random: Random, length: int) -> str:
    """Return a sentence of invented text, every third word a link."""
    words = [random.choice(LINKS) if k % 3 == 2 else random.choice([*WORDS, *RESPELT]) for k in range(length)]
    return " ".join(words).capitalize() + "."


def paragraph(random: Random, sentences: int = 3) -> str:
    """Return a paragraph of invented text."""
    return " ".join(sentence(random, random.randint(12, 20)) for _ in range(sentences))


def respelt(random: Random, text: str) -> str:
    """Return a paragraph as another desk prints it: respelt, here and there a word dropped, changed or added."""
    words = []
    for word in text.split(" "):
        chance = random.random()
        if chance < 0.02:
            continue
        if chance < 0.03:
            words.append(random.choice(WORDS))
        words.append(RESPELT.get(word, word))
    return " ".join(words)


def recombined(random: Random, derived: int, sources: int) -> Case:
    """Return sources of six paragraphs, and articles made of their paragraphs, respelt, and of new ones."""
    pool: list[str] = []
    case = Case([], {})
    for k in range(sources):
        own = [paragraph(random) for _ in range(6)]
        pool.extend(own)
        _add(case, f"source-{k:04}", [(6 * k + n, text) for n, text in enumerate(own)])
    for k in range(derived):
        taken = random.sample(range(len(pool)), random.randint(2, 4))
        made = [(n, respelt(random, pool[n])) for n in taken]
        made += [(-1, paragraph(random)) for _ in range(random.randint(0, 2))]
        random.shuffle(made)
        _add(case, f"derived-{k:04}", made)
    return case


def _add(case: Case, name: str, made: list[tuple[int, str]]) -> None:
    one = article(name, [text for _, text in made])
    case.articles.append(one)
    case.origins[name] = [(n, b.start, b.end) for (n, _), b in zip(made, one.blocks, strict=True)]
