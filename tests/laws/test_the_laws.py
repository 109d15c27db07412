"""The laws of DESIGN, each held against the sample that ships."""

from __future__ import annotations

import random
import re

import msgspec
import pytest

from stemma.model import Article, Citation, Raw, Record
from stemma.run.collect import collect
from stemma.run.local import Options, annotate_all, encode, make_record, settle

UNRELATED = (
    "Bakers' guild elects its first beekeeper\n\n"
    "The bakers' guild of Lower Wexcombe elected a beekeeper as its president on Tuesday, its secretary said.\n\n"
    "Members voted 41 to 7 at the guild hall. The new president keeps nine hives behind the mill."
)


def citations(item: object):
    """Yield every citation in a record, however deep."""
    if isinstance(item, Citation):
        yield item
    elif isinstance(item, msgspec.Struct):
        for field in item.__struct_fields__:
            yield from citations(getattr(item, field))
    elif isinstance(item, tuple):
        for part in item:
            yield from citations(part)


class TestLaw1:
    """``article.text[start:end]`` is the text an item shows; no item without a span."""

    def test_every_citation_stands_in_its_article(self, sample_record: Record) -> None:
        """A citation names an article of the record and covers characters of it that are not blank."""
        texts = {a.id: a.text for a in sample_record.articles}
        found = list(citations(sample_record.stories))
        assert found
        for c in found:
            assert 0 <= c.start < c.end <= len(texts[c.article])
            assert texts[c.article][c.start : c.end].strip()

    def test_readings_show_exactly_what_stands_there(self, sample_record: Record) -> None:
        """A reading's text is the cited characters."""
        texts = {a.id: a.text for a in sample_record.articles}
        readings = [r for s in sample_record.stories for q in s.quotes for r in q.readings]
        assert readings
        assert all(r.text == texts[r.article][r.start : r.end] for r in readings)

    def test_nothing_is_without_a_citation(self, sample_record: Record) -> None:
        """Claims, moments, events, sides of conflicts, entities and sentences of the brief each cite characters."""
        for story in sample_record.stories:
            sides = [side for conflict in story.conflicts for side in conflict.sides]
            for item in (*story.claims, *story.timeline, *story.events, *sides, *story.brief):
                assert item.citations
            assert all(entity.mentions for entity in story.entities)

    def test_quotation_marks_only_around_words_of_a_report(self, sample_record: Record) -> None:
        """What a brief puts between quotation marks stands in one of the story's reports."""
        articles = {a.id: a for a in sample_record.articles}
        for story in sample_record.stories:
            reports = [part for i in story.articles for part in (articles[i].text, articles[i].title or "")]
            for sentence in story.brief:
                for inside in re.findall(r"“([^”]+)”", sentence.text):
                    assert any(inside in report for report in reports), sentence.text

    def test_marks_lie_in_the_text(self, sample_analyses) -> None:
        """Every mark of an annotated article covers characters of its text."""
        for analysis in sample_analyses:
            article = analysis.article
            for mark in (*article.mentions, *article.times, *article.events):
                assert 0 <= mark.start < mark.end <= len(article.text)
            for quote in article.quotes:
                assert quote.content
                for span in (*quote.content, *quote.cue, *quote.speaker):
                    assert 0 <= span.start < span.end <= len(article.text)


class TestLaw2:
    """The same input gives the same bytes out: in any order, batch size, with one process or many."""

    @pytest.mark.parametrize("seed", [1, 2])
    def test_in_any_order(self, sample_analyses, sample_record: Record, seed: int) -> None:
        """Shuffled analyses settle to the same record."""
        shuffled = list(sample_analyses)
        random.Random(seed).shuffle(shuffled)
        assert encode(settle(shuffled)) == encode(sample_record)

    def test_in_any_batch(self, sample_articles, sample_analyses, annotator) -> None:
        """One article at a time gives the marks that all together give."""
        alone = [annotator.annotate([article])[0] for article in reversed(sample_articles)]
        assert list(reversed(alone)) == list(sample_analyses)

    def test_with_two_processes_and_a_cache(self, sample_articles, sample_analyses, tmp_path, monkeypatch) -> None:
        """Two worker processes and a cold, then warm, cache file give the marks of one process without."""
        monkeypatch.setattr("stemma.run.local.SMALL", 0)
        options = Options(processes=2, cache=tmp_path / "pieces.sqlite")
        for _ in range(2):
            assert annotate_all(sample_articles, options)[0] == list(sample_analyses)

    def test_read_in_any_order(self, sample_articles) -> None:
        """Inputs in another order are the same articles."""
        raws = [Raw(text=a.text, path=a.path, outlet=a.outlet, title=a.title) for a in sample_articles]
        raws += raws[:3]
        ways = [collect(raws), collect(list(reversed(raws)))]
        assert len({tuple(sorted(encode(a) for a in way.articles)) for way in ways}) == 1


class TestLaw3:
    """An article about something else changes no other story; an article read twice adds nothing."""

    def test_an_unrelated_article_changes_no_other_story(self, sample_articles, sample_record: Record) -> None:
        """Every story of the sample is unchanged, byte for byte, beside one more story."""
        more = collect([Raw(text=UNRELATED, id="unrelated")]).articles
        record, _ = make_record((*sample_articles, *more), Options(processes=1))
        after = {s.id: encode(s) for s in record.stories}
        assert {s.id: encode(s) for s in sample_record.stories}.items() <= after.items()
        assert len(after) == len(sample_record.stories) + 1

    def test_read_twice_adds_nothing(self) -> None:
        """The second reading is folded into the first and told in an issue."""
        once, twice = collect([Raw(text=UNRELATED)]), collect([Raw(text=UNRELATED), Raw(text=UNRELATED)])
        assert once.articles == twice.articles
        assert [issue.code for issue in twice.issues] == ["duplicate"]


class TestLaw4:
    """A bad article is never lost and never stops a run."""

    def test_an_annotator_that_raises_is_an_issue(self, monkeypatch, annotator) -> None:
        """The article on which an annotator fails is kept without marks, its neighbours keep theirs."""
        from stemma.run import workers

        good, bad = collect([Raw(text=UNRELATED, id="good"), Raw(text="Poison here.", id="bad")]).articles
        whole = annotator.annotate

        def failing(articles: list[Article]):
            if any(a.id == "bad" for a in articles):
                raise ValueError("boom")
            return whole(articles)

        monkeypatch.setattr(annotator, "annotate", failing)
        analyses, issues = workers.annotate_guarded(annotator, [good, bad])
        assert [a.id for a in analyses] == ["good", "bad"]
        assert analyses[0].article.sentences
        assert not analyses[1].article.sentences
        assert [(issue.article, issue.code) for issue in issues] == [("bad", "annotate-failed")]

    def test_two_texts_under_one_id_are_both_kept(self) -> None:
        """The second text gets an id of its own, and an issue tells which."""
        found = collect([Raw(text="One text here.", id="x"), Raw(text="Another text here.", id="x")])
        assert len({a.id for a in found.articles}) == 2
        assert [i.code for i in found.issues if i.code == "id-clash"] == ["id-clash"]

    def test_half_surrogate_pairs_are_told_and_can_be_written(self) -> None:
        """A text with half pairs keeps its length, is told of in an issue, and encodes."""
        found = collect([Raw(text="Odd \ud800 text", title="T\udfff", id="x")])
        (article,) = found.articles
        assert len(article.text) == len("Odd X text")
        assert encode(article)
        assert [i.code for i in found.issues if i.code == "half-pair"] == ["half-pair"]
