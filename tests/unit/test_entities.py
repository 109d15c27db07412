"""Entities of a story: profiles of several reports that are one, and why."""

from __future__ import annotations

from itertools import pairwise

from tests.names_case import settle

A = "South Korean envoy Park Min-jun met Mary Hale in Oslo. Park said Norway had been a good host."
B = "Park Min Jun, the envoy, left Oslo. Hale stayed. Park Ji-ho, a Brightwater Motors driver, was not asked."
C = "Hale told reporters that Park was tired. Brightwater Motor gave no comment."


def test_variants_over_reports_are_one_entity() -> None:
    """Spelling, bare family names and plurals meet; a namesake does not."""
    table = settle(A, B, C)
    ids = {e.id for e in table.entities}
    assert {"person-park-min-jun", "person-park-ji-ho", "person-mary-hale", "place-norway"} <= ids
    park = next(e for e in table.entities if e.id == "person-park-min-jun")
    assert set(park.variants) == {"Park Min-jun", "Park Min Jun", "Park"}
    assert {m.article for m in park.mentions} == {"a", "b", "c"}
    assert park.country == "KOR"
    assert sum("brightwater" in i for i in ids) == 1


def test_every_join_has_a_reason_and_an_entity() -> None:
    """Each article's entity is joined once, for a reason, to an entity that stands in the table."""
    table = settle(A, B, C)
    assert table.joins
    ids = {e.id for e in table.entities}
    assert {(j.article, j.key): j.entity for j in table.joins} == dict(table.of)
    assert all(j.reason and j.entity in ids for j in table.joins)
    assert any("family name" in j.reason or "part of" in j.reason for j in table.joins)


def test_ids_hold_across_stories() -> None:
    """The same thing in two stories has the same id."""
    first, second = settle(A), settle(B)
    assert first.of["a", "park-min-jun"] == second.of["a", "park-min-jun"] == "person-park-min-jun"


def test_mentions_are_the_widest_printed_name() -> None:
    """A title with the name is cited as a whole, and no citation lies inside another."""
    table = settle("Chairman Park spoke. Park Min-jun is new.")
    park = next(e for e in table.entities if e.id == "person-park-min-jun")
    spans = [(m.start, m.end) for m in park.mentions]
    assert (0, len("Chairman Park")) in spans
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


def test_places_of_one_name_in_two_countries_stay_apart() -> None:
    """A place whose reports put it in different countries is two."""
    table = settle("Fire broke out in Birmingham.", "Norway's king visited Bergen and Trondheim.")
    assert (
        len({i for (a, _), i in table.of.items() if a == "a"} & {i for (a, _), i in table.of.items() if a == "b"}) == 0
    )
