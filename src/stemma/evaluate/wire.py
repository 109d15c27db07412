"""Wire: is the agency a text rests on told right."""

from __future__ import annotations

from stemma.evaluate.counts import Figures, found_of
from stemma.evaluate.sets import LabelledSet, articles_of

AGENCIES = {
    "ap": "AP", "associated press": "AP", "afp": "AFP", "agence france-presse": "AFP", "agence france presse": "AFP",
    "reuters": "Reuters", "upi": "UPI", "united press international": "UPI", "bloomberg": "Bloomberg",
}  # fmt: skip
"""The agencies that labelled sets tell apart, by their names in lower case."""


def score(labelled: LabelledSet, _options: object) -> Figures:
    """Return precision, recall and F1 over articles whose agency, or its absence, is labelled."""
    told = {a.id: _agency(a.credit) for a in articles_of(labelled.documents, "outlet")}
    hits = gold = predicted = 0
    for row in labelled.documents:
        if row.get("wire_known") is False:
            continue
        label = str(row.get("wire") or "").strip()
        right = AGENCIES.get(label.lower(), label if label.upper() not in {"", "NA", "NONE"} else None)
        mine = told.get(str(row["id"]))
        gold += right is not None
        predicted += mine is not None
        hits += right is not None and mine == right
    return found_of(hits, predicted, gold)


def _agency(credit: str | None) -> str | None:
    return AGENCIES.get((credit or "").strip().lower())
