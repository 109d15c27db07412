"""Compose: the brief of a story, from its headline to its sources, no sentence unbound."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from stemma.brief.alone import tell_only
from stemma.brief.candidate import candidates
from stemma.brief.dated import tell_timeline
from stemma.brief.disputes import tell_differences
from stemma.brief.draft import Draft
from stemma.brief.headline import choose_headline
from stemma.brief.lines import tell_sources
from stemma.brief.sayings import tell_sayings
from stemma.brief.telling import tell_agreed, tell_happened
from stemma.model import Article, Citation, Story

SECTIONS = {
    "happened": "What happened",
    "agreed": "What the reports agree on",
    "differ": "Where the reports differ",
    "only": "What only one report says",
    "said": "Who said what",
    "timeline": "Timeline",
    "sources": "Sources, and who copies whom",
}
"""The sections of a brief in their order, with their titles; ``headline`` stands before them."""


def add_brief(story: Story, articles: Mapping[str, Article], hidden: Sequence[Citation] = ()) -> Story:
    """Return the story with its headline and brief.

    Every sentence is made of exact words of reports with Stemma's own framing around them, and has at least
    one citation with characters in it. A fact is told once; what another report contradicts is marked.

    Args:
        story: the aligned record of one story.
        articles: the story's reports by id; others are not looked at.
        hidden: passages whose words no sentence may tell.

    Source: extractive multi-document summaries ordered by support, after Barzilay, McKeown & Elhadad 1999,
        "Information fusion in the context of multi-document summarization".
    Differs: no words are generated; support counts lineages, not documents.
    """
    draft = Draft(story, articles, hidden)
    headline = choose_headline(draft)
    if headline:
        draft.add("headline", headline.text, [headline.cited])
    found = candidates(draft)
    tell_happened(draft, found)
    tell_agreed(draft, found)
    tell_differences(draft)
    tell_only(draft, found)
    tell_sayings(draft)
    tell_timeline(draft)
    tell_sources(draft)
    title = headline.text if headline else "" if hidden else story.headline
    return msgspec.structs.replace(story, headline=title, brief=tuple(draft.sentences))
