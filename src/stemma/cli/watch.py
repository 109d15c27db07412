"""``stemma watch``: ask feeds again and again, and keep what is new in a store."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from stemma.cli import addresses, options
from stemma.cli.shelf import opened_store, store_option

if TYPE_CHECKING:
    from stemma.read.opml import Feed
    from stemma.run.watch import Health, Round

EPILOG = """\b
Examples:
  stemma watch feeds.opml --store desk.sqlite
  stemma watch https://news.example/feed.xml --every 600 --pages 80
  stemma watch feeds.opml --once
  stemma watch feeds.opml https://news.example/feed.xml --export-opml all.opml"""


@click.command("watch", epilog=EPILOG)
@click.argument("sources", metavar="FEEDS...", nargs=-1)
@store_option
@click.option("--every", type=click.FloatRange(1), default=900.0, show_default=True, help="Seconds between two requests for one feed.")
@click.option("--once", is_flag=True, help="One round, then end.")
@click.option("--pages", type=click.IntRange(0), default=0, help="Fetch the page where an entry has fewer words than this.")
@click.option("--memory", type=click.Path(dir_okay=False, path_type=Path), help="The feeds' state.  [default: STORE.feeds.json]")
@click.option("--export-opml", "exported", type=click.Path(dir_okay=False, path_type=Path), help="Write the feeds to this file, and end.")
@addresses.web
@options.work
@click.option("-q", "--quiet", is_flag=True, help="Tell nothing of the rounds.")
def command(
    sources: tuple[str, ...], where: str, every: float, once: bool, pages: int, memory: Path | None,
    exported: Path | None, allow_private: bool, delay: float, deadline: float, processes: int, cache: Path | None,
    quiet: bool,
) -> None:  # fmt: skip
    """Poll feeds (OPML files and addresses): keep new articles, settle stories, tell each feed's health.

    A feed that fails is asked again later and later, at most after a day. A kill at any moment loses nothing and
    keeps nothing twice.
    """
    feeds = _feeds(sources)
    if exported is not None:
        from stemma.read.opml import opml_of

        options.write_lines([opml_of(feeds).rstrip()], exported)
        return
    from stemma.run.watch import WatchOptions, watch_round

    web = addresses.web_options(allow_private=allow_private, delay=delay, deadline=deadline)
    how = WatchOptions(every=every, web=web, run=options.run_options(processes, cache), pages=pages)
    kept = memory or Path("stemma.feeds.json" if "://" in where else f"{where}.feeds.json")
    with opened_store(where) as store:
        while True:
            done = watch_round(store, feeds, kept, how)
            if not quiet:
                click.echo(_told(done))
            if once:
                return
            next_try = min(found.state.next_try for found in done.feeds)
            time.sleep(max(1.0, next_try - time.time()))


def _feeds(sources: Sequence[str]) -> tuple[Feed, ...]:
    """Return the feeds that files and addresses name, each once.

    Raises:
        UsageError: when a file is no list of feeds, or nothing is named.
    """
    from stemma.errors import UsageError
    from stemma.model import Issue
    from stemma.read.find import find_sources, is_address
    from stemma.read.opml import Feed, feeds_of

    found: dict[str, Feed] = {}
    for given in sources:
        if is_address(given):
            found.setdefault(given, Feed(given))
            continue
        for source in find_sources([given]):
            listed = source if isinstance(source, Issue) else feeds_of(source)
            if isinstance(listed, Issue):
                raise UsageError(f"{listed.article}: {listed.message}")
            for feed in listed:
                found.setdefault(feed.url, feed)
    if not found:
        raise UsageError("expected OPML files or addresses of feeds, met none. Try: stemma watch feeds.opml --once")
    return tuple(found.values())


def _told(done: Round) -> str:
    """Return a round in lines: each feed's health, then the sum."""
    lines = [_line(found) for found in done.feeds]
    lines += [f"  {issue.code}: {issue.article}: {issue.message}" for issue in done.issues if issue.code == "revised"]
    added = sum(found.added for found in done.feeds)
    failing = sum(found.state.failures > 0 for found in done.feeds)
    lines.append(f"{len(done.feeds)} feeds, {failing} failing; {added} new; {done.made} stories made, {done.gone} gone")
    return "\n".join("".join(c if c.isprintable() else "\ufffd" for c in line) for line in lines)


def _line(found: Health) -> str:
    state = found.state
    name = found.feed.title or found.feed.url
    if state.failures:
        again = time.strftime("%Y-%m-%d %H:%M", time.gmtime(state.next_try))
        return f"failing {name}: {state.failures} time(s) in a row, again at {again} UTC; {state.error}"
    told = {"same": "unchanged", "waits": "not asked yet"}.get(found.result, f"{found.added} new, {found.revised} revised")
    return f"ok      {name}: {state.entries} entries, {told}"
