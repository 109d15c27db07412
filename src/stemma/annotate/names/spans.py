"""Spans: the parser's labels, trimmed, split and joined with the gazetteer's national names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemma.annotate.names.edges import within_edges
from stemma.annotate.names.found import Found, without_overlaps
from stemma.annotate.names.gazetteer import AMBIGUOUS, national
from stemma.annotate.syntax import Parse, Token
from stemma.lexicon.agencies import AGENCIES
from stemma.lexicon.bodies import BODIES, body_named
from stemma.lexicon.naming import fold, is_given
from stemma.lexicon.titles import ABBREVIATED, CAPTIONS, COURTESY, OFFICES, RANKS, bare_title
from stemma.model.marks import MentionType

_KINDS: dict[str, MentionType] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
    "PRODUCT": "other",
    "WORK_OF_ART": "other",
    "LAW": "other",
    "EVENT": "other",
}
_TRIM = frozenset("the a an of and or in on at for to by from with that this these his her their its 's ’s ' ’".split())
_LEADING = frozenset({"RB", "RBR", "RBS", "WRB", "UH", "MD"})
_DASHES = frozenset("-–—/")


def first_spans(parse: Parse) -> list[Found]:
    """Return the names in one parsed article, without overlaps: labels corrected by the gazetteer."""
    tokens = parse.tokens
    lexical = national(tokens, parse.text)
    at = {i: item for item in lexical for i in range(item.first, item.last)}
    labels = list(_labels(tokens))
    plain = [x for x in labels if x.kind == "person" and not any(t.text in _DASHES for t in tokens[x.first : x.last])]
    people = frozenset(tokens[x.last - 1].text for x in plain)
    firms = frozenset(tokens[x.first].text for x in labels if x.kind == "organisation" and x.last - x.first == 1)
    known = people | firms
    labelled = [part for item in labels for part in _corrected(item, tokens, at, known)]
    exact = {(item.first, item.last) for item in labelled}
    loose = [item for item in lexical if _stands_alone(item, tokens) or (item.first, item.last) in exact]
    longer = [x for x in loose if x.last - x.first > 1]
    return without_overlaps([*_persons_first(labelled), *longer, *labelled, *loose])


def _persons_first(found: list[Found]) -> list[Found]:
    return [x for x in found if x.last - x.first > 1 and x.kind in ("person", "organisation", "other")]


def _labels(tokens: Sequence[Token]) -> Iterator[Found]:
    i = 0
    while i < len(tokens):
        kind = _KINDS.get(tokens[i].label)
        last = i + 1
        if kind:
            while last < len(tokens) and tokens[last].label == tokens[i].label and not tokens[last].begins:
                last += 1
            yield Found(i, last, kind)
        i = last


def _corrected(item: Found, tokens: Sequence[Token], at: dict[int, Found], people: frozenset[str]) -> Iterator[Found]:
    """Yield what is left of a label: trimmed, cut at possessives and dashes, national names set apart."""
    for part in _cut(item, tokens, at, people):
        inner = within_edges(part, tokens)
        trimmed = _trim(inner, tokens) if inner else None
        if trimmed and not _in_title(trimmed, tokens):
            # A dash between the family names of two people of the article joins a pair, not one name.
            whole = _whole(trimmed, tokens)
            pair = whole.last > trimmed.last and {tokens[trimmed.last - 1].text, tokens[whole.last - 1].text} <= people
            yield from _with_national(trimmed if pair else whole, tokens, at)


def _cut(item: Found, tokens: Sequence[Token], at: dict[int, Found], people: frozenset[str]) -> Iterator[Found]:
    start = item.first
    for i in range(item.first, item.last):
        if _cuts(item, tokens, at, people, i):
            if i > start:
                yield Found(start, i, _kind_of_part(item, tokens, people, start, i))
            start = i + 1
    if start < item.last:
        yield Found(start, item.last, _kind_of_part(item, tokens, people, start, item.last))


def _kind_of_part(item: Found, tokens: Sequence[Token], people: frozenset[str], first: int, last: int) -> MentionType:
    if tokens[first].text == "/" and last - first > _GIVEN_AND_FAMILY:
        return "person"
    part_of_one = last - first == 1 < item.last - item.first
    return "person" if part_of_one and item.kind != "organisation" and tokens[first].text in people else item.kind


def _cuts(item: Found, tokens: Sequence[Token], at: dict[int, Found], people: frozenset[str], i: int) -> bool:
    """Return whether the names before and after token ``i`` are two."""
    token = tokens[i]
    inner = item.first < i < item.last - 1
    if not inner or _in_credit(i, tokens):
        return inner
    named = (i - 1) in at or tokens[i - 1].text in people or tokens[i - 1].text[:1].islower()
    if token.tag == "POS":
        if i > 1 and tokens[i - 2].lower in ("st.", "st", "saint"):
            return False
        return item.kind != "organisation" or named
    if token.text in _DASHES:
        if item.kind == "person":
            both = tokens[i - 1].text in people and tokens[i + 1].text in people
            return token.text == "/" or both or _between_names(tokens, i, item)
        beside = tokens[i + 1].text in people or (i + 1) in at or (token.text != "-" or tokens[i - 1].text in people)
        return item.kind in ("place", "group") or (named and beside)
    return item.kind == "person" and token.lower in ("and", ",", "&", ";", "|", ":")


def _in_credit(i: int, tokens: Sequence[Token]) -> bool:
    """Return whether a token parts agency, photographer and file in a picture credit (``AP Photo/Ana Lopez, File``)."""
    caption = tokens[i].lower in CAPTIONS and tokens[i + 1].text == "/"
    return caption or (tokens[i].text == "," and tokens[i + 1].lower in CAPTIONS)


def _between_names(tokens: Sequence[Token], i: int, item: Found) -> bool:
    """Return whether a dash joins two people (``Lopez-Park talks``) rather than two parts of one name."""
    if i - item.first > 1 and item.last - i > _GIVEN_AND_FAMILY and is_given(tokens[i + 1].text):
        return True  # two full names: "Ana Lopez-Olaf Brun debate"
    alone = i == item.first + 1 and i + 2 == item.last
    return alone and tokens[i + 1].text[:1].isupper() and item.last < len(tokens) and tokens[item.last].pos == "NOUN"


def _whole(item: Found, tokens: Sequence[Token]) -> Found:
    """Return a person's name with the end the parser left out (``Jae`` + ``-`` + ``in``, ``O`` + ``'`` + ``Dell``)."""
    last = item.last
    while item.kind == "person" and last + 1 < len(tokens) and (_hyphened(last, item, tokens) or _irish(last, tokens)):
        last += 2
    if item.kind == "person" and last < len(tokens) and tokens[last - 1].text in _O and tokens[last].text[:1].isupper():
        last += 1
    return Found(item.first, last, item.kind, item.form, item.country)


_O = frozenset({"O'", "O’", "D'", "D’"})


def _irish(last: int, tokens: Sequence[Token]) -> bool:
    """Return whether an apostrophe and a family name follow the ``O`` at the end of a label."""
    mark, rest = tokens[last].text, tokens[last + 1].text
    return tokens[last - 1].text == "O" and mark in ("'", "’") and rest[:1].isupper()


def _hyphened(last: int, item: Found, tokens: Sequence[Token]) -> bool:
    return (
        tokens[last].text in ("-", "‑")
        and tokens[last - 1].end == tokens[last].start
        and tokens[last].end == tokens[last + 1].start
        and tokens[last + 1].text.isalpha()
        and last - item.first >= _GIVEN_AND_FAMILY
        and tokens[last + 1].lower not in ("led", "era", "style", "backed", "like", "based", "run", "appointed")
    )


_GIVEN_AND_FAMILY = 2

_CREDITED = frozenset(
    form for agency in AGENCIES if agency.wire for form in (agency.name, *agency.aliases) if form.isupper()
)
"""Agencies' initials, as they stand behind photographers' names."""


def _in_title(item: Found, tokens: Sequence[Token]) -> bool:
    """Return whether a label is the end of an office (``State`` in ``Secretary of State``)."""
    i = item.first
    after = tokens[item.last] if item.last < len(tokens) else tokens[i]
    if (
        item.kind == "organisation"
        and after.text[:1].isupper()
        and after.sentence == tokens[i].sentence
        and (
            bare_title(after.text) in _HOLDERS and fold(tokens[item.last - 1].text) not in BODIES and item.last - i > 1
        )
    ):
        return True
    office = i > 1 and tokens[i - 1].lower == "of" and bare_title(tokens[i - 2].text) in ("secretary", "minister")
    return office and item.last - i <= 2 and item.kind in ("organisation", "place") and tokens[i].text in _PORTFOLIOS


_HOLDERS = frozenset("adviser advisor secretary minister".split())
_PORTFOLIOS = frozenset(
    "State Defense Defence Justice Finance Interior Labor Labour Energy Health Education Homeland Commerce War".split()
)


def _trim(item: Found, tokens: Sequence[Token]) -> Found | None:
    """Return a label without words at its ends that belong to no name, or None when nothing is left."""
    first, last = item.first, item.last
    while first < last and (tokens[first].tag in _LEADING or _no_name(tokens[first])):
        first += 1
    while last > first and _no_name(tokens[last - 1]):
        last -= 1
    if item.kind == "person":
        first, last = _without_title(first, last, tokens)
    if item.kind == "organisation":
        last = _without_office(first, last, tokens)
    if first >= last or not any(c.isupper() or c.isdigit() for t in tokens[first:last] for c in t.text):
        return None
    return Found(first, last, item.kind, item.form, item.country)


def _no_name(token: Token) -> bool:
    return token.lower in _TRIM or not any(c.isalnum() for c in token.text)


def _without_title(first: int, last: int, tokens: Sequence[Token]) -> tuple[int, int]:
    """Return a person's name without caption words, titles and verbs; empty where nothing else was labelled."""
    while last > first and (tokens[last - 1].lower in CAPTIONS or _is_credit(tokens, first, last)):
        last -= 1
    while last > first and tokens[first].lower in CAPTIONS:
        first += 1
    while last - first > 1 and _is_title(tokens[first]):
        first += 1
    while last - first > 1 and tokens[last - 1].pos in ("VERB", "AUX", "ADP", "DET", "PRON"):
        last -= 1
    return (first, first) if all(bare_title(t.text) in ABBREVIATED for t in tokens[first:last]) else (first, last)


def _is_credit(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Return whether an agency's initials close a photographer's label (``Juan Lopez AP``)."""
    word = tokens[last - 1].text
    return last - first > _GIVEN_AND_FAMILY and word.isupper() and word in _CREDITED


def _without_office(first: int, last: int, tokens: Sequence[Token]) -> int:
    """Return where a body's name ends: before an office (``Acme Executive``) or its field (``Navy for Ships``)."""
    for i in range(first + 1, last):
        name = " ".join(t.text for t in tokens[first:i])
        if tokens[i].lower == "for" and (body_named(name.removeprefix("the ")) or _of_office(first, tokens)):
            return i
    while last - first > 1 and tokens[last - 1].lower in _OFFICERS:
        last -= 1
    return last


def _of_office(first: int, tokens: Sequence[Token]) -> bool:
    """Return whether a body is the one somebody has an office in (``secretary of the Navy``)."""
    i = first - 1
    while i > 0 and (tokens[i].lower == "the" or tokens[i].tag == "JJ"):
        i -= 1
    return i > 0 and tokens[i].lower == "of" and bare_title(tokens[i - 1].text) in OFFICES


_OFFICERS = frozenset("executive chairman chairwoman ceo president vice director officer spokesman spokeswoman".split())


def _is_title(token: Token) -> bool:
    word = bare_title(token.text)
    return word in COURTESY or word in RANKS


def _with_national(item: Found, tokens: Sequence[Token], at: dict[int, Found]) -> Iterator[Found]:
    """Yield a label and the national names in it, each with the type its form has."""
    here = at.get(item.first)
    if here is None:
        yield from _tail(item, tokens, at)
        return
    exact = (here.first, here.last) == (item.first, item.last)
    ambiguous = here.last - here.first == 1 and tokens[here.first].text in AMBIGUOUS
    if here.last > item.last or here.first < item.first:
        yield here
    elif exact:
        yield item if ambiguous and item.kind in ("person", "organisation") else here
    elif item.kind == "person":
        if here.form in ("adjective", "people") and not ambiguous:
            yield here
            yield Found(here.last, item.last, item.kind)
        else:
            yield item
    elif item.kind in ("place", "group"):
        yield here
    else:
        yield Found(item.first, item.last, item.kind, item.form, here.country if here.form != "people" else None)


def _tail(item: Found, tokens: Sequence[Token], at: dict[int, Found]) -> Iterator[Found]:
    """Yield a label, or the country at the end of a place label (``communist Vietnam``)."""
    here = at.get(item.last - 1)
    if (
        here
        and item.kind in ("place", "group")
        and here.first > item.first
        and not tokens[item.first].text[0].isupper()
    ):
        yield here
    else:
        yield item


def _stands_alone(item: Found, tokens: Sequence[Token]) -> bool:
    """Return whether a national name without a label may be taken: a proper noun or adjective, not a common word."""
    token = tokens[item.first]
    if item.last - item.first > 1:
        return True
    if token.text in AMBIGUOUS:
        return token.tag in ("NNP", "NNPS", "JJ") and item.form in ("adjective", "name") and not token.label
    return token.tag.startswith(("NN", "JJ")) or token.pos in ("PROPN", "ADJ") or not token.text.islower()
