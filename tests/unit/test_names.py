"""Names of one article: what is found, what it is called, and who is who."""

from __future__ import annotations

import pytest
from tests.names_case import read

from stemma.lexicon.pronouns import is_pronoun


def entity_of(text: str, words: str, nth: int = 0) -> str | None:
    """Return the entity key of the ``nth`` mention printed as ``words``."""
    _, names = read(text)
    found = [m.entity for m in names.mentions if text[m.start : m.end] == words]
    return found[nth] if nth < len(found) else None


def profile_of(text: str, key: str):
    """Return the profile with a key, or None."""
    return next((p for p in read(text)[1].profiles if p.key == key), None)


TYPES = [
    ("Officials met in Krasnoyarsk on Monday.", "Krasnoyarsk", "place"),
    ("The ship sailed from Murmansk. Murmansk is an Arctic port.", "Murmansk", "place"),
    ("Ana Lopez arrived in Lima. Lopez said the trip was long.", "Lopez", "person"),
    ("The European Union and the U.N. agreed on Friday.", "U.N.", "organisation"),
    ("Danish officials said they were surprised.", "Danish", "group"),
    ("The airline ordered ten Falcor R240s for Asia.", "R240s", "other"),
    ("The Kremlin rejected the offer.", "Kremlin", "organisation"),
]


@pytest.mark.parametrize(("text", "words", "kind"), TYPES)
def test_a_name_has_the_type_of_what_it_names(text: str, words: str, kind: str) -> None:
    """Gazetteer and context settle a name's type where the parser's label alone would not."""
    _, names = read(text)
    assert {m.type for m in names.mentions if text[m.start : m.end] == words} == {kind}


SAME = [
    ("Park Min-jun met reporters. Later Park flew home.", "Park Min-jun", "Park"),
    ("Park Min-jun spoke on Monday. Park Min Jun left on Tuesday.", "Park Min-jun", "Park Min Jun"),
    ("Robert T. Hale resigned. Bob Hale gave no reason.", "Robert T. Hale", "Bob Hale"),
    ("The Norwegian Whaling Board (NWB) met. The NWB gave no details.", "Norwegian Whaling Board", "NWB"),
    ("Brightwater Motor Company cut jobs. Brightwater said sales fell.", "Brightwater Motor Company", "Brightwater"),
    ("Oslo warned Denmark. Norway said it was ready.", "Oslo", "Norway"),
    ("Norwegian ships left. Norway gave no reason.", "Norwegian", "Norway"),
    ("The European Union met on Monday. The EU made no decision.", "European Union", "EU"),
    ("The ministry bought two Bombardier 415s. The 415 Skylark is new. Pilots like the Skylark.", "415s", "Skylark"),
    ("Brigid O'Dell spoke. Later O'Dell left.", "Brigid O'Dell", "O'Dell"),
]


@pytest.mark.parametrize(("text", "a", "b"), SAME)
def test_variants_of_one_name_are_one_entity(text: str, a: str, b: str) -> None:
    """Hyphens, initials, short names, acronyms, capitals that act and adjectives meet in one entity."""
    assert entity_of(text, a) is not None
    assert entity_of(text, a) == entity_of(text, b)


APART = [
    ("Park Min-jun met his aide Park Ji-ho. Park Min-jun smiled.", "Park Min-jun", "Park Ji-ho"),
    ("Norway sent ships. The delegation stayed in Oslo for a week.", "Norway", "Oslo"),
    ("The Kremlin said no. Russia has many rivers.", "Kremlin", "Russia"),
    ("Singapore Airlines flew home. The weather in Singapore was fine.", "Singapore Airlines", "Singapore"),
    ("President Hale spoke first. His wife Mary Hale listened.", "Hale", "Mary Hale"),
]


@pytest.mark.parametrize(("text", "a", "b"), APART)
def test_different_things_stay_apart(text: str, a: str, b: str) -> None:
    """Namesakes, a capital as a city, a seat of government, a firm named for a place and relatives are not merged."""
    assert entity_of(text, a) is not None
    assert entity_of(text, b) is not None
    assert entity_of(text, a) != entity_of(text, b)


def test_a_bare_family_name_means_the_bearer_just_named_in_full() -> None:
    """Beside a namesake in the same sentence the bare name is his; elsewhere it is the salient bearer's."""
    text = (
        "Park Min-jun opened the talks. Park Min-jun smiled. "
        "Then Park Ji-ho, an aide, sat down and Park opened a folder. Later Park left."
    )
    assert entity_of(text, "Park", 0) == "park-ji-ho"
    assert entity_of(text, "Park", 1) == "park-min-jun"


ROLES = [
    ("Danish Prime Minister Mette Holm resigned.", "mette-holm", "Danish Prime Minister", "DNK"),
    ("Mette Holm, the prime minister of Denmark, resigned.", "mette-holm", "prime minister of Denmark", "DNK"),
    ("A Danish official, Mette Holm, told reporters nothing.", "mette-holm", "Danish official", "DNK"),
    ("Denmark's leader Mette Holm resigned.", "mette-holm", "Denmark's leader", "DNK"),
    ("Ohio Gov. Mary Hale signed the law.", "mary-hale", "Ohio Gov.", "USA"),
]


@pytest.mark.parametrize(("text", "key", "role", "country"), ROLES)
def test_role_and_country_are_read_from_the_text(text: str, key: str, role: str, country: str) -> None:
    """A role stands before or after the name, and the country in it is the holder's."""
    profile = profile_of(text, key)
    assert profile is not None
    assert role in profile.roles
    assert profile.country == country
    assert all(span.of(text) == printed for span, printed in zip(profile.role_spans, profile.roles, strict=True))


def test_an_expert_on_a_country_is_not_of_it() -> None:
    """``a Denmark expert`` tells no country of the expert."""
    profile = profile_of("Mary Hale, a Denmark expert at a bank, was doubtful.", "mary-hale")
    assert profile is not None
    assert profile.country is None


def test_no_country_comes_from_where_a_president_is_met() -> None:
    """A title without a country stays without one when the text only says where people are."""
    text = "President Ana Lopez flew to Helsinki. In Finland, President Ana Lopez will meet nobody from Finland."
    profile = profile_of(text, "ana-lopez")
    assert profile is not None
    assert profile.country is None


REFERENCES = [
    ("Park Min-jun is new. Chairman Park spoke.", "Chairman Park", "park-min-jun"),
    ("Danish Prime Minister Mette Holm spoke. The Danish prime minister was late.", "The Danish prime minister",
     "mette-holm"),
    ("Denmark's Holm to speak\nMette Holm is late.", "Denmark's Holm", "mette-holm"),
    ("Brightwater Airlines lost money. The airline cut jobs.", "The airline", "brightwater-airlines"),
    ("Mette Holm opened the door. She smiled.", "She", "mette-holm"),
    ("Mette Holm said on Monday that she was ready.", "she", "mette-holm"),
    ("Mr. Hale met Mrs. Holm. He was late.", "He", "hale"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "key"), REFERENCES)
def test_references_find_whom_they_mean(text: str, words: str, key: str) -> None:
    """Titles with names, possessing countries, descriptions and pronouns point at the entity."""
    _, names = read(text)
    assert {r.entity for r in names.references if text[r.start : r.end] == words} == {key}


def test_a_quoted_pronoun_is_not_its_own_speaker() -> None:
    """``He`` inside a quotation is not the one who is quoted."""
    text = 'Tom Hale praised Jack Reed on Monday. "He is a fine man," Hale said.'
    _, names = read(text)
    assert [r.entity for r in names.references if is_pronoun(text[r.start : r.end])] == ["jack-reed"]


def test_titles_tell_gender() -> None:
    """A courtesy title gives its bearer's gender."""
    text = "Mr. Tom Hale met Mrs. Ann Holm."
    assert {p.key: p.gender for p in read(text)[1].profiles} == {"tom-hale": "m", "ann-holm": "f"}


def test_a_government_is_what_its_leader_s_administration_means() -> None:
    """``the Holm administration`` is the government of the country Holm is of."""
    text = "Danish President Mette Holm resigned. The Holm administration in Denmark gave no reason."
    _, names = read(text)
    assert "denmark" in {r.entity for r in names.references if "administration" in text[r.start : r.end]}


def test_a_campaign_is_not_its_candidate() -> None:
    """``the Calder campaign`` is a body of its own."""
    text = "Ana Calder spoke on Monday. The Calder campaign had no plan. Critics of the Calder campaign left."
    assert entity_of(text, "Calder campaign") == "calder-campaign"
    assert entity_of(text, "Ana Calder") == "ana-calder"


def test_a_credit_in_brackets_is_no_short_form() -> None:
    """``Acme Airways (AP)`` names a known agency, not the airline's initials."""
    text = "Smoke rose. Fire at Acme Airways (AP). The AP said Acme Airways was closed."
    assert entity_of(text, "Acme Airways") != entity_of(text, "AP")


def test_an_agency_s_initials_are_no_family_name() -> None:
    """A photographer's label ends before the agency."""
    assert entity_of("Waves in Danang. Jorge Silva AP. Robert Hale met Jorge Silva AP.", "Jorge Silva") == "jorge-silva"


def test_the_west_is_no_province() -> None:
    """A word for a quarter of the world lies in no country."""
    profile = profile_of("The West was told by Moscow. Moscow warned the West again.", "west")
    assert profile is None or profile.country is None


def test_cities_have_coordinates() -> None:
    """A city of the gazetteer has its country and its degrees north and east."""
    profile = profile_of("The train stopped in Krasnoyarsk.", "krasnoyarsk")
    assert profile is not None
    assert profile.country == "RUS"
    assert profile.latitude == pytest.approx(56.0, abs=0.2)
    assert profile.longitude == pytest.approx(92.8, abs=0.2)


PHRASES = [
    ("A lawyer for Mr. Hale said Robert Hale was ill.", "robert-hale", ()),
    ("On the budget decision President Ana Lopez was silent.", "ana-lopez", ("President",)),
    ("The first 2016 Labour presidential candidate Ana Lopez, a clear winner, left.", "ana-lopez",
     ("Labour presidential candidate",)),
    ("The embarrassed foreign minister Ana Lopez left. Lopez met her Danish counterpart Tom Hale.", "ana-lopez",
     ("foreign minister",)),
    ("Lopez met her counterpart Tom Hale.", "tom-hale", ()),
    ("The legal team former New York mayor Tom Hale leads met.", "tom-hale", ("former New York mayor",)),
]


@pytest.mark.parametrize(("text", "key", "roles"), PHRASES)
def test_a_role_is_no_other_person_s_and_no_topic(text: str, key: str, roles: tuple[str, ...]) -> None:
    """What stands before a title, or before ``for Mr. Hale``, is no part of his role."""
    profile = profile_of(text, key)
    assert profile is not None
    assert profile.roles == roles


def test_an_administration_is_not_its_leader() -> None:
    """Where no country is told, a government named by its leader is a body; the leader's own mentions stay."""
    text = (
        "Ana Calder spoke on Monday. The Calder administration had no plan. Critics of the Calder administration left."
    )
    assert entity_of(text, "Calder administration") == "calder-administration"
    assert profile_of(text, "calder-administration").type == "organisation"
    assert entity_of(text, "Ana Calder") == "ana-calder"
    lone = "The Calder administration had no plan."
    assert entity_of(lone, "Calder administration") is None
