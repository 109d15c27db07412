"""Merged events: one event for many reports, whatever their order."""

from __future__ import annotations

import random

from stemma.align.casualties import Count, EventSize, event_sizes, merge_sizes
from stemma.align.events import merge_events
from stemma.align.scene import scene
from stemma.annotate import Annotator
from stemma.model import Analysis, Citation, Event, Raw, Size
from stemma.run.collect import collect

REPORTS = {
    "a": "President Ana Duarte of Ecuador will visit Peru next week, her office said Tuesday. Ecuador accused Peru of moving troops.",
    "b": "Ecuador's leader Ana Duarte will travel to Peru next week. She visited Chile in 2011.",
    "c": "Ana Duarte, the president of Ecuador, visited Chile in March 2011. Ecuador accused Peru of moving troops on Monday.",
}


def analyses(annotator: Annotator, reports: dict[str, str]) -> list[Analysis]:
    """The analyses of some reports of one day."""
    raws = [Raw(text=t, id=k, published="2016-05-11") for k, t in reports.items()]
    return annotator.annotate(collect(raws).articles)


def merged(members: list[Analysis]) -> tuple[Event, ...]:
    """Their events, two of the reports being of one lineage."""
    return merge_events(members, {}, {"a": "L1", "b": "L1", "c": "L2"})


def test_visit_told_twice_is_one(annotator: Annotator) -> None:
    """Reports of one planned visit are one event, counted by articles and by lineages."""
    events = merged(analyses(annotator, REPORTS))
    visits = [e for e in events if e.type == "CONSULT" and e.status == "planned"]
    assert [(e.articles, e.independent) for e in visits] == [(2, 1)]
    assert {c.article for c in visits[0].citations} == {"a", "b"}


def test_past_visit_stays_apart_and_dates_narrow(annotator: Annotator) -> None:
    """A year and a month of it are one date, the narrower one; another visit is another event."""
    events = merged(analyses(annotator, REPORTS))
    past = [e for e in events if e.type == "CONSULT" and e.recipient and e.recipient.country == "CHL"]
    assert [(e.start, e.end, e.status) for e in past] == [("2011-03-01", "2011-03-31", "past")]


def test_order_does_not_matter(annotator: Annotator) -> None:
    """The reports in any order give the same events."""
    members = analyses(annotator, REPORTS)
    first = merged(members)
    for seed in range(5):
        shuffled = members[:]
        random.Random(seed).shuffle(shuffled)
        assert merged(shuffled) == first


def test_sizes_of_a_report(annotator: Annotator) -> None:
    """A report's dead and injured are counted, and numbers of other years are not."""
    text = "Two men were killed and three others wounded in a shooting in Lyon. The city had 40 homicides last year."
    size = event_sizes(analyses(annotator, {"a": text})[0])
    assert size.dead is not None and size.injured is not None
    assert (size.dead.value, size.injured.value) == (2, 3)
    assert text[size.dead.citation.start : size.dead.citation.end] == "Two men"


def test_a_single_victim_counts_one(annotator: Annotator) -> None:
    """One person killed is one dead, and the same person is not also injured."""
    size = event_sizes(analyses(annotator, {"a": "A woman was shot and killed outside a bank. The woman died at the scene."})[0])
    assert size.dead is not None and size.dead.value == 1 and size.injured is None


def test_sizes_settle_by_majority_then_time() -> None:
    """Most reports win; where they tie, the later one does."""
    def size(n: int) -> EventSize:
        return EventSize(dead=Count(n, True, Citation("x", 0, 1)))

    assert merge_sizes([("2016-01-01", size(3)), ("2016-01-02", size(4)), ("2016-01-03", size(3))]) == Size(3)
    assert merge_sizes([("2016-01-01", size(3)), ("2016-01-02", size(4))]) == Size(4)
    assert merge_sizes([]) == Size()


def test_scene_of_reports(annotator: Annotator) -> None:
    """Day and town are those the leads name."""
    members = analyses(annotator, {"a": "DENVER — A man was shot Tuesday night, Denver police said.", "b": "Denver police said a man was shot Tuesday."})
    found = scene(members)
    assert (found.day, found.town) == ("2016-05-10", "Denver")


def test_a_day_says_what_it_rests_on(annotator: Annotator) -> None:
    """A day that words give is told apart from that of a report which tells the event as news."""
    worded = merged(analyses(annotator, {"a": "Kenya accused Uganda on Monday of moving troops across the lake."}))
    assumed = merged(analyses(annotator, {"a": "Kenya accused Uganda of moving troops across the lake."}))
    assert [(e.start, e.basis) for e in (*worded, *assumed)] == [("2016-05-09", "text"), ("2016-05-11", "report")]
