"""One machine used whole: jobs in any order give one record; what dies, hangs or is stopped costs nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest
from tests.conftest import SAMPLE

from stemma.annotate import Annotator
from stemma.errors import StoreFailed
from stemma.model import Analysis, Article, Raw
from stemma.run.collect import collect
from stemma.run.crew import Crew, Job
from stemma.run.kept import Kept, key_of
from stemma.run.local import Options, Run, annotate_all, encode, make_record

HALL = "The council of Tolmere closed the swimming hall on Monday after a pipe burst. Repairs will take a month, the mayor said."
FERRY = "A ferry ran aground off Ostwick on Tuesday. Forty passengers were taken ashore by a lifeboat and nobody was hurt, the coast guard said."


def articles(*more: Raw) -> tuple[Article, ...]:
    return collect([Raw(text=HALL, id="hall"), Raw(text=FERRY, id="ferry"), *more]).articles


class Poisoned(Annotator):
    """Raises, hangs, dies or takes all memory over an article that says so, as a faulty kernel might."""

    def annotate(self, articles):
        for article in articles:
            match article.id:
                case "hang":
                    time.sleep(600)
                case "die":
                    os.kill(os.getpid(), signal.SIGKILL)
                case "eat":
                    bytearray(1 << 46)
        return super().annotate(articles)


def crewed(tmp_path: Path, **more: object) -> Options:
    """Return options under which workers are used however small the input."""
    return Options(processes=2, work=tmp_path / "work.sqlite", **more)


def test_workers_give_the_same_record_as_one_process(sample_articles, sample_record, tmp_path) -> None:
    """Law 2: two workers, one worker and no worker give the same bytes."""
    for processes in (1, 2):
        options = Options(processes=processes, work=tmp_path / f"{processes}.sqlite")
        assert encode(make_record(sample_articles, options)[0]) == encode(sample_record)


def test_workers_give_the_same_analyses(sample_articles, sample_analyses, tmp_path) -> None:
    """Annotating alone goes the same way, in the order of the input."""
    assert annotate_all(sample_articles, crewed(tmp_path))[0] == sample_analyses


@pytest.mark.parametrize(("poison", "seconds", "told"), [("hang", 20.0, "no answer within 20"), ("die", 60.0, "SIGKILL"), ("eat", 60.0, "MemoryError")])
def test_a_poison_article_is_named_and_its_neighbours_are_whole(tmp_path, poison: str, seconds: float, told: str) -> None:
    """An article that makes a kernel hang, die or run out of memory is kept unmarked, with an issue; the others as ever."""
    given = articles(Raw(text="Poison of one kind or another is in here.", id=poison))
    record, issues = make_record(given, crewed(tmp_path, make=Poisoned, seconds=seconds))
    assert [issue.article for issue in issues] == [poison]
    assert issues[0].code in {"annotate-lost", "annotate-failed"}
    assert told in issues[0].message
    clean, _ = make_record(articles())
    assert {a.id for a in record.articles} == {"hall", "ferry", poison}
    whole = {s.articles: encode(s) for s in record.stories}
    assert all(whole[s.articles] == encode(s) for s in clean.stories)


def test_a_story_that_cannot_be_aligned_keeps_its_articles(sample_analyses, monkeypatch) -> None:
    """A kernel that raises over one story costs that story's claims, and an issue tells so."""
    from stemma.run import stories
    from stemma.run.local import tell_all
    from stemma.run.progress import Silent

    align, seen = stories.align_story, []

    def failing(story, members, *rest):
        seen.append(story)
        if len(seen) == 1:
            raise ValueError("boom")
        return align(story, members, *rest)

    monkeypatch.setattr(stories, "align_story", failing)
    record, issues = tell_all(sample_analyses, Silent())
    assert [(i.article, i.code) for i in issues] == [(seen[0], "story-failed")]
    assert sorted(a for s in record.stories for a in s.articles) == sorted(a.id for a in sample_analyses)


def test_a_killed_run_goes_on_where_it_was(sample_articles, sample_record, tmp_path) -> None:
    """`kill -9` in the middle: the second run finds what was finished, and gives the record of an undisturbed one."""
    work, out = tmp_path / "work.sqlite", tmp_path / "record.json"
    command = [sys.executable, "-m", "stemma.cli", "record", "-q", "-p", "2", str(SAMPLE), "--work", str(work), "-o", str(out)]
    running = subprocess.Popen(command, start_new_session=True, stderr=subprocess.DEVNULL)
    keys = [key_of(b"analysis", msgspec.msgpack.encode(a)) for a in sample_articles]
    deadline = time.monotonic() + 120
    while not (work.exists() and Kept(work).known(keys)) and running.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    done = Kept(work).known(keys)
    assert done
    before = dict(zip(sorted(done), Kept(work).get(sorted(done)), strict=True))
    record, _ = make_record(sample_articles, Options(processes=2, work=work))
    assert encode(record) == encode(sample_record)
    assert dict(zip(sorted(done), Kept(work).get(sorted(done)), strict=True)) == before


def test_what_is_finished_is_not_done_again(tmp_path) -> None:
    """A second run over the same file asks no annotator: one that would die is never called."""
    given = articles()
    options = crewed(tmp_path)
    first = make_record(given, options)
    kept = Kept(tmp_path / "work.sqlite")
    marks = [key_of(b"analysis", msgspec.msgpack.encode(a)) for a in given]
    changed = msgspec.msgpack.decode(kept.get(marks)[0], type=Analysis)
    kept.put({marks[0]: msgspec.msgpack.encode(changed)})
    assert make_record(given, msgspec.structs.replace(options, make=Deadly)) == first


class Deadly(Annotator):
    """May be made, never asked."""

    def annotate(self, articles):
        os.kill(os.getpid(), signal.SIGKILL)
        return super().annotate(articles)


def test_no_articles_make_an_empty_record(tmp_path) -> None:
    """Nothing in, nothing out, with workers too."""
    with Run(crewed(tmp_path)) as run:
        assert run.record([])[0].stories == ()


def full() -> dict[str, object]:
    def write(_: object) -> None:
        raise OSError(28, "No space left on device")

    return {"write": write}


class Once:
    """One job."""

    def __init__(self, job: Job) -> None:
        self.jobs = [job]

    def next(self) -> Job | None:
        return self.jobs.pop() if self.jobs else None

    def open(self) -> bool:
        return bool(self.jobs)

    def done(self, job: Job, result: object) -> None:
        raise AssertionError(result)

    def lost(self, job: Job, reason: str) -> None:
        raise AssertionError(reason)


def test_a_full_disk_is_told_as_such() -> None:
    """A worker that cannot write ends the run with a word on what to do."""
    with Crew(1, full) as crew, pytest.raises(StoreFailed, match="No space left on device"):
        crew.run(Once(Job("write", None, 60.0)))
