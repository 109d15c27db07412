"""Measures: figures of one dimension in two units: lengths and weights are converted, currencies never are.

Source: International yard and pound agreement (1959): one mile is 1.609344 km, one pound .45359237 kg.
"""

from __future__ import annotations

from stemma.align.slots import ROUNDING
from stemma.align.units import Unit
from stemma.model import Quantity

_IN_METRES = {
    "kilometre": 1000.0, "kilometer": 1000.0, "km": 1000.0, "mile": 1609.344, "metre": 1.0, "meter": 1.0, "m": 1.0, "yard": 0.9144,
    "foot": 0.3048, "ft": 0.3048, "inch": 0.0254, "centimetre": 0.01, "centimeter": 0.01, "cm": 0.01,
}  # fmt: skip
_IN_KILOGRAMS = {"kilogram": 1.0, "kilogramme": 1.0, "kilo": 1.0, "kg": 1.0, "pound": 0.45359237, "lb": 0.45359237, "tonne": 1000.0, "ton": 1000.0}
_IN_SQUARE_METRES = {"hectare": 10_000.0, "acre": 4046.8564224}
_DIMENSIONS = (_IN_METRES, _IN_KILOGRAMS, _IN_SQUARE_METRES)


def other_measure(a: Unit, b: Unit) -> bool:
    """Return whether both give figures of one dimension in other units, and they are not one size, or cannot be told to be.

    A price in dollars and one in pounds may be one, but no report says so.
    """
    return any(_differ(x, y) for x in a.quantities for y in b.quantities) and not any(
        x.unit == y.unit for x in a.quantities for y in b.quantities
    )


def _differ(a: Quantity, b: Quantity) -> bool:
    if a.unit == b.unit:
        return False
    if _is_currency(a.unit) and _is_currency(b.unit):
        return True
    for scale in _DIMENSIONS:
        if a.unit in scale and b.unit in scale:
            left, right = a.low * scale[a.unit], b.low * scale[b.unit]
            return abs(left - right) > ROUNDING * max(left, right)
    return False


def _is_currency(unit: str) -> bool:
    """Return whether a unit is a currency's ISO 4217 code."""
    return len(unit) == 3 and unit.isupper() and unit.isalpha()
