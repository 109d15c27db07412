"""A store's stories are those one run over its articles gives, on each back end (laws 2, 3 and 5)."""

from __future__ import annotations

import msgspec
import pytest

from stemma.model import Correction, Raw
from stemma.run.local import Options
from stemma.run.update import add_articles, update_stories
from stemma.store import open_store

ONE = Options(processes=1)


def raws(articles) -> list[Raw]:
    fields = ("id", "text", "path", "url", "outlet", "title")
    return [Raw(**{f: getattr(a, f) for f in fields}, published=_given(a)) for a in articles]


def _given(article) -> str | None:
    return article.published.value if article.published and article.published.basis == "metadata" else None


@pytest.fixture
def store(store_url: str):
    """An empty store on each back end."""
    opened = open_store(store_url)
    yield opened
    opened.close()


def stories(store) -> dict[str, bytes]:
    with store.view() as view:
        return {key: msgspec.json.encode(view.story(key)) for key in view.story_keys()}


def test_added_in_two_parts_as_in_one_run(store, sample_articles, sample_record) -> None:
    """Whatever the batches, the store ends with the stories of one run, byte for byte; a second update does nothing."""
    given = raws(sample_articles)
    add_articles(store, given[5:], ONE)
    update_stories(store)
    add_articles(store, given[:7], ONE)
    update_stories(store)
    assert stories(store) == {s.id: msgspec.json.encode(s) for s in sample_record.stories}
    again = update_stories(store)
    assert (again.made, again.gone) == ((), ())


def test_only_touched_stories_are_made_again(store, sample_articles) -> None:
    """An article about something else makes one more story and touches no other."""
    add_articles(store, raws(sample_articles), ONE)
    update_stories(store)
    before = stories(store)
    add_articles(store, [Raw(id="bees", text="Guild elects a beekeeper\n\nThe bakers of Wexcombe elected a beekeeper on Tuesday.")], ONE)
    done = update_stories(store)
    assert len(done.made) == 1
    assert done.untouched == len(before)


def test_a_correction_survives_updates_until_undone(store, sample_articles) -> None:
    """Two stories joined by hand stay joined when more comes in, and part again when the correction is undone."""
    add_articles(store, raws(sample_articles), ONE)
    update_stories(store)
    before = stories(store)
    with store.view() as view:
        firsts = [view.story(key).articles[0] for key in sorted(before)][:2]
    with store.writer() as writer:
        number = writer.correct(Correction(kind="together", targets=tuple(firsts), by="ed", at="2031-01-01", why="one event"))
    for _ in range(2):
        update_stories(store)
        with store.view() as view:
            assert len({view.story_of(key) for key in firsts}) == 1
    with store.writer() as writer:
        writer.undo(number, {"by": "ed", "at": "2031-01-02", "why": "two events"})
    update_stories(store)
    assert stories(store) == before
