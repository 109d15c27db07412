"""Claims: each proposition once, in its clearest wording, with all who state it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from msgspec import structs

from stemma.align.support import Support, origin_of
from stemma.align.units import Unit
from stemma.lexicon.pronouns import is_pronoun
from stemma.model import Analysis, Article, Citation, Claim, Span

IDEAL_WORDS = 16
"""Words of a statement that reads best alone (2026-11): shorter ones lean on their context, longer ones carry more."""


SAME_SENTENCE = 0.6
"""Part of the words two sentences share that say the same but for house style (2026-11)."""


def make_claims(
    groups: Sequence[Sequence[Unit]], analyses: Mapping[str, Analysis], support: Support
) -> tuple[Claim, ...]:
    """Return the claims of a story, best supported first; what one report alone says comes last, in reading order."""
    groups = [kept for g in groups if (kept := [u for u in g if not u.denied])]
    shared = [g for g in groups if len({u.article for u in g}) > 1]
    articles = {key: a.article for key, a in analyses.items()}
    readable = [_readable(group, articles) for group in _whole(shared)]
    claims = [_claim(group, articles, support) for group in readable if group]
    claims += _single(groups, readable, articles)
    return tuple(sorted(claims, key=lambda c: (-c.independent, -c.articles, c.citations)))


def _whole(groups: Sequence[Sequence[Unit]]) -> list[list[Unit]]:
    """Return the groups, those that stand in just the same sentences as one: a sentence all print is one claim."""
    together: dict[tuple[tuple[str, Span], ...], list[Sequence[Unit]]] = {}
    for group in groups:
        together.setdefault(tuple(sorted({(u.article, u.sentence) for u in group})), []).append(group)
    merged = []
    for sentences, parts in together.items():
        if len(parts) == 1:
            merged.append(list(parts[0]))
            continue
        inside: dict[tuple[str, Span], list[Unit]] = {sentence: [] for sentence in sentences}
        for unit in (u for part in parts for u in part):
            inside[unit.article, unit.sentence].append(unit)
        merged.append([_joined(units) for units in inside.values()])
    return merged


def _stands(unit: Unit) -> bool:
    """Return whether the statement's words can be read alone: who acts stands among them."""
    return unit.main or (unit.complete and bool(unit.subject))


def _readable(group: Sequence[Unit], articles: Mapping[str, Article]) -> Sequence[Unit]:
    """Return the group; where no wording can be read alone, the sentences it stands in, if these are alike.

    Of fragments in unlike sentences nothing is left: their sentences say different things.
    """
    if any(_stands(u) for u in group):
        return group
    words = [set(u.sentence.of(articles[u.article].text).lower().split()) for u in group]
    alike = all(len(words[0] & other) >= SAME_SENTENCE * len(words[0] | other) for other in words[1:])
    if not alike:
        return ()
    return [structs.replace(u, start=min(u.start, u.sentence.start), end=max(u.end, u.sentence.end)) for u in group]


def _joined(units: Sequence[Unit]) -> Unit:
    """Return the statements of one sentence as one statement, with the source of the first."""
    first = min(units, key=lambda u: (u.start, u.end))
    return structs.replace(
        max(units, key=lambda u: (u.main, u.end - u.start, -u.start)),
        start=first.start,
        end=max(u.end for u in units),
        terms=frozenset().union(*(u.terms for u in units)),
        entities=frozenset().union(*(u.entities for u in units)),
        main=first.main,
    )


def _claim(group: Sequence[Unit], articles: Mapping[str, Article], support: Support) -> Claim:
    held = Counter(feature for u in group for feature in u.terms | u.entities)
    told = {(u.article, f) for u in group for f in _figures(u)}
    best = min(group, key=lambda u: (_own_figures(u, told), *_unclear(u, articles[u.article].text, held, len(group))))
    citations = tuple(sorted({u.citation for u in group}))
    return Claim(
        text=articles[best.article].text[best.start : best.end],
        citations=citations,
        articles=len({c.article for c in citations}),
        outlets=support.outlets({c.article for c in citations}),
        independent=support.independent(citations),
        attributed_to=origin_of(group),
    )


def _figures(unit: Unit) -> frozenset[tuple[str, float]]:
    return frozenset((q.unit, q.low) for q in unit.quantities)


def _own_figures(unit: Unit, told: AbstractSet[tuple[str, tuple[str, float]]]) -> int:
    """Return how many figures of a wording no other report gives: they are not what the others support."""
    others = {figure for article, figure in told if article != unit.article}
    return len(_figures(unit) - others)


def _unclear(unit: Unit, text: str, held: Mapping[str, int], size: int) -> tuple[bool | float | str | int, ...]:
    """Return a key that is least for the wording that stands alone best and holds what most of the others hold."""
    words = text[unit.start : unit.end].split()
    pronoun = is_pronoun(words[0]) if words else True
    cut_off = text[unit.end : unit.end + 2].strip()[:1].isalnum()
    unnamed = unit.subject not in unit.entities
    distance = abs(len(words) - IDEAL_WORDS) - sum(held[feature] for feature in unit.terms | unit.entities) / size
    return (not unit.main, unit.role != "body", pronoun, cut_off, unnamed, distance, unit.article, unit.start)


def _single(
    groups: Sequence[Sequence[Unit]],
    shared: Sequence[Sequence[Unit]],
    articles: Mapping[str, Article],
) -> list[Claim]:
    """Return one claim a sentence for what stands in no shared claim."""
    taken = {(u.article, u.sentence) for group in shared for u in group}
    loose: dict[tuple[str, tuple[int, int]], list[Unit]] = {}
    for group in groups:
        for unit in group:
            if (unit.article, unit.sentence) not in taken and unit.role in ("body", "standfirst"):
                loose.setdefault((unit.article, (unit.sentence.start, unit.sentence.end)), []).append(unit)
    claims = []
    for (article, (start, end)), units in sorted(loose.items()):
        citation = Citation(article, start, end)
        claims.append(
            Claim(
                text=articles[article].text[start:end],
                citations=(citation,),
                articles=1,
                outlets=1,
                independent=1,
                attributed_to=origin_of(units),
            )
        )
    return claims
