"""Owners of outlets and further names of agencies, from a user's settings."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pyarrow as pa
import pytest
from tests.reuse_case import article

from stemma.align.support import Support
from stemma.annotate import Annotator
from stemma.cli import run
from stemma.errors import UsageError
from stemma.lexicon.agencies import add_agencies, find_agencies
from stemma.lexicon.owners import groups, owner_of, use_settings
from stemma.model import Citation, Lineage, Raw, Record
from stemma.run.collect import collect
from stemma.run.local import Options, Run
from stemma.run.spark import tasks
from stemma.run.update import add_articles, update_stories
from stemma.run.workers import Told
from stemma.store import open_store

DESK = """
[owners]
"Example Group" = ["Daily Example", "evening.example"]

[agencies]
"Halden News Agency" = ["HNA", "Halden News"]
"""


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """Leave no settings behind for other tests."""
    yield
    use_settings(None)
    add_agencies(())


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    path = tmp_path / "desk.toml"
    path.write_text(DESK, encoding="utf8")
    return path


def test_outlets_of_one_owner_count_once(desk: Path) -> None:
    """Three lineages, two of them of one group, are two independent reports."""
    outlets = {"a": "Daily Example", "b": "Evening.Example", "c": "Other Post"}
    articles = {key: msgspec.structs.replace(article(key, ["Text."]), outlet=outlet) for key, outlet in outlets.items()}
    lineages = [Lineage(f"l-{key}", (key,), None, "") for key in articles]
    cited = [Citation(key, 0, 5) for key in articles]
    assert Support(articles, (), lineages).independent(cited) == 3
    use_settings(desk)
    assert Support(articles, (), lineages).independent(cited) == 2
    assert Support(articles, (), lineages).outlets(articles) == 3


def test_owner_is_found_by_name_or_host_in_any_case(desk: Path) -> None:
    """`www.` and case do not matter; an outlet nobody named has no owner."""
    use_settings(desk)
    assert owner_of("DAILY EXAMPLE") == owner_of("www.evening.example") == "Example Group"
    assert owner_of("Other Post") is None
    assert set(groups().values()) == {"Example Group"}


def test_agencies_of_the_settings_are_found_in_texts(desk: Path) -> None:
    """A name given under [agencies] is found beside those built in."""
    use_settings(desk)
    assert [a.name for _, _, a in find_agencies("Halden News, HNA and AFP")] == ["Halden News Agency", "Halden News Agency", "AFP"]


@pytest.mark.parametrize(
    "text", ["[owners", "[owner]\nx = ['a']", "[owners]\nx = 'a'", "[owners]\nx = ['a']\ny = ['A']"]
)
def test_a_settings_file_that_cannot_be_used_says_why(tmp_path: Path, text: str) -> None:
    """Broken TOML, an unknown table, a name for a list and an outlet of two groups are named with the file."""
    path = tmp_path / "desk.toml"
    path.write_text(text, encoding="utf8")
    with pytest.raises(UsageError, match=r"desk\.toml"):
        use_settings(path)


def test_a_missing_settings_file_is_named(tmp_path: Path) -> None:
    """The message holds the path."""
    with pytest.raises(UsageError, match=r"nowhere\.toml"):
        use_settings(tmp_path / "nowhere.toml")


def test_commands_take_the_settings(desk: Path, tmp_path: Path) -> None:
    """`stemma --settings FILE record` counts two outlets of one owner once."""
    text = "Governor Ilse Varga closed the Tarn bridge on Monday because the river had flooded the road."
    rows = [{"id": k, "text": f"{start}{text}", "outlet": o} for k, o, start in (("a", "Daily Example", ""), ("b", "evening.example", "Again: "))]
    source, out = tmp_path / "in.jsonl", tmp_path / "out.json"
    source.write_bytes(b"\n".join(map(msgspec.json.encode, rows)))
    assert run(["--settings", str(desk), "record", "-q", str(source), "-o", str(out)]) == 0
    record = msgspec.json.decode(out.read_bytes(), type=Record)
    assert all(claim.independent == 1 for story in record.stories for claim in story.claims)


REPORTS = [
    Raw(id="a", outlet="Daily Example", published="2031-05-06", text="Governor Ilse Varga closed the Tarn bridge on Monday. The river had flooded the road."),
    Raw(id="b", outlet="evening.example", published="2031-05-06", text="Water stood on the road. Governor Ilse Varga closed the Tarn bridge on Monday, and traffic was sent north."),
]


def test_a_worker_counts_by_the_settings_it_was_handed(annotator: Annotator, desk: Path) -> None:
    """What a cluster's worker is to do carries the settings: the worker's own process never read the file."""
    free = tasks.tell(Options(processes=1))
    use_settings(desk)
    bound = tasks.tell(Options(processes=1))
    use_settings(None)
    analyses = annotator.annotate(collect(REPORTS).articles)
    rows = [{"story": "s", "body": msgspec.msgpack.encode(a)} for a in analyses]
    for work, independent in ((free, 2), (bound, 1), (free, 2)):
        told = work(pa.Table.from_pylist(rows), pa.Table.from_pylist([], pa.schema([("body", pa.binary())])))
        story = msgspec.msgpack.decode(told.column("body")[0].as_py(), type=Told).story
        assert {c.independent for c in story.claims if c.articles == 2} == {independent}


def test_worker_processes_are_handed_the_settings(desk: Path, tmp_path: Path) -> None:
    """A process that is started for the work counts by the settings of the one that starts it."""
    use_settings(desk)
    with Run(Options(processes=1, guarded=True, work=tmp_path / "work.sqlite")) as run:
        record, _ = run.record(collect(REPORTS).articles)
    assert {c.independent for s in record.stories for c in s.claims if c.articles == 2} == {1}


def test_a_store_counts_again_under_other_settings(desk: Path, tmp_path: Path) -> None:
    """An update makes the stories that were counted under other settings, and none when they stay."""
    with closing(open_store(f"sqlite:///{tmp_path / 'desk.sqlite'}")) as store:
        add_articles(store, REPORTS, Options(processes=1))

        def counted() -> list[int]:
            update_stories(store)
            with store.view() as view:
                found = [view.story(key) for key in view.story_keys()]
            return [max(c.independent for c in s.claims) for s in found if s is not None]

        assert counted() == [2]
        use_settings(desk)
        assert counted() == [1]
        assert update_stories(store).made == ()
        use_settings(None)
        assert counted() == [2]
