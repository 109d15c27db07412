"""Group: which articles tell the same story.

`digest_of` keeps of an article what is compared, `stories_of` settles all articles at once, whatever their order;
`Stream` guesses while they arrive; `explain` says why; `trace` says what became of stories between two passes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from stemma.group.digest import Digest, digest_of, digests_of
from stemma.group.explain import Explanation, explain
from stemma.group.stories import stories_of
from stemma.group.stream import Stream
from stemma.group.trace import Step, keep_ids, trace
from stemma.model import Analysis, Passage

__all__ = [
    "Digest",
    "Explanation",
    "Step",
    "Stream",
    "digest_of",
    "digests_of",
    "explain",
    "find_stories",
    "keep_ids",
    "stories_of",
    "trace",
]


def find_stories(analyses: Sequence[Analysis], passages: Sequence[Passage] = ()) -> Mapping[str, str]:
    """Return the story id of each article id, in the order of the articles."""
    digests = digests_of([a.article for a in analyses])
    found = stories_of(digests, ((p.a.article, p.b.article) for p in passages))
    return {a.id: found[a.id] for a in analyses}
