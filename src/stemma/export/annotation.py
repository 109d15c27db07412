"""Annotations: what a record marks in each report, as W3C Web Annotations with quote and position selectors.

Source: W3C 2017, "Web Annotation Data Model", sections 4.2.4 and 4.2.5.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from stemma.model import Article, Citation, Record, Story

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Characters before and after a quotation that help to find it again."""


def export(record: Record) -> Mapping[str, bytes]:
    """Return ``annotations.jsonld``: one annotation page with a target for each citation."""
    articles = {a.id: a for a in record.articles}
    items = [item for story in record.stories for item in _story(story, articles)]
    page = {"@context": CONTEXT, "id": "urn:stemma:annotations", "type": "AnnotationPage", "items": items}
    return {"annotations.jsonld": msgspec.json.format(msgspec.json.encode(page), indent=1)}


def _story(story: Story, articles: Mapping[str, Article]) -> Iterator[dict[str, object]]:
    bodies: list[tuple[str, str, Sequence[Citation]]] = [
        *((f"claim-{n}", c.text, c.citations) for n, c in enumerate(story.claims)),
        *((f"moment-{n}", f"{m.start}: {m.text}", m.citations) for n, m in enumerate(story.timeline)),
        *((f"event-{n}", e.type, e.citations) for n, e in enumerate(story.events)),
        *((f"entity-{e.id}", e.name, e.mentions) for e in story.entities),
    ]
    for name, text, citations in bodies:
        yield {
            "id": f"urn:stemma:{story.id}:{name}",
            "type": "Annotation",
            "motivation": "identifying" if name.startswith("entity") else "describing",
            "body": {"type": "TextualBody", "value": text, "format": "text/plain"},
            "target": [_target(c, articles[c.article]) for c in citations],
        }


def _target(c: Citation, article: Article) -> dict[str, object]:
    text = article.text
    return {
        "source": article.url or f"urn:stemma:article:{article.id}",
        "selector": [
            {"type": "TextPositionSelector", "start": c.start, "end": c.end},
            {
                "type": "TextQuoteSelector",
                "exact": text[c.start : c.end],
                "prefix": text[max(0, c.start - AROUND) : c.start],
                "suffix": text[c.end : c.end + AROUND],
            },
        ],
    }
