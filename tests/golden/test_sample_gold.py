"""The sample's gold: complete, and true to the texts that ship."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.golden.sample_check import gold_stories, key_of

from stemma.model import Article

AREAS = {"name", "articles", "lineages", "entities", "entities_apart", "quotes", "timeline"}


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, f"{path}/{key}")
    elif isinstance(value, list) and value:
        for n, item in enumerate(value):
            yield from _leaves(item, f"{path}/{n}")
    else:
        yield path, value


def test_no_expected_value_is_empty() -> None:
    """A gold record with a blank in it would pass whatever the program says."""
    blank = [path for story in gold_stories() for path, value in _leaves(story) if value in ("", [], {}, None)]
    assert blank == []


def test_every_story_expects_something_in_every_area() -> None:
    """Each story of the gold names its reports, lineages, people, quotations and dates."""
    assert all(story.keys() >= AREAS for story in gold_stories())


def test_every_report_of_the_sample_stands_in_one_gold_story(sample_articles: tuple[Article, ...]) -> None:
    """The gold covers fourteen or more reports, each once."""
    expected = sorted(key for story in gold_stories() for key in story["articles"])
    assert expected == sorted(map(key_of, sample_articles))
    assert len(expected) >= 14
    assert len(set(expected)) == len(expected)


def test_every_expected_word_stands_in_its_report(sample_articles: tuple[Article, ...]) -> None:
    """What the gold quotes from a report is printed there, character by character."""
    texts = {key_of(a): a.text for a in sample_articles}
    pairs = [pair for story in gold_stories() for pair in _quoted(story)]
    missing = [(key, words) for key, words in pairs if words.lower() not in texts[key].lower()]
    assert missing == []


def _quoted(story: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield from (tuple(pair) for area in ("not_body", "captions") for pair in story.get(area, []))
    yield from ((key, m) for e in story["entities"] for key, names in e["mentions"].items() for m in names)
    yield from ((key, q["contains"]) for q in story["quotes"] for key in q["articles"])
    yield from ((r[side], r["starts"]) for r in story.get("reuse", []) for side in "ab")
    yield from ((key, t["phrase"]) for t in story["timeline"] if "phrase" in t for key in t["articles"])
    conflicts = story.get("conflicts", []) + story.get("not_conflicts", [])
    yield from (tuple(c[side]) for c in conflicts for side in "ab")
