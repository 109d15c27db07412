"""The Python client against a live server: every method, and how it tells what went wrong."""

from __future__ import annotations

import threading

import pytest
from tests.contracts.server_case import served
from tests.contracts.test_update import raws

from stemma.accounts import Accounts
from stemma.api import make_app
from stemma.api.bodies import NewArticle
from stemma.api.state import Door
from stemma.client import Client
from stemma.errors import ServerSaid
from stemma.run.local import Options
from stemma.run.update import add_articles, update_stories
from stemma.store import open_store

BEES = "Guild elects a beekeeper\n\nThe bakers' guild of Wexcombe elected a beekeeper on Tuesday, its secretary said."


@pytest.fixture(scope="module")
def address(tmp_path_factory, sample_articles):
    """A live server over the sample."""
    store = open_store(tmp_path_factory.mktemp("client") / "desk.sqlite")
    add_articles(store, raws(sample_articles), Options(processes=1))
    update_stories(store)
    with served(make_app(store)) as at:
        yield at


@pytest.fixture
def client(address: str):
    """A client of it."""
    with Client(address) as opened:
        yield opened


def test_stories_articles_and_records_have_the_records_own_types(client: Client, sample_record, monkeypatch) -> None:
    """Lists are followed page by page; what is asked for again is what it was."""
    monkeypatch.setattr("stemma.client.PAGE", 2)
    cards = list(client.stories(order="articles"))
    assert {s.id for s in sample_record.stories} <= {card.id for card in cards}
    one = sample_record.stories[0]
    assert client.story(one.id) == client.story(one.id) == one
    assert client.article(one.articles[0]).id == one.articles[0]
    assert {s.id for s in client.records()} == {card.id for card in cards}
    assert client.me().via == "local"


def test_search_finds_and_a_wrong_query_says_why(client: Client) -> None:
    """The server's words come with the error."""
    assert client.search("ferry").total >= 5
    with pytest.raises(ServerSaid, match="expected words") as met:
        client.search("x AND")
    assert (met.value.status, met.value.title) == (400, "Bad request")


@pytest.mark.parametrize("ask", [lambda c: c.story("no/such story?"), lambda c: c.article("none"), lambda c: c.undo(99, why="x")])
def test_what_is_not_there_is_404(client: Client, ask) -> None:
    """Any characters may stand in an id."""
    with pytest.raises(ServerSaid) as met:
        ask(client)
    assert met.value.status == 404


def test_adding_correcting_and_undoing_is_followed_as_it_happens(client: Client, address: str) -> None:
    """The stream of changes tells of a new story, one that went, and one that came again."""
    seen, ready = [], threading.Event()

    def follow() -> None:
        with Client(address) as other:
            ready.set()
            for change in other.follow(after=start):
                seen.append(change)
                if change.kind == "gone":
                    return

    start = max((c.number for c in client.changes()), default=0)
    thread = threading.Thread(target=follow, daemon=True)
    thread.start()
    ready.wait(10)
    added = client.add([NewArticle(id="bees", text=BEES)])
    assert (added.new, len(added.stories_made)) == (1, 1)
    other = next(card for card in client.stories() if card.id != added.stories_made[0])
    number = client.correct("together", ["bees", client.story(other.id).articles[0]], why="test", by="ed")
    assert {s.number for s in client.corrections() if s.undone is None} == {number}
    client.undo(number, why="done", by="ed")
    thread.join(20)
    assert (seen[0].kind, seen[0].story) == ("new", added.stories_made[0])
    assert seen[-1].kind == "gone"
    listed = list(client.changes(after=start))
    assert listed[: len(seen)] == seen
    assert client.add([NewArticle(id="bees", text=BEES)]).new == 0


def test_a_server_with_accounts_wants_a_token(tmp_path) -> None:
    """Without one, 401; with one, its user."""
    store = open_store(tmp_path / "s.sqlite")
    book = Accounts(store)
    book.add("ada", "admin", "a long enough secret", "setup")
    secret = book.issue("ada", "", "reader", days=1, by="ada").secret
    with served(make_app(store, door=Door(accounts=True))) as at:
        with Client(at) as client, pytest.raises(ServerSaid, match="401"):
            client.me()
        with Client(at, token=secret) as client:
            assert (client.me().name, list(client.stories())) == ("ada", [])
            with pytest.raises(ServerSaid, match="403"):
                client.add([])
            with pytest.raises(ServerSaid, match="404"):
                list(client._streamed("nothing").__enter__().iter_lines())


def test_no_server_is_said_to_be_none() -> None:
    """Status 0, with the address."""
    with Client("http://127.0.0.1:9") as client, pytest.raises(ServerSaid, match=r"127\.0\.0\.1:9") as met:
        client.me()
    assert met.value.status == 0
