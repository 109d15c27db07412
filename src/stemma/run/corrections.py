"""Corrections, applied: what a person put right holds over what the stages found, whatever the next run finds.

Stories are corrected as sets of articles, entities by their ids, so that a correction means the same after more
reports have come in. Pure functions; the store keeps the corrections and the order in which they were said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import blake2b

import msgspec

from stemma.model import Analysis, Citation, Correction, Entity, Join, Lineage, Story
from stemma.run.hiding import without_claim

BY_ARTICLE = frozenset({"set-lineage", "set-credit"})
"""Kinds whose targets are articles, and that change the story these are in."""

BY_ENTITY = frozenset({"merge-entities", "part-entity", "rename-entity"})
"""Kinds whose first target is an entity."""


def corrected_credits(analyses: Sequence[Analysis], corrections: Sequence[Correction]) -> list[Analysis]:
    """Return the analyses with credits set by hand; the last word on an article holds."""
    credit = {c.targets[0]: c.value for c in corrections if c.kind == "set-credit"}
    replace = msgspec.structs.replace
    return [
        replace(a, article=replace(a.article, credit=credit[a.id])) if a.id in credit else a for a in analyses
    ]


def corrected_stories(story_of: Mapping[str, str], corrections: Sequence[Correction]) -> dict[str, str]:
    """Return the story of each article after joining and parting by hand, in the order said.

    ``together``: the stories of the articles named become one, under the least of their ids. ``apart``: the
    articles named leave their stories and make one of their own. ``move``: they leave theirs for that of one other.
    """
    stories = dict(story_of)
    for correction in corrections:
        named = [key for key in correction.targets if key in stories]
        if correction.kind == "together" and named:
            joined = {stories[key] for key in named}
            stories.update((key, min(joined)) for key, story in stories.items() if story in joined)
        elif correction.kind == "apart" and named:
            stories.update(dict.fromkeys(named, f"s-{_digest(sorted(named))}"))
        elif correction.kind == "move" and named and correction.value in stories:
            stories.update(dict.fromkeys(named, stories[correction.value]))
    return stories


def corrected_lineages(lineages: Sequence[Lineage], corrections: Sequence[Correction]) -> tuple[Lineage, ...]:
    """Return the lineages with those set by hand: the articles named leave theirs and count once."""
    found = list(lineages)
    for correction in corrections:
        present = {key for lineage in found for key in lineage.articles}
        named = tuple(sorted(present & set(correction.targets)))
        if correction.kind != "set-lineage" or not named:
            continue
        left = [_without(lineage, set(named)) for lineage in found]
        reason = f"set by {correction.by}: {correction.why}"
        found = [lineage for lineage in left if lineage.articles]
        found.append(Lineage(f"l-{_digest(named)}", named, correction.value, reason))
    return tuple(sorted(found, key=lambda lineage: lineage.articles))


def _without(lineage: Lineage, named: set[str]) -> Lineage:
    if named.isdisjoint(lineage.articles):
        return lineage
    rest = tuple(key for key in lineage.articles if key not in named)
    return msgspec.structs.replace(lineage, lineage=f"l-{_digest(rest)}", articles=rest)


def corrected_story(story: Story, corrections: Sequence[Correction], texts: Mapping[str, str]) -> Story:
    """Return a story with entities merged, parted and renamed by hand, and nothing of hidden claims told.

    Args:
        story: as `align` made it.
        corrections: those that stand, in the order said.
        texts: text of each article, for telling which mention has which words.
    """
    for correction in corrections:
        if correction.kind == "merge-entities":
            story = _merge(story, correction.targets)
        elif correction.kind == "part-entity":
            story = _part(story, correction.targets[0], correction.targets[1:], texts)
        elif correction.kind == "rename-entity":
            story = _rename(story, correction.targets[0], correction.value or "")
        elif correction.kind == "hide-claim":
            story = without_claim(story, correction.value or "")
    return story


def _merge(story: Story, ids: Sequence[str]) -> Story:
    first, rest = ids[0], set(ids[1:])
    by_id = {e.id: e for e in story.entities}
    parts = [by_id[key] for key in dict.fromkeys(ids) if key in by_id]
    if first not in by_id or len(parts) == 1:
        return story
    one = msgspec.structs.replace(
        by_id[first],
        country=next((e.country for e in parts if e.country), None),
        roles=tuple(dict.fromkeys(role for e in parts for role in e.roles)),
        variants=tuple(dict.fromkeys(v for e in parts for v in e.variants)),
        mentions=tuple(sorted(m for e in parts for m in e.mentions)),
        joins=tuple(j for e in parts for j in e.joins) + tuple(_by_hand(e, f"merged with {by_id[first].name} by hand") for e in parts[1:]),
    )
    entities = tuple(one if e.id == first else e for e in story.entities if e.id not in rest)
    return _renamed_ids(msgspec.structs.replace(story, entities=entities), dict.fromkeys(rest, first))


def _by_hand(entity: Entity, reason: str) -> Join:
    return Join(entity.variants, reason, tuple(sorted({m.article for m in entity.mentions})))


def _renamed_ids(story: Story, new: Mapping[str, str]) -> Story:
    """Return the story with entity ids replaced where quotations and events point at them."""
    replace = msgspec.structs.replace
    quotes = tuple(replace(q, speaker=new.get(q.speaker or "", q.speaker)) for q in story.quotes)
    events = []
    for event in story.events:
        sides = {
            name: replace(side, entity=new.get(side.entity or "", side.entity))
            for name in ("actor", "recipient")
            if (side := getattr(event, name)) is not None
        }
        events.append(replace(event, **sides))
    return replace(story, quotes=quotes, events=tuple(events))


def _part(story: Story, key: str, variants: Sequence[str], texts: Mapping[str, str]) -> Story:
    whole = next((e for e in story.entities if e.id == key), None)
    if whole is None or not variants:
        return story
    apart = set(variants)

    def named(mention: Citation) -> bool:
        return texts[mention.article][mention.start : mention.end] in apart

    mine = tuple(m for m in whole.mentions if named(m))
    rest = tuple(m for m in whole.mentions if not named(m))
    if not mine or not rest:
        return story
    new = Entity(f"{key}~{_digest(sorted(apart))}", variants[0], whole.type, None, (), tuple(variants), mine)
    new = msgspec.structs.replace(new, joins=(_by_hand(new, f"parted from {whole.name} by hand"),))
    kept = tuple(v for v in whole.variants if v not in apart)
    left = tuple(
        msgspec.structs.replace(j, names=names) for j in whole.joins if (names := tuple(n for n in j.names if n not in apart))
    )
    old = msgspec.structs.replace(whole, variants=kept, mentions=rest, joins=left)
    entities = [old if e.id == key else e for e in story.entities]
    return msgspec.structs.replace(story, entities=(*entities, new))


def _rename(story: Story, key: str, name: str) -> Story:
    entities = tuple(msgspec.structs.replace(e, name=name) if e.id == key and name else e for e in story.entities)
    return msgspec.structs.replace(story, entities=entities)


def _digest(parts: Sequence[str]) -> str:
    return blake2b("\0".join(parts).encode(), digest_size=6).hexdigest()
