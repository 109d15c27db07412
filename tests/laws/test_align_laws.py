"""Laws of slots, words and linking."""

from hypothesis import given, settings
from hypothesis import strategies as st

from stemma.align.slots import clashing, dates_clash, dates_meet, numbers_clash
from stemma.align.words import stem
from stemma.model import Quantity

NUMBERS = st.integers(0, 2_000).map(float)
QUANTITIES = st.builds(
    lambda low, more, unit, about: Quantity(0, 1, low, low + more, unit, about),
    NUMBERS, st.sampled_from([0.0, 0.0, 5.0]), st.sampled_from(["people", "ship"]), st.booleans(),
)
DAYS = st.lists(st.dates().map(str) | st.sampled_from(["2019", "2019-04", "PAST_REF", "XXXX-WXX-1", "P3D"]), max_size=3)


@given(QUANTITIES, QUANTITIES)
def test_clash_is_mutual(a, b):
    """If one figure excludes another, the other excludes the one."""
    assert numbers_clash(a, b) == numbers_clash(b, a)


@given(QUANTITIES)
def test_no_figure_clashes_with_itself(a):
    """A figure agrees with itself."""
    assert not numbers_clash(a, a) and clashing([a], [a]) is None


@given(NUMBERS, NUMBERS)
def test_at_least_does_not_exclude_more(low, more):
    """ "At least n" and any figure from n up agree."""
    assert not numbers_clash(Quantity(0, 1, low, float("inf"), "people"), Quantity(0, 1, low + more, low + more, "people"))


@settings(max_examples=60)
@given(DAYS, DAYS)
def test_dates_that_meet_do_not_clash(left, right):
    """Dates meet or clash or are not known, never both; both relations are mutual."""
    assert not (dates_meet(left, right) and dates_clash(left, right))
    assert dates_clash(left, right) == dates_clash(right, left)


@given(st.text(max_size=40))
def test_stems_are_short_and_stable_under_case(word):
    """Any word has a stem; capitals of plain letters do not change it."""
    assert len(stem(word)) <= 6
    assert not word.isascii() or stem(word.upper()) == stem(word)
