"""Claims: schema.org Claim with the reports it appears in. No rating: Stemma counts support, it does not judge truth.

Source: https://schema.org/Claim
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from stemma.model import Article, Claim, Record


def export(record: Record) -> Mapping[str, bytes]:
    """Return ``claims.jsonld``: all claims of all stories in one graph."""
    articles = {a.id: a for a in record.articles}
    graph = [_claim(f"urn:stemma:{s.id}:claim-{n}", c, articles) for s in record.stories for n, c in enumerate(s.claims)]
    return {"claims.jsonld": msgspec.json.format(msgspec.json.encode({"@context": "https://schema.org", "@graph": graph}), indent=1)}


def _claim(key: str, claim: Claim, articles: Mapping[str, Article]) -> dict[str, object]:
    cited = [articles[key] for key in dict.fromkeys(c.article for c in claim.citations)]
    origin = {"claimInterpreter": {"@type": "Thing", "name": claim.attributed_to}} if claim.attributed_to else {}
    return {
        "@id": key,
        "@type": "Claim",
        "text": claim.text,
        **origin,
        "appearance": [_article(a) for a in cited],
        "additionalProperty": {
            "@type": "PropertyValue",
            "name": "independent lineages",
            "value": claim.independent,
        },
    }


def _article(a: Article) -> dict[str, object]:
    known = {
        "headline": a.title,
        "url": a.url,
        "datePublished": a.published.value if a.published else None,
        "inLanguage": a.language,
        "publisher": {"@type": "Organization", "name": a.outlet} if a.outlet else None,
    }
    return {"@id": f"urn:stemma:article:{a.id}", "@type": "NewsArticle", **{k: v for k, v in known.items() if v}}
