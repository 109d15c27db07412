"""Invented news for tests of group: events with their own people and places, each told by several outlets."""

from __future__ import annotations

from random import Random

from stemma.model import Article
from tests.reuse_case import LINKS, WORDS, article

PEOPLE = ["Varga", "Holm", "Pryce", "Finch", "Okoro", "Lindqvist", "Tamura", "Baptiste", "Rourke", "Salgado", "Hendry", "Moravec", "Castellan", "Iwu", "Brandt", "Kessy"]
PLACES = ["Ostermoor", "Vallbridge", "Keldon", "Pinehaven", "Torvik", "Alderney", "Brackwater", "Cinderford", "Dunmarsh", "Elmsgate", "Farrow", "Glenmoy"]
DEEDS = (
    "a fire destroyed a {thing} in {place} and {n} people were taken to hospital",
    "police arrested {name} after a robbery at a {thing} in {place}, where {n} people were held",
    "a court in {place} sentenced {name} to {n} years for selling a stolen {thing}",
    "the council of {place} voted {n} to 9 to close its {thing}, a plan {name} opposed",
    "{name} resigned as head of the {thing} of {place} after {n} complaints",
)
THINGS = ["bakery", "theatre", "shipyard", "hospital", "brewery", "tannery", "museum", "library", "stadium", "greenhouse", "cannery", "airfield"]
FRAMES = (
    "Officials said on {day} that {fact}. {name} told reporters in {place} that the {thing} would not be the same again.",
    "{fact}, according to the authorities in {place}. A spokesman for {name} declined to comment on the {thing}.",
    "It was confirmed on {day} that {fact}. Neighbours of the {thing} in {place} described {name} as shaken.",
    "Residents of {place} woke on {day} to the news that {fact}. The {thing} has stood there for {m} years, said {name}.",
)


def event(number: int, *, reports: int = 4, day: int = 1) -> list[Article]:
    """Return reports of one invented event, about the same whatever else is made."""
    random = Random(number)
    facts = {
        "name": f"{random.choice('ABCDEGHJKLMNOPRSTUVW')}{random.choice('aeiou')}{random.choice('lmnrst')}a "
        f"{random.choice(PEOPLE)}{random.choice(['', 'son', 'ova', 'ez', 'mann'])}",
        "place": random.choice(PLACES) + random.choice(["", " Bay", " Heath", " Cross", " Sands"]),
        "thing": random.choice(THINGS), "n": random.randint(3, 40), "m": random.randint(41, 190), "day": "Tuesday",
    }  # fmt: skip
    fact = random.choice(DEEDS).format(**facts)
    made = []
    for k, frame in enumerate(random.sample(FRAMES, reports)):
        text = frame.format(fact=fact, **facts)
        made.append(
            article(
                f"e{number:03}-{k}", [text[0].upper() + text[1:]], title=f"{fact[0].upper()}{fact[1:]}"[:60],
                day=f"2026-03-{day + k % 2:02}",
            )
        )  # fmt: skip
    return made


def mega_story(reports: int) -> list[Article]:
    """Return reports of one large story, each in words of its own: a few names and topics that all have, over a week."""
    topic = Random(9).sample(WORDS, 14)
    names = ["Keldon", "Varga", "Ostermoor", "Holm", "Brackwater", "Okoro"]
    return [
        article(
            f"m{k:05}", [_about(Random(k), topic, names) for _ in range(4)], outlet=f"o{k % 40}",
            title=" ".join(Random(k).sample(topic, 4) + Random(k).sample(names, 2)), day=f"2026-03-{1 + k * 7 // reports:02}",
        )
        for k in range(reports)
    ]  # fmt: skip


def _about(random: Random, topic: list[str], names: list[str]) -> str:
    words = [random.choice(LINKS) if k % 3 == 2 else random.choice(WORDS) for k in range(40)]
    for k in range(1, 40, 4):
        words[k] = random.choice(topic) if random.random() < 0.65 else random.choice(names)
    return " ".join(words).capitalize() + "."
