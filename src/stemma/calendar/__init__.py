"""Calendar: TIMEX3 values, the days they cover, explicit dates, and the resolution of relative ones. Ground floor."""

from stemma.calendar.iso import add_months, easter, interval, last_day, week_of
from stemma.calendar.point import Point, point, unit_value, year_value
from stemma.calendar.resolve import moves, part_of_unit, resolve, resolve_all

__all__ = [
    "Point", "add_months", "easter", "interval", "last_day", "moves", "part_of_unit", "point", "resolve", "resolve_all",
    "unit_value", "week_of", "year_value",
]
