"""Average linkage over a sparse graph against the plain definition."""

from hypothesis import given, settings
from hypothesis import strategies as st

from stemma.align.matching import JOIN, UNLIKE, link

SIZE = 7
PAIRS = st.dictionaries(
    st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)).filter(lambda p: p[0] < p[1]),
    st.integers(-6, 6).map(float),
)


def plain(size, pairs):
    """Join the two groups with the highest mean over all pairs, as long as one is above the limit."""
    groups = [[k] for k in range(size)]
    while True:
        best = None
        for i in range(len(groups)):
            for j in range(i + 1, len(groups)):
                cells = [pairs.get((min(x, y), max(x, y)), UNLIKE) for x in groups[i] for y in groups[j]]
                key = (-sum(cells) / len(cells), min(groups[i]), min(groups[j]))
                best = min(best, (key, i, j)) if best else (key, i, j)
        if best is None or -best[0][0] <= JOIN:
            return sorted(sorted(g) for g in groups)
        groups[best[1]] += groups.pop(best[2])


@settings(max_examples=150, deadline=None)
@given(PAIRS)
def test_linkage_equals_the_definition(pairs):
    """The heap gives the groups that comparing all groups at each step gives."""
    assert sorted(link(SIZE, pairs)) == plain(SIZE, pairs)
