"""Who says what: direct, partly quoted and reported speech find their words, cue and speaker."""

from __future__ import annotations

import pytest
from tests.quotes_case import quotes_of

from stemma.annotate import Annotator
from stemma.clean import clean
from stemma.model import Raw

CASES = [
    (
        '"Nobody goes back to that," Lena Oster told reporters on Monday. "It is over."',
        ("direct", "Lena Oster", "told", "Nobody goes back to that / It is over."),
    ),
    ("The minister warned: “There will be consequences.”", ("direct", "The minister", "warned", "There will be consequences.")),
    (
        "“What we said,” lawyer Ines Falk insisted, “is that the port loses money.”",
        ("direct", "Ines Falk", "insisted", "What we said / is that the port loses money."),
    ),
    (
        'The port authority said it would pay "every krone" of the arrears by June, but gave no figure.',
        ("partial", "The port authority", "said", 'it would pay "every krone" of the arrears by June'),
    ),
    (
        "Lena Oster denied that the city had paid for the deal.",
        ("indirect", "Lena Oster", "denied", "the city had paid for the deal"),
    ),
    (
        "According to two people briefed on the talks, the ministry will send a mediator.",
        ("indirect", "two people briefed on the talks", "According to", "the ministry will send a mediator"),
    ),
    ("Some analysts believe the deal will not last.", ("indirect", "Some analysts", "believe", "the deal will not last")),
    (
        'Tomas Brandt was quoted by local radio as saying: "Not on my watch."',
        ("direct", "Tomas Brandt", "saying", "Not on my watch."),
    ),
    (
        "The harbour, officials said, will close on Friday.",
        ("indirect", "officials", "said", "The harbour / will close on Friday"),
    ),
    ("«We have won», said Luc Morel.", ("direct", "Luc Morel", "said", "We have won")),
    ("„This is good“, said Jonas Weber.", ("direct", "Jonas Weber", "said", "This is good")),
    ("'It is over,' said Lena Oster.", ("direct", "Lena Oster", "said", "It is over")),
    ('Brandt: "We are ready for the winter."', ("direct", "Brandt", ":", "We are ready for the winter.")),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_quotation(text: str, expected: tuple[str, str, str, str]) -> None:
    """The quotation is found with its kind, speaker, cue and words."""
    assert expected in quotes_of(text)


@pytest.mark.parametrize(
    "text",
    ['Her book, "The Long Quay", sold well.', 'The so-called "blue list" was never printed.', "The workers' boats sank."],
)
def test_titles_and_borrowed_words_are_no_quotations(text: str) -> None:
    """Titles of works and scare quotes that nobody utters are left out."""
    assert quotes_of(text) == []


def test_a_quotation_goes_on_over_paragraphs() -> None:
    """A paragraph that reopens an unclosed quotation has its speaker."""
    text = "“The quay is old,” Ines Falk said. “We knew it.\n\n“If it falls, nobody wins.”"
    (quote,) = [q for q in quotes_of(text) if q[0] == "direct"]
    assert quote[1] == "Ines Falk"
    assert quote[3].endswith("If it falls, nobody wins.")


def test_a_lead_in_names_the_speaker_of_the_next_paragraph() -> None:
    """A paragraph that ends in a colon introduces the next one's words."""
    text = "Lena Oster put it this way:\n\n“We will not go back to the old shifts.”"
    assert ("direct", "Lena Oster") in [q[:2] for q in quotes_of(text)]


def test_he_after_the_captain_is_the_captain() -> None:
    """A pronoun beside further words of a nameless speaker in one paragraph means that speaker."""
    text = '"I saw the ship," said the captain. "It burned." He added: "We ran."'
    assert [q[1] for q in quotes_of(text) if q[0] == "direct"] == ["the captain", "the captain"]


def speakers_of(text: str) -> list[str | None]:
    """Return the names of those whose direct speech a text prints."""
    (analysis,) = Annotator().annotate([clean(Raw(text=text))[0]])
    return [q.speaker_name for q in analysis.article.quotes if q.kind == "direct"]


PORT = "Mayor Peter Berg opened the new harbour on Monday.\n\nJohn Keller, who writes on ports, said the plan would fail. "
SPEAKERS = [
    (PORT + '"The man has lost touch with the town," he said.', ["John Keller"]),
    (PORT + '"It is late," he said.\n\n"Berg does not listen," he added.', ["John Keller", "John Keller"]),
    ('Ida Lind won the race from Otto Falk.\n\nFalk said he would be back. "She was faster," he said.', ["Otto Falk"]),
    ('The race ended late.\n\n"I never saw the clock," Ozere said.', ["Ozere"]),
    (PORT + '"It is late," he said.\n\n"Keller is too loud."', ["John Keller", None]),
]


@pytest.mark.parametrize(("text", "names"), SPEAKERS)
def test_a_pronoun_means_who_spoke_last_in_the_chain(text: str, names: list[str | None]) -> None:
    """``He`` is the subject of the sentence before or the last speaker; nobody speaks of himself by his name."""
    assert speakers_of(text) == names
