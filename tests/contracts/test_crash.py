"""Kill -9 at any moment, a full disk, a held lock, a lost connection, two writers: nothing half-written, and the next run goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import msgspec
import pytest
from sqlalchemy import text
from tests.contracts.test_update import raws, stories

from stemma.annotate import unmarked
from stemma.errors import StoreFailed
from stemma.model import Raw
from stemma.run.collect import collect
from stemma.run.local import Options
from stemma.run.update import add_articles, update_stories
from stemma.store import open_store

KILLS = 10

WORK = """
import sys, msgspec
from stemma.model import Analysis
from stemma.run.update import MAKER, update_stories
from stemma.store import open_store
store = open_store(sys.argv[1])
print("ready", flush=True)
analyses = msgspec.msgpack.decode(open(sys.argv[2], "rb").read(), type=list[Analysis])
for analysis in analyses:
    with store.writer() as writer:
        writer.add([analysis], MAKER)
    if hash(analysis.id) % 3 == 0:
        update_stories(store)
update_stories(store)
print("done", flush=True)
"""
"""What is killed: articles added one by one, with updates in between."""


def start(where: str, analyses: Path, seed: int) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    return subprocess.Popen([sys.executable, "-c", WORK, where, str(analyses)], stdout=subprocess.PIPE, text=True, env=environment)


def sound(store) -> None:
    """Check that every row belongs to one that is there, and that every story is whole."""
    with store.view() as view:
        for article, story in view.membership().items():
            assert view.article(article) is not None
            assert article in view.story(story).articles
        for key in view.story_keys():
            assert {view.story_of(article) for article in view.story(key).articles} <= {key, None} | set(view.story_keys())
        ids = set(view.connection.execute(text("SELECT id FROM article")).scalars())
        assert set(view.connection.execute(text("SELECT article FROM analysis")).scalars()) == ids
        assert set(view.connection.execute(text("SELECT article FROM words")).scalars()) == ids
        if store.dialect.__class__.__name__ == "SQLite":
            assert view.connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
            assert view.connection.execute(text("PRAGMA foreign_key_check")).first() is None


@pytest.fixture(scope="module")
def expected(sample_record) -> dict[str, bytes]:
    """The stories of one run over the sample."""
    return {s.id: msgspec.json.encode(s) for s in sample_record.stories}


def test_ten_kills_lose_nothing(store_url: str, sample_analyses, expected, tmp_path) -> None:
    """Killed at ten moments of adding and updating, each time begun again: the store ends with the stories of one run."""
    kept = tmp_path / "analyses"
    kept.write_bytes(msgspec.msgpack.encode(sample_analyses))
    random = Random(7)
    for kill in range(KILLS):
        process = start(store_url, kept, kill)
        assert process.stdout.readline() == "ready\n"
        time.sleep(random.uniform(0.0, 1.2))
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        store = open_store(store_url)
        sound(store)
        store.close()
    process = start(store_url, kept, 99)
    assert process.communicate(timeout=300)[0].endswith("done\n")
    store = open_store(store_url)
    sound(store)
    assert stories(store) == expected
    store.close()


def test_two_writers_at_once_end_with_the_stories_of_one(store_url: str, sample_analyses, expected, tmp_path) -> None:
    """Both add and update the same articles at the same time."""
    kept = tmp_path / "analyses"
    kept.write_bytes(msgspec.msgpack.encode(sample_analyses))
    open_store(store_url).close()
    both = [start(store_url, kept, seed) for seed in (1, 2)]
    said = [process.communicate(timeout=400)[0] for process in both]
    assert [s.split()[-1] for s in said] == ["done", "done"]
    store = open_store(store_url)
    sound(store)
    assert stories(store) == expected
    store.close()


FULL = """
import resource, signal, sys
from stemma.errors import StoreFailed
from stemma.store import open_store
import msgspec
from stemma.model import Analysis
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = open_store(sys.argv[1])
size = int(sys.argv[3])
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
added = 0
try:
    for analysis in msgspec.msgpack.decode(open(sys.argv[2], "rb").read(), type=list[Analysis]):
        with store.writer() as writer:
            new = writer.add([analysis], "m")
        added += len(new)
except StoreFailed as error:
    print(added, str(error))
"""


def test_a_full_disk_is_told_and_loses_nothing(tmp_path, sample_analyses, expected) -> None:
    """What was kept before the disk was full is there; with room again the run goes on."""
    where, kept = tmp_path / "desk.sqlite", tmp_path / "analyses"
    kept.write_bytes(msgspec.msgpack.encode(sample_analyses))
    open_store(where).close()
    size = where.stat().st_size + 250_000
    done = subprocess.run([sys.executable, "-c", FULL, str(where), str(kept), str(size)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    count, _, message = done.stdout.partition(" ")
    assert "Nothing was half-written" in message
    assert 0 < int(count) < len(sample_analyses)
    store = open_store(where)
    sound(store)
    with store.view() as view:
        assert view.counts()["article"] == int(count)
    with store.writer() as writer:
        writer.add(sample_analyses, "m")
    update_stories(store)
    assert stories(store) == expected
    store.close()


def test_a_held_lock_is_told(tmp_path, monkeypatch) -> None:
    """A writer that another program keeps out gives up with a clear word, and gets in later."""
    monkeypatch.setattr("stemma.store.dialects.BUSY_MS", 50)
    store, other = open_store(tmp_path / "s.sqlite"), open_store(tmp_path / "s.sqlite")
    article = unmarked(collect([Raw(id="a", text="Ferry talks resume in Malmö.")]).articles[0])
    with other.writer(), pytest.raises(StoreFailed, match=r"locked.*held by another program"), store.writer() as writer:
        writer.add([article], "m")
    with store.writer() as writer:
        assert writer.add([article], "m") == ("a",)
    store.close()
    other.close()


def test_a_lost_connection_is_told_and_the_next_one_works(postgres_url: str, sample_articles) -> None:
    """The server ends a connection in the middle of a transaction: nothing of it stays, and the store goes on."""
    from sqlalchemy import create_engine

    engine = create_engine(postgres_url.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE lost{os.getpid()}"))
    store = open_store(postgres_url.replace("/postgres?", f"/lost{os.getpid()}?"))
    given = raws(sample_articles)[:2]
    analyses = [unmarked(a) for a in collect(given).articles]
    with pytest.raises(StoreFailed, match="Nothing was half-written"), store.writer() as writer:
        writer.add(analyses[:1], "m")
        with engine.connect() as connection:
            connection.execute(text(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'lost{os.getpid()}'"))
        writer.add(analyses[1:], "m")
    # A pool may hold more connections that the server ended; each is told once, then replaced.
    for _ in range(3):
        try:
            with store.view() as view:
                assert view.counts()["article"] == 0
            break
        except StoreFailed:
            continue
    assert add_articles(store, given, Options(processes=1))[0] == 2
    store.close()
    engine.dispose()


def test_a_file_that_is_no_store_is_told(tmp_path) -> None:
    """A text file, and a database cut short, are no stores; neither is touched."""
    wrong = tmp_path / "notes.txt"
    wrong.write_text("these are notes, and no database at all " * 50)
    before = wrong.read_bytes()
    with pytest.raises(StoreFailed, match="not a database"):
        open_store(wrong)
    assert wrong.read_bytes() == before
