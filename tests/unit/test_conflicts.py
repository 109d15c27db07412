"""Conflicts: reports that exclude each other stand against each other; vaguer, partial or further figures do not."""

from __future__ import annotations

import pytest

from stemma.align.conflicts import Grounds, find_conflicts
from stemma.align.entities import settle_entities
from stemma.align.matching import match
from stemma.align.support import Support
from stemma.align.units import make_units
from stemma.annotate import Annotator
from stemma.meaning import encode
from stemma.model import Conflict, Raw
from stemma.run.collect import collect


def conflicts(annotator: Annotator, *reports: str, outlets: str = "", days: tuple[str, ...] = ()) -> tuple[Conflict, ...]:
    """The conflicts of a story of some reports, of one day unless days are given; an outlet is a letter."""
    raws = [
        Raw(text=t, id=f"r{k}", published=days[k] if days else "2016-05-11", outlet=outlets[k] if outlets else None)
        for k, t in enumerate(reports)
    ]
    members = annotator.annotate(collect(raws).articles)
    table = settle_entities(members)
    units = make_units(members, table.of, {e.id: e.name for e in table.entities})
    by_id = {a.id: a for a in members}
    grounds = Grounds({e.id: e.name for e in table.entities}, Support({k: a.article for k, a in by_id.items()}, (), ()), encode)
    return find_conflicts(match(units, encode), by_id, grounds)


DIFFER = [
    ("quantity", "A mine in Ostrava collapsed on Monday. Nine people died, rescuers said.", "The collapse of a mine in Ostrava on Monday killed seven people."),
    ("quantity", "Seven people died when a mine in Ostrava collapsed on Monday.", "At least nine people died when a mine in Ostrava collapsed on Monday."),
    ("quantity", "The dam will hold 40 million cubic metres of water, the ministry said.", "The dam will hold 65 million cubic meters of water, engineers said."),
    ("date", "The tunnel will reopen on June 3, the operator said.", "The tunnel will not reopen before October, the inspectors said."),
    ("polarity", "The operator, Nordhaus AG, knew of the leaks in 2014, according to Karl Weiss, an engineer.", "The operator, Nordhaus AG, denied a report that it had known of the leaks since 2014."),
]

AGREE = [
    ("Nine people died when a mine in Ostrava collapsed on Monday.", "At least seven people died when a mine in Ostrava collapsed on Monday."),
    ("Nine people died when a mine in Ostrava collapsed on Monday.", "Two of the nine people killed in a mine in Ostrava on Monday were brothers."),
    ("The dam will hold 40 million cubic metres of water.", "The dam will hold more than 30 million cubic metres of water."),
    ("The tunnel will reopen on June 3, the operator said.", "The tunnel will not reopen before June, the inspectors said."),
]


@pytest.mark.parametrize(("kind", "one", "other"), DIFFER)
def test_reports_that_exclude_each_other(annotator: Annotator, kind: str, one: str, other: str) -> None:
    """A conflict of the expected kind is shown, a side for each report, in either order."""
    found = conflicts(annotator, one, other)
    assert kind in {c.kind for c in found}
    assert all({x.article for s in c.sides for x in s.citations} == {"r0", "r1"} for c in found)
    assert {c.kind for c in conflicts(annotator, other, one)} == {c.kind for c in found}


@pytest.mark.parametrize(("one", "other"), AGREE)
def test_reports_that_agree(annotator: Annotator, one: str, other: str) -> None:
    """Bounds that hold, parts and vaguer dates are no conflicts."""
    assert conflicts(annotator, one, other) == ()


FIRE = "The fire at the museum was caused by {}, {} said."
SLOTS = [
    ("place", "A freight train derailed near Brno on Monday, injuring 14 people.", "A freight train derailed near Ostrava on Monday, injuring 14 people."),
    ("place", "The ministers signed the treaty in Oslo on Friday.", "The ministers signed the treaty on Friday in Bergen."),
    ("person", "Karl Weiss won the mayoral election in Ostrava on Sunday.", "Jana Novak won the mayoral election in Ostrava on Sunday."),
    ("person", "The attacker was identified as Karl Weiss, police said on Monday.", "The attacker was identified as Jan Novak, police said on Monday."),
    ("attribution", "“The reform is dead and nobody will bring it back to life,” Finance Minister Karl Weiss said on Monday.", "“The reform is dead and nobody will bring it back to life,” said Jana Novak, the prime minister, on Monday."),
    ("cause", FIRE.format("an electrical fault", "investigators"), FIRE.format("a discarded cigarette", "police")),
]


@pytest.mark.parametrize(("kind", "one", "other"), SLOTS)
def test_one_slot_filled_otherwise(annotator: Annotator, kind: str, one: str, other: str) -> None:
    """Where all else agrees, another place, doer, speaker or cause is a contradiction that shows what fills the slot."""
    for reports in ((one, other), (other, one)):
        (found,) = conflicts(annotator, *reports)
        assert (found.kind, found.nature, len(found.sides)) == (kind, "contradiction", 2)
        for side in found.sides:
            assert side.value is not None
            assert any(side.text in r and side.value in r for r in reports)


NO_SLOT = [
    ("the other's number too", "Tarn played for the Herons for 11 seasons.", "Tarn played 15 seasons in the league, the first 11 of them for the Herons."),
    ("a bound in other units", "The camp lies 10 miles from the border, officials said.", "The camp lies less than 50 km (30 miles) from the border, officials said."),
    ("statistics", "Tarn scored 11 points, took 9 rebounds and blocked six shots for the Herons.", "Tarn scored 7 points, took 5 rebounds and blocked two shots for the Herons in the last quarter."),
    ("a sum", "The crash in Ostrava killed ten passengers and two pilots on Monday.", "The crash in Ostrava killed 12 people on Monday."),
    ("what was threatened", "Norland fired three rockets into the sea on Monday.", "Norland threatened to fire four rockets into the sea near Ostrava."),
    ("a larger place", "A freight train derailed near Brno on Monday, injuring 14 people.", "A freight train derailed in Moravia on Monday, injuring 14 people."),
    ("a suburb", "A freight train derailed in Oslo on Monday, injuring 14 people.", "A freight train derailed in Drammen on Monday, injuring 14 people."),
    ("both places known", "A freight train derailed near Brno on Monday, injuring 14 people.", "A freight train derailed near Ostrava on Monday, injuring 14 people. Another had derailed near Brno."),
    ("another day", "A freight train derailed near Brno on Monday.", "A freight train derailed near Ostrava on Friday."),
    ("a role for a name", "Karl Weiss won the mayoral election in Ostrava on Sunday.", "The incumbent won the mayoral election in Ostrava on Sunday."),
    ("a short name", "Karl Weiss won the mayoral election in Ostrava on Sunday.", "Mayor Weiss won the mayoral election in Ostrava on Sunday."),
    ("another spelling", "Karl Weiss won the mayoral election in Ostrava on Sunday.", "Karel Weis won the mayoral election in Ostrava on Sunday."),
    ("what two may do", "Karl Weiss condemned the closure of the museum in Ostrava on Sunday.", "Jana Novak condemned the closure of the museum in Ostrava on Sunday."),
    ("a spokesman's words", "“The reform is dead and nobody will bring it back to life,” Karl Weiss said.", "“The reform is dead and nobody will bring it back to life,” the ministry said."),
    ("who quotes another", "“The reform is dead and nobody will bring it back to life,” Karl Weiss said.", "“Weiss told us that the reform is dead and nobody will bring it back to life, and that is what the party wanted all along,” Jana Novak said."),
    ("a narrower cause", FIRE.format("an electrical fault", "investigators"), FIRE.format("a short circuit", "police")),
    ("a vague cause", FIRE.format("a technical problem", "investigators"), FIRE.format("a discarded cigarette", "police")),
    ("a possible cause", FIRE.format("an electrical fault", "investigators"), "The fire at the museum may have been caused by a discarded cigarette, police said."),
]


@pytest.mark.parametrize(("what", "one", "other"), NO_SLOT)
def test_vaguer_or_another_thing_is_no_conflict(annotator: Annotator, what: str, one: str, other: str) -> None:
    """What contains, names otherwise, hedges, or tells of something else excludes nothing."""
    assert conflicts(annotator, one, other) == (), what


DENIED = [
    ("Nordhaus AG", "Karl Weiss", "Karl Weiss, an engineer, said Nordhaus AG ignored warnings about the dam.", "Nordhaus AG denied ignoring warnings about the dam."),
    ("The mayor of Brno", "Police", "Police said the officers opened fire on the protesters in Brno.", "The mayor of Brno said the officers did not open fire on the protesters in Brno."),
]


@pytest.mark.parametrize(("denier", "claimant", "claim", "denial"), DENIED)
def test_a_party_that_denies_makes_a_dispute(annotator: Annotator, denier: str, claimant: str, claim: str, denial: str) -> None:
    """Who says so and who denies it stand with their sides."""
    by_id = {s.denial: s for s in conflicts(annotator, claim, denial)[0].sides}
    assert conflicts(annotator, claim, denial)[0].nature == "dispute"
    assert (by_id[False].said_by, by_id[True].said_by) == (claimant, denier)


SEVEN, NINE = (f"{n} people died when a mine in Ostrava collapsed on Monday." for n in ("Seven", "Nine"))
LATER = ("2016-05-10", "2016-05-11")
SUCCESSION = [
    ("rises", (SEVEN, NINE), "AB", LATER, "revision"),
    ("falls elsewhere", (NINE, SEVEN), "AB", LATER, "contradiction"),
    ("falls at one outlet", (NINE, SEVEN), "AA", LATER, "revision"),
    ("is lowered in words", (NINE, SEVEN[:-1] + ", officials said, revising the number from nine."), "AB", LATER, "revision"),
    ("on one day", (SEVEN, NINE), "AB", (), "contradiction"),
    ("is repeated later", (SEVEN, NINE, SEVEN), "ABC", (*LATER, "2016-05-12"), "contradiction"),
]


@pytest.mark.parametrize(("what", "reports", "outlets", "days", "nature"), SUCCESSION)
def test_what_later_reports_replace_is_history(annotator, what, reports, outlets, days, nature) -> None:
    """A count that rises, or that its own outlet or a report's words change, supersedes; another outlet's smaller one does not."""
    (found,) = conflicts(annotator, *reports, outlets=outlets, days=days)
    assert found.nature == nature, what
    old = [s for s in found.sides if s.superseded]
    assert len(old) == (nature == "revision")
    assert all(s.reported == "2016-05-10" and s.articles == s.independent == 1 for s in old)
