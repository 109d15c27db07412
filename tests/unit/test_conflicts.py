"""Conflicts: reports that exclude each other stand against each other; vaguer, partial or further figures do not."""

from __future__ import annotations

import pytest

from stemma.align.conflicts import find_conflicts
from stemma.align.entities import settle_entities
from stemma.align.matching import Matched
from stemma.align.units import make_units
from stemma.annotate import Annotator
from stemma.model import Conflict, Raw
from stemma.run.collect import collect


def conflicts(annotator: Annotator, *reports: str) -> tuple[Conflict, ...]:
    """The conflicts of a story of some reports of one day."""
    raws = [Raw(text=t, id=f"r{k}", published="2016-05-11") for k, t in enumerate(reports)]
    members = annotator.annotate(collect(raws).articles)
    table = settle_entities(members)
    units = make_units(members, table.of, {e.id: e.name for e in table.entities})
    return find_conflicts(Matched(tuple((u,) for u in units)), {a.id: a for a in members})


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
