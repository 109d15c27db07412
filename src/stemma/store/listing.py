"""Listing: stories in a list, chosen by what a reader asks, without opening any of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec
from sqlalchemy import ColumnElement, func, select

from stemma.model import Story
from stemma.store import schema
from stemma.store.card import Card, make_card
from stemma.store.search import read_query
from stemma.store.view import StoryCard, View

Order = Literal["last", "first", "independent", "articles"]


class Wanted(msgspec.Struct, frozen=True):
    """What the stories of a list must have; what is empty or None asks nothing.

    Attributes:
        words: a query as search reads it, which one of a story's reports must answer.
        outlet: an outlet one of whose reports is in the story, in any case.
        since: ISO 8601; a report of the story came out then or later. ``until``: then or earlier.
        independent: least number of independent texts.
        disputed: whether its reports must differ on something.
    """

    words: str = ""
    outlet: str = ""
    since: str = ""
    until: str = ""
    independent: int = 0
    disputed: bool = False


class Listed(msgspec.Struct, frozen=True):
    """A page of a list, with how many stories there are in all."""

    stories: tuple[tuple[StoryCard, Card], ...]
    total: int


def list_stories(view: View, wanted: Wanted = Wanted(), *, limit: int = 20, offset: int = 0, order: Order = "last") -> Listed:
    """Return stories with their cards: newest, best supported, or largest first; ``first`` is the newest begun.

    Raises:
        UsageError: when the words cannot be read as a query.
    """
    table = schema.story
    asked = _conditions(view, wanted)
    total = view.connection.execute(select(func.count()).select_from(table).where(*asked)).scalar_one()
    by = {"last": table.c.last, "first": table.c.first, "independent": table.c.independent, "articles": table.c.articles}[order]
    chosen = select(table.c.id).where(*asked).order_by(by.desc().nulls_last(), table.c.id).limit(limit).offset(offset)
    ids = list(view.connection.execute(chosen).scalars())
    found = _rows(view, ids)
    return Listed(tuple(found[key] for key in ids), total)


def outlets(view: View, most: int = 200) -> tuple[tuple[str, int], ...]:
    """Return the outlets with most reports, each with how many it has."""
    column, count = schema.article.c.outlet, func.count().label("count")
    chosen = select(column, count).where(column.is_not(None)).group_by(column).order_by(count.desc(), column).limit(most)
    return tuple((name, n) for name, n in view.connection.execute(chosen))


def _rows(view: View, ids: list[str]) -> Mapping[str, tuple[StoryCard, Card]]:
    table = schema.story
    columns = [table.c[name] for name in StoryCard.__struct_fields__]
    found = {}
    for row in view.connection.execute(select(*columns, table.c.card).where(table.c.id.in_(ids))).all():
        found[row[0]] = (StoryCard(*row[:-1]), _card(view, row[0], row[-1]))
    return found


def _card(view: View, key: str, body: bytes | None) -> Card:
    """Return a kept card; a story kept before there were cards is opened."""
    if body is not None:
        return msgspec.msgpack.decode(body, type=Card)
    story: Story | None = view.story(key)
    return make_card(story, view.articles(story.articles)) if story else Card("")


def _conditions(view: View, wanted: Wanted) -> list[ColumnElement[bool]]:
    table, member = schema.story, schema.membership
    asked: list[ColumnElement[bool]] = []
    if wanted.words.strip():
        some = select(schema.article.c.id).where(read_query(wanted.words, view.dialect).condition)
        asked.append(table.c.id.in_(select(member.c.story).where(member.c.article.in_(some))))
    if wanted.outlet:
        some = select(schema.article.c.id).where(func.lower(schema.article.c.outlet) == wanted.outlet.lower())
        asked.append(table.c.id.in_(select(member.c.story).where(member.c.article.in_(some))))
    if wanted.since:
        asked.append(table.c.last >= wanted.since)
    if wanted.until:
        # A time of that day is later than the day as a string; "~" stands behind every character of a time.
        asked.append(table.c.first <= wanted.until + "~")
    if wanted.independent > 1:
        asked.append(table.c.independent >= wanted.independent)
    if wanted.disputed:
        asked.append(table.c.disputes > 0)
    return asked
