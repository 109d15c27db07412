"""Stories: from digests to story ids that do not depend on the order of the input."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from stemma.group.candidates import Edges, edges
from stemma.group.digest import Digest
from stemma.group.linkage import agglomerate


def order(digest: Digest) -> tuple[bool, str, bytes, str]:
    """Return the key of the one order in which articles are looked at: by time, the undated last, then by content."""
    return (digest.day is None, digest.published or "", digest.content, digest.id)


def stories_of(digests: Iterable[Digest], linked: Iterable[tuple[str, str]] = ()) -> dict[str, str]:
    """Return the story id of each article id.

    Args:
        digests: the articles, in any order.
        linked: pairs of article ids that share passages, to be compared whatever terms they have.
    """
    copies: dict[bytes, list[Digest]] = defaultdict(list)
    for digest in sorted(digests, key=order):
        copies[digest.content].append(digest)
    firsts = [same[0] for same in copies.values()]
    found = agglomerate(firsts, _with(edges(firsts), linked, copies, firsts))
    stories: dict[str, str] = {}
    for members in found:
        story = story_id([firsts[k] for k in members])
        stories.update((copy.id, story) for k in members for copy in copies[firsts[k].content])
    return stories


def story_id(members: Sequence[Digest]) -> str:
    """Return the id of a story, made from its earliest article: later arrivals leave it as it is."""
    return f"s-{min(members, key=order).content.hex()}"


def _with(
    candidates: Edges, linked: Iterable[tuple[str, str]], copies: dict[bytes, list[Digest]], firsts: Sequence[Digest]
) -> Edges:
    place = {copy.id: k for k, first in enumerate(firsts) for copy in copies[first.content]}
    extra = {tuple(sorted((place[a], place[b]))) for a, b in linked if a in place and b in place}
    more = sorted(pair for pair in extra if pair[0] != pair[1])
    if not more:
        return candidates
    return np.unique(np.concatenate([candidates, np.array(more, np.int64)]), axis=0)
