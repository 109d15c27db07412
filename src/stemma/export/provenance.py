"""Provenance: which report was derived from which, and who is credited, as PROV-JSON.

Source: W3C 2013, "PROV-DM"; "The PROV-JSON Serialization".
"""

from __future__ import annotations

from collections.abc import Mapping

from stemma.model import Article, Record


def export(record: Record) -> Mapping[str, bytes]:
    """Return ``prov.json``: articles, lineages as collections, agents, derivations where settled, else influence."""
    from prov.model import ProvDocument

    document = ProvDocument()
    document.add_namespace("stemma", "urn:stemma:")
    for a in record.articles:
        document.entity(f"stemma:article-{a.id}", _known(a))
        for agent in sorted({name for name in (a.outlet, a.credit) if name}):
            document.agent(f"stemma:agent-{_slug(agent)}", {"prov:label": agent})
            document.wasAttributedTo(f"stemma:article-{a.id}", f"stemma:agent-{_slug(agent)}")
    for story in record.stories:
        for lineage in story.lineages:
            document.entity(f"stemma:{lineage.lineage}", {"prov:type": "prov:Collection", "stemma:reason": lineage.reason})
            for key in lineage.articles:
                document.hadMember(f"stemma:{lineage.lineage}", f"stemma:article-{key}")
        settled = {(d.a, d.b): d for d in story.derivations if d.source is not None}
        for one, other in sorted({(p.a.article, p.b.article) for p in story.reuse}):
            if derived := settled.get((one, other)):
                taker = other if derived.source == one else one
                said = {"stemma:reason": derived.reason}
                document.wasDerivedFrom(f"stemma:article-{taker}", f"stemma:article-{derived.source}", other_attributes=said)
            else:
                first, second = sorted((one, other))
                document.wasInfluencedBy(f"stemma:article-{first}", f"stemma:article-{second}")
    return {"prov.json": (document.serialize(indent=1) or "").encode()}


def _known(a: Article) -> dict[str, str]:
    known = {"prov:label": a.title, "stemma:url": a.url, "stemma:published": a.published.value if a.published else None}
    return {name: value for name, value in known.items() if value}


def _slug(name: str) -> str:
    return "".join(c if c.isalnum() else "-" for c in name.lower()).strip("-")
