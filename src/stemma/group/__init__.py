"""Group: which articles tell the same story.

`digest_of` keeps of an article what is compared, `stories_of` settles all articles at once, whatever their order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from stemma.group.digest import Digest, digest_of
from stemma.group.stories import stories_of
from stemma.model import Analysis, Passage

__all__ = ["Digest", "digest_of", "find_stories", "stories_of"]


def find_stories(analyses: Sequence[Analysis], passages: Sequence[Passage] = ()) -> Mapping[str, str]:
    """Return the story id of each article id, in the order of the articles."""
    found = stories_of(
        (digest_of(a.article) for a in analyses), ((p.a.article, p.b.article) for p in passages)
    )
    return {a.id: found[a.id] for a in analyses}
