"""Plan: which stories of a store are to be made again, and from what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from stemma.lexicon.owners import settings_key
from stemma.model import Correction
from stemma.run.corrections import BY_ARTICLE, BY_ENTITY, corrected_stories
from stemma.store import Store, View

KEY_LENGTH = 32
"""Characters of a story's key that tell what it is made from; those after it, under which settings it was counted."""


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be done.

    Attributes:
        members: articles of each story, sorted.
        touched: stories that may be other than they are kept, sorted.
        corrected: those of them that a correction said or undone since the last update may change.
        gone: stories kept that are none any more.
        standing: corrections that stand, by number, in the order said.
        numbers: corrections that the stories follow, or do not follow any more, once the plan is carried out.
        first: whether the store has no stories yet.
    """

    members: Mapping[str, tuple[str, ...]]
    touched: tuple[str, ...]
    corrected: frozenset[str]
    gone: tuple[str, ...]
    standing: Mapping[int, Correction]
    numbers: frozenset[int]
    first: bool

    @property
    def stories(self) -> Sequence[str]:
        """All stories there will be."""
        return list(self.members)

    @property
    def corrections(self) -> Sequence[Correction]:
        """Corrections that stand, in the order said."""
        return list(self.standing.values())


def make_plan(store: Store) -> Plan:
    """Return what is to be done after settling; reads two words an article, and what is due."""
    with store.view() as view:
        said = view.corrections()
        standing = {s.number: s.correction for s in said if s.undone is None}
        story_of = corrected_stories(view.traces.found(), list(standing.values()))
        before = view.membership()
        keys = view.story_keys()
        kept, counted = set(keys), settings_key()
        unsettled = view.unsettled()
        corrected = _corrected(view, {s.number: s.correction for s in said if s.number in unsettled}, story_of)
        stale = view.traces.stale()
    members: dict[str, list[str]] = defaultdict(list)
    for article, story in sorted(story_of.items()):
        members[story].append(article)
    moved = {story for article, story in story_of.items() if before.get(article) != story}
    left = {story for article, story in before.items() if story_of.get(article) != story}
    otherwise = {story for story, key in keys.items() if key[KEY_LENGTH:] != counted}
    touched = moved | left | stale | corrected | otherwise | (members.keys() - kept)
    return Plan(
        members={story: tuple(ids) for story, ids in sorted(members.items())},
        touched=tuple(sorted(touched & members.keys())),
        corrected=frozenset(corrected),
        gone=tuple(sorted(kept - members.keys())),
        standing=standing,
        numbers=unsettled,
        first=not kept,
    )


def _corrected(view: View, said: Mapping[int, Correction], story_of: Mapping[str, str]) -> set[str]:
    """Return the stories that corrections said or undone may change."""
    found = set(view.affected(said))
    for correction in said.values():
        if correction.kind in BY_ARTICLE:
            found |= {story_of[key] for key in correction.targets if key in story_of}
        elif correction.kind in BY_ENTITY:
            found |= view.with_entities(correction.targets)
        elif correction.kind == "hide-claim" and correction.value:
            found |= view.holding(correction.value)
    return found
