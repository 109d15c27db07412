"""The brief of a story made by hand from the sample's ferry reports."""

from __future__ import annotations

import re

import msgspec
import pytest
from tests.brief_case import Case, ferry_story

from stemma.brief import add_brief, render_json, render_markdown
from stemma.brief.candidate import named_alone
from stemma.brief.draft import Draft
from stemma.model import Article, Block, Conflict, Sentence, Side, Story


@pytest.fixture(scope="module")
def case() -> tuple[Story, dict[str, Article]]:
    story, articles = ferry_story()
    return add_brief(story, articles), articles


def _section(story: Story, section: str) -> list[Sentence]:
    return [s for s in story.brief if s.section == section]


def test_every_sentence_cites_characters(case: tuple[Story, dict[str, Article]]) -> None:
    """No sentence is unbound (law 1)."""
    story, articles = case
    assert story.brief
    for sentence in story.brief:
        assert sentence.citations
        assert all(articles[c.article].text[c.start : c.end].strip() for c in sentence.citations)


def test_quoted_characters_stand_in_a_cited_report(case: tuple[Story, dict[str, Article]]) -> None:
    """Quotation marks stand only around characters of a report (law 1)."""
    story, articles = case
    texts = {key: " ".join(a.text.split()) for key, a in articles.items()}
    for sentence in story.brief:
        for words in re.findall(r"“([^“”]+)”", sentence.text):
            assert any(words in texts[c.article] for c in sentence.citations), words


def test_the_headline_is_not_an_outdated_figure(case: tuple[Story, dict[str, Article]]) -> None:
    """A title whose number a later report corrects is not chosen."""
    assert case[0].headline == "Coast guard lowers ferry toll to 12"


def test_a_revised_figure_does_not_lead(case: tuple[Story, dict[str, Article]]) -> None:
    """What happened tells the latest figure, marked as contested, and not the one it replaced."""
    told = [s.text for s in _section(case[0], "happened")]
    assert not any("dead at 14" in text for text in told)
    assert any("to 12 from 14" in text and "contested" in text for text in told)


def test_differences_name_both_sides_with_support(case: tuple[Story, dict[str, Article]]) -> None:
    """A contested number shows who says which, and how many independent reports."""
    first, second = (s.text for s in _section(case[0], "differ"))
    assert first.startswith("The reports differ on a number: Halden News Agency and Radio Inish (2 independent reports): “killing at least 14 people”")
    assert "“Eleven people drowned”" in first
    assert second.startswith("The figure changed by 13 March 2024: ")


def test_quotations_tell_speaker_role_and_wordings(case: tuple[Story, dict[str, Article]]) -> None:
    """The fullest reading is printed, and that others print it differently is said."""
    said = _section(case[0], "said")[0].text
    assert said.startswith("Declan Farrelly (Transport Minister): “We will find out why this ship was at sea")
    assert said.endswith("what we find” (3 independent reports, in 3 wordings)")


def test_copies_are_named_with_their_origin(case: tuple[Story, dict[str, Article]]) -> None:
    """Who prints whose text is a sentence of the brief."""
    told = " ".join(s.text for s in _section(case[0], "sources"))
    assert "The Tarn Beacon, Kilmore Courier and Westland Post print the text of Halden News Agency" in told
    assert "three print paragraphs of Halden News Agency and name it" in told


def test_no_fact_is_told_twice(case: tuple[Story, dict[str, Article]]) -> None:
    """No sentence of one section stands in another."""
    bodies = [re.sub(r" \([^()]*\)$|^Only [^:]*: ", "", s.text) for s in case[0].brief if s.section in {"happened", "agreed", "only"}]
    assert len(bodies) == len(set(bodies))


def test_the_order_of_parts_does_not_change_the_brief(case: tuple[Story, dict[str, Article]]) -> None:
    """The articles' order in the mapping is no part of the result (law 2)."""
    story, articles = case
    again = add_brief(story, dict(sorted(articles.items(), reverse=True)))
    assert again == story


def test_a_story_without_claims_tells_the_leads() -> None:
    """A bare story still gives a brief with its reports' first sentences."""
    story, articles = ferry_story()
    bare = msgspec.structs.replace(story, claims=(), quotes=(), conflicts=(), entities=(), timeline=())
    assert _section(add_brief(bare, articles), "happened")


def test_a_dispute_of_one_day_is_not_called_a_change() -> None:
    """A figure changed only where the record says that later reports replaced it."""
    story, articles = ferry_story()
    told = [s.text for s in _section(add_brief(story, articles), "differ")]
    assert sum(text.startswith("The figure changed by 13 March 2024: on 12 March 2024 ") for text in told) == 1
    still = msgspec.structs.replace(story.conflicts[1], nature="contradiction")
    told = [s.text for s in _section(add_brief(msgspec.structs.replace(story, conflicts=(story.conflicts[0], still)), articles), "differ")]
    assert all(text.startswith("The reports differ on a number") for text in told)


def test_the_last_figure_of_a_revision_is_not_contested() -> None:
    """What replaced a figure leads without a mark of dispute; what it replaced does not lead."""
    story, articles = ferry_story()
    revised = add_brief(msgspec.structs.replace(story, conflicts=story.conflicts[1:]), articles)
    draft = Draft(revised, articles)
    old, new = story.conflicts[1].sides
    assert not draft.is_contested(new.citations[0])
    assert not draft.is_contested(old.citations[0])
    assert draft.is_superseded(old.citations[0])
    assert not draft.is_superseded(new.citations[0])


PARTIES = [
    ("the engineer", "Aren Island Lines", "The engineer says so, Aren Island Lines denies it: "),
    ("officials", "the owners", "Officials say so, the owners deny it: "),
    (None, "Aren Island Lines", "Aren Island Lines denies what is reported: "),
    ("the engineer", None, "In dispute: "),
    ("the owners' announcement", "Aren Island Lines", "Aren Island Lines denies what is reported: "),
]


@pytest.mark.parametrize(("claims", "denies", "opening"), PARTIES)
def test_a_claim_and_its_denial_are_a_dispute_of_parties(claims: str | None, denies: str | None, opening: str) -> None:
    """Who says so and who denies it is named; the reports are never said to contradict each other."""
    story, articles = ferry_story()
    one, other = story.conflicts[0].sides
    replace = msgspec.structs.replace
    dispute = Conflict("polarity", (replace(one, said_by=claims), replace(other, said_by=denies, denial=True)), "dispute")
    told = [s.text for s in _section(add_brief(replace(story, conflicts=(dispute,)), articles), "differ")]
    assert [text.startswith(opening) for text in told] == [True]
    assert "contradict" not in told[0]


def test_a_big_story_keeps_a_short_brief() -> None:
    """Three hundred reports do not make a brief of three hundred sentences."""
    story, articles = ferry_story()
    claims, quotes = story.claims * 60, story.quotes * 60
    moments = tuple(msgspec.structs.replace(m, start=f"{1900 + n}") for n in range(120) for m in story.timeline[:1])
    big = add_brief(msgspec.structs.replace(story, claims=claims, quotes=quotes, timeline=moments), articles)
    most = {"happened": 8, "agreed": 8, "differ": 10, "only": 6, "said": 10, "timeline": 15, "sources": 20}
    assert all(len(_section(big, section)) <= limit for section, limit in most.items())


def test_json_holds_the_story_and_its_reports(case: tuple[Story, dict[str, Article]]) -> None:
    """Every citation of the JSON can be looked up in the same file."""
    story, articles = case
    held = msgspec.json.decode(render_json(story, articles))
    assert {a["id"] for a in held["articles"]} == set(story.articles)
    assert len(held["story"]["brief"]) == len(story.brief)


def test_markdown_footnotes_quote_their_passages(case: tuple[Story, dict[str, Article]]) -> None:
    """Each footnote that is used is written once, with its report and characters."""
    text = render_markdown(*case)
    used = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    written = re.findall(r"^\[\^(\d+)\]: ", text, re.MULTILINE)
    assert used == set(written)
    assert len(written) == len(set(written))
    assert "Halden News Agency, characters " in text


def test_another_number_is_no_support() -> None:
    """A report that gives another number is not counted for a figure, whatever the claim says; the reader is told."""
    story, articles = ferry_story()
    case = Case(articles)
    area = ("ferry-agency", "a naval patrol ship searched an area of 90 square miles")
    mixed = case.claim("A ship searched", area, ("ferry-ledger", "it had treated 29 people for cold"), independent=2)
    told = _section(add_brief(msgspec.structs.replace(story, claims=(mixed,), conflicts=()), articles), "happened")
    assert [s.text.endswith("(Halden News Agency; other reports give another number)") for s in told] == [True]


def test_words_another_report_quotes_are_not_told_as_fact() -> None:
    """A sentence that stands without marks in one report and inside a quotation in another is somebody's speech."""
    story, articles = ferry_story()
    words = (
        "The island council has asked the government for a larger ship three times since 2015, and council chairwoman "
        "Nuala Breen said the last letter was never answered."
    )
    case = Case(articles)
    claims = (case.claim(words, ("ferry-radio", words), independent=2),)
    assert _section(add_brief(msgspec.structs.replace(story, claims=claims, quotes=()), articles), "agreed")
    quote = msgspec.structs.replace(story.quotes[1], readings=(case.reading("ferry-radio", words),))
    assert not _section(add_brief(msgspec.structs.replace(story, claims=claims, quotes=(quote,)), articles), "agreed")


def test_a_report_without_an_outlet_is_called_by_its_title() -> None:
    """A report that names no outlet goes by the first words of its title, and the list of sources says so."""
    story, articles = ferry_story()
    nameless = {
        key: msgspec.structs.replace(a, outlet=None, credit=None, url=None, path="/in/report-7.txt") if key == "ferry-radio" else a
        for key, a in articles.items()
    }
    title = (articles["ferry-radio"].title or "").split()
    sources = Draft(story, nameless).sources
    assert sources.labels["ferry-radio"].startswith(f"the report “{title[0]} {title[1]}")
    assert sources.labels["ferry-radio"].endswith("(no outlet named)")
    brief = add_brief(story, nameless).brief
    assert not any("report-7" in s.text or s.text.startswith("the ") for s in brief)


def test_it_said_gives_way_to_the_name() -> None:
    """Of two wordings of one claim, the one that says who said so is told."""
    story, articles = ferry_story()
    vague = "The ferry will not be raised before summer, it said in a short statement to the island."
    named = "The ferry will not be raised before summer, the island council said in a short statement."
    texts = dict.fromkeys(("ferry-radio",), vague) | {"ferry-ledger": named}
    held = {
        key: msgspec.structs.replace(a, text=texts[key], blocks=(Block("body", 0, len(texts[key])),)) if key in texts else a
        for key, a in articles.items()
    }
    claim = Case(held).claim(vague, ("ferry-radio", vague), ("ferry-ledger", named), independent=2)
    bare = msgspec.structs.replace(story, claims=(claim,), conflicts=(), quotes=(), timeline=(), events=())
    told = [s.text for s in add_brief(bare, held).brief if s.section in ("happened", "agreed")]
    assert told
    assert "island council said" in told[0]


def test_a_number_that_others_contradict_is_disputed_in_any_words() -> None:
    """A sentence that gives one side's number for the same thing is disputed; the same number of another thing is not."""
    story, articles = ferry_story()
    first = story.conflicts[0].sides[0]
    sides = (msgspec.structs.replace(first, text="killing at least 14 people"), Side("Eleven people were killed", first.citations))
    draft = Draft(msgspec.structs.replace(story, conflicts=(msgspec.structs.replace(story.conflicts[0], sides=sides),)), articles)
    assert draft.is_disputed("Rescuers said 14 people were killed.")
    assert not draft.is_disputed("The harbor has 14 berths for boats.")
    assert not draft.is_disputed("Rescuers said many people were killed.")


def test_support_that_leaves_out_a_named_person_is_partial() -> None:
    """A sentence that names somebody is borne out whole only where another text names that person too."""
    story, articles = ferry_story()
    claim, (minister, *others) = story.claims[3], story.entities
    draft = Draft(story, articles)
    whole = draft.whole(claim.citations[0])
    assert whole is not None
    assert named_alone(draft, claim, whole)
    both = msgspec.structs.replace(minister, mentions=(*minister.mentions, Case(articles).cite("ferry-ledger", "Declan Farrelly, the minister, promised")))
    assert not named_alone(Draft(msgspec.structs.replace(story, entities=(both, *others)), articles), claim, whole)
