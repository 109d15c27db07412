"""Provenance: which report was derived from which, and who is credited, as PROV-JSON.

Source: W3C 2013, "PROV-DM"; "The PROV-JSON Serialization".
"""

from __future__ import annotations

from collections.abc import Mapping

from stemma.model import Article, Record


def export(record: Record) -> Mapping[str, bytes]:
    """Return ``prov.json``: articles, lineages as collections, agents, and derivations by reuse."""
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
        for one, other in sorted({tuple(sorted((p.a.article, p.b.article))) for p in story.reuse}):
            document.wasInfluencedBy(f"stemma:article-{one}", f"stemma:article-{other}")
    return {"prov.json": (document.serialize(indent=1) or "").encode()}


def _known(a: Article) -> dict[str, str]:
    known = {"prov:label": a.title, "stemma:url": a.url, "stemma:published": a.published.value if a.published else None}
    return {name: value for name, value in known.items() if value}


def _slug(name: str) -> str:
    return "".join(c if c.isalnum() else "-" for c in name.lower()).strip("-")
