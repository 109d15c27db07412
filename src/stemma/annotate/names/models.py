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
    """Return product codes: letters with digits anywhere, a bare number right behind a maker's name."""
    ends = {item.last: item for item in found if item.kind == "organisation"}
    out = []
    for token in tokens:
        if token.text[:1].isascii() and not token.text[-1].isspace() and _is_code(token, token.i in ends):
            last = token.i + 1
            while (
                last < len(tokens)
                and tokens[last].tag == "NNP"
                and token.i in ends
                and tokens[last].sentence == token.sentence
            ):
                last += 1
            out.append(Found(token.i, last, "other"))
    return out


def _is_code(token: Token, after_maker: bool) -> bool:
    text = token.text
    if not any(c.isdigit() for c in text) or token.label in ("DATE", "TIME", "MONEY", "PERCENT") or len(text) > 12:
        return False
    if _GROUPS.fullmatch(text):
        return False
    return bool(_CODE.fullmatch(text)) or (after_maker and bool(_NUMBER.fullmatch(text)))


def made_by(owners: Owners) -> Iterator[Reference]:
    """Yield maker and product together (``Acme R2D``) as a wider name of the product."""
    tokens = owners.tokens
    for group in owners.groups:
        for item in group.items if group.kind == "other" else ():
            maker = owners.item.get(item.first - 1)
            coded = any(c.isdigit() for c in tokens[item.first].text)
            if maker and coded and maker.kind == "organisation" and owners.same_sentence(maker.first, item.first):
                yield Reference(tokens[maker.first].start, tokens[item.last - 1].end, group.key)
