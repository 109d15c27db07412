"""Bad news at size, in small: copies without end, one form, single sentences, no titles, odd dates, round-ups (`bench/bad_input.py`)."""

from __future__ import annotations

from random import Random

import msgspec
import pytest
from tests.reuse_case import WORDS, article, paragraph
from tests.story_case import event

from stemma.group import Stream, digest_of, digests_of, stories_of
from stemma.model import Article, Published
from stemma.reuse import find_derivations, lineages_of, passages_of, sketch_of, sketches_of


def told(articles: list[Article]) -> tuple[int, int]:
    """Return how many stories and lineages there are."""
    sketches = list(sketches_of(articles))
    passages = passages_of(sketches)
    stories = stories_of(digests_of(articles), ((p.a.article, p.b.article) for p in passages))
    return len(set(stories.values())), len(lineages_of(sketches, passages))


def copies(count: int) -> list[Article]:
    """Return one text under many addresses, days and outlets."""
    text = [paragraph(Random(1)), paragraph(Random(2))]
    return [
        article(f"c{k}", text, outlet=f"o{k}", url=f"https://o{k}.example/{k}", day=f"2026-03-{1 + k % 28:02}") for k in range(count)
    ]


def test_copies_of_one_text_share_what_is_kept_of_it() -> None:
    """A text that stands in many articles is read once and its words are held once: a million copies fit."""
    digests, sketches = digests_of(copies(20)), list(sketches_of(copies(20)))
    assert all(d.terms is digests[0].terms and d.top is digests[0].top for d in digests)
    assert all(s.codes is sketches[0].codes and s.flags is sketches[0].flags for s in sketches)
    stream = Stream()
    for one in copies(20):
        stream.add(digest_of(one))
    kept = stream._digests
    assert all(d.terms is kept[0].terms for d in kept)
    assert len(set(stream.settle().values())) == 1


def test_what_is_shared_is_the_same_as_what_is_read_anew() -> None:
    """Digests and sketches of copies are those of each article read alone."""
    known = [*copies(4), *event(1)]
    assert [msgspec.structs.replace(d, terms=None, top=None, heading=None) for d in digests_of(known)] == [
        msgspec.structs.replace(digest_of(a), terms=None, top=None, heading=None) for a in known
    ]
    for shared, alone in zip(sketches_of(known), map(sketch_of, known), strict=True):
        for field in shared.__struct_fields__:
            left, right = getattr(shared, field), getattr(alone, field)
            assert left.tolist() == right.tolist() if hasattr(left, "tolist") else left == right


def test_copies_are_one_story_and_one_lineage_in_a_star() -> None:
    """Each copy is linked to the first alone."""
    known = copies(300)
    assert told(known) == (1, 1)
    passages = passages_of(sketches_of(known))
    assert len(passages) == 299
    assert len(find_derivations(known, passages)[0]) == 299


def test_one_form_is_linked_in_stars() -> None:
    """What many print alike, with names and figures of their own, meets in a few pairs each, not all with all."""
    form = [paragraph(Random(k)) for k in range(3)]
    known = [
        article(f"f{k}", [form[0], f"The {Random(k).choice(WORDS)} of parish {k} won {k % 7} prizes.", *form[1:]], outlet=f"o{k % 30}")
        for k in range(200)
    ]
    assert len(passages_of(sketches_of(known))) < 200 * 10
    assert told(known)[0] == 1


def test_single_sentences_are_no_evidence_of_copying() -> None:
    """Articles of one sentence each are grouped, and none is another's copy for the few words it shares."""
    known = [article(f"s{k}", [f"{Random(k).choice(WORDS)} {Random(k + 1).choice(WORDS)} closed on Monday.".capitalize()]) for k in range(80)]
    assert passages_of(sketches_of(known)) == ()
    assert told(known)[1] == len(known)


def test_empty_titles_leave_the_stories_as_they_are() -> None:
    """A title that is empty says what a missing one says."""
    known = [a for n in range(6) for a in event(n)]
    empty, missing = ([msgspec.structs.replace(a, title=t) for a in known] for t in ("", None))
    assert stories_of(digests_of(empty)).keys() == stories_of(digests_of(missing)).keys()
    assert len(set(stories_of(digests_of(empty)).values())) == len(set(stories_of(digests_of(missing)).values())) == 6


@pytest.mark.parametrize("odd", [None, "1999-12-31", "2126-05-05"])
def test_a_report_with_an_odd_date_stays_in_its_story(odd: str | None) -> None:
    """A date that is missing, in the future or years off parts no report from its like, and moves no other."""
    known = [a for n in range(6) for a in event(n)]
    published = Published(odd, "day", "metadata") if odd else None
    moved = [msgspec.structs.replace(a, published=published) if k == 5 else a for k, a in enumerate(known)]
    groups = lambda found: {frozenset(a for a in found if found[a] == s) for s in found.values()}  # noqa: E731
    assert groups(stories_of(digests_of(moved))) == groups(stories_of(digests_of(known)))


def test_a_round_up_of_two_stories_joins_neither_stories_nor_lineages() -> None:
    """Two stories whose reports a round-up prints whole are two stories, and the round-up is no report of either's lineage."""
    known = [a for n in (1, 2) for a in event(n)]
    roundup = article("r", [paragraph(Random(3)), *(event(n)[0].text.strip() for n in (1, 2)), paragraph(Random(4))], title="In brief", day="2026-03-03")
    before, after = stories_of(digests_of(known)), stories_of(digests_of([*known, roundup]))
    assert {a: s for a, s in after.items() if a != "r"} == before
    assert told([*known, roundup])[1] == told(known)[1] + 1
