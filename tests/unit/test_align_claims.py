"""Claims, support and conflicts over small stories of our own."""

import pytest

from stemma.align import align_story
from stemma.annotate import Annotator
from stemma.model import Citation, Lineage, Passage, Raw, Story
from stemma.run.collect import collect


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    """Return one loaded pipeline for all tests here."""
    return Annotator()


def story(annotator: Annotator, texts: dict[str, str], passages: tuple[Passage, ...] = ()) -> Story:
    raws = [Raw(text=text, id=key, language="en", published="2024-03-05") for key, text in texts.items()]
    analyses = annotator.annotate(collect(raws).articles)
    lineages = [Lineage(f"l-{key}", (key,), None, "") for key in texts]
    return align_story("s", analyses, passages, lineages)


FLOOD = {
    "a": "Governor Ilse Varga closed the Tarn bridge after the river flooded. Nobody was hurt in the valley.",
    "b": "The Tarn bridge was closed by Governor Ilse Varga because the river had flooded.",
    "c": "Bakers in Oldham won a national prize for rye bread.",
}


def shared(found: Story) -> list[set[str]]:
    return [{c.article for c in claim.citations} for claim in found.claims if claim.articles > 1]


def test_same_proposition_in_other_words_is_one_claim(annotator):
    """Active and passive wording of one deed are one claim of both reports, and of no other."""
    assert {"a", "b"} in shared(story(annotator, FLOOD))
    assert not any("c" in articles for articles in shared(story(annotator, FLOOD)))


def test_claim_text_is_cited(annotator):
    """A claim's text is exactly the characters of one of its citations (law 1)."""
    found = story(annotator, FLOOD)
    for claim in found.claims:
        assert claim.text in {FLOOD[c.article][c.start : c.end] for c in claim.citations}


def test_order_of_reports_does_not_matter(annotator):
    """The reports in another order give the same record (law 2)."""
    assert story(annotator, FLOOD) == story(annotator, dict(reversed(FLOOD.items())))


def test_what_one_report_says_is_a_claim_of_one(annotator):
    """A sentence no other report has is a claim with one article."""
    assert any(c.articles == 1 and c.text.startswith("Nobody") for c in story(annotator, FLOOD).claims)


def test_copied_sentence_counts_once(annotator):
    """Reports of two lineages count once for a sentence that the one has from the other."""
    whole = {key: len(FLOOD[key].split(". ")[0]) for key in "ab"}
    passage = Passage(Citation("a", 0, whole["a"]), Citation("b", 0, whole["b"]), "adapted", 0.7)
    pick = lambda s: next(c for c in s.claims if c.articles > 1)  # noqa: E731
    assert pick(story(annotator, FLOOD)).independent == 2
    assert pick(story(annotator, FLOOD, (passage,))).independent == 1


def test_origin_all_name(annotator):
    """Where every report names one source for a statement, the claim is attributed to it."""
    texts = {
        "a": "The Tarn bridge will reopen in June, Governor Ilse Varga said on Tuesday.",
        "b": "Governor Ilse Varga said the Tarn bridge would reopen in June.",
    }
    claim = next(c for c in story(annotator, texts).claims if c.articles == 2)
    assert claim.attributed_to == "Ilse Varga"


def test_denial_and_claim_are_a_conflict(annotator):
    """A plain statement and its plain negation in another report conflict."""
    texts = {
        "a": "Governor Ilse Varga approved the Tarn quarry licence in January.",
        "b": "Governor Ilse Varga did not approve the Tarn quarry licence.",
    }
    assert [c.kind for c in story(annotator, texts).conflicts] == ["polarity"]


def test_vaguer_is_no_conflict(annotator):
    """A report that gives a bound or no number does not conflict with one that gives the number."""
    texts = {
        "a": "Governor Ilse Varga dismissed 40 harbour inspectors on Monday.",
        "b": "Governor Ilse Varga dismissed at least 30 harbour inspectors on Monday.",
        "c": "Governor Ilse Varga dismissed harbour inspectors.",
    }
    assert not story(annotator, texts).conflicts


def test_other_number_is_a_conflict(annotator):
    """Two exact figures for one deed conflict."""
    texts = {
        "a": "Governor Ilse Varga dismissed 40 harbour inspectors on Monday.",
        "b": "Governor Ilse Varga dismissed 25 harbour inspectors on Monday.",
    }
    assert [c.kind for c in story(annotator, texts).conflicts] == ["quantity"]


@pytest.mark.parametrize("text", ["", "Ice.", "?!? ...", "\ud800 \x00", "No no no no.", "12 13 14 15 16 17."])
def test_odd_articles_do_no_harm(annotator, text):
    """Articles of nothing much stand beside others without an error."""
    assert story(annotator, {"a": text, "b": FLOOD["b"]}).id == "s"


APART = [
    ("The harbour ministry accused Governor Ilse Varga of hiding the survey.",
     "The harbour ministry described Governor Ilse Varga as lazy and vain."),
    ("The Tarn mine would yield 90 million cubic meters of gravel a year.",
     "The Tarn mine will yield 120 million cubic metres of gravel a year."),
    ("Governor Ilse Varga denied a report that she had sold the Tarn quarry.",
     "Governor Ilse Varga had sold the Tarn quarry."),
    ("Governor Ilse Varga was right not to cancel the Tarn festival.",
     "Governor Ilse Varga should cancel the Tarn festival."),
    ("Reporters asked Governor Ilse Varga if she would recognise the annexation of the Tarn valley.",
     "Governor Ilse Varga seemed open to recognising the annexation of the Tarn valley."),
    ("Governor Ilse Varga wanted to sell the Tarn quarry to the brewery.",
     "Governor Ilse Varga sold the Tarn quarry to the brewery."),
    ("Governor Ilse Varga had met the miners of Oldham twice before.",
     "Governor Ilse Varga met the miners of Oldham on Monday."),
    ("On Monday she met the miners of Oldham and their wives.",
     "Governor Ilse Varga met the miners of Oldham and their wives."),
    ("Democrats urged Governor Ilse Varga to cancel the Tarn festival.",
     "Senator Karl Holm urged Governor Ilse Varga to cancel the Tarn festival."),
    ("What Governor Ilse Varga and Karl Holm will discuss in Oldham.",
     "Governor Ilse Varga and Karl Holm will meet in Oldham."),
    ("Governor Ilse Varga raised eyebrows with her approach to the miners of Oldham.",
     "Governor Ilse Varga raised eyebrows for her own football song and dance."),
    ("The officials spoke on condition of anonymity to discuss the quarry.",
     "The two miners spoke on condition of anonymity to discuss the quarry."),
    ("The survey gave no details on the quarry.",
     "The council said the fair would open in May but gave no further details."),
    ("The Tarn festival could take place in the second week of June.",
     "The Tarn festival would take place in June, Governor Ilse Varga said."),
    ("Oldham has maintained warm ties with the miners of Tarn.",
     "Oldham maintained close ties with the miners of Tarn during the Varga era."),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_other_things_said_of_one_subject_are_no_claim_of_two(annotator, one, other):
    """Other accusations, other figures of one unit, a denial and what it denies are never counted as agreement."""
    assert shared(story(annotator, {"a": one, "b": other})) == []


TOGETHER = [
    ("Governor Ilse Varga set 3 May as a deadline for the miners to leave the Tarn quarry.",
     "Governor Ilse Varga gave the miners until 3 May to leave the Tarn quarry for good."),
    ("At least 31 people died in the Oldham fire.",
     "A fire broke out in the Oldham mill on Monday, killing at least 31 people."),
    ("The treaty is to be signed in the last week of June.",
     "The treaty would be signed in the last week of June, Governor Ilse Varga said."),
]


@pytest.mark.parametrize(("one", "other"), TOGETHER)
def test_paraphrases_of_one_figure_or_date_are_one_claim(annotator, one, other):
    """A toll told by a participle, and a plan told by "is to", meet their other wordings."""
    assert {"a", "b"} in shared(story(annotator, {"a": one, "b": other}))


def test_shown_wording_has_a_name_and_no_dateline(annotator):
    """Of two wordings the one that names who acted is shown, without the dateline before it."""
    texts = {
        "a": "Governor Ilse Varga came home. She closed the Tarn bridge on Monday.",
        "b": "OLDHAM (County News) — Governor Ilse Varga closed the Tarn bridge on Monday.",
    }
    claim = next(c for c in story(annotator, texts).claims if c.articles == 2)
    assert claim.text == "Governor Ilse Varga closed the Tarn bridge on Monday"


def test_vectors_kept_on_disk_are_the_same(tmp_path, monkeypatch):
    """A store on disk changes no vector, neither when it is filled nor when it is read."""
    from stemma import meaning

    monkeypatch.setattr(meaning, "_shared", [])
    plain = meaning.encode(["The bridge was closed."])
    for _ in range(2):
        meaning.set_up(tmp_path / "vectors.sqlite")
        assert (meaning.encode(["The bridge was closed."]) == plain).all()


LEDGER = "The council of Keldon sold the old mill to the Brandt brewery for 4 million euros on Monday. "


def test_a_story_of_copies_is_one_report_many_times(annotator):
    """Forty copies of one text in one lineage are one claim each sentence, with one independent report."""
    texts = {f"copy-{k:02}": LEDGER + "The mayor signed the deed." for k in range(40)} | {"own": "Brandt bought the mill of Keldon for 4 million euros."}
    raws = [Raw(text=text, id=key, language="en", published="2024-03-05") for key, text in texts.items()]
    copies = tuple(key for key in texts if key != "own")
    lineages = [Lineage("l-copies", copies, None, ""), Lineage("l-own", ("own",), None, "")]
    found = align_story("s", annotator.annotate(collect(raws).articles), (), lineages)
    assert max(c.articles for c in found.claims) >= 40
    assert {c.independent for c in found.claims if set(copies) == {x.article for x in c.citations}} == {1}


def test_a_report_that_contradicts_itself_is_no_conflict_of_reports(annotator):
    """Conflicts are between reports: one that gives two figures is not set against itself."""
    texts = {"a": "The fire killed 12 people, police said. Later police said the fire killed 15 people.", "b": "A fire broke out in Keldon."}
    for conflict in story(annotator, texts).conflicts:
        articles = [{c.article for c in side.citations} for side in conflict.sides]
        assert articles[0].isdisjoint(articles[1])


@pytest.mark.parametrize(
    "text",
    [
        "Fire! Keldon. Mill Street. Two engines, three hoses, no water.",
        "VARGA: Good evening. HOLM: Good evening, governor. VARGA: The bridge is closed. HOLM: Until when? VARGA: Until May.",
        "10:04 The bridge is closed.\n\n10:09 Police are at the bridge.\n\n10:31 The governor speaks.\n\n" * 40,
        '"We did not close the bridge," Governor Varga said, denying that she had denied it.',
        "Dear reader, the bridge is made of cheese and will be eaten on Friday, our columnist reveals.",
        "It cost twelve million dollars, or £9.5m, or about a dozen ferries at 1,2 million euros each.",
        "?!",
    ],
)  # fmt: skip
def test_odd_texts_inside_a_story_do_no_harm(annotator, text):
    """No verbs, transcripts, live blogs, denials in quotations, satire, figures in words: the story's own claim stands."""
    found = story(annotator, FLOOD | {"odd": text})
    assert {"a", "b"} <= set().union(*shared(found))
    for claim in found.claims:
        assert claim.articles == len({c.article for c in claim.citations})
        assert 1 <= claim.independent <= claim.articles
