"""Events: PLOVER type of the event between labelled source and target; macro F1, quad class, actor found.

Source: Open Event Data Alliance 2018, PLOVER 0.6 to 0.8 (types renamed and joined).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from stemma.evaluate.counts import Figures, rounded
from stemma.evaluate.sets import LabelledSet, Row, articles_of
from stemma.model import Actor, EventMark
from stemma.run.local import Options, annotate_all

RENAMED = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT", "YIELD": "CONCEDE"}
QUADS = (
    {"AGREE", "CONSULT", "SUPPORT", "CONCEDE"},
    {"COOPERATE", "AID", "RETREAT"},
    {"REQUEST", "ACCUSE", "REJECT", "THREATEN"},
    {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"},
)
"""Verbal cooperation, material cooperation, verbal conflict, material conflict."""


def score(labelled: LabelledSet, options: Options) -> Figures:
    """Return macro F1 over the types present, accuracy, quad accuracy and the share of actors found."""
    analyses, _ = annotate_all(articles_of(labelled.documents), options)
    events = {a.id: a.article.events for a in analyses}
    outcomes: list[tuple[str, str | None, bool]] = []
    for row in labelled.documents:
        gold = str(RENAMED.get(row["event"], row["event"]))
        if _quad(gold) is None:
            continue
        sources, targets = _spans(row, {"source", "src", "src/tar"}), _spans(row, {"target", "tar", "src/tar"})
        best = _best(events.get(str(row["id"]), ()), sources, targets)
        kind = RENAMED.get(best.type, best.type) if best else None
        outcomes.append((gold, kind, best is not None and _near(best.actor, sources)))
    return _figures(outcomes)


def _figures(outcomes: Sequence[tuple[str, str | None, bool]]) -> Figures:
    n = len(outcomes)
    right = Counter(gold for gold, kind, _ in outcomes if gold == kind)
    of_gold, of_kind = Counter(gold for gold, _, _ in outcomes), Counter(kind for _, kind, _ in outcomes)
    macro = sum(2 * right[g] / (of_gold[g] + of_kind[g]) for g in of_gold)
    quads = sum(_quad(gold) == _quad(kind) for gold, kind, _ in outcomes)
    actors = sum(actor for _, _, actor in outcomes)
    return {
        "macro_f1": rounded(macro, len(of_gold)),
        "accuracy": rounded(right.total(), n),
        "quad_accuracy": rounded(quads, n),
        "actor_found": rounded(actors, n),
        "n": n,
    }


def _quad(kind: str | None) -> int | None:
    return next((i for i, types in enumerate(QUADS) if kind in types), None)


def _spans(row: Row, roles: set[str]) -> list[Row]:
    return [s for s in row.get("spans", []) if s["role"].lower() in roles]


def _near(who: Actor | None, spans: Sequence[Row]) -> bool:
    return who is not None and any(who.start < s["end"] and s["start"] < who.end for s in spans)


def _best(found: Sequence[EventMark], sources: Sequence[Row], targets: Sequence[Row]) -> EventMark | None:
    """Return the event that touches most of the labelled sides, the first among equals."""
    return max(found, key=lambda e: _near(e.actor, sources) + _near(e.recipient, targets), default=None)
