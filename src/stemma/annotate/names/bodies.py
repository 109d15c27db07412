"""Bodies: which names of organisations in an article are one organisation's."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.annotate.names.found import Found
from stemma.annotate.names.groups import Group, most_common
from stemma.annotate.syntax import Parse
from stemma.lexicon.bodies import BODIES, body_named, body_parts
from stemma.lexicon.countries import country_named, country_of_adjective
from stemma.lexicon.naming import acronyms, organisation_parts, slug
from stemma.lexicon.places import place_named
from stemma.model.marks import MentionType


class _Body:
    def __init__(self, parts: tuple[str, ...]) -> None:
        self.parts = parts
        self.items: list[Found] = []


def group_bodies(items: Sequence[Found], parse: Parse, kind: MentionType) -> list[Group]:
    """Return one group an organisation (or other thing), longest names first; in O(n log n)."""
    texts = {item: item.text(parse) for item in items}
    by_parts: dict[tuple[str, ...], list[Found]] = {}
    for item in items:
        by_parts.setdefault(body_parts(texts[item]), []).append(item)
    explained = _explained(items, texts, parse)
    bodies: list[_Body] = []
    short: dict[object, list[_Body]] = {}
    for parts in sorted(by_parts, key=lambda p: (-len(p), p)):
        printed = {texts[i] for i in by_parts[parts]}
        body = _joined(parts, printed, short, by_parts[parts])
        if body is None:
            body = _Body(parts)
            bodies.append(body)
            for name in sorted(printed):
                for way in (*_shorter(name, parts), *explained.get(parts, ())):
                    known = short.setdefault(way, [])
                    if len(known) < _BEARERS and body not in known:
                        known.append(body)
        body.items.extend(by_parts[parts])
    return [_group(body, texts, kind) for body in bodies]


def _explained(items: Sequence[Found], texts: dict[Found, str], parse: Parse) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return the short forms that a text itself gives in brackets: ``Acme Airways (ACY)``."""
    at = {item.first: item for item in items}
    out: dict[tuple[str, ...], tuple[str, ...]] = {}
    for item in items:
        short = at.get(item.last + 1)
        if short and _bracketed(item, short, parse) and texts[short][0] == texts[item][0]:
            form = texts[short].replace(".", "")
            name = body_parts(texts[item])
            known = body_named(form)  # ``Ana Poe (AP)`` credits an agency, and names none in full.
            if form.isupper() and (known is None or body_parts(form) == name):
                out[name] = (*out.get(name, ()), form)
    return out


def _bracketed(item: Found, short: Found, parse: Parse) -> bool:
    """Return whether ``short`` stands in brackets right behind ``item``."""
    tokens = parse.tokens
    return tokens[item.last].text == "(" and short.last < len(tokens) and tokens[short.last].text == ")"


def _joined(
    parts: tuple[str, ...], printed: set[str], short: dict[object, list[_Body]], items: Sequence[Found]
) -> _Body | None:
    """Return the one longer-named body that ``parts`` may shorten; None when there is none or several.

    A longer name that comes later and seldomer is a unit or product (``Acme``, ``Acme Roadster``), unless what it
    adds is a general word (``Acme Motor Company``): news gives the full name first.
    """
    longer = [
        b
        for b in short.get(parts, [])[:_BEARERS]
        if _general(b.parts[len(parts) :]) or len(b.items) >= len(items) or min(b.items) < min(items)
    ]
    if not longer and len(parts) == 1:
        acronym = next((t.replace(".", "") for t in sorted(printed) if t.replace(".", "").isupper()), None)
        longer = short.get(acronym, []) if acronym else []
        return longer[0] if longer else None
    if len(parts) == 1 and any(_is_place(t) for t in printed):
        return None
    return longer[0] if len(longer) == 1 else None


_BEARERS, _WORDS = 32, 8
"""Longer names a short one is compared with, and words of a name that may stand for it (2026-11)."""


def _general(words: tuple[str, ...]) -> bool:
    return bool(words) and all(w in BODIES for w in words)


def _is_place(text: str) -> bool:
    return place_named(text) is not None or country_named(text) is not None or country_of_adjective(text) is not None


def _shorter(name: str, parts: tuple[str, ...]) -> list[object]:
    """Return the ways a name may be shortened: acronyms, leading words, the name without its country."""
    ways: list[object] = [*acronyms(name)]
    ways.extend(parts[:k] for k in range(1, min(len(parts), _WORDS)))
    if len(parts) > 1 and any(c.isdigit() for c in parts[0]):
        ways.append(parts[1:])
    words = name.replace("’s", "").replace("'s", "").split()
    for k in (1, 2):
        head = " ".join(words[:k])
        if len(words) > k + 1 and (country_named(head) or country_of_adjective(head)):
            ways.append(body_parts(" ".join(words[k:])))
            ways.extend(acronyms(" ".join(words[k:])))
    return ways


def _group(body: _Body, texts: dict[Found, str], kind: MentionType) -> Group:
    items = tuple(sorted(body.items))
    full = [texts[i] for i in items if body_parts(texts[i]) == body.parts]
    country = next((i.country for i in items if i.country), None)
    longest = max(len(organisation_parts(t)) for t in full)
    name = most_common([t for t in full if len(organisation_parts(t)) == longest])
    return Group(key=slug(name), kind=kind, name=name, items=items, country=country)
