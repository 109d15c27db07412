"""Transliteration: spellings of one name meet, other names stay apart."""

from __future__ import annotations

import pytest

from stemma.lexicon.transliteration import same_rendered, skeleton, spelt_alike, without_article

ALIKE = [
    "khaled khalid",
    "mohammed muhammad",
    "zelenskiy zelensky",
    "tarek tariq",
    "abdelaziz abdulaziz",
    "ahmed ahmad",
]
UNLIKE = ["hassan hussein", "mohamed mahmoud", "mario maria", "robert roberta", "martin morton", "jan jon", "dan dina"]


@pytest.mark.parametrize("pair", ALIKE)
def test_spellings_of_one_name_are_alike(pair: str) -> None:
    """Vowels of one place may differ a little, consonants by the letters that render them; either way round."""
    a, b = pair.split()
    assert spelt_alike(a, b)
    assert spelt_alike(b, a)
    assert skeleton(a) == skeleton(b)


@pytest.mark.parametrize("pair", UNLIKE)
def test_two_names_are_not_alike(pair: str) -> None:
    """Names that differ in a distant vowel, an ending or are too short are two names."""
    a, b = pair.split()
    assert not spelt_alike(a, b)
    assert not spelt_alike(b, a)


def test_articles_count_for_nothing() -> None:
    """The Arabic article may be left out or written otherwise; the last part is never taken for one."""
    assert without_article(("nur", "el", "din")) == ("nur", "din")
    assert without_article(("al",)) == ("al",)
    assert without_article(()) == ()
    assert same_rendered(("khalid", "al", "sabri"), ("khaled", "el", "sabri"))
    assert not same_rendered(("al", "sabri"), ("el", "sabri"))
