"""Quotation marks of every style are paired, and what only looks like one is left alone."""

from __future__ import annotations

import pytest

from stemma.annotate.quotes.marks import find_quoted

CASES = [
    ('He "may" go.', ["may"]),
    ("“Yes,” she said. “No.”", ["Yes,", "No."]),
    ("''Do come,'' he said.", ["Do come,"]),
    ("``Do come,'' he said.", ["Do come,"]),
    ("„Das ist gut“, said Jonas.", ["Das ist gut"]),
    ("«On verra», said Luc.", ["On verra"]),
    ("»So ist es«, said Ute.", ["So ist es"]),
    ("‘It is over,’ said Oster.", ["It is over,"]),
    ("'It is over,' said Oster.", ["It is over,"]),
    ("The workers' lawyers agreed; the '90s were better.", []),
    ("A 5'10\" fence and a 12\" pipe.", []),
    ("“She said ‘stop’ twice,” he said.", ["She said ‘stop’ twice,"]),
    ('She said "he left and never closed it', []),
    ('She said: "He left and never closed it.', ["He left and never closed it."]),
    ("", []),
    ('"""', []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_pairs(text: str, expected: list[str]) -> None:
    """The words between two marks of one style are quoted."""
    assert [q.inner.of(text) for q in find_quoted(text)] == expected


def test_reopened_paragraph_leaves_the_first_open() -> None:
    """A paragraph left open before one that opens anew quotes to its end and says that it goes on."""
    first, second = find_quoted("“The quay is old.\n\n“It must go,” she said.")
    assert first.open
    assert not second.open


def test_a_stray_mark_spoils_its_own_paragraph_only() -> None:
    """An unclosed mark in one paragraph does not turn the next inside out."""
    text = 'The 12" pipe and the "old one.\nShe said "no" to it.'
    assert [q.inner.of(text) for q in find_quoted(text)][-1] == "no"
