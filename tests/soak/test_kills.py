"""Soak: kill -9 at random moments of read, add and watch: what comes out in the end is what an undisturbed run gives.

A short part runs with the other tests; ``make soak`` runs 5,000 articles and ten kills of each command
(STEMMA_SOAK=articles, STEMMA_KILLS=kills a command).
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from tests.web_case import Site, served

from stemma.store import open_store

ARTICLES = int(os.environ.get("STEMMA_SOAK", "60"))
KILLS = int(os.environ.get("STEMMA_KILLS", "2"))
SEED = int(os.environ.get("STEMMA_SEED", "7"))
FEEDS = 20

TOWNS = "Aldmoor Tolmere Ostwick Harl Brenn Sund Kilmar Vesper Northam Quill Dunmore Eskdale Fenwick Garth Holm Ilsted".split()
SYLLABLES = "bal cor dun esk fen gar hol ist kil lor mar nor ost pel quil ras sund tol ver wick yar zell".split()
THINGS = "bridge ferry school library tram hospital theatre harbour stadium reservoir tunnel museum market airport".split()
DEEDS = ["closed after cracks were found", "reopened after a long repair", "flooded in heavy rain", "was sold to a private bidder", "lost its licence", "was rebuilt from old plans"]
REASONS = ["an engineer measured the piers", "a court refused an appeal", "a storm broke the pumps", "voters turned a loan down", "a donor paid the debts", "the ministry wrote a letter"]


WORD = re.compile(r"[A-Za-z]{4,}")


def invented(text: str, number: int) -> str:
    """Return a text in words that no other number's text has, for what two reports share makes them one story."""

    def other(found: re.Match[str]) -> str:
        chance = random.Random(f"{SEED} {number} {found[0].lower()}")
        word = "".join(chance.choice(SYLLABLES) for _ in range(2 + len(found[0]) // 6))
        return word.title() if found[0][0].isupper() else word

    return WORD.sub(other, text)


def made(count: int) -> list[dict[str, str]]:
    """Return reports of our own making, no two alike, each about something else, but every tenth about what the last one is."""
    chance = random.Random(SEED)
    reports: list[dict[str, str]] = []
    town = thing = deed = ""
    day = about = 0
    for number in range(count):
        opening = f"On {day} May 2024 the {thing} of {town} {deed}, its customers were told."
        if number % 10 or not number:
            town, thing, deed = chance.choice(TOWNS), chance.choice(THINGS), chance.choice(DEEDS)
            about, day = number, chance.randrange(1, 29)
            opening = f"The {thing} of {town} {deed} on {day} May 2024, the council said."
        reason, season, sum_ = chance.choice(REASONS), chance.choice(["autumn", "spring", "winter"]), chance.randrange(2, 900)
        text = (
            f"{opening}\n\nIt happened because {reason}, and {sum_} people in {town} will have to wait until {season}. "
            f"The clerk of {town} counted {sum_ * 3 + number} letters."
        )
        title = f"{thing.title()} in {town} {deed}"
        reports.append({"id": f"r{number:05}", "title": invented(title, about), "text": invented(text, about), "url": f"https://post.example/{number}", "published": f"2024-05-{day:02}"})
    return reports


@pytest.fixture(scope="module")
def reports() -> list[dict[str, str]]:
    """The articles."""
    return made(ARTICLES)


@pytest.fixture(scope="module")
def lines(reports: list[dict[str, str]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The articles as JSON Lines."""
    path = tmp_path_factory.mktemp("soak") / "reports.jsonl"
    path.write_text("".join(json.dumps(report) + "\n" for report in reports), encoding="utf8")
    return path


def started(words: Sequence[str]) -> subprocess.Popen[bytes]:
    """Start the program as a process of its own."""
    return subprocess.Popen([sys.executable, "-m", "stemma.cli", *words], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def whole(words: Sequence[str]) -> float:
    """Run the program to its end and return the seconds it took."""
    begun = time.monotonic()
    process = started(words)
    _, told = process.communicate()
    assert process.returncode == 0, told.decode()
    return time.monotonic() - begun


def killed(words: Sequence[str], after: float) -> bool:
    """Start the program, kill it after some seconds, and return whether it was still at work then."""
    process = started(words)
    try:
        process.communicate(timeout=after)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.communicate()
        return True
    assert process.returncode == 0
    return False


def tormented(words: Sequence[str], seconds: float, sound: Callable[[], None], afresh: Callable[[], None]) -> int:
    """Kill a command at random moments until `KILLS` kills met it at work, then let it end; return how many runs there were.

    Args:
        words: the command.
        seconds: from its start, within which it is killed: how long it takes undisturbed, or a share of that for one that
            goes on from where it was killed.
        sound: looks at what is there after each kill.
        afresh: takes away what was made, for when the command came to its end between two kills.
    """
    chance = random.Random(SEED)
    met = runs = 0
    while met < KILLS:
        runs += 1
        assert runs < 20 * KILLS, "the moments of killing are all too late"
        if killed(words, seconds * chance.uniform(0.02, 0.98)):
            met += 1
            sound()
        else:
            afresh()
    whole(words)
    return runs


SHARE = 3 / KILLS if KILLS > 3 else 1.0
"""Part of the time a command takes within which it is killed, so that the kills meet all of its work, its start and its end."""


def stand(path: Path) -> tuple[list[tuple[str, str]], dict[str, str], dict[str, str]]:
    """Return a store's articles with their texts, the digest of each story, and the story of each article."""
    store = open_store(str(path))
    with store.view() as view:
        articles = [(a.id, a.text) for a in view.articles([f"r{n:05}" for n in range(ARTICLES)]).values()]
        total = view.counts()["article"]
        keys = view.story_keys()
        of = {key: story for key, _ in articles if (story := view.story_of(key))}
    store.close()
    assert total == len(articles)
    return sorted(articles), keys, of


def unbroken(path: Path) -> None:
    """Hold the file of a store against its own checks; no article may stand twice or half."""
    if not path.exists():
        return
    with sqlite3.connect(path) as base:
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    base.close()


def removed(path: Path) -> None:
    """Take away a store with what lies beside it."""
    for part in path.parent.glob(f"{path.name}*"):
        part.unlink()


def test_read_gives_the_whole_file_or_none(lines: Path, tmp_path: Path) -> None:
    """A killed `read` leaves the output that stood there before; the next one gives what an undisturbed one gives."""
    plain, out = tmp_path / "plain.jsonl", tmp_path / "out.jsonl"
    seconds = whole(["read", str(lines), "-o", str(plain)])
    expected = plain.read_bytes()
    assert len(expected.splitlines()) == ARTICLES

    def sound() -> None:
        assert not out.exists() or out.read_bytes() == expected

    tormented(["read", str(lines), "-o", str(out)], seconds, sound, lambda: out.unlink(missing_ok=True))
    assert out.read_bytes() == expected
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.jsonl", "plain.jsonl"]


@pytest.mark.skipif("STEMMA_SOAK" not in os.environ, reason="part of make soak: the watch below adds and updates too")
def test_add_and_update_lose_and_double_nothing(lines: Path, tmp_path: Path) -> None:
    """A store whose filling was killed again and again is the store that was filled at once, story by story."""
    plain, path = tmp_path / "plain.sqlite", tmp_path / "desk.sqlite"
    add, update = ["add", str(lines), "-q", "-p", "1", "--cache", str(tmp_path / "cache")], ["update", "-q"]
    seconds = whole([*add, "--store", str(plain)])
    settling = whole([*update, "--store", str(plain)])
    tormented([*add, "--store", str(path)], seconds * SHARE, lambda: unbroken(path), lambda: removed(path))
    assert len(stand(path)[0]) == ARTICLES
    filled = tmp_path / "filled.sqlite"
    shutil.copy(path, filled)

    def afresh() -> None:
        removed(path)
        shutil.copy(filled, path)

    tormented([*update, "--store", str(path)], settling * SHARE, lambda: unbroken(path), afresh)
    unbroken(path)
    assert stand(path) == stand(plain)


def test_watch_loses_and_doubles_nothing(reports: list[dict[str, str]], tmp_path: Path) -> None:
    """Feeds that are asked again after each kill, with what their servers gave them, come in whole and once."""
    plain, path, listed = tmp_path / "plain.sqlite", tmp_path / "desk.sqlite", tmp_path / "feeds.opml"
    with served() as site:
        listed.write_text(_publish(site, reports), encoding="utf8")
        words = ["watch", str(listed), "--once", "--every", "1", "--allow-private", "--delay", "0", "-p", "1", "--cache", str(tmp_path / "cache")]
        seconds = whole([*words, "--store", str(plain)])
        time.sleep(1.1)
        tormented([*words, "--store", str(path)], seconds * SHARE, lambda: unbroken(path), lambda: removed(path))
    unbroken(path)
    assert len(stand(path)[0]) == ARTICLES
    assert stand(path) == stand(plain)
    assert set(stand(path)[2]) == {report["id"] for report in reports}


def _publish(site: Site, reports: Sequence[dict[str, str]]) -> str:
    """Put the reports into feeds that are sent only to who has not had them, and return the list of the feeds."""
    outlines = []
    for feed in range(FEEDS):
        items = "".join(
            f"<item><guid>{r['id']}</guid><link>{r['url']}</link><title>{r['title']}</title><pubDate>{r['published']}</pubDate>"
            f"<description>{''.join(f'&lt;p&gt;{part}&lt;/p&gt;' for part in r['text'].split(chr(10) * 2))}</description></item>"
            for r in reports[feed::FEEDS]
        )
        body = f'<rss version="2.0"><channel><title>Post {feed}</title>{items}</channel></rss>'.encode()
        site.pages[f"/{feed}"] = _conditional(body, f'"{feed}"')
        outlines.append(f'<outline text="Post {feed}" xmlUrl="{site.address}/{feed}"/>')
    return f'<opml version="2.0"><body>{"".join(outlines)}</body></opml>'


def _conditional(body: bytes, etag: str):
    """Return a page with a validator and, so that no clock decides anything, without a date."""

    def answer(handler) -> None:
        known = handler.headers.get("If-None-Match") == etag
        handler.send_response_only(304 if known else 200)
        handler.send_header("ETag", etag)
        handler.send_header("Content-Length", "0" if known else str(len(body)))
        handler.end_headers()
        if not known:
            handler.wfile.write(body)

    return answer
