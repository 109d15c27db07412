"""Workers: what one worker process does, each with its own pipeline, and the guards around one article or one story.

Parsing is done once per distinct paragraph: jobs that parse fill a cache file, jobs that annotate read from it. What
a worker makes goes into the run's file of finished parts; only keys and issues travel back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from threading import Lock

import msgspec

from stemma.align.dating import date_story
from stemma.annotate import Annotator, unmarked
from stemma.lexicon.owners import Settings, use
from stemma.meaning import set_up
from stemma.model import Analysis, Article, Issue, Passage, Story
from stemma.reuse import Sketch
from stemma.run.crew import Hands
from stemma.run.kept import Kept
from stemma.run.stories import bare, make_story

MakeAnnotator = Callable[[Path | None], Annotator]


class Kit(msgspec.Struct, frozen=True):
    """What a worker needs to begin.

    Attributes:
        cache: file of parsed paragraphs.
        kept: file of finished parts.
        vectors: file of sentence vectors, or None for none.
        make: makes the annotator.
        settings: owners and agencies, as the process that starts it knows them.
        threads: threads of the sentence model: one where one process was asked for, two where the last and largest story
            may have a core to spare.
    """

    cache: Path
    kept: Path
    vectors: Path | None = None
    make: MakeAnnotator = Annotator
    settings: Settings = Settings()
    threads: int = 1


class Told(msgspec.Struct, frozen=True):
    """A story with its articles as it dated them, and what was wrong with it."""

    articles: list[Article]
    story: Story
    issues: list[Issue] = []


class Telling(msgspec.Struct, frozen=True):
    """What the alignment of one story needs.

    Attributes:
        key: under which the finished story is kept; ``members``: keys of its analyses, by article id.
        sketches: of the members, in their order.
    """

    story: str
    key: bytes
    members: list[bytes]
    sketches: list[Sketch]
    passages: list[Passage]


def hands(kit: Kit) -> Hands:
    """Return what a worker can do: parse paragraphs, mark articles, tell stories."""
    use(kit.settings)
    annotator = kit.make(kit.cache)
    kept = Kept(kit.kept)
    set_up(kit.vectors, kit.threads)
    return {"parse": annotator.warm, "mark": partial(mark, annotator, kept), "tell": partial(tell, kept)}


_own: dict[tuple[MakeAnnotator, Path | None], Annotator] = {}
"""This process's own annotator: the pipeline is loaded once and lives as long as the process."""

_at_work = Lock()


def annotate_here(
    make: MakeAnnotator, cache: Path | None, articles: Sequence[Article]
) -> tuple[list[Analysis], list[Issue]]:
    """Return the analyses of articles made in this process, one caller at a time, and what was wrong with them."""
    with _at_work:
        if (make, cache) not in _own:
            _own.clear()
            _own[make, cache] = make(cache)
        return annotate_guarded(_own[make, cache], articles)


def mark(annotator: Annotator, kept: Kept, given: Sequence[tuple[bytes, Article]]) -> list[Issue]:
    """Annotate articles, keep their analyses under the keys given, and return what was wrong with them."""
    analyses, issues = annotate_guarded(annotator, [article for _, article in given])
    encoder = msgspec.msgpack.Encoder()
    kept.put({key: encoder.encode(analysis) for (key, _), analysis in zip(given, analyses, strict=True)})
    return issues


def tell(kept: Kept, telling: Telling) -> None:
    """Align one story and keep it."""
    decoder = msgspec.msgpack.Decoder(Analysis)
    members = [decoder.decode(body) for body in kept.get(telling.members)]
    kept.put({telling.key: msgspec.msgpack.encode(tell_guarded(telling.story, members, telling.passages, telling.sketches))})


def annotate_guarded(annotator: Annotator, articles: Sequence[Article]) -> tuple[list[Analysis], list[Issue]]:
    """Return the analyses; an article that an annotator cannot take is kept unmarked, with an issue."""
    try:
        return annotator.annotate(articles), []
    except Exception as error:  # noqa: BLE001 - the per-article guard: one bad article never stops a run (law 4)
        if len(articles) == 1:
            return [unmarked(articles[0])], [_failed(articles[0], error)]
    analyses, issues = [], []
    for article in articles:
        found, met = annotate_guarded(annotator, [article])
        analyses.extend(found)
        issues.extend(met)
    return analyses, issues


def _failed(article: Article, error: Exception) -> Issue:
    message = (
        f"expected marks, met {type(error).__name__} ({error}) in an annotator; the article is kept without marks. "
        "Please report it with the article."
    )
    return Issue(article.path or article.id, "annotate-failed", message)


def lost_article(article: Article, reason: str) -> tuple[Analysis, Issue]:
    """Return what is kept of an article over which a worker died or hung."""
    message = (
        f"expected marks, met a worker that was lost over this article alone: {reason}; the article is kept without "
        "marks. Please report it with the article; a longer --limit may help a slow machine."
    )
    return unmarked(article), Issue(article.path or article.id, "annotate-lost", message)


def tell_guarded(
    story: str, members: Sequence[Analysis], passages: Sequence[Passage], sketches: Sequence[Sketch] | None = None
) -> Told:
    """Return a story; one that cannot be aligned is kept as the list of its articles, with an issue."""
    try:
        dated = date_story(members)
        return Told([bare(a) for a in dated], make_story(story, dated, passages, sketches=sketches))
    except Exception as error:  # noqa: BLE001 - the guard of one story: what is in it never stops a run (law 4)
        return lost_story(story, members, f"{type(error).__name__} ({error})")


def lost_story(story: str, members: Sequence[Analysis], reason: str) -> Told:
    """Return what is kept of a story that could not be aligned: which articles it has."""
    message = (
        f"expected claims and quotations, met {reason} while aligning its {len(members)} articles; the story is kept as "
        "a list of them. Please report it with the articles."
    )
    ids = tuple(a.id for a in members)
    headline = next((a.article.title for a in members if a.article.title), "")
    kept = Story(id=story, headline=headline, articles=ids, lineages=())
    return Told([bare(a) for a in members], kept, [Issue(story, "story-failed", message)])
