"""Edges of names: no verbs, occupations, handles or other people beside a name inside it."""

from __future__ import annotations

import pytest
from tests.names_case import read

from stemma.annotate.names.edges import within_edges
from stemma.annotate.names.found import Found
from stemma.annotate.syntax import Parse

PRINTED = [
    ('"We waited all night," Dunmore told Radio Selkie.', {"Dunmore", "Radio Selkie"}),
    ("Will Lopez resign? The mayor has not said.", {"Lopez"}),
    ("Farmers in Ardnamore met in the hall.", {"Ardnamore"}),
    ("Skipper Dunmore of the trawler heard the call.", {"Dunmore"}),
    ("Harbourmaster Ewan Dunmore heard the call.", {"Ewan Dunmore"}),
    ("Park Min-jun smiled.", {"Park Min-jun"}),
    ("Doctors at St. Finbar's Hospital said nine were hurt.", {"St. Finbar's Hospital"}),
    ("Jordanian Water Minister Ana Dunmore left.", {"Jordanian", "Ana Dunmore"}),
    ("A man waits in Bergen on Monday. (AP Photo/Ewan Dunmore, File)", {"Bergen", "AP", "Ewan Dunmore"}),
    ("Ulrika van der Meer sailed.", {"Ulrika van der Meer"}),
]


@pytest.mark.parametrize(("text", "names"), PRINTED)
def test_a_name_holds_only_its_own_words(text: str, names: set[str]) -> None:
    """Verbs, questions, occupations and people at a place are left out; particles and hyphened ends stay."""
    _, found = read(text)
    assert {text[m.start : m.end] for m in found.mentions} == names


def labelled(text: str, words: str, kind: str) -> tuple[str, str] | None:
    """Return what is left of a label over ``words``, and its kind."""
    parse: Parse = read(text)[0]
    start = text.index(words)
    inside = [t.i for t in parse.tokens if start <= t.start < start + len(words)]
    found = within_edges(Found(inside[0], inside[-1] + 1, kind), parse.tokens)  # type: ignore[arg-type]
    return found and (found.text(parse), found.kind)


LABELS = [
    ("On Monday Dunmore told Radio Selkie.", "Dunmore told", "other", ("Dunmore", "other")),
    ("On Monday @harbour Ewan Dunmore spoke.", "@harbour Ewan Dunmore", "person", ("Ewan Dunmore", "person")),
    ("Can Dunmore win? Nobody knows.", "Can Dunmore", "person", ("Dunmore", "person")),
    ("Can Dunmore was born in Izmir.", "Can Dunmore", "person", ("Can Dunmore", "person")),
    ("Villagers in Ardnamore met.", "Villagers in Ardnamore", "organisation", ("Ardnamore", "place")),
    ("Women for Peace met.", "Women for Peace", "organisation", ("Women for Peace", "organisation")),
    ("Skipper Ewan Dunmore spoke.", "Skipper Ewan Dunmore", "organisation", ("Ewan Dunmore", "person")),
    ("Skipper Ewan Press spoke.", "Skipper Ewan Press", "organisation", ("Skipper Ewan Press", "organisation")),
    ("The oil giant Brightwater grew.", "oil giant Brightwater", "organisation", ("Brightwater", "organisation")),
    ("Schools closed early.", "Schools", "organisation", None),
    ("The Group of Ten last month met.", "Group of Ten last month", "organisation", ("Group of Ten", "organisation")),
]


@pytest.mark.parametrize(("text", "words", "kind", "left"), LABELS)
def test_a_label_is_cut_to_the_name(text: str, words: str, kind: str, left: tuple[str, str] | None) -> None:
    """Whatever words a parser takes into a label, those that are no part of the name go."""
    assert labelled(text, words, kind) == left


TOLD = [
    ("Nora Brennick, who runs the mill, said it was closed. Sales fell.", "Nora Brennick", "person"),
    ("The council chairwoman Nora Brennick was late.", "Nora Brennick", "person"),
    ("They sailed to the island of Ardnavish. Ardnavish has no pier.", "Ardnavish", "place"),
    ("The Selkie Herald printed the list. The Selkie Herald is a weekly.", "Selkie Herald", "organisation"),
]


@pytest.mark.parametrize(("text", "words", "kind"), TOLD)
def test_the_words_around_a_name_tell_its_kind(text: str, words: str, kind: str) -> None:
    """An office, ``who``, ``island of`` and the last word of a paper's name say what is named."""
    _, found = read(text)
    assert {m.type for m in found.mentions if words in text[m.start : m.end]} == {kind}
