"""Search on each back end over the sample that ships: every field, facets, ranking, pages, and where the words stand."""

from __future__ import annotations

import pytest

from stemma.run.update import MAKER, update_stories
from stemma.store import open_store
from stemma.store.search import FIELDS, search


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def view(request, tmp_path_factory, sample_analyses):
    """A view of a store with the sample."""
    if request.param == "sqlite":
        where = str(tmp_path_factory.mktemp("search") / "s.sqlite")
    else:
        from sqlalchemy import create_engine, text

        url = request.getfixturevalue("postgres_url")
        engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text("CREATE DATABASE searching"))
        engine.dispose()
        where = url.replace("/postgres?", "/searching?")
    store = open_store(where)
    with store.writer() as writer:
        writer.add(sample_analyses, MAKER)
    update_stories(store)
    with store.view() as opened:
        yield opened
    store.close()


def naive(sample_record, kept) -> set[str]:
    return {a.id for a in sample_record.articles if kept(a)}


def found(view, query: str) -> set[str]:
    return {hit.article for hit in search(view, query, limit=500).hits}


def stories_with(sample_record, kept) -> set[str]:
    return {key for s in sample_record.stories if kept(s) for key in s.articles}


def test_every_field_finds_what_a_scan_finds(view, sample_record) -> None:
    """Outlet, agency, language, title, dates, entity, country, place and event type, against a plain loop over the record."""
    outlet = next(a.outlet for a in sample_record.articles if a.outlet)
    credit = next(a.credit for a in sample_record.articles if a.credit)
    day = sorted(a.published.value[:10] for a in sample_record.articles if a.published)[len(sample_record.articles) // 2]
    entity = next(e for s in sample_record.stories for e in s.entities if e.type == "person")
    country = next(e.country for s in sample_record.stories for e in s.entities if e.country)
    place = next(e.place.name for s in sample_record.stories for e in s.events if e.place)
    kind = next(e.type for s in sample_record.stories for e in s.events)
    word = next(w for a in sample_record.articles if a.title for w in a.title.split() if w.isalpha() and len(w) > 5)
    expected = {
        f'outlet:"{outlet.upper()}"': naive(sample_record, lambda a: (a.outlet or "").lower() == outlet.lower()),
        f'agency:"{credit}"': naive(sample_record, lambda a: (a.credit or "").lower() == credit.lower()),
        "language:EN": naive(sample_record, lambda a: a.language == "en"),
        f"title:{word}": naive(sample_record, lambda a: word.lower() in (a.title or "").lower()),
        f"after:{day}": naive(sample_record, lambda a: a.published and a.published.value >= day),
        f"before:{day}": naive(sample_record, lambda a: a.published and a.published.value < day),
        f'entity:"{entity.name.lower()}"': stories_with(sample_record, lambda s: entity.name in {e.name for e in s.entities}),
        f"country:{country.lower()}": stories_with(sample_record, lambda s: country in {e.country for e in s.entities}),
        f'place:"{place.upper()}"': stories_with(sample_record, lambda s: place.lower() in {e.place.name.lower() for e in s.events if e.place}),
        f"event:{kind.lower()}": stories_with(sample_record, lambda s: kind in {e.type for e in s.events}),
    }
    assert {query.split(":")[0] for query in expected} == set(FIELDS)
    for query, ids in expected.items():
        assert ids, query
        assert found(view, query) == ids, query


def test_boolean_terms_are_sets(view, sample_record) -> None:
    """AND, OR, NOT, minus and parentheses do with the hits what they do with sets."""
    every = naive(sample_record, lambda a: True)
    ferry, coast, bridge = (found(view, w) for w in ("ferry", "coast", "bridge"))
    assert ferry
    assert bridge
    assert found(view, "ferry AND coast") == found(view, "ferry coast") == ferry & coast
    assert found(view, "ferry OR bridge") == ferry | bridge
    assert found(view, "ferry AND NOT coast") == found(view, "ferry -coast") == ferry - coast
    assert found(view, "(ferry OR bridge) AND NOT (coast OR bridge)") == (ferry | bridge) - (coast | bridge)
    assert found(view, "language:en -ferry") == naive(sample_record, lambda a: a.language == "en") - ferry
    assert found(view, 'ferry OR "no such words here"') <= every


def test_a_phrase_is_words_one_after_the_other(view, sample_record) -> None:
    """Any three words that follow each other in a text find it; turned round they find less."""
    from stemma.store.words import words_of

    for article in sample_record.articles[:6]:
        words = [w for w, _ in words_of(article.text)][8:11]
        assert article.id in found(view, f'"{" ".join(words)}"')
    assert not found(view, '"zzz of the"')


def test_highlights_are_the_words_as_printed(view, sample_record) -> None:
    """Every span of every hit is one of the words or the phrase; each hit without fields has one."""
    texts = {a.id: a.text for a in sample_record.articles}
    for query, words in {"ferry": {"ferry"}, '"coast guard"': {"coast guard"}, "ferry OR bridge": {"ferry", "bridge"}}.items():
        for hit in search(view, query, limit=100).hits:
            printed = {span.of(texts[hit.article]).lower() for span in hit.highlights}
            assert printed <= words, query
            assert printed or hit.title


def test_facets_count_all_hits_and_pages_hold_each_once(view, sample_record) -> None:
    """Facets are over all hits, not over the page; pages follow each other without a gap."""
    whole = search(view, "language:en", limit=500)
    assert whole.total == len(whole.hits) == len(naive(sample_record, lambda a: a.language == "en"))
    small = search(view, "language:en", limit=3)
    assert small.facets == whole.facets
    by_outlet = {a.outlet for a in sample_record.articles if a.outlet}
    assert {name for name, _ in whole.facets["outlet"]} == set(sorted(by_outlet)[:20]) or len(by_outlet) > 20
    counts = [n for _, n in whole.facets["outlet"]]
    assert counts == sorted(counts, reverse=True)
    paged = [hit.article for offset in range(0, whole.total, 3) for hit in search(view, "language:en", limit=3, offset=offset).hits]
    assert paged == [hit.article for hit in whole.hits]


def test_a_word_in_the_title_weighs_more(view, sample_record) -> None:
    """The first hit of a word that stands in titles has it in its title."""
    assert "ferry" in (search(view, "ferry").hits[0].title or "").lower()


@pytest.mark.parametrize("query", ["'; DROP TABLE article; --", 'outlet:"x" OR 1', "%", "_erry", "fer\\*", "a" * 1_999, "NEAR(ferry coast)", "title:^ferry", "ferry*", "🜚 ferry", "OR", '"unclosed'])
def test_no_query_breaks_the_store(view, query: str) -> None:
    """Whatever is asked is answered, or told to be no query."""
    from stemma.errors import UsageError

    try:
        search(view, query)
    except UsageError as error:
        assert "expected" in str(error) or "known" in str(error)
    assert view.counts()["article"] > 0
