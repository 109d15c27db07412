"""Kinds: whether a name is a person's, an organisation's or a place's, from all its occurrences in the article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from stemma.annotate.names.found import Found
from stemma.annotate.syntax import Parse, Token
from stemma.lexicon.bodies import BODIES, GROUNDS
from stemma.lexicon.countries import country_named
from stemma.lexicon.naming import fold
from stemma.lexicon.places import city_named, place_named, state_named
from stemma.lexicon.titles import COURTESY, GENDERED, OCCUPATIONS, OFFICES, RANKS, bare_title
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
    firms = _firms(words, votes)
    people = _family_names(found, words, votes, firms)
    decided = {text: _decide(text, votes[text], people) for text in votes}
    decided.update(dict.fromkeys(_products(found, words, decided, firms, tokens), "other"))
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
    """Return what the words in and around one occurrence say of its kind, and how strongly."""
    last = fold(tokens[item.last - 1].text)
    if item.form not in ("label", "known") or item.last - item.first > 3:
        return ("organisation", 2) if item.form == "label" and last in BODIES else (None, 0)
    if has_title(tokens, item.first) and item.kind != "organisation":
        return "person", 3
    if item.last - item.first > 1 and last in GROUNDS | BODIES:
        return ("place", 3) if last in GROUNDS else ("organisation", 2)
    if _is_holder(item, tokens):
        return "person", 3
    return _by_place(item, tokens)


def _is_holder(item: Found, tokens: Sequence[Token]) -> bool:
    """Return whether a label of two words or three is told to be a person: by an office beside it or by ``who``."""
    words = tokens[item.first : item.last]
    if item.kind not in ("organisation", "other") or len(words) < 2 or not all(_is_name_word(t) for t in words):
        return False
    if item.first and tokens[item.first - 1].sentence == words[0].sentence and _holds(tokens[item.first - 1]):
        return True
    beside = tokens[item.last : item.last + 2]
    if len(beside) == 2 and beside[0].text == "," and beside[1].lower == "who":
        return True
    return any(c.dep == "appos" and c.i > words[-1].i and _holds(c) for c in words[-1].children)


def _is_name_word(token: Token) -> bool:
    return token.text.isalpha() and token.text[0].isupper() and not token.text.isupper()


def _holds(token: Token) -> bool:
    """Return whether a noun in the singular names what only a person does."""
    word = bare_title(token.text)
    told = OFFICES.get(word) is not None or word in OCCUPATIONS
    return token.tag in ("NN", "NNP") and word not in _BODIES_TOO and (told or word in GENDERED)


_BODIES_TOO = frozenset(
    "leader representative owner founder co-founder investor chief partner executive ruler counterpart delegate".split()
)
"""Offices that news gives bodies as well (``market leader``, ``bridge owner``)."""


def _by_place(item: Found, tokens: Sequence[Token]) -> tuple[MentionType | None, int]:
    head = tokens[item.last - 1]
    before = tokens[item.first - 1] if item.first else head
    if before.lower == "of" and item.first > 1 and tokens[item.first - 2].lemma in _PLACES:
        return "place", 3
    if item.first and before.lower in _LOCATIVE and before.dep == "prep":
        return ("place", 2) if place_named(_joined(tokens, item)) else (None, 0)
    if item.kind == "place" and city_named(_joined(tokens, item)):
        return "place", 1
    if head.dep in ("nsubj", "appos") and head.head.lemma in _SPEAKING and head.head.tag == "VBD":
        return ("person", 1) if item.kind == "person" else (None, 0)
    return None, 0


_PLACES = frozenset("island isle city town village hamlet port province peninsula municipality settlement".split())


def _joined(tokens: Sequence[Token], item: Found) -> str:
    return " ".join(t.text for t in tokens[item.first : item.last])


def _firms(words: Mapping[Found, str], votes: Mapping[str, Counter[MentionType]]) -> frozenset[str]:
    """Return the first words of firms that are labelled a body when alone.

    They are told by the firm's full name (``Ford Motor Company``), or by labels alone where a longer name that
    looks like a person's begins with them (``Ford Falcon``).
    """
    full = {
        text.split()[0]
        for text in words.values()
        if " " in text and _leading(votes[text]) == "organisation" and text.split()[-1] in BODIES
    }
    named = {text for text in full if text in votes and _leading(votes[text]) == "organisation"}
    for text in words.values():
        first = text.split(" ", 1)[0]
        alone = votes.get(first) if text.count(" ") == 1 else None
        if alone and alone["organisation"] >= _SURE and not alone["person"]:
            named.add(first)
    return frozenset(named)


def _products(
    found: Iterable[Found],
    words: Mapping[Found, str],
    decided: Mapping[str, MentionType],
    firms: frozenset[str],
    tokens: Sequence[Token],
) -> set[str]:
    """Return the names of products: a firm's name and a word (``Ford Falcon``), and what follows a product's code."""
    out = set()
    for item in found:
        text = words[item]
        if item.kind == "other" and " " in text and any(c.isdigit() for c in tokens[item.first].text):
            out.add(text.split(" ", 1)[1])
        if decided[text] == "person" and len(text.split()) == _PAIR and text.split()[0] in firms:
            out.add(text)
    return out & decided.keys()


_PAIR, _SURE = 2, 3
"""Words of a firm's product, and times a bare name must be labelled a body to be no given name (2026-11)."""


def _family_names(
    found: Iterable[Found], words: dict[Found, str], votes: dict[str, Counter[MentionType]], firms: frozenset[str]
) -> dict[str, int]:
    """Return how often each single word stands as a part of a person's fuller name."""
    parts: Counter[str] = Counter()
    for item in found:
        text = words[item]
        if item.kind == "person" and " " in text and _leading(votes[text]) == "person":
            split = text.split()
            parts[split[-1]] += 1
            parts[split[0]] += 1
    # Of a family and its company (Ford, Ford Motor Company) the bare name is the company's where labels say so.
    return {part: count for part, count in parts.items() if part not in firms}


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
    code = country_named(name)
    if code:
        return msgspec.structs.replace(item, kind=kind, form="name", country=code)
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
