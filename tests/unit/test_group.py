"""Group: which articles are of one story, under which id, and why."""

from __future__ import annotations

from random import Random

import msgspec
import numpy as np
import pytest
from tests.reuse_case import article, paragraph
from tests.story_case import event

from stemma.group import Stream, digest_of, digests_of, explain, keep_ids, stories_of, trace
from stemma.group.digest import bare_title
from stemma.group.postings import Postings
from stemma.model import Published


def stories(articles):
    """Return the story of each article."""
    return stories_of(digests_of(articles))


def test_each_event_is_one_story() -> None:
    """Four reports an event, twelve events: twelve stories."""
    found = stories([a for n in range(12) for a in event(n)])
    assert len(set(found.values())) == 12
    assert all(len({found[a.id] for a in event(n)}) == 1 for n in range(12))


def test_a_round_up_joins_no_stories() -> None:
    """An article that tells three events leaves them three stories."""
    parts = [a for n in (1, 2, 3) for a in event(n)]
    roundup = article("r", [event(n)[0].text.strip() for n in (1, 2, 3)], title="The week in brief", day="2026-03-01")
    with_it, without = stories([*parts, roundup]), stories(parts)
    assert len({with_it[a.id] for a in parts}) == len(set(without.values())) == 3


def test_copies_under_other_ids_urls_and_dates_are_one_story() -> None:
    """The same text is the same story whenever it is said to have been published."""
    text = [paragraph(Random(1))]
    days = ["2026-03-01", "1999-01-01", "2126-03-01", None]
    found = stories([article(f"a{k}", text, day=d, title="Ferry sails") for k, d in enumerate(days)])
    assert len(set(found.values())) == 1


@pytest.mark.parametrize("value", ["", "not a date", "2026", "0000-00-00", "99999-01-01", "2126-13-40"])
def test_unreadable_dates_are_no_dates(value: str) -> None:
    """A publication date that is none does no harm."""
    one = msgspec.structs.replace(event(1)[0], published=Published(value, "day", "metadata"))
    assert digest_of(one).day is None


def test_articles_without_words_are_stories_of_their_own() -> None:
    """Empty titles, empty texts and articles of one sentence are grouped without complaint."""
    found = stories([article("a", []), article("b", [""], title=""), article("c", ["Rain."]), article("d", ["."])])
    assert len(found) == 4


def test_a_later_report_leaves_the_id_as_it_is() -> None:
    """The id comes from the earliest report, so that later ones do not change it."""
    early, *later = event(4)
    ids = {stories([early, *later[:k]])[early.id] for k in range(4)}
    assert len(ids) == 1


def test_a_later_report_that_changes_the_order_keeps_the_members() -> None:
    """An undated report joins its story too."""
    parts = event(5)
    undated = msgspec.structs.replace(parts[3], published=None)
    assert len(set(stories([*parts[:3], undated]).values())) == 1


def test_stock_paragraphs_of_an_outlet_tell_no_story() -> None:
    """A template an outlet hangs on every page joins nothing."""
    foot = " ".join(paragraph(Random(77), 6) for _ in range(2))
    parts = {k: [a.text.strip() for a in event(k)[:2]] for k in range(12)}
    bare = [article(f"t{k}", texts, outlet="The Beacon", title=event(k)[0].title) for k, texts in parts.items()]
    hung = [article(a.id, [*parts[k], foot], outlet="The Beacon", title=a.title) for k, a in enumerate(bare)]
    before, after = stories(bare), stories(hung)
    assert [[before[x] == before[y] for y in before] for x in before] == [[after[x] == after[y] for y in before] for x in before]
    assert len(set(after.values())) > 1


def test_settled_stream_is_the_batch() -> None:
    """Whatever was guessed on arrival, settling gives what one pass gives."""
    articles = [a for n in range(6) for a in event(n)]
    stream = Stream()
    for one in Random(2).sample(articles, len(articles)):
        stream.add(digest_of(one))
    assert stream.settle() == stories(articles)


def test_stream_guesses_the_story_of_an_arrival() -> None:
    """Reports arriving one by one join the story they belong to."""
    stream = Stream()
    guessed = {a.id: stream.add(digest_of(a)) for n in range(6) for a in event(n)}
    settled = stream.settle()
    assert [guessed[event(n)[-1].id] for n in range(6)] == [settled[event(n)[-1].id] for n in range(6)]
    assert len(stream) == 24


def test_a_stream_taken_up_again_goes_on() -> None:
    """A stream made from settled stories puts the next report where it belongs."""
    articles = [a for n in range(6) for a in event(n)]
    late = articles.pop()
    digests = digests_of(articles)
    settled = stories_of(digests)
    stream = Stream.of(digests, settled)
    assert stream.add(digest_of(late)) == settled[articles[-1].id]
    assert len(stream) == 24


def test_postings_merge_what_waits() -> None:
    """Entries are found before and after they are merged into the arrays."""
    index = Postings()
    index.load([(np.array([1, 2], np.uint64), 5)])
    for story in range(3):
        index.add(np.arange(150_000 * story, 150_000 * (story + 1), dtype=np.uint64), story)
    assert sorted(index.stories(np.array([1, 200_000, 400_000], np.uint64))) == [0, 1, 2, 5]


def test_explain_names_words_inside_and_the_nearest_outside() -> None:
    """The reason names the report nearest inside the story and the one nearest outside, with what is shared."""
    articles = [a for n in range(6) for a in event(n)]
    told = explain("e002-1", articles, stories(articles))
    assert {n.article[:4] for n in told.inside} == {"e002"}
    assert told.inside[0].words
    assert not {n.article[:4] for n in told.outside} & {"e002"}
    assert told.mean is not None
    assert told.mean >= told.needed
    assert "In the story, likeness" in told.text


def test_explain_says_which_rule_keeps_the_nearest_story_apart() -> None:
    """Twin events are alike enough to join, and kept apart because each is more alike inside; others are too unlike."""
    one = "A fire destroyed the bakery of Ostermoor on {day} and {n} people were taken to hospital. {name} said that the {thing} had failed."
    twins = [
        article(f"{key}{k}", [one.format(day=day, n=n, name=name, thing=thing)] * 2, title=f"Fire destroys bakery of {name}", day="2026-03-01")
        for key, day, n, name, thing in (("a", "Monday", 14, "Marta Varga", "oven"), ("b", "Friday", 37, "Hugo Pryce", "chimney"))
        for k in range(2)
    ]
    apart = {a.id: f"s-{a.id[0]}" for a in twins}
    told = explain("a0", twins, apart).text
    assert "1 other article has the same title and text" in told
    assert "enough by itself, but less than 73% of the likeness inside the two, 0.88" in told
    far = explain("e001-0", [*event(1), *event(2)], stories([*event(1), *event(2)])).text
    assert "less than the 0.125 that joins" in far


def test_explain_of_a_lone_article() -> None:
    """A story of one article says so."""
    one = event(1)[:1]
    assert explain("e001-0", one, stories(one)).text.startswith("It is the only article of its story.")


TRACES = [
    ({"a": "1"}, {"a": "1"}, [("kept", ("1",), ("1",))]),
    ({"a": "1"}, {"a": "1", "b": "1"}, [("grown", ("1",), ("1",))]),
    ({"a": "1", "b": "1"}, {"a": "1"}, [("shrunk", ("1",), ("1",))]),
    ({"a": "1", "b": "2"}, {"a": "1", "b": "1"}, [("merged", ("1", "2"), ("1",))]),
    ({"a": "1", "b": "1"}, {"a": "1", "b": "2"}, [("split", ("1",), ("1", "2"))]),
    ({}, {"a": "1"}, [("new", (), ("1",))]),
    ({"a": "1"}, {}, [("gone", ("1",), ())]),
]


@pytest.mark.parametrize(("before", "after", "expected"), TRACES)
def test_trace(before, after, expected) -> None:
    """What became of each story is told by its articles."""
    assert [(s.fate, s.before, s.after) for s in trace(before, after)] == expected


KEPT = [
    ({"a": "x"}, {"a": "y", "b": "y"}, {"a": "x", "b": "x"}),
    ({"a": "x", "b": "x", "c": "w"}, {"a": "y", "b": "y", "c": "y"}, {"a": "x", "b": "x", "c": "x"}),
    ({"a": "x", "b": "x", "c": "x"}, {"a": "y", "b": "y", "c": "x"}, {"a": "x", "b": "x", "c": "x-2"}),
    ({}, {"a": "y"}, {"a": "y"}),
]


@pytest.mark.parametrize(("before", "after", "expected"), KEPT)
def test_ids_are_kept_where_a_story_goes_on(before, after, expected) -> None:
    """The larger part of a story keeps its id."""
    assert keep_ids(before, after) == expected


TITLES = [
    ("Bridge closed after cracks found - The Keldon Courier", "Bridge closed after cracks found"),
    ("Bridge closed after cracks found | Keldon Courier | News", "Bridge closed after cracks found"),
    ("Bridge closed - engineers found new cracks in it", "Bridge closed - engineers found new cracks in it"),
    ("Bridge - Keldon", "Bridge - Keldon"),
    ("", ""),
]


@pytest.mark.parametrize(("title", "expected"), TITLES)
def test_site_names_are_taken_off_titles(title: str, expected: str) -> None:
    """A site name hung on a title is no part of it; a second half of a headline is."""
    assert bare_title(title) == expected
