"""Roles: what a text says a person or body is, beside the name: ``Ruritanian leader``, ``, head of the bank``.

Nothing here knows who holds an office; all of it is read from the words around the name.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from stemma.annotate.names.found import Found
from stemma.annotate.names.groups import Group
from stemma.annotate.names.owners import Owners
from stemma.annotate.syntax import Token
from stemma.lexicon.titles import (
    ABBREVIATED,
    COLLECTIVES,
    COURTESY,
    GENDERED,
    KIN,
    MODIFIERS,
    OF_OFFICES,
    OFFICES,
    RANKS,
    RELATIVE,
    bare_title,
)
from stemma.model import Span

_OFFICIAL = frozenset({"GOV", "MIL", "COP", "JUD"})
_FORMER = frozenset({"then", "former", "ex", "acting", "outgoing", "incoming"})
_LINKS = frozenset({"of", "for", "to"})
_DOERS = ("or", "ist", "ian", "eer", "ster")
"""Endings of nouns for what a person does, where the tables have no such noun."""

_LONGEST = 14
"""Tokens a role phrase may have; longer ones are clauses the parser hung there (2026-11)."""


class Role(msgspec.Struct, frozen=True):
    """A role phrase beside one occurrence of a name.

    Attributes:
        first, last: tokens of the phrase without article, ``last`` exclusive.
        head: token index of the noun that names the role.
        where: ``before`` the name, ``after`` it (apposition), ``copula``.
        country: alpha-3 read from the phrase, or None.
        sector: PLOVER sector of the office, or None.
    """

    first: int
    last: int
    head: int
    where: str
    country: str | None = None
    sector: str | None = None

    def span(self, tokens: list[Token]) -> Span:
        """Return the characters of the phrase."""
        return Span(tokens[self.first].start, tokens[self.last - 1].end)


def roles_of(item: Found, group: Group, owners: Owners) -> Iterator[Role]:
    """Yield the roles the words beside one occurrence give it, nearest first."""
    found = (_before(item, owners), _after(item, owners), _apposed(item, owners), _copula(item, owners))
    for role in found:
        if role and _fits(role, group, owners):
            yield _read(role, owners)


def _before(item: Found, owners: Owners) -> Role | None:
    tokens, i = owners.tokens, item.first
    while i > 0 and item.first - i < _LONGEST and owners.same_sentence(i - 1, item.first) and _inside(owners, i - 1):
        i -= 1
    while i < item.first and (
        tokens[i].pos == "VERB" or tokens[i].tag in ("POS", "HYPH", "IN", ",") or not tokens[i].text[0].isalnum()
    ):
        i += 1
    if i == item.first or tokens[item.first - 1].lower in _LINKS:
        return None
    first = max(_after_foreign_owner(i, item, owners), _after_another(i, item, tokens))
    head = _head_before(first, item, owners)
    if head.tag in ("POS", "HYPH") or not head.text[0].isalpha():
        return None
    if head.tag in ("NNP", "NNPS") and head.i not in owners.group and not is_office(head):
        return None
    return Role(_own_start(first, head, tokens), item.first, head.i, "before")


def _own_start(first: int, head: Token, tokens: list[Token]) -> int:
    """Return where a role begins behind nouns of the clause: at ``former``, or in front of a title in capitals."""
    for i in range(head.i - 1, first, -1):
        if tokens[i].lower in _FORMER and tokens[i - 1].pos in ("NOUN", "PROPN"):
            return i
        if head.text[:1].isupper() and tokens[i].tag in ("NN", "NNS") and tokens[i].text.islower():
            return i + 1
    small = head.i > first and head.text[:1].isupper() and tokens[first].tag in ("NN", "NNS")
    return first + 1 if small and tokens[first].text.islower() else first


def _after_another(i: int, item: Found, tokens: list[Token]) -> int:
    """Return where a title begins behind somebody else's role (``a lawyer for President Lopez``)."""
    k = item.first
    while k - 1 > i and _is_held(tokens[k - 1]):
        k -= 1
    return k if i < k < item.first and tokens[k - 1].lower in _LINKS else i


def _is_held(token: Token) -> bool:
    word = bare_title(token.text)
    return token.text[:1].isupper() and (word in RANKS or word in COURTESY or word == "prime")


def _head_before(first: int, item: Found, owners: Owners) -> Token:
    """Return the noun of the words in front: the last, or the one before ``of`` (``Secretary of State``)."""
    tokens = owners.tokens
    links = [k for k in range(first + 1, item.first) if tokens[k].lower in _LINKS]
    return tokens[links[0] - 1] if links else tokens[item.first - 1]


def _inside(owners: Owners, i: int) -> bool:
    """Return whether token ``i`` may belong to the words in front of a name."""
    token = owners.tokens[i]
    if token.lower in _LINKS:
        return i > 0 and is_office(owners.tokens[i - 1])
    group = owners.group.get(i)
    if group is not None and group.kind == "person":
        return False
    if token.lower in _FORMER:
        return True
    return token.pos in ("NOUN", "PROPN", "ADJ") or token.tag in ("POS", "HYPH", "VBN", "CD") or is_office(token)


def _after_foreign_owner(i: int, item: Found, owners: Owners) -> int:
    """Return where the role begins: behind a possessor that is no country."""
    tokens = owners.tokens
    for k in range(item.first - 1, i, -1):
        if tokens[k].tag == "POS" and not _keeps_owner(owners, k - 1):
            return k + 1
    return i


def _keeps_owner(owners: Owners, i: int) -> bool:
    """Return whether a possessor belongs to the role: a country or body, no person."""
    group = owners.group.get(i)
    return owners.country(i) is not None or (group is not None and group.kind == "organisation")


def _after(item: Found, owners: Owners) -> Role | None:
    head = owners.head(item)
    noun = next((c for c in head.children if c.dep == "appos" and c.i >= item.last), None)
    if noun is None or noun.pos not in ("NOUN", "PROPN") or not owners.same_sentence(noun.i, item.first):
        return None
    return _phrase(noun, item.last, owners, "after")


def _apposed(item: Found, owners: Owners) -> Role | None:
    head = owners.head(item)
    noun = head.head
    if head.dep != "appos" or noun.i >= item.first or noun.pos not in ("NOUN", "PROPN") or noun.i in owners.group:
        return None
    role = _phrase(noun, 0, owners, "before")
    return (
        Role(role.first, min(role.last, item.first), role.head, "after") if role and role.first < item.first else None
    )


def _copula(item: Found, owners: Owners) -> Role | None:
    head = owners.head(item)
    if head.dep != "nsubj" or head.head.lemma not in ("be", "become"):
        return None
    noun = next((c for c in head.head.children if c.dep == "attr" and c.i > head.i), None)
    if noun is None or not is_office(noun) or any(c.dep == "neg" for c in head.head.children):
        return None
    return _phrase(noun, item.last, owners, "copula")


def _phrase(noun: Token, floor: int, owners: Owners, where: str) -> Role | None:
    """Return the noun phrase around ``noun``: no article in front, no clause behind."""
    tokens = owners.tokens
    first = min(
        (c.i for c in noun.children if c.dep in ("amod", "compound", "nmod", "poss") and c.i < noun.i), default=noun.i
    )
    first = min(
        first,
        *(
            g.i
            for c in noun.children
            if c.i < noun.i and c.dep in ("amod", "compound", "poss", "nmod")
            for g in c.children
            if g.i < c.i and g.dep != "det"
        ),
        noun.i,
    )
    while first < noun.i and (tokens[first].tag in ("DT", "PRP$") or not tokens[first].text[0].isalnum()):
        first += 1
    last = noun.i + 1
    while last < len(tokens) and last - first < _LONGEST and _continues(tokens, last, noun):
        last += 1
    while last - 1 > noun.i and (
        tokens[last - 1].tag in ("IN", "TO", "DT", "POS", "CC")
        or bare_title(tokens[last - 1].text) in ABBREVIATED
        or not tokens[last - 1].text[-1].isalnum()
    ):
        last -= 1
    for k in range(first, noun.i):
        if tokens[k].tag == "POS" and not _keeps_owner(owners, k - 1):
            first = k + 1
    while first - 1 >= floor and tokens[first - 1].lower in _FORMER and tokens[first - 1].sentence == noun.sentence:
        first -= 1
    if first < floor or not _has_head(noun) or _introduces_another(noun, last, owners):
        return None
    return Role(first, last, noun.i, where)


def _introduces_another(noun: Token, last: int, owners: Owners) -> bool:
    """Return whether a phrase is the title of somebody named in it (``chief of staff Ana Lopez and ...``)."""
    for i in range(noun.i + 1, last):
        item = owners.item.get(i)
        if item and item.first == i and item.kind == "person" and owners.tokens[i - 1].pos in ("NOUN", "SPACE"):
            return True
    return False


def _continues(tokens: list[Token], i: int, noun: Token) -> bool:
    token = tokens[i]
    if token.sentence != noun.sentence or token.tag in (",", ".", ":", "``", "''", "-LRB-", "WP", "WDT", "-RRB-"):
        return False
    if token.pos in ("VERB", "AUX", "SCONJ", "PRON") or (
        token.tag == "IN" and token.lower not in ("of", "at", "for", "in", "on")
    ):
        return False
    return token.lower in ("of", "at", "for", "in", "on", "and") or token.pos in (
        "NOUN",
        "PROPN",
        "ADJ",
        "DET",
        "PART",
        "ADP",
        "CCONJ",
        "NUM",
    )


def is_office(token: Token) -> bool:
    """Return whether a noun names an office, rank or occupation."""
    word = bare_title(token.text)
    return (
        word in RANKS
        or word in OFFICES
        or token.lemma in OFFICES
        or word.removeprefix("then-").removeprefix("ex-") in OFFICES
    )


def told_of_all(role: Role, owners: Owners) -> Span | None:
    """Return the characters of a role that reads by itself, or None (``counterpart``, ``brother``, ``officials``).

    What the report thinks of its holder, and ordinals and years in front, are left out (``embarrassed prime minister``,
    ``first 2016 nominee``).
    """
    tokens, head = owners.tokens, owners.tokens[role.head]
    lemma = head.lemma.lower()
    owned = any(i in owners.group for i in range(role.head + 1, role.last))
    if is_plural(head) or (lemma in RELATIVE and not owned) or (lemma in KIN and not owned):
        return None
    first = role.first
    while first < role.head and (_is_opinion(tokens[first]) or tokens[first + 1].tag == "CD"):
        first += 1
    return Span(tokens[first].start, tokens[role.last - 1].end)


def _is_opinion(token: Token) -> bool:
    """Return whether a word in front of a role is no part of it: small adjectives that name no field, numbers."""
    if token.tag == "CD" or token.lower in _ORDINALS:
        return True
    described = token.tag in ("JJ", "JJR", "JJS", "RB", "RBS", "VBN", "VBG")
    plain = token.text.islower() and token.text.isalpha()
    return described and plain and token.lower not in OF_OFFICES and token.lower not in MODIFIERS


_ORDINALS = frozenset("second third fourth fifth sixth seventh eighth ninth tenth last next new".split())


def is_plural(token: Token) -> bool:
    """Return whether a role noun speaks of several people."""
    return token.tag in ("NNS", "NNPS")


def _has_head(noun: Token) -> bool:
    return is_office(noun) or noun.lemma in KIN or noun.lemma in COLLECTIVES or noun.lemma in GENDERED


def _fits(role: Role, group: Group, owners: Owners) -> bool:
    """Return whether the phrase tells what kind of thing this group's names name."""
    head = owners.tokens[role.head]
    lemma = head.lemma.lower()
    if group.kind == "person":
        known = is_office(head) or lemma in KIN or lemma in GENDERED
        plain = role.where == "before" and head.tag == "NN" and lemma.endswith(_DOERS) and role.last - role.first < 6
        return known or (plain and head.dep in ("compound", "nmod", "appos"))
    if group.kind == "organisation":
        return lemma in COLLECTIVES
    return False


def _read(role: Role, owners: Owners) -> Role:
    head = owners.tokens[role.head]
    word = bare_title(head.text)
    sector = OFFICES.get(word, OFFICES.get(head.lemma.lower(), "GOV" if word in RANKS else None))
    return msgspec.structs.replace(role, country=_country(role, sector, owners), sector=sector)


def _country(role: Role, sector: str | None, owners: Owners) -> str | None:
    """Return the country the phrase places its holder in."""
    tokens = owners.tokens
    lemma = tokens[role.head].lemma.lower()
    local = None
    for i in range(role.first, role.last):
        item = owners.item.get(i)
        if (
            item is None
            or item.first != i
            or not item.country
            or item.form not in _TELLING
            or not _owns(item, role, owners)
        ):
            continue
        if item.form in ("state", "city"):
            local = local or item.country
        elif item.form != "name" or sector in _OFFICIAL or _possesses(item, tokens) or lemma in COLLECTIVES:
            return item.country
    return local if sector in _OFFICIAL else None


_TELLING = frozenset({"name", "adjective", "capital", "people", "seat", "state", "city"})


def _possesses(item: Found, tokens: list[Token]) -> bool:
    return item.last < len(tokens) and tokens[item.last].tag == "POS"


def _owns(item: Found, role: Role, owners: Owners) -> bool:
    tokens = owners.tokens
    token = owners.head(item)
    if item.first < role.head:
        after = tokens[item.last] if item.last < len(tokens) else token
        return (
            token.head.i == role.head
            or _possesses(item, tokens)
            or after.i == role.head
            or (is_office(after) or bare_title(after.text) in MODIFIERS or after.tag == "JJ")
        )
    before = tokens[item.first - 1]
    if before.lower == "the":
        before = tokens[item.first - 2]
    if before.lower == "of" and token.dep == "pobj":
        return True
    return _possesses(item, tokens) and before.lower in ("of", "at")
