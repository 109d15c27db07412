"""States: countries with their adjectives and peoples, capitals as cities or as governments, seats of government."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from stemma.annotate.names.found import Found
from stemma.annotate.names.groups import Group, most_common
from stemma.annotate.syntax import Parse, Token
from stemma.lexicon.countries import country
from stemma.lexicon.naming import slug

_HERE = frozenset("in near outside inside across throughout around at toward towards into via through".split())
_THERE = frozenset(
    """visit leave reach enter bomb attack tour travel go fly arrive move return come drive walk head march live stay
    be hit strike flood storm capture besiege shell close evacuate land depart sail send base take bring""".split()
)
_LOCAL = frozenset(
    """street streets airport mayor police suburb suburbs outskirts center centre resident residents district station
    hospital hotel school university stadium zoo bridge neighborhood neighbourhood area court region metro subway
    skyline residents nightclub restaurant theater theatre church mosque museum park square apartment home""".split()
)
_POLITICAL = frozenset(
    """official officials government regime leadership administration policy envoy envoys diplomat diplomats leader
    leaders ally allies ministry talks authorities pressure lawmakers insiders politics sanctions relations ties
    threat threats summit-diplomacy troops forces""".split()
)
_DIVIDED = {"North": ("PRK",), "South": ("KOR", "SSD")}


def group_states(items: Sequence[Found], parse: Parse) -> list[Group]:
    """Return one group a country (its government, adjectives and people with it), a seat, and a capital as a city."""
    states: dict[str, list[Found]] = {}
    acting: Counter[str] = Counter()
    others: dict[tuple[str, str], list[Found]] = {}
    for item in items:
        code = item.country or ""
        if item.form == "seat":
            others.setdefault(("organisation", slug(item.text(parse))), []).append(item)
        elif item.form == "capital" and not stands_for_government(item, parse):
            others.setdefault(("place", slug(item.text(parse))), []).append(item)
        else:
            states.setdefault(code, []).append(item)
            acting[code] += item.form == "capital" or _acts(parse.tokens[item.last - 1])
    groups = [_state(code, found, parse, government=bool(acting[code])) for code, found in states.items()]
    return groups + [_other(kind, found, parse) for (kind, _), found in others.items()]


def halves(found: Iterable[Found], parse: Parse) -> list[Found]:
    """Return mentions of a divided country's half (``the North``), when the article names that country in full."""
    named = {item.country for item in found if item.form in ("name", "adjective")}
    out = []
    tokens = parse.tokens
    for i in range(1, len(tokens)):
        codes = _DIVIDED.get(tokens[i].text)
        if codes and tokens[i - 1].lower in ("the", "communist", "rival", "from") and not _goes_on(tokens, i):
            code = next((c for c in codes if c in named), None)
            if code:
                out.append(Found(i, i + 1, "place", "name", code))
    return out


def _goes_on(tokens: Sequence[Token], i: int) -> bool:
    return i + 1 < len(tokens) and (tokens[i + 1].tag in ("NNP", "NNPS") or tokens[i + 1].text in ("of", "-"))


def stands_for_government(item: Found, parse: Parse) -> bool:
    """Return whether a capital is named for its government, by its place in the sentence."""
    return _political(parse.tokens[item.last - 1], 0)


def _political(token: Token, depth: int) -> bool:
    dep, head = token.dep, token.head
    if dep in ("conj", "appos") and depth < 4:
        return _political(head, depth + 1)
    rules = {
        "poss": lambda: head.lower not in _LOCAL and head.lemma not in _LOCAL,
        "dobj": lambda: head.lemma not in _THERE,
        "compound": lambda: head.lower in _POLITICAL or head.lemma in _POLITICAL,
        "pobj": lambda: _political_object(head),
    }
    rule = rules.get("compound" if dep in ("nmod", "amod") else dep)
    return rule() if rule else dep in ("nsubj", "nsubjpass", "agent")


def _political_object(prep: Token) -> bool:
    word, governor = prep.lower, prep.head
    if word in _HERE:
        return False
    if word in ("to", "from", "for"):
        return governor.pos == "NOUN" and governor.lemma not in _TRIPS
    if word == "of":
        return governor.lemma in _ALLIANCE
    return word in ("with", "between", "against", "by", "among", "on", "behind", "over")


_TRIPS = frozenset(
    "trip visit flight journey train way return road arrival bus route tour highway mile kilometer".split()
)
_ALLIANCE = frozenset(
    "ally allies support critic criticism enemy patience part intention friend backer supporter".split()
)


def _acts(token: Token) -> bool:
    return token.dep in ("nsubj", "agent") and token.pos == "PROPN" and token.head.pos in ("VERB", "AUX")


def _state(code: str, found: list[Found], parse: Parse, *, government: bool) -> Group:
    usual = country(code).name
    printed = [i.text(parse) for i in found if i.form == "name"]
    full = [t for t in printed if t == usual] or [t for t in printed if len(t) > 5] or printed
    capitals = [i.text(parse) for i in found if i.form == "capital"]
    # Where a text has the adjective or the people only, the country's usual name is clearer than ``Danes``.
    name = most_common(full) if full else most_common(capitals) if capitals else usual
    return Group(key=slug(usual), kind="place", name=name, items=tuple(found), country=code, government=government)


def _other(kind: str, found: list[Found], parse: Parse) -> Group:
    name = most_common([i.text(parse) for i in found])
    if kind == "organisation":
        return Group(
            key=slug(name),
            kind="organisation",
            name=name,
            items=tuple(found),
            country=found[0].country,
            government=True,
        )
    return Group(key=slug(name), kind="place", name=name, items=tuple(found), country=found[0].country)
