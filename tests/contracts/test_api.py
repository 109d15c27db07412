"""The API over a store: pages, ETags, problems, search, adding, correcting and undoing."""

from __future__ import annotations

import msgspec
import pytest
from litestar.testing import TestClient
from tests.contracts.test_update import raws

from stemma.api import make_app
from stemma.run.local import Options
from stemma.run.update import add_articles, update_stories
from stemma.store import open_store


@pytest.fixture(scope="module")
def client(tmp_path_factory, sample_articles):
    """A client of a server over the sample."""
    store = open_store(tmp_path_factory.mktemp("api") / "desk.sqlite")
    add_articles(store, raws(sample_articles), Options(processes=1))
    update_stories(store)
    with TestClient(make_app(store), base_url="http://127.0.0.1") as opened:
        yield opened


def test_stories_come_in_pages(client) -> None:
    """Following `next` gives every story once."""
    seen, offset = [], 0
    while offset is not None:
        page = client.get("/api/v1/stories", params={"limit": 2, "offset": offset}).json()
        seen += [card["id"] for card in page["items"]]
        offset = page["next"]
    lines = client.get("/api/v1/stories.jsonl").content.splitlines()
    assert sorted(seen) == sorted(msgspec.json.decode(line)["id"] for line in lines)
    assert len(seen) >= 4


def test_a_story_is_the_record_and_is_not_sent_twice(client, sample_record) -> None:
    """The body is the record's story, byte for byte; with its ETag the answer is 304."""
    story = sample_record.stories[0]
    first = client.get(f"/api/v1/stories/{story.id}")
    assert first.content == msgspec.json.encode(story)
    again = client.get(f"/api/v1/stories/{story.id}", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_all_stories_stream_as_lines(client, sample_record) -> None:
    """One JSON object a line, all of them."""
    lines = client.get("/api/v1/stories.jsonl").content.splitlines()
    assert {msgspec.json.decode(line)["id"] for line in lines} >= {s.id for s in sample_record.stories}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/stories/none", 404),
        ("/api/v1/articles/none", 404),
        ("/api/v1/search?q=x%20AND", 400),
        ("/api/v1/search", 400),
        ("/api/v1/stories?limit=0", 400),
        ("/api/v1/nothing", 404),
    ],
)
def test_problems_are_told_as_problems(client, path: str, status: int) -> None:
    """Every error has status, title and detail as problem+json."""
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert set(answer.json()) == {"title", "status", "detail"}


def test_an_unexpected_error_shows_no_insides(client, monkeypatch) -> None:
    """The detail of a 500 names nothing of the code."""
    monkeypatch.setattr("stemma.api.routes.search", lambda *_, **__: 1 / 0)
    answer = client.get("/api/v1/search?q=x")
    assert answer.status_code == 500
    assert "Zero" not in answer.text


def test_added_articles_are_found_corrected_and_undone(client) -> None:
    """Posting an article makes its story; a correction moves it, undoing moves it back."""
    text = "Guild elects a beekeeper\n\nThe bakers' guild of Wexcombe elected a beekeeper on Tuesday, its secretary said."
    added = client.post("/api/v1/articles", json=[{"id": "bees", "text": text}]).json()
    assert (added["new"], len(added["stories_made"])) == (1, 1)
    (hit,) = client.get("/api/v1/search", params={"q": "beekeeper wexcombe"}).json()["hits"]
    assert hit["article"] == "bees"
    other = client.get("/api/v1/stories").json()["items"][-1]["id"]
    member = client.get(f"/api/v1/stories/{other}").json()["articles"][0]
    said = {"kind": "together", "targets": ["bees", member], "by": "ed", "why": "test"}
    number = client.post("/api/v1/corrections", json=said).json()["number"]
    (hit,) = client.get("/api/v1/search", params={"q": "beekeeper wexcombe"}).json()["hits"]
    joined = hit["story"]
    assert set(client.get(f"/api/v1/stories/{joined}").json()["articles"]) >= {"bees", member}
    undo = client.request("DELETE", f"/api/v1/corrections/{number}", json={"by": "ed", "why": "done"})
    assert undo.status_code == 200
    assert client.get("/api/v1/corrections").json()[-1]["undone"]["why"] == "done"
    (hit,) = client.get("/api/v1/search", params={"q": "beekeeper wexcombe"}).json()["hits"]
    assert hit["story"] == added["stories_made"][0]


@pytest.mark.parametrize("body", [{}, [{}], [{"text": ""}], [{"text": 3}], [{"text": "x", "no": 1}], "x"])
def test_a_wrong_body_is_a_bad_request(client, body) -> None:
    """Nothing but a list of articles is taken."""
    assert client.post("/api/v1/articles", json=body).status_code == 400


def test_another_host_name_and_another_sites_page_are_refused(client) -> None:
    """DNS rebinding and cross-site writing are met with 403."""
    assert client.get("/api/v1/stories", headers={"host": "evil.example"}).status_code == 403
    crossing = client.post("/api/v1/articles", json=[], headers={"origin": "https://evil.example"})
    assert crossing.status_code == 403


def test_the_openapi_document_has_every_route(client) -> None:
    """OpenAPI 3.1, made from the types."""
    document = client.get("/api/v1/schema/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    assert {"/api/v1/stories", "/api/v1/stories/{story_id}", "/api/v1/search", "/api/v1/articles"} <= set(document["paths"])
