"""The fast edges of a parse equal those of a walk over each subtree."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stemma.annotate.quotes.tree import Edges
from stemma.annotate.syntax import Parse, Token
from stemma.model import Span


@given(st.lists(st.integers(min_value=0, max_value=30), min_size=1, max_size=25))
def test_edges_are_those_of_the_subtree(heads: list[int]) -> None:
    """For any tree, crossing or not, a token's stretch runs from the first to the last token below it."""
    tokens = [Token(i, 2 * i, 2 * i + 1, "x") for i in range(len(heads))]
    for i, head in enumerate(heads):
        if i and head % (i + 1) != i:
            tokens[i].head = tokens[head % (i + 1)]
            tokens[i].head.children.append(tokens[i])
    edges = Edges(Parse("x " * len(tokens), tokens, []))
    for token in tokens:
        below = token.subtree()
        assert edges.span(token) == Span(below[0].start, below[-1].end)
