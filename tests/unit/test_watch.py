"""Watching feeds: what is new comes in once, changed texts are told, failures wait longer, a kill costs nothing."""

from __future__ import annotations

import pytest
from tests.web_case import served

from stemma.cli import run
from stemma.errors import UsageError
from stemma.read.opml import Feed
from stemma.read.web import WebOptions
from stemma.run import watch as module
from stemma.run.feed_state import FeedState, read_state
from stemma.run.local import Options
from stemma.run.watch import WatchOptions, watch_round
from stemma.store import open_store

HALL = "The council of Tolmere closed the swimming hall on Monday after a pipe burst. Repairs will take a month, the mayor said."
FERRY = "A ferry ran aground off Ostwick on Tuesday. Forty passengers were taken ashore by a lifeboat and nobody was hurt, the coast guard said."
XML = {"Content-Type": "application/rss+xml"}


def rss(site, **texts: str) -> bytes:
    items = "".join(f"<item><guid>{k}</guid><link>{site.address}/{k}</link><title>{k}</title><description>{t}</description></item>" for k, t in texts.items())
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Tolmere Post</title>{items}</channel></rss>'.encode()


class Desk:
    """A store, a site, feeds and a clock that a test turns."""

    def __init__(self, site, folder) -> None:
        self.site, self.now = site, 1_000_000.0
        self.path, self.memory = folder / "desk.sqlite", folder / "desk.sqlite.feeds.json"
        self.feeds = [Feed(f"{site.address}/feed", "Post")]
        self.store = open_store(str(self.path))

    def round(self, *, pages: int = 0):
        self.now += 1000
        web = WebOptions(allow_private=True, delay=0, timeout=0.3, deadline=1, retries=0)
        options = WatchOptions(every=600, pages=pages, web=web, run=Options(processes=1), clock=lambda: self.now)
        return watch_round(self.store, self.feeds, self.memory, options)

    def ids(self) -> list[str]:
        with self.store.view() as view:
            return [a.id for a in view.analyses()]

    def told(self) -> list[str]:
        with self.store.view() as view:
            return sorted(a for key in view.story_keys() for a in view.story(key).articles)


@pytest.fixture
def desk(tmp_path):
    """A desk whose one feed has one entry."""
    with served() as site:
        made = Desk(site, tmp_path)
        site.pages["/feed"] = (200, XML, rss(site, hall=HALL))
        yield made
        made.store.close()


def test_new_entries_come_in_once_and_into_stories(desk) -> None:
    """A second round with one more entry adds one."""
    assert desk.round().feeds[0].added == 1
    desk.site.pages["/feed"] = (200, XML, rss(desk.site, hall=HALL, ferry=FERRY))
    done = desk.round()
    assert (done.feeds[0].added, done.feeds[0].state.entries, done.made) == (1, 2, 1)
    assert desk.round().feeds[0].added == 0
    assert desk.ids() == desk.told() == ["ferry", "hall"]


def test_an_unchanged_feed_is_asked_for_with_its_validators(desk) -> None:
    """304 leaves all as it was, and the stories are not settled again."""
    body = rss(desk.site, hall=HALL)
    desk.site.pages["/feed"] = lambda h: (304, {}, b"") if h.headers.get("If-None-Match") == '"1"' else (200, {**XML, "ETag": '"1"'}, body)
    assert desk.round().feeds[0].result == "new"
    done = desk.round()
    assert (done.feeds[0].result, done.feeds[0].state.entries, done.made) == ("same", 1, 0)


def test_a_changed_text_is_kept_beside_the_first_and_told(desk) -> None:
    """Both texts stay, the issue counts the sentences, and the same change is told once."""
    desk.round()
    desk.site.pages["/feed"] = (200, XML, rss(desk.site, hall=HALL.replace("a month", "a year")))
    done = desk.round()
    assert done.feeds[0].revised == 1
    (issue,) = [issue for issue in done.issues if issue.code == "revised"]
    assert "1 sentence(s) changed, 0 added, 0 removed" in issue.message
    assert "a month" in issue.message
    assert "a year" in issue.message
    assert len(desk.ids()) == 2
    assert desk.told() == desk.ids()
    assert desk.round().feeds[0].revised == 0
    assert len(desk.ids()) == 2


def test_a_failing_feed_waits_longer_each_time_and_hinders_no_other(desk) -> None:
    """Errors and stalls are told, the wait doubles, and a good answer ends it."""
    desk.site.pages["/stalls"] = lambda _: module.time.sleep(0.8)
    desk.feeds = [Feed(f"{desk.site.address}/gone"), Feed(f"{desk.site.address}/stalls"), *desk.feeds]
    done = desk.round()
    assert [f.result for f in done.feeds] == ["failed", "failed", "new"]
    assert "404" in done.feeds[0].state.error
    desk.feeds = desk.feeds[:1]
    waits = []
    for _ in range(4):
        found = desk.round().feeds[0]
        waits.append((found.result, found.state.failures))
    assert waits == [("failed", 2), ("waits", 2), ("failed", 3), ("waits", 3)]
    desk.site.pages["/gone"] = (200, XML, rss(desk.site, ferry=FERRY))
    desk.now += 1e6
    found = desk.round().feeds[0]
    assert (found.result, found.state.failures, found.state.error) == ("new", 0, None)


def test_the_wait_of_a_failing_feed_has_an_end() -> None:
    """After many failures a day, never less than the usual wait."""
    state = FeedState()
    for _ in range(60):
        state = state.failed(0.0, 600.0, "x")
    assert state.next_try == 24 * 3600
    assert FeedState().failed(0.0, 1e6, "x").next_try == 1e6


@pytest.mark.parametrize("body", [b"<html><body><p>Moved.</p></body></html>", b"", b"<rss><channel>", b'<!DOCTYPE rss [<!ENTITY a "b">]><rss><channel><item>&a;</item></channel></rss>'])
def test_what_is_no_feed_is_a_failure(desk, body: bytes) -> None:
    """A page, nothing, half a feed and a feed with entities of its own bring no article in."""
    desk.site.pages["/feed"] = (200, {"Content-Type": "text/html"}, body)
    assert desk.round().feeds[0].result == "failed"
    assert desk.ids() == []


@pytest.mark.parametrize(("moment", "nth"), [("write_state", 1), ("write_state", 2), ("write_state", 3), ("add_articles", 1), ("update_stories", 1)])
def test_a_kill_at_any_moment_loses_and_doubles_nothing(desk, monkeypatch, moment: str, nth: int) -> None:
    """Whichever step the program dies in, before or after it, the next round ends as if nothing had been."""

    class Killed(BaseException):
        """The end of the process, as far as a test can have it."""

    real = getattr(module, moment)
    desk.round()
    for after in (False, True):
        desk.site.pages["/feed"] = (200, {**XML, "ETag": f'"{after}"'}, rss(desk.site, **{f"hall{after}": HALL, f"ferry{after}": FERRY}))
        calls = []

        def dying(*given, after=after, calls=calls):
            calls.append(1)
            if len(calls) == nth:
                if after:
                    real(*given)
                raise Killed
            return real(*given)

        monkeypatch.setattr(module, moment, dying)
        with pytest.raises(Killed):
            desk.round()
        monkeypatch.setattr(module, moment, real)
        desk.round()
        assert {f"hall{after}", f"ferry{after}"} <= set(desk.told())
    assert desk.told() == desk.ids()
    assert len(desk.ids()) == 5
    assert read_state(desk.memory).settled


def test_short_entries_are_read_from_their_pages(desk) -> None:
    """With pages, the page is fetched once, and the entry stands in where it cannot be."""
    page = f"<html><body><article><p>{HALL} {FERRY}</p><p>{FERRY} {HALL}</p></article></body></html>".encode()
    desk.site.pages["/hall"] = (200, {"Content-Type": "text/html"}, page)
    desk.site.pages["/feed"] = (200, XML, rss(desk.site, hall="A pipe burst.", ferry="A ferry ran aground."))
    for _ in range(2):
        desk.round(pages=40)
    with desk.store.view() as view:
        found = view.articles(["hall", "ferry"])
    assert FERRY in found["hall"].text
    assert found["ferry"].text == "A ferry ran aground."
    assert desk.site.count("/hall") == 1


def test_the_command_reads_opml_and_tells_health(desk, tmp_path, capsys) -> None:
    """One round over a list of feeds; the list comes out again as OPML with what was added."""
    listed, out = tmp_path / "in.opml", tmp_path / "out.opml"
    listed.write_text(f'<opml version="2.0"><body><outline text="g"><outline text="A &amp; B" xmlUrl="{desk.site.address}/feed"/></outline></body></opml>')
    words = ["watch", str(listed), f"{desk.site.address}/gone", "--store", str(desk.path)]
    assert run([*words, "--once", "--allow-private", "--delay", "0", "-p", "1"]) == 0
    told = capsys.readouterr().out
    assert "ok      A & B: 1 entries, 1 new" in told
    assert "failing " in told
    assert "2 feeds, 1 failing; 1 new; 1 stories made" in told
    assert run([*words, "--export-opml", str(out)]) == 0
    assert run(["watch", str(out), "--export-opml", str(tmp_path / "again.opml")]) == 0
    assert (tmp_path / "again.opml").read_bytes() == out.read_bytes()
    assert b'text="A &amp; B"' in out.read_bytes()


@pytest.mark.parametrize("words", [["watch"], ["watch", "none.opml"], ["watch", "README.md"]])
def test_a_watch_of_nothing_is_refused(words: list[str], tmp_path, capsys) -> None:
    """No feeds, no such file, and a file that is no list exit 2."""
    assert run([*words, "--once", "--store", str(tmp_path / "s.sqlite")]) == 2
    assert capsys.readouterr().err.strip()


def test_a_memory_that_is_none_is_refused(desk) -> None:
    """A file that holds something else is named and left as it is."""
    desk.memory.write_text("{]")
    with pytest.raises(UsageError, match="state of feeds"):
        desk.round()
    assert desk.memory.read_text() == "{]"
