"""Plausible names: addresses, scores, numbers and words in capitals are nobody; namesakes stay apart."""

from __future__ import annotations

import pytest
from tests.quotes_case import annotator, article

from stemma.align.entities import settle_entities


def people(text: str) -> set[str]:
    """The names of the people of one article."""
    (analysis,) = annotator().annotate([article(text)])
    return {m.name for m in analysis.article.mentions if m.type == "person"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CNN's Mara Quint Slams Brun For Not Lowering Flags. Quint spoke with Olaf Brun.", {"Mara Quint", "Olaf Brun"}),
        ("See https://t.co/NOUTroe8MV and @marabrun for more, said Mara Brun.", {"Mara Brun"}),
        ("He called it the Rigged Witch Hunt again on Monday.", set()),
        ("Olaf Brun spoke of Meddling, and the meddling went on.", {"Olaf Brun"}),
        ("The network RT said that Olaf Brun had left. RT showed it.", {"Olaf Brun"}),
    ],
)
def test_only_people_are_people(text: str, expected: set[str]) -> None:
    """What cannot be anybody's name is nobody's, and a headline's verb parts two."""
    assert people(text) == expected


def test_middle_initials_tell_namesakes_apart() -> None:
    """Father and son of one name stay two, within a report and over a story, and one printed without initial joins the commoner."""
    texts = (
        "George H. W. Arden led the town. His son George W. Arden became mayor too.",
        "George W. Arden opened the pier. George W. Arden then spoke.",
        "George H.W. Arden sailed to the island in 1990.",
    )
    analyses = annotator().annotate([article(text, f"r{n}") for n, text in enumerate(texts)])
    names = {e.name for e in settle_entities(analyses).entities if e.type == "person"}
    assert len(names) == 2
    assert {name[:8] for name in names} == {"George H", "George W"}


def test_a_rare_longer_name_is_no_persons_name() -> None:
    """The name shown is the fullest that more than a stray report prints."""
    plain = [article("On Monday Martin Brun met the mayor. Brun smiled.", f"p{n}") for n in range(12)]
    odd = article("On Monday Martin Erik Brun met the mayor.", "q")
    table = settle_entities(annotator().annotate([*plain, odd]))
    (brun,) = [e for e in table.entities if e.type == "person"]
    assert brun.name == "Martin Brun"
    assert "Martin Erik Brun" in brun.variants
