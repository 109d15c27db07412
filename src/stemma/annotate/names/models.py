"""Models: products named by a code (``A1`` to ``F-150``), and the maker's name in front of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from stemma.annotate.names.found import Found
from stemma.annotate.names.owners import Owners
from stemma.annotate.syntax import Token
from stemma.model import Reference

_CODE = re.compile(
    r"(?=.{2,12}$)[A-Z]{1,4}-?\d{2,4}(?:-\d{1,4})?[A-Za-z]{0,3}|\d{3,4}-\d{2,4}[A-Z]{0,4}s?|\d[A-Za-z]\d{1,2}"
)
_NUMBER = re.compile(r"(?!19\d\d|20\d\d)[1-9]\d{2,3}s?")
_GROUPS = re.compile(r"[GBC]-?\d{1,2}")


def model_codes(found: Sequence[Found], tokens: Sequence[Token]) -> list[Found]:
    """Return product codes: letters with digits, a bare number behind a maker's name, and that number again.

    A proper noun right behind belongs to the name (``R240 Swift``).
    """
    ends = {item.last for item in found if item.kind == "organisation"}
    made = {token.text.removesuffix("s") for token in tokens if token.i in ends and _is_number(token)}
    out = []
    for token in tokens:
        known = token.i in ends or _is_again(token, made, tokens)
        if token.text[:1].isascii() and not token.text[-1].isspace() and _is_code(token, known):
            last = token.i + 1
            while (
                known and last < len(tokens) and tokens[last].tag in _NAMED and tokens[last].sentence == token.sentence
            ):
                last += 1
            out.append(Found(token.i, last, "other"))
    return out


_NAMED = frozenset({"NNP", "NNPS"})
_AMOUNTS = frozenset({"DATE", "TIME", "MONEY", "PERCENT"})


def _is_again(token: Token, made: set[str], tokens: Sequence[Token]) -> bool:
    """Return whether a number is a product's that the text has named with its maker."""
    if not made or token.text.removesuffix("s") not in made:
        return False
    after = tokens[token.i + 1] if token.i + 1 < len(tokens) else token
    return (
        token.text.endswith("s") or after.tag in _NAMED or (token.i > 0 and tokens[token.i - 1].tag in ("DT", "PRP$"))
    )


def _is_number(token: Token) -> bool:
    return token.label not in _AMOUNTS and bool(_NUMBER.fullmatch(token.text))


def _is_code(token: Token, known: bool) -> bool:
    text = token.text
    if not any(c.isdigit() for c in text) or token.label in _AMOUNTS or len(text) > _LONGEST:
        return False
    if _GROUPS.fullmatch(text):
        return False
    return bool(_CODE.fullmatch(text)) or (known and bool(_NUMBER.fullmatch(text)))


_LONGEST = 12
"""Characters of a product code at most (2026-11)."""


def made_by(owners: Owners) -> Iterator[Reference]:
    """Yield maker and product together (``Acme R2D``) as a wider name of the product."""
    tokens = owners.tokens
    for group in owners.groups:
        for item in group.items if group.kind == "other" else ():
            maker = owners.item.get(item.first - 1)
            coded = any(c.isdigit() for c in tokens[item.first].text)
            if maker and coded and maker.kind == "organisation" and owners.same_sentence(maker.first, item.first):
                yield Reference(tokens[maker.first].start, tokens[item.last - 1].end, group.key)
