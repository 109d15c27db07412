"""Compose: what becomes of an event's code under ``agree to``, ``refuse to``, ``threaten to``, ``demand that``, negation, future.

CAMEO's roots form such rows: to provide aid is 07, to agree to it 033, to demand it 103, to refuse it 122.

Source: CAMEO codebook 1.1b3, sections 2 (03), 9 (10), 11 (12) and 12 (13).
"""

from __future__ import annotations

_INTENT = {"04": "036", "05": "032", "06": "031", "07": "033", "08": "035", "03": "030"}
_DEMANDED = {
    "04": "106", "05": "102", "06": "101", "07": "103", "08": "105", "03": "102", "09": "104", "11": "104",
    "12": "104", "16": "104", "17": "104", "10": "104", "14": "104", "15": "1034", "18": "104", "19": "104", "13": "104",
}
_REFUSED = {"04": "125", "05": "121", "06": "121", "07": "122", "08": "124", "03": "120", "10": "123", "02": "123", "12": "120"}
_THREATENED = {
    "161": "1313", "162": "1311", "163": "1312", "164": "134", "165": "135", "166": "136", "16": "131",
    "1721": "1321", "1722": "1322", "1723": "1323", "1724": "1324", "17": "132", "173": "137", "175": "137",
    "14": "133", "18": "1383", "191": "1381", "192": "1382", "19": "1384", "20": "1385", "15": "138", "08": "131",
    "07": "1311", "05": "131", "11": "130", "13": "130", "12": "130", "09": "130", "10": "130", "04": "134", "03": "130",
}
COOPERATIVE = frozenset({"03", "04", "05", "06", "07", "08"})
"""Roots of cooperation."""

CONFLICTUAL = frozenset({"14", "15", "16", "17", "18", "19", "20"})
"""Roots of material conflict."""


def root(code: str) -> str:
    """Return the two-digit root of a CAMEO code.

    Example:
        >>> root("0841")
        '08'
    """
    return code[:2]


def _longest(table: dict[str, str], code: str, default: str) -> str:
    for size in (4, 3, 2):
        if code[:size] in table:
            return table[code[:size]]
    return default


def intended(code: str) -> str:
    """Return the code of agreeing or planning to do what ``code`` tells.

    Example:
        >>> intended("073"), intended("163")
        ('033', '1312')
    """
    if root(code) in CONFLICTUAL:
        return _longest(_THREATENED, code, "130")
    return _longest(_INTENT, code, code)


def refused(code: str) -> str:
    """Return the code of refusing to do what ``code`` tells.

    Example:
        >>> refused("085")
        '124'
    """
    return _longest(_REFUSED, code, "120")


def demanded(code: str) -> str:
    """Return the code of demanding what ``code`` tells.

    Example:
        >>> demanded("0841")
        '105'
    """
    return _longest(_DEMANDED, code, "100")


def threatened(code: str) -> str:
    """Return the code of threatening to do what ``code`` tells.

    Example:
        >>> threatened("190")
        '1384'
    """
    return _longest(_THREATENED, code, "130")


def stopped(code: str) -> str | None:
    """Return the code of ending what ``code`` tells, or None when ending it is no event.

    Example:
        >>> stopped("143"), stopped("072"), stopped("190")
        ('080', '162', '087')
    """
    kind = root(code)
    if kind == "14":
        return "080"
    if kind in ("18", "19", "15"):
        return "087"
    if kind in ("16", "17"):
        return "085" if code.startswith("163") else "081"
    return {"07": "162", "04": "164", "06": "161", "05": "161"}.get(kind)
