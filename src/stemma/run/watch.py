"""Watch: ask feeds for what is new, put it into a store, settle the stories, and remember each feed's state.

What a feed said is remembered after its articles are in the store. A kill in between means that the feed is asked for
the same again, and articles known already change nothing: nothing is lost, nothing is kept twice.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from stemma.model import Issue, Raw
from stemma.read import door_for, read_source
from stemma.read.find import is_address
from stemma.read.opml import Feed
from stemma.read.web import Fetched, Fetcher, WebOptions
from stemma.run.feed_state import FeedState, WatchState, read_state, write_state
from stemma.run.local import Options
from stemma.run.update import add_articles, update_stories
from stemma.store import Store

FEED_DOORS = frozenset({"feed", "json", "jsonl"})
"""The doors whose sources may be feeds."""


class WatchOptions(msgspec.Struct, frozen=True):
    """How feeds are watched.

    Attributes:
        every: seconds between two requests for one feed.
        pages: fetch the page an entry links to, where the entry has fewer words than this; 0 never does.
        web: how addresses are fetched; ``run``: how articles are annotated.
        clock: gives the time in Unix seconds.
    """

    every: float = 900.0
    pages: int = 0
    web: WebOptions = WebOptions()
    run: Options = Options()
    clock: Callable[[], float] = time.time


class Health(msgspec.Struct, frozen=True):
    """How one feed is at the end of a round.

    Attributes:
        result: ``new`` (it was read), ``same`` (unchanged since), ``failed`` or ``waits`` (not asked this time).
        added: articles new in the store; ``revised``: of them, later texts of pages known already.
    """

    feed: Feed
    result: str
    state: FeedState
    added: int = 0
    revised: int = 0


class Round(msgspec.Struct, frozen=True):
    """What one round came to: each feed's health, in the order of the list, what was met, and the stories touched."""

    feeds: tuple[Health, ...]
    issues: tuple[Issue, ...]
    made: int
    gone: int


def watch_round(store: Store, feeds: Sequence[Feed], memory: Path, options: WatchOptions) -> Round:
    """Ask each feed whose time has come once, keep what is new, settle the stories, and return how it went.

    Args:
        store: where the articles go.
        feeds: what to ask.
        memory: the file that holds the feeds' state.
        options: how.
    """
    memo = _Memory(memory)
    health: list[Health] = []
    issues: list[Issue] = []
    with Fetcher(options.web) as web:
        for feed in feeds:
            found, met = _asked(feed, store, memo, web, options)
            health.append(found)
            issues.extend(met)
    made = gone = 0
    if not memo.state.settled:
        done = update_stories(store)
        made, gone = len(done.made), len(done.gone)
        memo.keep(settled=True)
    return Round(tuple(health), tuple(issues), made, gone)


class _Memory:
    """The state of the feeds, on disk whenever it changes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.state = read_state(path)

    def of(self, feed: Feed) -> FeedState:
        return self.state.feeds.get(feed.url, FeedState())

    def keep(self, feed: Feed | None = None, state: FeedState | None = None, *, settled: bool) -> None:
        feeds = {**self.state.feeds, feed.url: state} if feed and state else self.state.feeds
        self.state = WatchState(settled, feeds)
        write_state(self._path, self.state)


def _asked(
    feed: Feed, store: Store, memo: _Memory, web: Fetcher, options: WatchOptions
) -> tuple[Health, tuple[Issue, ...]]:
    """Ask one feed, keep its articles and then its state."""
    before, now = memo.of(feed), options.clock()
    if now < before.next_try:
        return Health(feed, "waits", before), ()
    settled = memo.state.settled
    answer = web.fetch_changed(feed.url, before.validators)
    if isinstance(answer, Fetched) and answer.source is None:
        state = before.answered(now, options.every, answer.validators, None)
        memo.keep(feed, state, settled=settled)
        return Health(feed, "same", state), ()
    items = [answer] if isinstance(answer, Issue) else _items(answer)
    entries = sum(isinstance(item, Raw) for item in items)
    wrong = next((item for item in items if isinstance(item, Issue) and item.code != "no-article"), None)
    if isinstance(answer, Issue) or (wrong is not None and not entries):
        assert wrong is not None
        state = before.failed(now, options.every, f"{wrong.code}: {wrong.message}")
        memo.keep(feed, state, settled=settled)
        return Health(feed, "failed", state), (wrong,)
    # Said before the articles go in: should the program be killed between them and the stories, the next round knows.
    memo.keep(settled=False)
    added, met = add_articles(store, _whole(items, store, web, options.pages), options.run)
    state = before.answered(now, options.every, answer.validators, entries)
    memo.keep(feed, state, settled=settled and not added)
    return Health(feed, "new", state, added, sum(issue.code == "revised" for issue in met)), met


def _items(answer: Fetched) -> list[Raw | Issue]:
    """Return the entries of an answer, or an issue when it is no feed."""
    source = answer.source
    if source is None:
        return []
    door = door_for(source).name
    if door.partition(".")[0] not in FEED_DOORS:
        met = f"expected a feed at the address, met what {door} opens; give the address of the feed itself"
        return [Issue(source.name, "not-a-feed", met)]
    return list(read_source(source))


def _whole(items: Sequence[Raw | Issue], store: Store, web: Fetcher, words: int) -> Iterator[Raw | Issue]:
    """Yield the entries, those with fewer words as the page has them that they link to; pages known are not asked for."""
    for item in items:
        if isinstance(item, Issue) or not item.url or not is_address(item.url) or len(item.text.split()) >= words:
            yield item
            continue
        with store.view() as view:
            if view.at_addresses([item.url]):
                continue
        page = web.fetch(item.url)
        found = [page] if isinstance(page, Issue) else list(read_source(page))
        yield from (met for met in found if isinstance(met, Issue))
        article = next((met for met in found if isinstance(met, Raw)), None)
        yield _joined(item, article) if article else item


def _joined(entry: Raw, page: Raw) -> Raw:
    """Return the page's article under the entry's id and address, with what only the entry says."""
    told = {name: getattr(page, name) or getattr(entry, name) for name in ("title", "outlet", "authors", "language", "published")}
    return msgspec.structs.replace(page, id=entry.id, url=entry.url, **told)
