"""Events: tables of our own sentences with what they tell."""

from __future__ import annotations

import pytest

from stemma.annotate import Annotator
from stemma.annotate.events.compose import demanded, intended, refused, stopped, threatened
from stemma.lexicon.cameo import PLOVER_TYPES, QUAD, cameo
from stemma.model import EventMark, Raw
from stemma.run.collect import collect

TOLD = [
    # (text, type, CAMEO root, actor words, recipient words, status)
    ("Norway will visit nobody, but Chile's foreign minister visited Peru on Monday.", "CONSULT", "04", "Chile", "Peru", "reported"),
    ("The Danish prime minister met her Swedish counterpart in Malmo.", "CONSULT", "04", "Danish", "Swedish", "reported"),
    ("Kenya accused Uganda of moving troops across the lake.", "ACCUSE", "11", "Kenya", "Uganda", "reported"),
    ("Uganda was accused by Kenya of moving troops across the lake.", "ACCUSE", "11", "Kenya", "Uganda", "reported"),
    ("Rebels attacked an army base near the border.", "ASSAULT", "19", "Rebels", "army", "reported"),
    ("Police arrested two journalists in the capital.", "COERCE", "17", "Police", "journalists", "reported"),
    ("Two journalists were arrested by police.", "COERCE", "17", "police", "journalists", "reported"),
    ("The minister rejected a Turkish proposal.", "REJECT", "12", "minister", "Turkish", "reported"),
    ("Japan agreed to send medicine to Nepal.", "AGREE", "03", "Japan", "Nepal", "reported"),
    ("Japan sent medicine to Nepal.", "AID", "07", "Japan", "Nepal", "reported"),
    ("Japan demanded that Nepal release the pilots.", "REQUEST", "10", "Japan", "Nepal", "reported"),
    ("Japan refused to release the pilots.", "REJECT", "12", "Japan", "pilots", "reported"),
    ("Japan threatened to cut off aid to Nepal.", "THREATEN", "13", "Japan", "Nepal", "reported"),
    ("Farmers held a protest against the government.", "PROTEST", "14", "Farmers", "government", "reported"),
    ("France imposed sanctions on Belarus.", "COERCE", "16", "France", "Belarus", "reported"),
    ("The rebels released five hostages.", "RETREAT", "08", "rebels", "hostages", "reported"),
    ("Brazil and Bolivia signed a treaty.", "SUPPORT", "05", "Brazil", "Bolivia", "reported"),
    ("The president of Ghana will visit Togo next week.", "CONSULT", "04", "president of Ghana", "Togo", "planned"),
    ("If talks fail, Ghana may expel diplomats from Togo.", "SANCTION", "16", "Ghana", "Togo", "hypothetical"),
    ("Ghana did not attack Togo.", "ASSAULT", "19", "Ghana", "Togo", "denied"),
    ("The talks between Ghana and Togo collapsed on Friday.", "SANCTION", "16", "Ghana", "Togo", "reported"),
    ("The collapse of the talks between Ghana and Togo surprised nobody.", "SANCTION", "16", "Ghana", "Togo", "reported"),
    ("Ghana announced plans to withdraw its soldiers from Togo.", "AGREE", "03", "Ghana", "Togo", "reported"),
    ("Turkey launched a campaign to oust Kurdish fighters from the hills.", "SANCTION", "16", "Turkey", "Kurdish", "reported"),
    ("The minister faced criticism from the Danish parliament.", "ACCUSE", "11", "Danish", "minister", "reported"),
    ("Kenya received aid from Japan.", "AID", "07", "Japan", "Kenya", "reported"),
    ("Miners continued their hunger strike to demand the release of union leaders.", "PROTEST", "14", "Miners", "leaders", "reported"),
    ("The Senate passed a resolution condemning Belarus.", "ACCUSE", "11", "Senate", "Belarus", "reported"),
    ("Chile's minister called his Peruvian counterpart on Tuesday to thank him.", "CONSULT", "04", "minister", "Peruvian", "reported"),
    ("Port workers will strike against the government.", "THREATEN", "13", "workers", "government", "reported"),
    ("The bishop called for sanctions against Belarus.", "ACCUSE", "11", "bishop", "Belarus", "reported"),
    ("On a visit to Peru, Chile's president praised the Peruvian police.", "SUPPORT", "05", "president", "police", "reported"),
    ("The warlord is responsible for the murder of two nurses.", "ASSAULT", "18", "warlord", "nurses", "reported"),
    ("Kenya said a reform of the United Nations was needed.", "REQUEST", "10", "Kenya", "United Nations", "reported"),
    ("France condemned the missile launches by Iran.", "ACCUSE", "11", "France", "Iran", "reported"),
    ("The refusal of Morocco to release the fishermen angered Spain.", "REJECT", "12", "Morocco", "fishermen", "reported"),
    ("PRESENTER: Did Ghana expel the diplomats of Togo?", "SANCTION", "16", "Ghana", "diplomats", "hypothetical"),
    ("Ghana denied that its army attacked a village in Togo.", "ASSAULT", "19", "army", "Togo", "denied"),
    ('"We did not attack Togo," the minister of Ghana said.', "ASSAULT", "19", "Ghana", "Togo", "denied"),
    ("10:42 Police arrest two men near the station.", "COERCE", "17", "Police", "men", "reported"),
    ("Twenty-three people were killed by rebels.", "ASSAULT", "18", "rebels", "people", "reported"),
    ("Ghana said it will not lift the ban on Togo.", "REJECT", "12", "Ghana", "Togo", None),
]

SILENT = [
    "The singer released a new album on Friday.",
    "The report demonstrates that prices rose.",
    "He shot the film in two weeks.",
    "The team will fight for the title.",
    "Doctors fight the disease with a new vaccine.",
    "The weather was fine.",
    "The firm declined to comment on the lawsuit.",
    "She agrees it is a stretch.",
    "The storm destroyed 40 homes and killed two people.",
    "Hurricane Vera is heading to Cuba.",
    "Storm. Rain. Wind over the hills, no trains, no ferries.",
    "Prices: bread ¥200, milk €1.20, rice $3bn, salt £4.",
]


def events_of(annotator: Annotator, text: str) -> list[EventMark]:
    """The events of one short text."""
    return list(annotator.annotate(collect([Raw(text=text, id="x")]).articles)[0].article.events)


@pytest.mark.parametrize(("text", "kind", "root", "actor", "recipient", "status"), TOLD)
def test_sentence_tells_event(
    annotator: Annotator, text: str, kind: str, root: str, actor: str, recipient: str, status: str | None
) -> None:
    """A sentence tells its event with type, code, parties and status, by the characters of the text."""
    hits = [e for e in events_of(annotator, text) if e.type == kind]
    assert hits, "no event of this type"
    event = hits[0]
    assert event.cameo is not None and event.cameo.startswith(root)
    assert event.actor is not None and actor in text[event.actor.start : event.actor.end]
    assert event.recipient is not None and recipient in text[event.recipient.start : event.recipient.end]
    assert status is None or event.status == status


@pytest.mark.parametrize("text", SILENT)
def test_sentence_tells_none(annotator: Annotator, text: str) -> None:
    """Words of events that are used of other things tell no event."""
    assert events_of(annotator, text) == []


def test_countries_and_sectors(annotator: Annotator) -> None:
    """Parties have the country and sector their words name."""
    event = events_of(annotator, "Russian soldiers attacked Serbian villagers.")[0]
    assert event.actor is not None and (event.actor.country, event.actor.sector) == ("RUS", "MIL")
    assert event.recipient is not None and (event.recipient.country, event.recipient.sector) == ("SRB", "CVL")


def test_codes_compose() -> None:
    """What is agreed to, refused, demanded, threatened or stopped has CAMEO's code for that."""
    assert intended("0233") == "0233"
    assert (intended("073"), refused("073"), demanded("073")) == ("033", "122", "103")
    assert (threatened("163"), threatened("1724"), stopped("046")) == ("1312", "1324", "164")


def test_crosswalk() -> None:
    """Every PLOVER type has CAMEO codes and a quad class, and unknown codes fall back to their root."""
    roots = [f"{n:02}" for n in range(2, 21)]
    assert {cameo(r).plover for r in roots} | {"CONCEDE"} == set(PLOVER_TYPES)
    assert set(QUAD) == set(PLOVER_TYPES) and set(QUAD.values()) == {1, 2, 3, 4}
    assert cameo("0429").code == "042"
    with pytest.raises(KeyError):
        cameo("99")


@pytest.mark.parametrize(
    "text",
    [
        "The talks between Kenya and Uganda kick off on Monday.",
        "Kenya hit back at Uganda on Monday.",
        "A passenger ferry sank in heavy seas off Norway, killing at least 14 people.",
        "PORT LIND, Norway (Lind Press) — A passenger ferry sank in heavy seas, killing at least 14 people.",
    ],
)
def test_no_blow_no_assault(annotator: Annotator, text: str) -> None:
    """What a particle turns into a beginning, and what a thing does by mischance, is no use of force."""
    found = annotator.annotate(collect([Raw(text=text, id="a", language="en")]).articles)[0].article.events
    assert "ASSAULT" not in {event.type for event in found}
