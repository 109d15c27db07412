"""The store's contract: the same behaviour on SQLite and PostgreSQL."""

from __future__ import annotations

import pytest

from stemma.annotate import unmarked
from stemma.errors import StoreFailed, UsageError
from stemma.model import Analysis, Citation, Correction, Entity, Event, Issue, Lineage, Place, Raw, Size, Story
from stemma.run.collect import collect
from stemma.store import Store, open_store
from stemma.store.search import search

REPORTS = (
    Raw(id="a", title="Ferry talks resume", text="Ferry talks resume in Malmö.\n\nThe minister said talks would go on.", outlet="Nordlys", published="2031-03-02"),
    Raw(id="b", title="Ministers meet on the ferry", text="Ministers meet on the ferry dispute.\n\nNo talks were held, the union said.", outlet="Kystnytt", published="2031-03-03"),
    Raw(id="c", text="Chess club opens its doors.\n\nA grandmaster played twenty boards.", outlet="Nordlys"),
)


@pytest.fixture
def analyses() -> list[Analysis]:
    """Three small articles without marks."""
    return [unmarked(a) for a in collect(REPORTS).articles]


@pytest.fixture
def store(store_url: str):
    """An empty store on each back end."""
    opened = open_store(store_url)
    yield opened
    opened.close()


def story(key: str, *articles: str) -> Story:
    """A story of these articles with one entity and one event."""
    cited = (Citation(articles[0], 0, 5),)
    return Story(
        id=key,
        headline=f"Story {key}",
        articles=articles,
        lineages=tuple(Lineage(f"l-{a}", (a,), None, "shares no passage") for a in articles),
        entities=(Entity("person-ada-holm", "Ada Holm", "person", "SWE", (), ("Ada Holm",), cited),),
        events=(Event("CONSULT", None, "040", "reported", None, None, "2031-03-02", None, Place("Malmö"), Size(), cited, 1, 1),),
    )


def fill(store: Store, analyses: list[Analysis]) -> None:
    with store.writer() as writer:
        writer.add(analyses, "test.1")
        writer.put_story(story("s-a", "a", "b"), "key-1", ("2031-03-02", "2031-03-03"), 2)
        writer.put_story(story("s-c", "c"), "key-2", (None, None), 1)


def ids(store: Store, query: str) -> list[str]:
    with store.view() as view:
        return [hit.article for hit in search(view, query).hits]


def test_what_was_written_is_read_back(store: Store, analyses) -> None:
    """Articles, analyses and stories come back equal."""
    fill(store, analyses)
    with store.view() as view:
        assert list(view.analyses()) == sorted(analyses, key=lambda a: a.id)
        assert view.article("a") == collect(REPORTS[:1]).articles[0]
        assert view.story("s-a") == story("s-a", "a", "b")
        assert view.story_of("b") == "s-a"
        assert view.counts() == {"article": 3, "analysis": 3, "story": 2, "entity": 2, "event": 2, "issue": 0, "correction": 0}


def test_an_article_added_twice_is_kept_once(store: Store, analyses) -> None:
    """The second adding tells that nothing was new."""
    with store.writer() as writer:
        assert writer.add([*analyses, analyses[0]], "test.1") == ("a", "b", "c")
    with store.writer() as writer:
        assert writer.add(analyses, "test.1") == ()


def test_a_failed_transaction_leaves_nothing(store: Store, analyses) -> None:
    """What was written before the failure is gone with it."""
    with pytest.raises(RuntimeError), store.writer() as writer:
        writer.add(analyses, "test.1")
        raise RuntimeError
    with store.view() as view:
        assert set(view.counts().values()) == {0}


def test_a_story_written_again_replaces_itself(store: Store, analyses) -> None:
    """Its old members, entities and events are gone."""
    fill(store, analyses)
    with store.writer() as writer:
        writer.put_story(story("s-a", "a"), "key-3", (None, None), 1)
    with store.view() as view:
        assert view.story_keys() == {"s-a": "key-3", "s-c": "key-2"}
        assert view.story_of("b") is None


def test_cards_come_newest_first_then_undated(store: Store, analyses) -> None:
    """Stories are listed by their last publication; those without a date come last."""
    fill(store, analyses)
    with store.view() as view:
        assert [card.id for card in view.stories()] == ["s-a", "s-c"]
        assert [card.id for card in view.stories(offset=1)] == ["s-c"]
        assert view.stories()[0].outlets == 2


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("talks", {"a", "b"}),
        ("TALKS malmo", {"a"}),
        ("Malmö", {"a"}),
        ('"talks would go"', {"a"}),
        ('"would talks"', set()),
        ("talks -union", {"a"}),
        ("talks AND NOT (union OR chess)", {"a"}),
        ("grand*", {"c"}),
        ("outlet:nordlys", {"a", "c"}),
        ("outlet:Nordlys chess", {"c"}),
        ('entity:"ada holm" talks', {"a", "b"}),
        ("event:consult before:2031-03-03", {"a"}),
        ("place:malmö after:2031-03-03", {"b"}),
        ("country:swe chess", {"c"}),
        ("title:ferry", {"a", "b"}),
        ("don't", set()),
    ],
)
def test_search(store: Store, analyses, query: str, expected: set[str]) -> None:
    """Words, accents, phrases, boolean terms, beginnings of words and fields find the same on every back end."""
    fill(store, analyses)
    assert set(ids(store, query)) == expected


def test_a_title_match_ranks_first_and_hits_are_marked(store: Store, analyses) -> None:
    """`ministers` stands in b's headline; the highlights are the words as printed."""
    fill(store, analyses)
    with store.view() as view:
        found = search(view, "chess OR boards")
    assert found.total == 1
    assert [span.of(REPORTS[2].text) for span in found.hits[0].highlights] == ["Chess", "boards"]
    assert found.facets["outlet"] == (("Nordlys", 1),)


@pytest.mark.parametrize("query", ["", "x AND", "(x", "colour:red", "published:[1 TO 2]", "?!", "x~2"])
def test_a_query_that_cannot_be_read_says_why(store: Store, query: str) -> None:
    """Every slip is a usage error with what was expected."""
    with store.view() as view, pytest.raises(UsageError, match=r"expected|known"):
        search(view, query)


def test_corrections_stand_until_undone(store: Store) -> None:
    """A correction can be taken back once, with who, when and why."""
    said = Correction(kind="together", targets=("a", "b"), by="ed", at="2031-03-04", why="one event")
    with store.writer() as writer:
        number = writer.correct(said)
        taken = {"by": "eva", "at": "2031-03-05", "why": "no"}
        assert writer.undo(number, taken)
        assert not writer.undo(number, taken)
    with store.view() as view:
        (standing,) = view.corrections()
        assert (standing.correction, standing.undone) == (said, taken)


def test_issues_are_kept_once(store: Store) -> None:
    """The same issue of the same article is one row, with the newest words."""
    with store.writer() as writer:
        writer.add_issues([Issue("x.txt", "empty-file", "old")])
        writer.add_issues([Issue("x.txt", "empty-file", "new"), Issue("y.txt", "empty-file", "other")])
    with store.view() as view:
        assert [i.message for i in view.issues()] == ["new", "other"]


def test_nul_and_half_pairs_do_not_break_a_store(store: Store) -> None:
    """Characters a database cannot keep are kept in the body and replaced in its search column."""
    article = unmarked(collect([Raw(id="odd", text="Odd\0 text with many words in it")]).articles[0])
    with store.writer() as writer:
        writer.add([article], "test.1")
    with store.view() as view:
        assert view.article("odd").text == "Odd\0 text with many words in it"
    assert ids(store, "odd") == ["odd"]


def test_a_newer_schema_is_refused_with_a_clear_word(store: Store, store_url: str) -> None:
    """A store written by a newer Stemma is not touched."""
    from sqlalchemy import text

    with store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreFailed, match="newer Stemma"):
        open_store(store_url)


def test_a_store_opens_again(store_url: str, analyses) -> None:
    """What one program wrote the next one reads."""
    first = open_store(store_url)
    fill(first, analyses)
    first.close()
    second = open_store(store_url)
    with second.view() as view:
        assert view.counts()["article"] == 3
    second.close()
