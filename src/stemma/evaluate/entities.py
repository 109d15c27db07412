"""Entities: B-cubed over labelled mentions that the record marks too, across the reports of a topic."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from stemma.evaluate.counts import Figures, b_cubed, rounded
from stemma.evaluate.sets import LabelledSet, Row, articles_of
from stemma.model import Record, Span
from stemma.run.local import Options, make_record

COUNTED = re.compile(r"ACTOR|COUNTRY|PER|ORG|LOC|PERSON|GROUP|MISC")
"""Labels of people, places and organisations in the sets at hand."""


def score(labelled: LabelledSet, options: Options) -> Figures:
    """Return the share of labelled names that the record marks, and B-cubed over those."""
    record, _ = make_record(articles_of(labelled.documents), options)
    marked = _marked(record)
    pairs: list[tuple[str, str]] = []
    names = 0
    for row in labelled.documents:
        for mention in row["mentions"]:
            span = _span(mention)
            if not _counts(mention) or not re.search(r"[A-Z]", span.of(row["text"])):
                continue
            names += 1
            entity = _best(marked.get(str(row["id"]), []), span)
            topic = row.get("topic", "")
            if entity:
                pairs.append((f"{topic}/{mention['chain']}", f"{topic}/{entity}"))
    p, r, both = b_cubed(pairs)
    return {"mention_recall": rounded(len(pairs), names), "b3_p": p, "b3_r": r, "b3_f1": both, "gold_mentions": names}


def _counts(mention: Row) -> bool:
    return mention.get("kind") == "entity" or bool(COUNTED.match(str(mention.get("type") or "").upper()))


def _span(mention: Row) -> Span:
    where = mention if "start" in mention else mention["span"]
    start, end = (where["start"], where["end"]) if isinstance(where, Mapping) else where
    return Span(start, end)


def _marked(record: Record) -> dict[str, list[tuple[Span, str]]]:
    marked: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for story in record.stories:
        for entity in story.entities:
            for mention in entity.mentions:
                marked[mention.article].append((mention.span, entity.id))
    return marked


def _best(marked: list[tuple[Span, str]], span: Span) -> str | None:
    """Return the entity whose mention shares most of the union with the span."""

    def share(item: tuple[Span, str]) -> float:
        mention = item[0]
        inside = min(mention.end, span.end) - max(mention.start, span.start)
        return inside / (max(mention.end, span.end) - min(mention.start, span.start))

    near = [item for item in marked if item[0].overlaps(span)]
    return max(near, key=share)[1] if near else None
