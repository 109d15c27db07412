"""Joining groups with short cuts for large ones: the same stories as without them, at a cost that does not go quadratic."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reuse_case import article, paragraph
from tests.story_case import event, mega_story

from stemma.group import candidates, digests_of, joining, stories_of
from stemma.group.candidates import edges
from stemma.group.groups import alone, likeness, likenesses, merged, taken_in
from stemma.group.stories import order
from stemma.group.terms import Terms, dot, dots, dots_with
from stemma.reuse import candidates as reuse_candidates
from stemma.reuse import sketch_of

NEVER = 10**9


@st.composite
def vectors(draw) -> Terms:
    """Return a sparse vector over few codes, so that vectors meet."""
    codes = sorted(draw(st.sets(st.integers(0, 60), max_size=40)))
    values = [draw(st.floats(0, 1, width=32)) for _ in codes]
    return Terms(np.array(codes, np.uint32), np.array(values, np.float32))


@settings(max_examples=60, deadline=None)
@given(vectors(), st.lists(vectors(), max_size=5))
def test_many_dot_products_are_those_of_pairs(one: Terms, others: list[Terms]) -> None:
    """One vector against many, and many pairs at once, give what each pair gives."""
    plain = [dot(one, other) for other in others]
    assert dots_with(one, others) == pytest.approx(plain)
    pairs = np.array([(0, k + 1) for k in range(len(others))], np.int64).reshape(-1, 2)
    assert dots([one, *others], pairs) == pytest.approx(plain)


def test_taking_in_is_merging() -> None:
    """A large group that takes a small one in has the words, days and likeness inside of the two merged."""
    digests = sorted(digests_of([a for n in range(3) for a in event(n)]), key=order)
    left, right = [alone(d, k) for k, d in enumerate(digests[:6])], [alone(d, k + 6) for k, d in enumerate(digests[6:])]
    a, b = left[0], right[0]
    for more in left[1:]:
        a = merged(a, more, likeness(a, more))
    for more in right[1:]:
        b = merged(b, more, likeness(b, more))
    before = a.terms.weights.copy()
    like = likeness(a, b)
    one, two = merged(a, b, like), taken_in(a, b, like)
    assert (one.terms.codes.tolist(), one.members, one.days) == (two.terms.codes.tolist(), two.members, two.days)
    assert two.terms.weights == pytest.approx(one.terms.weights)
    assert two.inside == one.inside
    assert (a.terms.weights == before).all()
    assert likenesses(one, [*left, *right]) == pytest.approx([likeness(one, g) for g in (*left, *right)])


@pytest.mark.parametrize("seed", range(4))
def test_short_cuts_find_the_same_stories(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small events beside one large story: with the short cuts at work from few articles on, the stories are the same."""
    known = [*(a for n in range(10 * seed, 10 * seed + 10) for a in event(n)), *mega_story(60)]
    digests = digests_of(Random(seed).sample(known, len(known)))
    monkeypatch.setattr(joining, "LARGE", NEVER)
    monkeypatch.setattr(joining, "CROWD", NEVER)
    plain = stories_of(digests)
    monkeypatch.setattr(joining, "LARGE", 8)
    monkeypatch.setattr(joining, "CROWD", 12)
    assert stories_of(digests) == plain
    assert len(set(plain.values())) >= 11


def test_a_mega_story_does_not_go_quadratic(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four times the reports of one story cost some seven times the comparisons, far from sixteen."""
    compared = [0]

    def counted(a, others):
        compared[0] += len(others)
        return likenesses(a, others)

    monkeypatch.setattr(joining, "likenesses", counted)
    costs = []
    for reports in (150, 600):
        compared[0] = 0
        assert len(set(stories_of(digests_of(mega_story(reports))).values())) == 1
        costs.append(compared[0])
    assert costs[1] < 4**1.6 * costs[0]


def test_keys_sorted_in_shares_link_the_same_articles(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sorting keys a share at a time, as 100,000 articles need, gives the pairs of sorting all at once."""
    known = [a for n in range(12) for a in event(n)]
    digests = sorted(digests_of(known), key=order)
    sketches = sorted((sketch_of(article(f"c{k}", [paragraph(Random(k // 3))])) for k in range(30)), key=reuse_candidates.rank)
    whole, pairs = edges(digests), reuse_candidates.pairs(sketches)
    monkeypatch.setattr(candidates, "SHARE", 50)
    monkeypatch.setattr(reuse_candidates, "SHARE", 20)
    assert edges(digests).tolist() == whole.tolist()
    assert reuse_candidates.pairs(sketches).tolist() == pairs.tolist()
    assert len(pairs) == 30
