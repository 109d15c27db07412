"""Laws of group: order changes nothing, other articles change nothing, any Unicode is read, time is linear."""

from __future__ import annotations

import time

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reuse_case import article
from tests.story_case import event

from stemma.group import digest_of, digests_of, explain, stories_of

numbers = st.lists(st.integers(0, 60), min_size=1, max_size=8, unique=True)


@settings(max_examples=25, deadline=None)
@given(numbers, st.randoms(use_true_random=False))
def test_order_changes_nothing(events, random) -> None:
    """Law 2: the same articles in any order have the same stories under the same ids."""
    digests = digests_of([a for n in events for a in event(n)])
    assert stories_of(random.sample(digests, len(digests))) == stories_of(digests)


@settings(max_examples=25, deadline=None)
@given(numbers, st.integers(61, 90))
def test_other_articles_change_no_story(events, other) -> None:
    """Law 3: reports of another event leave every story's members and id as they are."""
    digests = digests_of([a for n in events for a in event(n)])
    extra = digests_of([msgspec.structs.replace(a, id=f"other-{a.id}") for a in event(other)])
    alone, together = stories_of(digests), stories_of([*extra, *digests])
    if not {together[d.id] for d in extra} & {together[d.id] for d in digests}:
        assert {i: s for i, s in together.items() if not i.startswith("other")} == alone


def test_reading_twice_adds_nothing() -> None:
    """Law 3: an article given a second time under another id joins the story of the first and changes none."""
    digests = digests_of([a for n in range(5) for a in event(n)])
    again = [msgspec.structs.replace(d, id=f"again-{d.id}") for d in digests]
    found = stories_of([*again, *digests])
    assert {i: s for i, s in found.items() if not i.startswith("again")} == stories_of(digests)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=120), st.text(max_size=300)), max_size=5))
def test_any_unicode_is_grouped(texts) -> None:
    """Whatever the characters, every article gets a story, and each can be explained."""
    articles = [article(f"a{k}", [body], title=title) for k, (title, body) in enumerate(texts)]
    found = stories_of(digests_of(articles))
    assert set(found) == {a.id for a in articles}
    for one in articles[:2]:
        explain(one.id, articles, found)


HOSTILE = ['"' * 500_000, "7" * 500_000, "7 " * 250_000, "A" * 500_000, "Aa-" * 160_000, "| - " * 120_000]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_takes_linear_time(text: str) -> None:
    """A megabyte of marks, digits or capitals is read in seconds, as text and as title."""
    begun = time.perf_counter()
    digest_of(article("a", [text], title=text))
    assert time.perf_counter() - begun < 60


def test_a_mega_story_is_no_clique() -> None:
    """Six hundred reports of one event are one story, and few of the pairs are looked at."""
    from stemma.group.candidates import edges

    base = event(9)
    digests = []
    for k in range(600):
        one = base[k % 4]
        digests.append(digest_of(article(f"m{k:03}", [one.text.strip() + f" Witness {k} agreed."], title=one.title)))
    assert len(edges(digests)) < 600 * 40
    assert len(set(stories_of(digests).values())) == 1
