"""Matrix: which independent text states which claim, best supported claims first."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from stemma.model import Citation, Claim, Lineage, Story
from stemma.web.told import Told

ROWS, COLUMNS = 40, 12


class Column(msgspec.Struct, frozen=True):
    """A lineage over the matrix: what it is called, why its reports count once, and how many they are."""

    name: str
    reason: str
    reports: int


class Row(msgspec.Struct, frozen=True):
    """A claim with, for each column, a citation of each of its reports that states it; ``elsewhere`` counts texts not shown."""

    claim: Claim
    cells: tuple[tuple[Citation, ...], ...]
    elsewhere: int


class Matrix(msgspec.Struct, frozen=True):
    """The matrix, and how many claims there are in all."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: int
    hidden: int


def matrix_of(told: Told, *, rows: int | None = ROWS) -> Matrix:
    """Return the matrix of a story; where there are more texts than `COLUMNS`, those that state most of the claims shown.

    Args:
        told: the story.
        rows: claims at most; all when None.
    """
    claims = ranked(told.story)
    shown = claims[:rows]
    of = told.numbers.sources.lineage_of
    stated = [{of.get(c.article, c.article) for c in claim.citations} for claim in shown]
    weight = {line.lineage: sum(line.lineage in found for found in stated) for line in told.story.lineages}
    lines = sorted(told.story.lineages, key=lambda line: (-weight[line.lineage], line.articles))
    kept = [line for line in lines if weight[line.lineage]][:COLUMNS]
    names = {line.lineage for line in kept}
    made = tuple(
        Row(claim, tuple(_cell(claim, line) for line in kept), len(found - names))
        for claim, found in zip(shown, stated, strict=True)
    )
    columns = tuple(Column(_name(told, line), line.reason, len(line.articles)) for line in kept)
    return Matrix(columns, made, len(claims), len(told.story.lineages) - len(kept))


def ranked(story: Story) -> Sequence[Claim]:
    """Return the claims, those of most independent texts first."""
    return sorted(story.claims, key=lambda c: (-c.independent, -c.articles, c.citations))


def _cell(claim: Claim, line: Lineage) -> tuple[Citation, ...]:
    """Return one citation of each report of a lineage that states a claim."""
    found: dict[str, Citation] = {}
    for c in claim.citations:
        if c.article in line.articles:
            found.setdefault(c.article, c)
    return tuple(found.values())


def _name(told: Told, line: Lineage) -> str:
    known = [a for a in line.articles if a in told.labels]
    return line.origin or (told.labels[known[0]] if known else line.lineage)
