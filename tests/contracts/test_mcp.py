"""The MCP server over a store, asked by the SDK's own client in this process."""

from __future__ import annotations

import asyncio
import json

import pytest
from mcp import Client
from tests.contracts.test_update import raws

from stemma.api.mcp import make_server
from stemma.run.local import Options
from stemma.run.update import add_articles, update_stories
from stemma.store import open_store


@pytest.fixture(scope="module")
def store(tmp_path_factory, sample_articles):
    """A store with the sample."""
    opened = open_store(tmp_path_factory.mktemp("mcp") / "desk.sqlite")
    add_articles(opened, raws(sample_articles), Options(processes=1))
    update_stories(opened)
    yield opened
    opened.close()


def ask(store, tool: str, **arguments):
    async def call():
        async with Client(make_server(store)) as client:
            return await client.call_tool(tool, arguments)

    return asyncio.run(call())


def answer(store, tool: str, **arguments):
    result = ask(store, tool, **arguments)
    assert not result.is_error, result
    found = result.structured_content
    return found.get("result", found) if isinstance(found, dict) else json.loads(result.content[0].text)


def test_from_the_list_to_a_passage(store, sample_record) -> None:
    """A client finds a story, its best supported claim, and opens the passage the claim rests on."""
    cards = answer(store, "stories", order="articles")
    assert len(cards) == len(sample_record.stories)
    story = answer(store, "story", story_id=cards[0]["id"])
    assert story["brief"]
    claim = answer(store, "claims", story_id=cards[0]["id"])[0]
    cited = claim["citations"][0]
    opened = answer(store, "passage", article_id=cited["article"], start=cited["start"], end=cited["end"])
    text = next(a.text for a in sample_record.articles if a.id == cited["article"])
    assert opened["passage"] == text[cited["start"] : cited["end"]]


def test_search_and_least_support(store) -> None:
    """Search finds reports; claims can be asked for by independent support."""
    assert answer(store, "search_reports", query="ferry")["total"] >= 5
    for card in answer(store, "stories"):
        assert all(c["independent"] >= 2 for c in answer(store, "claims", story_id=card["id"], least_independent=2))


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [("story", {"story_id": "none"}), ("search_reports", {"query": "x AND"}), ("stories", {"order": "x"}), ("passage", {"article_id": "none", "start": 0, "end": 1})],
)
def test_a_wrong_question_is_an_error_with_words(store, tool: str, arguments: dict) -> None:
    """The model is told what was expected; the server goes on."""
    result = ask(store, tool, **arguments)
    assert result.is_error
    assert result.content[0].text


def test_no_tool_writes(store) -> None:
    """The tools are the five that read."""

    async def names():
        async with Client(make_server(store)) as client:
            return {tool.name for tool in (await client.list_tools()).tools}

    assert asyncio.run(names()) == {"stories", "story", "claims", "search_reports", "passage"}
