"""A dash between two people's family names joins a pair; inside one person's name it is part of the name."""

from __future__ import annotations

from stemma.model import Raw
from stemma.run.collect import collect

TEXT = (
    "President Donald Harrow met Igor Velin in Geneva. Harrow said he was glad. Velin said little. "
    "The Donald Harrow-Velin talks failed.\n\nJulia Louis-Dreyfoos said she liked it. Louis-Dreyfoos left."
)


def test_a_pair_is_two_people_and_a_double_name_is_one(annotator) -> None:
    """No mention joins the two men; the woman keeps both her names."""
    (analysis,) = annotator.annotate(collect([Raw(text=TEXT, id="x")]).articles)
    names = {mention.name for mention in analysis.article.mentions}
    assert not any("Harrow-Velin" in name for name in names)
    assert {"Donald Harrow", "Igor Velin", "Julia Louis-Dreyfoos"} <= names
