"""A store of the first schema opens today, with all it holds; the steps lead to the tables the program knows."""

from __future__ import annotations

import msgspec
import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from stemma.annotate import unmarked
from stemma.errors import StoreFailed
from stemma.model import Correction, Raw, Story
from stemma.run.collect import collect
from stemma.run.update import update_stories
from stemma.store import Store, open_store
from stemma.store.opening import _config, _engine, newest

FIRST = "0001"


@pytest.fixture
def first(store_url: str) -> str:
    """A store as the first Stemma left it: two articles, a story, a correction."""
    store = Store(_engine(store_url))
    with store._writing() as connection:
        command.upgrade(_config(connection), FIRST)
        articles = collect([Raw(id="a", text="Ferry talks resume in Malmö on Tuesday."), Raw(id="b", text="A chess club opens its doors.")]).articles
        for article in articles:
            row = {"id": article.id, "title": article.title, "text": article.text, "body": msgspec.msgpack.encode(article)}
            connection.execute(text("INSERT INTO article (id, title, text, body) VALUES (:id, :title, :text, :body)"), row)
            connection.execute(text("INSERT INTO words (article, title, text) VALUES (:id, '', :folded)"), {"id": article.id, "folded": article.text.lower()})
            row = {"id": article.id, "body": msgspec.msgpack.encode(unmarked(article))}
            connection.execute(text("INSERT INTO analysis (article, maker, body) VALUES (:id, 'old', :body)"), row)
        story = Story(id="s-old", headline="Old", articles=("a",))
        row = {"body": msgspec.json.encode(story)}
        connection.execute(text("INSERT INTO story (id, key, headline, articles, outlets, independent, body) VALUES ('s-old', 'k', 'Old', 1, 1, 1, :body)"), row)
        connection.execute(text("INSERT INTO membership (article, story) VALUES ('a', 's-old')"))
        said = Correction(kind="together", targets=("a", "b"), by="ed", at="2031-01-01", why="one event")
        connection.execute(text("INSERT INTO correction (body) VALUES (:body)"), {"body": msgspec.json.encode(said)})
    store.close()
    return store_url


def test_a_store_of_the_first_schema_opens_and_goes_on(first: str) -> None:
    """Articles, story and correction are there; an update settles them with what came later."""
    store = open_store(first)
    assert store.version() == newest()
    with store.view() as view:
        assert {"a", "b"} == set(view.articles(["a", "b"]))
        assert view.story("s-old").headline == "Old"
        (standing,) = view.corrections()
    assert standing.correction.why == "one event"
    done = update_stories(store)
    assert (done.gone, len(done.made)) == (("s-old",), 1)
    with store.view() as view:
        assert view.story(done.made[0]).articles == ("a", "b")
    store.close()


def test_the_steps_lead_to_the_tables_the_program_knows(store_url: str) -> None:
    """A column or index that the schema has and no migration makes (or the other way round) is a difference."""
    from stemma.store.schema import metadata

    store = open_store(store_url)
    made_by_hand = {"article_search", "article_search_data", "article_search_idx", "article_search_docsize", "article_search_config", "ix_words_search", "ix_entity_name_trgm", "search"}

    def ours(thing, name, kind, reflected, compared) -> bool:
        return name not in made_by_hand

    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours, "compare_type": True})
        assert compare_metadata(context, metadata) == []
    store.close()


def test_a_migration_that_fails_leaves_the_store_as_it_was(first: str) -> None:
    """All steps stand in one transaction, on SQLite too."""
    before = Store(_engine(first))
    with before._writing() as connection:
        connection.execute(text("CREATE TABLE ix_story_stale (story INTEGER)"))
    with pytest.raises(StoreFailed):
        open_store(first)
    assert before.version() == FIRST
    with before._writing() as connection:
        connection.execute(text("DROP TABLE ix_story_stale"))
    before.close()
    opened = open_store(first)
    assert opened.version() == newest()
    opened.close()
