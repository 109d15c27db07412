"""The lexicon of places, countries, bodies and the comparing of names."""

from __future__ import annotations

import pytest

from stemma.lexicon.bodies import body_named, body_parts
from stemma.lexicon.countries import (
    country,
    country_named,
    country_of_adjective,
    country_of_capital,
    country_of_people,
    country_of_seat,
)
from stemma.lexicon.naming import acronyms, fold, person_parts, same_person
from stemma.lexicon.places import city_named, place_named, state_named

COUNTRIES = [
    (country_named, "Ivory Coast", "CIV"),
    (country_named, "U.K.", "GBR"),
    (country_named, "Burma", "MMR"),
    (country_of_adjective, "New Zealander", "NZL"),
    (country_of_people, "Danes", "DNK"),
    (country_of_capital, "Canberra", "AUS"),
    (country_of_capital, "Brussels", None),
    (country_of_seat, "Downing Street", "GBR"),
    (country_named, "Atlantis", None),
]


@pytest.mark.parametrize(("find", "name", "code"), COUNTRIES)
def test_national_names_give_the_country(find, name: str, code: str | None) -> None:
    """Names, adjectives, peoples, capitals and seats lead to alpha-3; a shared or unknown one to nothing."""
    assert find(name) == code


def test_every_country_code_has_a_name() -> None:
    """Each code an adjective or a people leads to is a country with a usual name."""
    assert country(country_of_adjective("Soviet") or "").name == "Soviet Union"
    assert country("PRK").capital == "Pyongyang"


PLACES = [
    ("Odessa", "UKR"),
    ("Mecca", "SAU"),
    ("Paris", "FRA"),
    ("Ohio", "USA"),
    ("Black Sea", None),
    ("Scotland", "GBR"),
]


@pytest.mark.parametrize(("name", "code"), PLACES)
def test_places_lie_in_a_country(name: str, code: str | None) -> None:
    """The larger bearer of a name is meant, older English names included."""
    spot = place_named(name)
    assert spot is not None
    assert spot.country == code


def test_unknown_places_are_none() -> None:
    """What the gazetteer does not have is not guessed."""
    assert place_named("Lower Wexcombe") is None
    assert city_named("") is None
    assert state_named("Oslo City") is None


PEOPLE = [
    ("Park Min-jun", "Park Min Jun", True),
    ("Park Minjun", "Park Min-jun", True),
    ("Shin Abo", "Abo Shin", True),
    ("Robert T. Hale Jr.", "Bob Hale", True),
    ("J. Hale", "John Hale", True),
    ("Park Min-jun", "Park Min-ho", False),
    ("Mary Hale", "Tom Hale", False),
    ("Ana María Ruiz", "Ana Ruiz", True),
]


@pytest.mark.parametrize(("a", "b", "same"), PEOPLE)
def test_names_of_people_compare(a: str, b: str, same: bool) -> None:
    """Hyphens, order, initials, short forms and left-out middle names are no difference; other given names are."""
    assert same_person(person_parts(a), person_parts(b)) is same


def test_bodies_meet_by_usual_name_and_number() -> None:
    """Initials of well-known bodies, plurals, spellings and legal forms give the same words."""
    assert body_parts("U.N.") == body_parts("United Nations")
    assert body_parts("Brightwater Motors Ltd.") == body_parts("Brightwater Motor Company")
    assert body_parts("Labour Organisation") == body_parts("Labor Organization")
    assert body_named("Brightwater") is None


def test_initials_leave_legal_forms_out() -> None:
    """``NV`` and the like never count, ``Company`` may."""
    assert "NDT" in acronyms("Nordic Dock & Towage NV")
    assert fold("Ångström’s") == "angstroms"
