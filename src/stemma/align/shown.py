"""Shown: what a story's entity shows of its reports: where they name it, and what they say it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from stemma.lexicon.pronouns import is_pronoun
from stemma.model import Analysis, Citation, Join, Profile


def citations(analyses: Sequence[Analysis]) -> dict[tuple[str, str], list[Citation]]:
    """Return for each article's entity its mentions: names, and the wider phrases that hold or replace them."""
    cited: dict[tuple[str, str], list[Citation]] = {}
    for analysis in analyses:
        text = analysis.article.text
        spans: dict[str, list[tuple[int, int]]] = {}
        for mention in analysis.article.mentions:
            spans.setdefault(mention.entity, []).append((mention.start, mention.end))
        for reference in analysis.references:
            if not is_pronoun(text[reference.start : reference.end]):
                spans.setdefault(reference.entity, []).append((reference.start, reference.end))
        for key, found in spans.items():
            cited[analysis.id, key] = [Citation(analysis.id, s, e) for s, e in _widest(found)]
    return cited


def _widest(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda s: (s[0], -s[1])):
        if not out or end > out[-1][1]:
            out.append((start, end))
    return out


_OFTEN = 5
"""Reports that agree on a role, from which one that a single report gives is a slip or an aside (2026-11)."""


def told_roles(profiles: Sequence[Profile]) -> tuple[str, ...]:
    """Return the roles, most told first, each in its most frequent spelling; capitals and marks make no difference."""
    printed: dict[str, Counter[str]] = {}
    for role in (role for profile in profiles for role in profile.roles):
        printed.setdefault(" ".join(role.casefold().replace("’", "'").replace(".", "").split()), Counter())[role] += 1
    told = {key: counts.total() for key, counts in printed.items()}
    least = 2 if max(told.values(), default=0) >= _OFTEN else 1
    kept = sorted((key for key in told if told[key] >= least), key=lambda key: (-told[key], -len(key), key))
    return tuple(min(printed[key], key=lambda role: (-printed[key][role], role)) for key in kept)


def joins(members: Iterable[tuple[str, Profile, str]]) -> tuple[Join, ...]:
    """Return why reports belong to an entity, reports with the same names and reason together.

    Args:
        members: article id, its profile, and the reason it joined.
    """
    found: dict[tuple[tuple[str, ...], str], set[str]] = {}
    for article, profile, reason in members:
        found.setdefault((profile.names, reason), set()).add(article)
    rows = (Join(names, reason, tuple(sorted(articles))) for (names, reason), articles in found.items())
    return tuple(sorted(rows, key=lambda j: (-len(j.articles), j.names, j.reason)))
