"""Laws of group: order changes nothing, other articles change nothing, any Unicode is read, time is linear."""

from __future__ import annotations

import time
from random import Random

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reuse_case import article, paragraph
from tests.story_case import event

from stemma.group import Digest, digest_of, digests_of, explain, linkage, stories_of
from stemma.model import Article

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


FORM = (
    (
        "The county court service published its weekly listing of probate filings on the public portal this morning, "
        "as required by the ordinance of last spring."
    ),
    (
        "Heirs who wish to object must file a written notice with the registrar within twenty-one days, and pay the "
        "statutory fee at the counter or by post."
    ),
)
"""A form of our own, as courts and exchanges issue them by the thousand."""

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


def form(number: int, *, own: int = 0) -> Article:
    """Return a form that many outlets print, with a name and figures of its own, and ``own`` sentences more."""
    random = Random(number)
    name = "".join(random.choice("bdgklmnrst") + random.choice("aeiou") for _ in range(3)).capitalize()
    filed = f"The filing concerns the estate of {name}, valued at {random.randrange(10**6)} dollars."
    text = [*FORM, filed, paragraph(random, own)] if own else [*FORM, filed]
    return article(f"f{number:04}", text, title=f"Estate of {name}", outlet=f"outlet {number}", day="2026-03-01")


def work(digests: list[Digest], monkeypatch: pytest.MonkeyPatch) -> int:
    """Return how many likenesses of groups are counted while stories are made."""
    counted: list[int] = []
    real = linkage.likeness

    def likeness(a: linkage.Group, b: linkage.Group) -> float:
        counted.append(1)
        return real(a, b)

    monkeypatch.setattr(linkage, "likeness", likeness)
    assert len(set(stories_of(digests).values())) == 1
    return len(counted)


@pytest.mark.parametrize(("own", "most"), [(0, 0.5), (6, 80)], ids=["form alone", "half of the text its own"])
def test_one_form_under_many_outlets_is_linear_work(own: int, most: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each further outlet that prints the form costs the same, however many have printed it."""
    for count in (100, 200, 400):
        assert work([digest_of(form(k, own=own)) for k in range(count)], monkeypatch) <= most * count
        monkeypatch.undo()


def test_a_great_many_copies_are_one_story() -> None:
    """Copies of one text under other ids, outlets and dates are folded before anything is compared."""
    one = digest_of(form(1, own=3))
    days = [None, 700_000, 739_000, 800_000]
    copies = [msgspec.structs.replace(one, id=f"c{k}", outlet=f"o{k}", day=days[k % 4]) for k in range(20_000)]
    found = stories_of(copies)
    assert len(found) == 20_000
    assert len(set(found.values())) == 1


def test_an_article_with_few_like_it_keeps_them_all() -> None:
    """Pairs beyond the nearest are left out only where both articles have as many nearer ones."""
    pairs = np.array([(i, j) for i in range(60) for j in range(i + 1, 60)] + [(59, 60)], np.int64)
    alike = np.append(1 - 0.01 * np.diff(pairs[:-1], axis=1).ravel(), 0.2)
    kept, _ = linkage._nearest(61, pairs, alike)
    assert [59, 60] in kept.tolist()
    assert 0 < len(kept) < len(pairs)
