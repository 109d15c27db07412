"""Plausible: labels that cannot be what they are labelled: addresses, handles, scores and common words in capitals.

The parser's labels lean on capitals. What is an address, a bare number or a word that the article also prints small
is nobody; a headline's verb between two names, or a heading's noun behind one, is no part of a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from stemma.annotate.names.found import Found
from stemma.annotate.names.kinds import has_title
from stemma.annotate.syntax import Parse, Token
from stemma.lexicon.cues import CUE_VERBS
from stemma.lexicon.naming import fold, is_given
from stemma.lexicon.places import place_named
from stemma.lexicon.titles import OCCUPATIONS, OFFICES, bare_title

_ADDRESS = re.compile(r"://|\bwww\.|\.co/|^[@#]|\w@\w", re.IGNORECASE)
_SITE = re.compile(r"\.(?:com|org|net|html?|jpe?g|png)\b", re.IGNORECASE)
_SCORE = re.compile(r"\d+(?:[-–:.]\d+)*%?")
_SOUNDED = re.compile(r"[A-Z]{2,}['’]?-[a-z]+|[a-z]+-[A-Z]{2,}['’]?")
"""A guide to pronouncing a name (``KAHR'-lin``)."""

_INITIALS = 3
"""Letters at most of initials that are no place unless the gazetteer has them; 2026-11."""


def plausible(found: Sequence[Found], parse: Parse) -> list[Found]:
    """Return the names that may be names, cut where a label holds more than one, each of a kind it can be of."""
    tokens = parse.tokens
    small = frozenset(t.text for t in tokens if t.text.islower() and t.pos != "PROPN")
    families = frozenset(
        tokens[k].text for x in found if x.kind == "person" and x.last - x.first > 1 for k in (x.first, x.last - 1)
    )
    kept = [part for item in found for part in _parts(item, tokens, small) if not _is_none(part, parse)]
    return [_fitting(_called(x, tokens), parse) for x in kept if not _is_word(x, tokens, small, families)]


def _parts(item: Found, tokens: Sequence[Token], small: frozenset[str]) -> Iterator[Found]:
    """Yield the parts of a person's label that a headline's verb parts, without scores and nouns at its end."""
    if item.kind != "person" or item.form != "label":
        yield item
        return
    start, end = item.first, item.last
    for i in range(item.first + 1, item.last - 1):
        if tokens[i].lower in _NO_PART and i > start:
            end = i
            break
        if _is_verb(tokens[i]) and i > start:
            yield _ended(msgspec.structs.replace(item, first=start, last=i), tokens, small)
            start = i + 1
    yield _ended(msgspec.structs.replace(item, first=start, last=end), tokens, small)


_NO_PART = frozenset("for not over after on in at to as with amid".split())
"""Words that are part of no person's name, also in capitals."""


def _is_verb(token: Token) -> bool:
    """Return whether a word in capitals is what headlines say somebody does (``Lopez Slams Park``)."""
    return token.text[:1].isupper() and token.lower.endswith("s") and token.lower[:-1] in CUE_VERBS


_PAIR = 2


def _ended(item: Found, tokens: Sequence[Token], small: frozenset[str]) -> Found:
    last = item.last
    while last - item.first > 1 and _SCORE.fullmatch(tokens[last - 1].text):
        last -= 1
    while last - item.first > _PAIR and _is_plural(tokens[last - 1], small):
        last -= 1
    return msgspec.structs.replace(item, last=last) if last != item.last else item


def _is_plural(token: Token, small: frozenset[str]) -> bool:
    """Return whether a word in capitals is a common noun in the plural: of an occupation, or printed small elsewhere."""
    return token.lower.endswith("s") and (token.lower in small or bare_title(token.lower[:-1]) in OCCUPATIONS | OFFICES.keys())


def _is_none(item: Found, parse: Parse) -> bool:
    """Return whether a label is an address, a handle, a bare number or a guide to pronouncing a name."""
    text = item.text(parse)
    nobody = item.kind == "person" and (not any(c.isalpha() for c in text) or bool(_SITE.search(text)))
    return nobody or bool(_ADDRESS.search(text)) or bool(_SOUNDED.fullmatch(text))


def _is_word(item: Found, tokens: Sequence[Token], small: frozenset[str], families: frozenset[str]) -> bool:
    """Return whether a lone name of a person, or of a place unheard of, is a word that the article prints small as well."""
    token = tokens[item.first]
    if item.kind not in ("person", "place") or item.last - item.first > 1 or item.form != "label" or token.text in families:
        return False
    if item.kind == "place" and place_named(token.text):
        return False
    gerund = token.lower.endswith("ing") and len(token.text) > _GERUND and token.dep != "nsubj"
    return (token.lower in small or gerund) and not has_title(tokens, item.first)


_GERUND = 6
"""Letters beyond which a lone word in -ing that does nothing is no name ("Meddling"); 2026-11."""


def _called(item: Found, tokens: Sequence[Token]) -> Found:
    """Return a label of several words behind an article (``the Rigged Witch Hunt``) as a thing, unless a given name opens it."""
    head = tokens[item.last - 1]
    if item.kind != "person" or item.form != "label" or item.last - item.first < _PAIR or is_given(tokens[item.first].text):
        return item
    article = next((c.i for c in head.children if c.dep == "det" and c.lower in ("the", "a", "an") and c.i < item.first), None)
    led = article is not None and all(t.text[:1].isupper() for t in tokens[article + 1 : item.first])
    return msgspec.structs.replace(item, kind="other") if led and not has_title(tokens, item.first) else item


def _fitting(item: Found, parse: Parse) -> Found:
    """Return a label with a kind it can be of: what has digits is nobody, unknown initials are no place."""
    text = item.text(parse)
    if item.kind == "person" and any(c.isdigit() for c in text):
        return msgspec.structs.replace(item, kind="other")
    initials = text.isupper() and text.isalpha() and len(text) <= (_INITIALS if item.kind == "place" else _INITIALS - 1)
    if item.kind in ("place", "person") and item.form == "label" and initials and not place_named(text) and fold(text) != "us":
        return msgspec.structs.replace(item, kind="organisation")
    return item
