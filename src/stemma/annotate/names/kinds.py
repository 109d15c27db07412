"""Kinds: whether a name is a person's, an organisation's or a place's, from all its occurrences in the article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from stemma.annotate.names.found import Found
from stemma.annotate.syntax import Parse, Token
from stemma.lexicon.bodies import BODIES, GROUNDS
from stemma.lexicon.naming import fold
from stemma.lexicon.places import city_named, place_named, state_named
from stemma.lexicon.titles import COURTESY, RANKS, bare_title
from stemma.model.marks import MentionType

_LOCATIVE = frozenset("in near outside inside across throughout around at towards toward into".split())
_SPEAKING = frozenset(
    "say tell ask add add write argue reply explain warn insist believe think want hope meet win die".split()
)
_BIG_CITY = 100_000
"""Inhabitants from which a city's bare name outweighs the label PERSON (2026-11, on newswcl50)."""


def settle_kinds(found: Sequence[Found], parse: Parse) -> list[Found]:
    """Return the names with the kind all occurrences of the same words agree on."""
    tokens = parse.tokens
    votes: dict[str, Counter[MentionType]] = {}
    words = {item: _word(item.text(parse)) for item in found}
    for item in found:
        votes.setdefault(words[item], Counter())[item.kind] += 1
        kind, weight = _evidence(item, tokens)
        if kind:
            votes[words[item]][kind] += weight
    people = _family_names(found, words, votes)
    decided = {text: _decide(text, votes[text], people) for text in votes}
    return [_settled(item, decided[words[item]], parse) for item in found]


def _word(text: str) -> str:
    """Return a name for comparing; initials keep their case, so that ``U.N.`` is nobody's family name."""
    initials = text.replace(".", "")
    return initials if initials.isupper() and len(initials) <= 5 else fold(text)


def has_title(tokens: Sequence[Token], first: int) -> bool:
    """Return whether a personal title stands right before token ``first``."""
    if not first or tokens[first - 1].sentence != tokens[first].sentence:
        return False
    before = tokens[first - 1]
    word = bare_title(before.text)
    return before.text[:1].isupper() and (word in COURTESY or word in RANKS)


def _evidence(item: Found, tokens: Sequence[Token]) -> tuple[MentionType | None, int]:
    if item.form not in ("label", "known") or item.last - item.first > 3:
        last = fold(tokens[item.last - 1].text)
        return ("organisation", 2) if item.form == "label" and last in BODIES else (None, 0)
    if has_title(tokens, item.first) and item.kind != "organisation":
        return "person", 3
    last = fold(tokens[item.last - 1].text)
    if item.last - item.first > 1 and last in GROUNDS | BODIES:
        return ("place", 3) if last in GROUNDS else ("organisation", 2)
    head = tokens[item.last - 1]
    if item.first and tokens[item.first - 1].lower in _LOCATIVE and tokens[item.first - 1].dep == "prep":
        return ("place", 2) if place_named(_joined(tokens, item)) else (None, 0)
    if item.kind == "place" and city_named(_joined(tokens, item)):
        return "place", 1
    if head.dep in ("nsubj", "appos") and head.head.lemma in _SPEAKING and head.head.tag == "VBD":
        return ("person", 1) if item.kind == "person" else (None, 0)
    return None, 0


def _joined(tokens: Sequence[Token], item: Found) -> str:
    return " ".join(t.text for t in tokens[item.first : item.last])


def _family_names(
    found: Iterable[Found], words: dict[Found, str], votes: dict[str, Counter[MentionType]]
) -> dict[str, int]:
    """Return how often each single word stands as a part of a person's fuller name."""
    parts: Counter[str] = Counter()
    for item in found:
        text = words[item]
        if item.kind == "person" and " " in text and _leading(votes[text]) == "person":
            split = text.split()
            parts[split[-1]] += 1
            parts[split[0]] += 1
    # Of a family and its company (Ford, Ford Motor Company) the bare name is the one's with more full names.
    for item in found:
        text = words[item]
        if " " in text and _leading(votes[text]) == "organisation" and text.split()[-1] in BODIES:
            parts[text.split()[0]] -= 1
    return {part: count for part, count in parts.items() if count > 0}


def _leading(votes: Counter[MentionType]) -> MentionType:
    return min(votes, key=lambda kind: (-votes[kind], kind))


def _decide(text: str, votes: Counter[MentionType], people: dict[str, int]) -> MentionType:
    if " " not in text and people.get(text):
        # A family name printed in full somewhere in the article is that person's wherever it stands alone.
        return "person"
    return _leading(votes)


def _settled(item: Found, kind: MentionType, parse: Parse) -> Found:
    if item.form not in ("label", "known"):
        return item
    if kind == "person" and _is_city(item, parse):
        kind = "place"
    if kind != "place":
        return msgspec.structs.replace(item, kind=kind)
    name = item.text(parse)
    spot = place_named(name)
    if spot is None:
        return msgspec.structs.replace(item, kind=kind)
    return msgspec.structs.replace(item, kind=kind, form=spot.kind, country=spot.country)


def _is_city(item: Found, parse: Parse) -> bool:
    """Return whether a bare name labelled a person is a big city's and nothing beside it speaks for a person."""
    name = item.text(parse)
    city = city_named(name)
    if city is None or city.population < _BIG_CITY or state_named(name):
        return False
    token = parse.tokens[item.last - 1]
    return not has_title(parse.tokens, item.first) and token.dep in (
        "pobj",
        "appos",
        "conj",
        "compound",
        "poss",
        "nmod",
    )
