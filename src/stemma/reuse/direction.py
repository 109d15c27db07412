"""Direction: of two reports that share passages, which has the text from which, and why.

Evidence that settles by itself: one says that its text stands first at the other's address, or credits the other's
outlet. Two that credit one agency have the text from there, neither from the other. Else the pieces of evidence are
weighed: a credit that only one prints, the earlier time, a dateline that only one prints, what was cut from the end
or added between. Where they speak against each other, or none is strong, the direction is not settled.

Source: the external and internal evidence of textual criticism, Maas 1958, "Textual Criticism", sections 8 and 9.
Differs: only what can be read off credits, times and the order of passages; readings are not judged.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

import msgspec
import numpy as np

from stemma.model import Article, Derivation, Passage
from stemma.model.record import DerivationKind
from stemma.reuse.coverage import Cover, covers
from stemma.reuse.origin import name
from stemma.reuse.sketch import Sketch

STRONG, FAIR, FAINT = 4, 2, 1
"""Weight of a piece of evidence; 4 for one report and at most 1 against it settle: a credit, or time and parts together
(2026-11, helsinki_oneday: of two that print an agency's text without saying so, one is the earlier by chance)."""

_SITE = re.compile(r"(?:\.[a-z]{2,3})?\.[a-z]{2,7}(?:/\S*)?$")

WHOLE = 0.9
"""A report stands whole in another when so much of its words does (as `LONGER` of lineages, 2026-11)."""

MIXED = 0.6
"""Where no more than this part of a report is shared, it has enough of its own to tell what it added to the rest."""


class Side(msgspec.Struct, frozen=True):
    """What is known of one report beside its words: whether it prints a dateline, and how its day is known."""

    sketch: Sketch
    datelined: bool
    dated_by_story: bool


class Evidence(msgspec.Struct, frozen=True):
    """One piece of evidence: ``first`` is the id of the report whose text it says stood first, None for neither."""

    first: str | None
    weight: int
    words: str


def derivations(
    articles: Sequence[Article], sketches: Mapping[str, Sketch], passages: Sequence[Passage]
) -> tuple[Derivation, ...]:
    """Return for each two articles that share passages which has the text from which, sorted by ids.

    Args:
        articles: those the sketches were made of.
        sketches: by id, with the dates that are known now.
        passages: what they share; passages with other articles are left out.
    """
    sides = {a.id: _side(a, sketches[a.id]) for a in articles}
    spans: dict[tuple[str, str], list[Passage]] = defaultdict(list)
    for passage in passages:
        spans[passage.a.article, passage.b.article].append(passage)
    return tuple(derivation(sides[c.a], sides[c.b], c, spans[c.a, c.b]) for c in covers(sketches, passages))


def derivation(a: Side, b: Side, cover: Cover, passages: Sequence[Passage]) -> Derivation:
    """Return which of two articles has the text from the other, with the reason."""
    one, two = a.sketch, b.sketch
    said = list(_said(one, two))
    if said:
        first = said[0].first if len({e.first for e in said}) == 1 else None
        return _told(one, two, ("copy" if first else "open", first, _agreed(one, two)), said)
    if one.credit and one.credit == two.credit and not _is(one.credit, one.outlet):
        words = f"Both credit {one.credit}, so neither need have it from the other"
        return _told(one, two, ("common", None, one.credit), [Evidence(None, 0, words)])
    if one.outlet and one.outlet == two.outlet:
        return _repeated(one, two)
    found = list(_weighed(a, b, cover, passages))
    first = _settled(found)
    if first is None:
        return _told(one, two, ("open", None, None), found)
    source = one if first == one.id else two
    if source.credit and not _is(source.credit, source.outlet):
        return _told(one, two, ("common", None, source.credit), found)
    return _told(one, two, ("copy", first, source.credit or source.outlet), found)


def _side(article: Article, sketch: Sketch) -> Side:
    story = article.published is not None and article.published.basis == "story"
    return Side(sketch, any(block.role == "dateline" for block in article.blocks), story)


def _told(
    a: Sketch, b: Sketch, said: tuple[DerivationKind, str | None, str | None], found: Sequence[Evidence]
) -> Derivation:
    told = "; ".join(e.words for e in found)
    kind, first, origin = said
    return Derivation(a.id, b.id, kind, first, origin, f"{'Not settled: ' if kind == 'open' else ''}{told}.")


def _agreed(a: Sketch, b: Sketch) -> str | None:
    """Return whose text two reports share as far as credits say: none where they name two."""
    named = {credit for credit in (a.credit, b.credit) if credit}
    return named.pop() if len(named) == 1 else None


def _repeated(a: Sketch, b: Sketch) -> Derivation:
    """Return what two reports of one outlet are to each other: the outlet's own text, printed again."""
    earlier = _earlier(a, b)
    when = f"; it stands first in {name(earlier[0], (a, b))}" if earlier else ""
    others = [credit for credit in (a.credit, b.credit) if credit and not _is(credit, a.outlet)]
    credited = f", one time credited to {others[0]}" if others else ""
    return _told(
        a, b, ("repeat", earlier[0].id if earlier else None, None if others else a.outlet),
        [Evidence(None, 0, f"{a.outlet} prints one text again{credited}{when}")],
    )  # fmt: skip


def _said(a: Sketch, b: Sketch) -> Iterator[Evidence]:
    """Yield what a report itself says of the other: that settles."""
    for one, two in ((a, b), (b, a)):
        if one.address and one.address in two.copied:
            yield Evidence(one.id, STRONG, f"{name(two, (a, b))} says that its text stands first at the address of {name(one, (a, b))}")
        elif two.credit and one.outlet != two.outlet and _is(two.credit, one.outlet) and one.credit in (None, two.credit):
            yield Evidence(one.id, STRONG, f"{name(two, (a, b))} credits {one.outlet}")


def _is(credit: str, outlet: str | None) -> bool:
    """Return whether a credit names this outlet, which may be told by the name of its site.

    Example:
        >>> _is("The Beacon", "www.beacon.example"), _is("Beacon", "Beacon Hill Post")
        (True, False)
    """
    return outlet is not None and _plain(credit) == _plain(outlet)


def _plain(source: str) -> str:
    site = _SITE.sub("", source.casefold().removeprefix("www."))
    return "".join(c for c in site.removeprefix("the ") if c.isalnum())


def _weighed(a: Side, b: Side, cover: Cover, passages: Sequence[Passage]) -> Iterator[Evidence]:
    """Yield what speaks for either direction, or says why it speaks for none."""
    yield from _by_credit(a.sketch, b.sketch)
    yield _by_time(a, b)
    if a.datelined != b.datelined:
        one, two = (a, b) if a.datelined else (b, a)
        both = (a.sketch, b.sketch)
        yield Evidence(one.sketch.id, FAINT, f"{name(one.sketch, both)} prints a dateline, {name(two.sketch, both)} none")
    yield from _by_parts(a.sketch, b.sketch, cover, passages)


def _by_credit(a: Sketch, b: Sketch) -> Iterator[Evidence]:
    both = (a, b)
    if a.credit and b.credit:
        yield Evidence(None, 0, f"{name(a, both)} credits {a.credit}, {name(b, both)} {b.credit}")
        return
    for one, two in ((a, b), (b, a)):
        if one.credit:
            whom = "itself" if _is(one.credit, one.outlet) else one.credit
            yield Evidence(one.id, STRONG, f"{name(one, both)} credits {whom}, {name(two, both)} prints no credit")


def _by_time(a: Side, b: Side) -> Evidence:
    if not a.sketch.published or not b.sketch.published:
        return Evidence(None, 0, "a time of publication is missing")
    earlier = _earlier(a.sketch, b.sketch)
    if earlier is None:
        return Evidence(None, 0, f"the times do not tell which came first ({_shown(a.sketch)}, {_shown(b.sketch)})")
    one, two = earlier
    note = ", a day settled by the story’s reports" if a.dated_by_story or b.dated_by_story else ""
    return Evidence(one.id, FAIR, f"{name(one, (a.sketch, b.sketch))} is the earlier ({_shown(one)} against {_shown(two)}{note})")


def _shown(sketch: Sketch) -> str:
    return (sketch.published or "")[:16].replace("T", " ")


def _earlier(a: Sketch, b: Sketch) -> tuple[Sketch, Sketch] | None:
    """Return the two with the earlier first; None where their times, as far as known, may be one."""
    one, two = a.published or "", b.published or ""
    if min(len(one), len(two)) > len("2026-01-01T"):
        moments = [_moment(one), _moment(two)]
        if None not in moments and moments[0] != moments[1]:
            return (a, b) if moments[0] < moments[1] else (b, a)  # type: ignore[operator]
        return None
    if not one or not two or one.startswith(two) or two.startswith(one):
        return None
    return (a, b) if one < two else (b, a)


def _moment(value: str) -> datetime | None:
    """Return a time in UTC; one without a zone is taken for UTC, as readers hand it over."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _by_parts(a: Sketch, b: Sketch, cover: Cover, passages: Sequence[Passage]) -> Iterator[Evidence]:
    """Yield what the parts that only one report has say: cut from the end, or added."""
    both = (a, b)
    for one, two, of_one, of_two, ends in (
        (a, b, cover.of_a, cover.of_b, [(p.b.start, p.b.end) for p in passages]),
        (b, a, cover.of_b, cover.of_a, [(p.a.start, p.a.end) for p in passages]),
    ):
        if of_one < WHOLE or of_two >= WHOLE:
            continue
        if _only_tail(two, ends):
            yield Evidence(two.id, FAIR, f"{name(one, both)} is {name(two, both)} without its end")
        elif of_two <= MIXED:
            yield Evidence(one.id, FAIR, f"all of {name(one, both)} stands in {name(two, both)}, which has other text around it")


def _only_tail(sketch: Sketch, shared: Sequence[tuple[int, int]]) -> bool:
    """Return whether nearly all words before the end of the last shared passage are shared: the rest follows it."""
    covered = np.zeros(len(sketch), bool)
    for start, end in shared:
        covered[np.searchsorted(sketch.starts, start) : np.searchsorted(sketch.starts, end)] = True
    last = int(np.flatnonzero(covered)[-1]) + 1 if covered.any() else 0
    return last > 0 and float(covered[:last].mean()) >= WHOLE


def _settled(found: Sequence[Evidence]) -> str | None:
    """Return the report that stands first when the evidence for it is enough and none speaks against it."""
    weight: dict[str, int] = defaultdict(int)
    for evidence in found:
        if evidence.first is not None:
            weight[evidence.first] += evidence.weight
    ranked = sorted(weight, key=lambda key: (-weight[key], key))
    if not ranked or weight[ranked[0]] < STRONG or sum(weight[key] for key in ranked[1:]) > FAINT:
        return None
    return ranked[0]
