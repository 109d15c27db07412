"""Rows: a record as flat tables, each row with the ids that join it to the others."""

from __future__ import annotations

from collections.abc import Iterator

from stemma.model import Citation, Party, Record, Story

Value = str | int | float | None
Row = dict[str, Value]


def tables_of(record: Record) -> dict[str, list[Row]]:
    """Return all tables of a record by name; rows stand in the record's order.

    Tables that cite have one row a citation, numbered by the item they belong to.
    """
    return {
        "articles": list(_articles(record)),
        "stories": [_story(s) for s in record.stories],
        "lineages": [row for s in record.stories for row in _lineages(s)],
        "reuse": [row for s in record.stories for row in _reuse(s)],
        "derivations": [row for s in record.stories for row in _derivations(s)],
        "dependence": [row for s in record.stories for row in _dependence(s)],
        "entities": [row for s in record.stories for row in _entities(s)],
        "mentions": [row for s in record.stories for row in _mentions(s)],
        "quotes": [row for s in record.stories for row in _quotes(s)],
        "timeline": [row for s in record.stories for row in _timeline(s)],
        "claims": [row for s in record.stories for row in _claims(s)],
        "conflicts": [row for s in record.stories for row in _conflicts(s)],
        "events": [row for s in record.stories for row in _events(s)],
        "brief": [row for s in record.stories for row in _brief(s)],
    }


def _articles(record: Record) -> Iterator[Row]:
    story_of = {key: s.id for s in record.stories for key in s.articles}
    for a in record.articles:
        yield {
            "article": a.id, "story": story_of.get(a.id), "outlet": a.outlet, "title": a.title, "url": a.url,
            "path": a.path, "language": a.language, "credit": a.credit, "authors": "; ".join(a.authors),
            "published": a.published.value if a.published else None,
            "published_basis": a.published.basis if a.published else None,
            "characters": len(a.text),
        }  # fmt: skip


def _story(s: Story) -> Row:
    return {"story": s.id, "headline": s.headline, "articles": len(s.articles), "independent": len(s.lineages)}


def _lineages(s: Story) -> Iterator[Row]:
    for lineage in s.lineages:
        for key in lineage.articles:
            yield {"story": s.id, "lineage": lineage.lineage, "article": key, "origin": lineage.origin, "reason": lineage.reason}


def _reuse(s: Story) -> Iterator[Row]:
    for p in s.reuse:
        yield {"story": s.id, **_at("a_", p.a), **_at("b_", p.b), "kind": p.kind, "share": p.share}


def _derivations(s: Story) -> Iterator[Row]:
    for d in s.derivations:
        yield {"story": s.id, "a": d.a, "b": d.b, "kind": d.kind, "source": d.source, "origin": d.origin, "reason": d.reason}


def _dependence(s: Story) -> Iterator[Row]:
    for d in s.dependence:
        for p in d.parts:
            yield {
                "story": s.id, "article": d.article, "sentences": d.sentences, "own": d.own, "start": p.start, "end": p.end,
                "source": p.source, "kind": p.kind, "origin": p.origin,
            }  # fmt: skip


def _entities(s: Story) -> Iterator[Row]:
    for e in s.entities:
        yield {
            "story": s.id, "entity": e.id, "name": e.name, "type": e.type, "country": e.country,
            "roles": "; ".join(e.roles), "variants": "; ".join(e.variants), "mentions": len(e.mentions),
        }  # fmt: skip


def _mentions(s: Story) -> Iterator[Row]:
    for e in s.entities:
        for m in e.mentions:
            yield {"story": s.id, "entity": e.id, **_at("", m)}


def _quotes(s: Story) -> Iterator[Row]:
    for n, q in enumerate(s.quotes):
        for r in q.readings:
            yield {
                "story": s.id, "quote": n, "speaker": q.speaker, "speaker_text": q.speaker_text, "kind": q.kind,
                "article": r.article, "start": r.start, "end": r.end, "text": r.text,
            }  # fmt: skip


def _timeline(s: Story) -> Iterator[Row]:
    for n, m in enumerate(s.timeline):
        for c in m.citations:
            yield {"story": s.id, "moment": n, "from": m.start, "to": m.end, "text": m.text, "basis": m.basis, **_at("", c)}


def _claims(s: Story) -> Iterator[Row]:
    for n, claim in enumerate(s.claims):
        for c in claim.citations:
            yield {
                "story": s.id, "claim": n, "text": claim.text, "articles": claim.articles, "outlets": claim.outlets,
                "independent": claim.independent, "attributed_to": claim.attributed_to, **_at("", c),
            }  # fmt: skip


def _conflicts(s: Story) -> Iterator[Row]:
    for n, conflict in enumerate(s.conflicts):
        for k, side in enumerate(conflict.sides):
            for c in side.citations:
                yield {
                    "story": s.id, "conflict": n, "kind": conflict.kind, "nature": conflict.nature, "side": k, "text": side.text,
                    "value": side.value, "said_by": side.said_by, "articles": side.articles, "independent": side.independent,
                    "reported": side.reported, "superseded": int(side.superseded), "denial": int(side.denial), **_at("", c),
                }  # fmt: skip


def _events(s: Story) -> Iterator[Row]:
    for n, e in enumerate(s.events):
        yield {
            "story": s.id, "event": n, "type": e.type, "mode": e.mode, "cameo": e.cameo, "status": e.status,
            **_party("actor", e.actor), **_party("recipient", e.recipient), "from": e.start, "to": e.end,
            "place": e.place.name if e.place else None, "place_country": e.place.country if e.place else None,
            "latitude": e.place.latitude if e.place else None, "longitude": e.place.longitude if e.place else None,
            "dead": e.size.dead, "injured": e.size.injured, "arrested": e.size.arrested,
            "articles": e.articles, "independent": e.independent,
            "citations": " ".join(f"{c.article}:{c.start}-{c.end}" for c in e.citations),
        }  # fmt: skip


def _party(side: str, party: Party | None) -> Row:
    if party is None:
        return dict.fromkeys((side, f"{side}_country", f"{side}_sector", f"{side}_entity"))
    return {
        side: party.name, f"{side}_country": party.country, f"{side}_sector": party.sector, f"{side}_entity": party.entity,
    }  # fmt: skip


def _brief(s: Story) -> Iterator[Row]:
    for n, sentence in enumerate(s.brief):
        for c in sentence.citations:
            yield {"story": s.id, "sentence": n, "section": sentence.section, "text": sentence.text, **_at("", c)}


def _at(prefix: str, c: Citation) -> Row:
    return {f"{prefix}article": c.article, f"{prefix}start": c.start, f"{prefix}end": c.end}
