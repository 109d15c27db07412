"""Edges: where a name begins and ends, when the parser's label takes in words beside it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from stemma.annotate.names.found import Found
from stemma.annotate.syntax import Token
from stemma.lexicon.bodies import BODIES
from stemma.lexicon.naming import fold
from stemma.lexicon.titles import CAPTIONS, OCCUPATIONS, OFFICES, bare_title

_PARTICLES = frozenset(
    """al el bin ibn ben bint abu de da do dos das del della di du la le van von der den ter ten zu af av e y i
    ash ad as ar mac st""".split()
)
"""Words in small letters that may open a name."""

_DASHES = frozenset("-‑–—/'’")
_CLAUSE = frozenset("VBD VBZ VBP VBN VB MD IN TO RB RP WP WDT WRB PRP PRP$ DT CC EX".split())
"""Tags of words that belong to the clause around a name when in small letters."""

_ASKING = frozenset("will can could would should may might must does did do is are was were has have had".split())
_WHEN = frozenset("last next earlier late later".split())
_WHERE = frozenset("on in from at near outside inside across off around".split())


def within_edges(item: Found, tokens: Sequence[Token]) -> Found | None:
    """Return a label without the words beside the name; None when it holds a common word or a title only."""
    first, last = _first(item, tokens), _last(item, tokens)
    if first >= last or _is_common(item, tokens) or title_of_next(item.kind, last, tokens):
        return None
    found = msgspec.structs.replace(item, first=first, last=last)
    return _dweller_s_place(_holder(found, tokens), tokens)


def _first(item: Found, tokens: Sequence[Token]) -> int:
    i = item.first
    while i < item.last - 1 and (_small_opening(i, tokens) or tokens[i].text[0] in "@#" or _asks(i, item, tokens)):
        i += 1
    return i


def _small_opening(i: int, tokens: Sequence[Token]) -> bool:
    token = tokens[i]
    return token.text.islower() and token.lower not in _PARTICLES and tokens[i + 1].text[0] not in _DASHES


def _asks(i: int, item: Found, tokens: Sequence[Token]) -> bool:
    """Return whether the verb of a question opens the label (``Will Lopez resign?``)."""
    if i != item.first or tokens[i].lower not in _ASKING or not _opens(i, tokens):
        return False
    k = item.last
    while k < len(tokens) and tokens[k].sentence == tokens[i].sentence:
        k += 1
    return tokens[k - 1].text == "?"


def _opens(i: int, tokens: Sequence[Token]) -> bool:
    return i == 0 or tokens[i - 1].sentence != tokens[i].sentence


def _last(item: Found, tokens: Sequence[Token]) -> int:
    i = next((k for k in range(item.first + 1, item.last) if tokens[k].text in _WHEN), item.last)
    while i - item.first > 1 and tokens[i - 1].text.islower() and tokens[i - 2].text[-1] not in _DASHES:
        token = tokens[i - 1]
        if token.tag not in _CLAUSE and not (item.kind == "person" and token.pos != "PROPN"):
            break
        i -= 1
    return i


def _is_common(item: Found, tokens: Sequence[Token]) -> bool:
    """Return whether a label is a caption's word, or a common noun in the plural that only opens its sentence."""
    if all(t.lower in CAPTIONS for t in tokens[item.first : item.last]):
        return True
    return item.last - item.first == 1 and tokens[item.first].tag == "NNS" and _opens(item.first, tokens)


def title_of_next(kind: str, last: int, tokens: Sequence[Token]) -> bool:
    """Return whether a label is the office of the person named next (``Water Minister`` before ``Ana Lopez``)."""
    if kind not in ("other", "organisation") or last >= len(tokens):
        return False
    after = tokens[last]
    named = after.tag == "NNP" and after.label == "PERSON" and after.sentence == tokens[last - 1].sentence
    return named and OFFICES.get(bare_title(tokens[last - 1].text)) == "GOV"


def _holder(item: Found, tokens: Sequence[Token]) -> Found:
    """Return a person without the occupation in front, also where both were labelled a body (``Skipper Ana Lopez``)."""
    rest = tokens[item.first + 1 : item.last]
    if item.kind not in ("person", "organisation") or bare_title(tokens[item.first].text) not in OCCUPATIONS:
        return item
    if not 0 < len(rest) <= _NAME or not all(t.text[:1].isupper() and t.text.isalpha() for t in rest):
        return item
    if item.kind == "organisation" and fold(rest[-1].text) in BODIES:
        return item
    return msgspec.structs.replace(item, first=item.first + 1, kind="person")


_NAME = 3
"""Words a person's name has at most, when the label was another (2026-11)."""


def _dweller_s_place(item: Found, tokens: Sequence[Token]) -> Found:
    """Return the place of a phrase that says where some people are (``Farmers in Ruritania``)."""
    head, size = tokens[item.first], item.last - item.first
    if size < 3 or item.kind == "person" or tokens[item.first + 1].lower not in _WHERE:
        return item
    people = head.tag in ("NNS", "NNPS") and _opens(item.first, tokens) and tokens[item.first + 2].text[:1].isupper()
    return msgspec.structs.replace(item, first=item.first + 2, kind="place") if people else item
