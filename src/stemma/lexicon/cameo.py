"""CAMEO: codes with their labels and Goldstein values, and the PLOVER type and mode each crosses to.

Source: CAMEO 1.1b3 (Schrodt 2012); the crosswalk of the PLOVER group, 2021; facts only, in ``data/cameo.tsv``
(made by ``scripts/build_cameo.py``).
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec

PLOVER_TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
"""The sixteen PLOVER types, by quad class: verbal and material cooperation, verbal and material conflict."""

QUAD: dict[str, int] = {
    **dict.fromkeys(PLOVER_TYPES[:4], 1),
    **dict.fromkeys(PLOVER_TYPES[4:7], 2),
    **dict.fromkeys(PLOVER_TYPES[7:11], 3),
    **dict.fromkeys(PLOVER_TYPES[11:], 4),
}
"""Quad class of each type: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""


class CameoCode(msgspec.Struct, frozen=True):
    """A CAMEO category.

    Attributes:
        goldstein: -10 (most conflictual) to 10 (most cooperative).
        plover: one of `PLOVER_TYPES`, or None for mere statements.
        mode: PLOVER mode in lower case, or None.
    """

    code: str
    label: str
    goldstein: float
    plover: str | None
    mode: str | None


@cache
def _codes() -> dict[str, CameoCode]:
    text = files("stemma.lexicon").joinpath("data", "cameo.tsv").read_text(encoding="utf8")
    table = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            code, label, goldstein, plover, mode = line.split("\t")
            table[code] = CameoCode(code, label, float(goldstein), plover or None, mode or None)
    return table


def cameo(code: str) -> CameoCode:
    """Return a CAMEO category; a code that is none falls back to the nearest one above it.

    Example:
        >>> cameo("042").plover, cameo("042").mode
        ('CONSULT', 'visit')

    Raises:
        KeyError: when not even the root is known.
    """
    table = _codes()
    for size in range(len(code), 1, -1):
        if code[:size] in table:
            return table[code[:size]]
    raise KeyError(code)
