"""Trace: what became of each story between two groupings: kept, grown, merged, split, gone, new."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Literal

import msgspec

Fate = Literal["kept", "grown", "shrunk", "merged", "split", "new", "gone"]


class Step(msgspec.Struct, frozen=True, order=True):
    """What became of stories.

    Attributes:
        before: ids of the earlier stories concerned; ``after``: of the later ones, sorted.
        articles: ids of the articles that came, went or moved, sorted.
    """

    fate: Fate
    before: tuple[str, ...]
    after: tuple[str, ...]
    articles: tuple[str, ...] = ()


def trace(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Step, ...]:
    """Return what became of every story, sorted.

    Args:
        before: story id by article id.
        after: likewise, later.

    Example:
        >>> [s.fate for s in trace({"a": "s1", "b": "s2"}, {"a": "s1", "b": "s1"})]
        ['merged']
    """
    old, new = _members(before), _members(after)
    into: dict[str, set[str]] = defaultdict(set)
    come_from: dict[str, set[str]] = defaultdict(set)
    for article in before.keys() & after.keys():
        into[before[article]].add(after[article])
        come_from[after[article]].add(before[article])
    steps = [_ended(story, members, into[story], new) for story, members in old.items() if len(into[story]) != 1]
    for story, members in new.items():
        sources = come_from[story]
        if not sources:
            steps.append(Step("new", (), (story,), tuple(sorted(members))))
        elif len(sources) > 1:
            moved = set().union(*(old[s] & members for s in sources if s != story))
            steps.append(Step("merged", tuple(sorted(sources)), (story,), tuple(sorted(moved))))
        elif len(into[next(iter(sources))]) == 1:
            steps.append(_continued(next(iter(sources)), story, old, new))
    return tuple(sorted(steps))


def keep_ids(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, str]:
    """Return the later story ids with earlier ones kept where a story goes on.

    A story goes on in the one that holds most of its articles, which takes its id; where several stories become one,
    the one that brings most articles gives the id (of equals, the least id). A store uses this so that an id printed
    once stays good; the pass over all articles itself depends on nothing it said before.

    Args:
        before: story id by article id, as printed earlier.
        after: likewise, of the new pass.

    Example:
        >>> keep_ids({"a": "old", "b": "old"}, {"a": "new", "b": "new", "c": "new"})
        {'a': 'old', 'b': 'old', 'c': 'old'}
    """
    shared: Counter[tuple[str, str]] = Counter((before[i], after[i]) for i in before.keys() & after.keys())
    names: dict[str, str] = {}
    taken: set[str] = set()
    for (old, new), _ in sorted(shared.items(), key=lambda p: (-p[1], p[0])):
        if new not in names and old not in taken:
            names[new] = old
            taken.add(old)
    for new in sorted(set(after.values()) - names.keys()):
        names[new] = new if new not in taken else f"{new}-2"
    return {article: names[story] for article, story in after.items()}


def _members(stories: Mapping[str, str]) -> dict[str, set[str]]:
    members: dict[str, set[str]] = defaultdict(set)
    for article, story in stories.items():
        members[story].add(article)
    return members


def _ended(story: str, members: set[str], into: set[str], new: Mapping[str, set[str]]) -> Step:
    if not into:
        return Step("gone", (story,), (), tuple(sorted(members)))
    moved = members - new.get(story, set())
    return Step("split", (story,), tuple(sorted(into)), tuple(sorted(moved)))


def _continued(before: str, after: str, old: Mapping[str, set[str]], new: Mapping[str, set[str]]) -> Step:
    came, went = new[after] - old[before], old[before] - new[after]
    fate: Fate = "grown" if came else "shrunk" if went else "kept"
    return Step(fate, (before,), (after,), tuple(sorted(came | went)))
