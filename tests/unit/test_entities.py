"""Entities of a story: profiles of several reports that are one, and why."""

from __future__ import annotations

from itertools import pairwise

import pytest
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


SPELLINGS = [
    ("Transport Minister Khalid al-Sabri resigned.", "Khaled Al Sabri, the transport minister, resigned.", True),
    ("Muhammad El-Tarawni led the union.", "Union leader Mohammed al-Tarawni spoke. Al-Tarawni was calm.", True),
    ("Governor Sergey Maltsev flew home.", "The governor, Sergei Maltsev, flew home.", True),
    ("Transport Minister Khalid al-Sabri resigned.", "Goalkeeper Khaled Al Sabri was hurt.", False),
    ("Transport Minister Khalid al-Sabri resigned.", "Omar al-Sabri, an economist, was surprised.", False),
    ("Governor Hassan Durrani left.", "Governor Hussein Durrani left.", False),
    ("Ms. Maria Calvino sang.", "Mr. Mario Calvino sang.", False),
]


@pytest.mark.parametrize(("a", "b", "one"), SPELLINGS)
def test_transliterations_meet_unless_the_role_speaks_against_it(a: str, b: str, one: bool) -> None:
    """Two spellings of one name in another script are one person; a namesake with another role is not."""
    people = [e for e in settle(a, b).entities if e.type == "person"]
    assert len(people) == (1 if one else 2)


def test_an_article_before_a_family_name_makes_no_second_person() -> None:
    """``Al Sabri`` is short for Khalid al-Sabri, in the same report or another; Al Gorman is nobody's short name."""
    same = settle("Khalid al-Sabri spoke. Later Al-Sabri left.", "A spokesman for Al Sabri said he had left.")
    assert [e.id for e in same.entities if e.type == "person"] == ["person-khalid-al-sabri"]
    apart = settle("Tina Gorman spoke on Monday.", "Al Gorman said he would sing.")
    assert len([e for e in apart.entities if e.type == "person"]) == 2


def test_a_ministry_meets_its_name_with_the_country() -> None:
    """A body named with its country's adjective and without is one, when both reports place it in that country."""
    a, b = "The Norwegian Fisheries Ministry agreed.", "Norway's Fisheries Ministry agreed."
    assert sum("fisheries" in e.id for e in settle(a, b).entities) == 1
    assert sum("fisheries" in e.id for e in settle(a, "Denmark's Fisheries Ministry agreed.").entities) == 2


def test_a_son_of_the_same_name_is_another() -> None:
    """``Jr.`` is told apart where the plain name is the commoner one; one who is never named without it is himself."""
    table = settle(
        "Robert Hale met aides. Robert Hale said his son, Robert Hale Jr., was honest. Hale Jr. met a lawyer. Hale denied it.",
        "Robert Hale Jr. met a lawyer in June. President Robert Hale praised him. Robert Hale left.",
        "Martin Otto Brand Jr. spoke in Oslo. Brand said so. A street is named for Martin Otto Brand Jr.",
    )
    found = {e.id: e.variants for e in table.entities if e.type == "person"}
    assert found == {
        "person-robert-hale": ("Robert Hale", "Hale"),
        "person-robert-hale-jr": ("Robert Hale Jr.", "Hale Jr."),
        "person-martin-otto-brand": ("Martin Otto Brand Jr.", "Brand"),
    }


def test_a_ruler_s_number_tells_her_from_others() -> None:
    """``Elizabeth II`` is nobody's family name, and a soft hyphen is no letter."""
    table = settle("Queen Elizabeth II met Elizabeth Warren of Ohio. Warren smiled. Elizabeth War\u00adren left.")
    assert {e.id for e in table.entities if e.type == "person"} == {"person-elizabeth-ii", "person-elizabeth-warren"}


def test_roles_meet_whatever_their_capitals() -> None:
    """One role in several spellings is told once; what one report in many says against the others is left out."""
    texts = ["Special Counsel Mary Hale spoke."] * 3 + ["Mary Hale, the special counsel, left."] * 3
    table = settle(*texts, "Mary Hale, the pilot, smiled.")
    (hale,) = (e for e in table.entities if e.id == "person-mary-hale")
    assert [r.casefold() for r in hale.roles] == ["special counsel"]
