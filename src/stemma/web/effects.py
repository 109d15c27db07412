"""Effects: what a correction would do, worded before it is made. Pure but for what it reads of the store."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from stemma.brief.sources import label
from stemma.brief.wording import counted, listed, support
from stemma.errors import UsageError
from stemma.model import Article, Correction, Entity, Story
from stemma.run.corrections import corrected_lineages
from stemma.store import View


class Effect(msgspec.Struct, frozen=True):
    """What a correction would change, a sentence each."""

    lines: tuple[str, ...]


def effect_of(view: View, said: Correction) -> Effect:
    """Return the effect of a correction on the store as it is.

    Raises:
        UsageError: when it names too little, or what is not there; the message says what to name.
    """
    return Effect(tuple(_EFFECTS[said.kind](view, said)))


def _together(view: View, said: Correction) -> list[str]:
    stories = _stories(view, said.targets)
    if len(stories) < 2:
        raise UsageError("expected two stories or more, met one; select the stories to join")
    reports = sum(len(s.articles) for s in stories)
    names = listed([f"“{_title(s)}” ({support(len(s.articles), len(s.lineages))})" for s in stories], 8)
    return [
        f"{names} become one story of {counted(reports, 'report')}.",
        "How many of them are independent, what they agree on and where they differ is worked out anew over all of them.",
    ]


def _apart(view: View, said: Correction) -> list[str]:
    articles = _articles(view, said.targets)
    lines = [_left(s, said.targets) for s in _stories(view, said.targets)]
    if len(articles) == 1:
        return [*lines, f"{_names(articles)} makes a story of its own."]
    return [*lines, f"{_names(articles)} make a story of their own, {counted(len(articles), 'report')} together."]


def _move(view: View, said: Correction) -> list[str]:
    articles = _articles(view, said.targets)
    if not said.value:
        return ["The reports leave their story and join the one that the report named below is in."]
    goal = _stories(view, [said.value])
    coming = [a for a in articles if a.id not in goal[0].articles] if goal else []
    if not goal or not coming:
        raise UsageError("expected a report of another story to move to, met none; give the id of one of its reports")
    lines = [_left(s, said.targets) for s in _stories(view, said.targets) if s.id != goal[0].id]
    return [*lines, f"{_names(coming)} {_verb(coming, 'joins', 'join')} “{_title(goal[0])}”, which then has {counted(len(goal[0].articles) + len(coming), 'report')}."]


def _left(story: Story, leaving: Sequence[str]) -> str:
    rest = [key for key in story.articles if key not in set(leaving)]
    if not rest:
        return f"“{_title(story)}” has no report left and is no longer listed."
    lines = sum(not set(line.articles).isdisjoint(rest) for line in story.lineages)
    return f"“{_title(story)}” keeps {len(rest)} of {counted(len(story.articles), 'report')} ({support(len(rest), lines)})."


def _merge(view: View, said: Correction) -> list[str]:
    entities = _entities(view, said.targets)
    if len(entities) < 2:
        raise UsageError("expected two names or more, met one; select the names to merge")
    first, *rest = entities
    mentions = sum(len(e.mentions) for e in rest)
    return [
        f"{listed([f'“{e.name}”' for e in rest], 8)} {_verb(rest, 'becomes', 'become')} “{first.name}”, in every story: {counted(mentions, 'mention')} here.",
        "Quotations and events of the one are then those of the other.",
    ]


def _part(view: View, said: Correction) -> list[str]:
    (whole,) = _entities(view, said.targets[:1])
    apart = [v for v in said.targets[1:] if v in whole.variants]
    if not apart:
        return [f"The spellings selected below leave “{whole.name}” and become a name of their own, in every story."]
    if len(apart) == len(whole.variants):
        raise UsageError("expected some of the spellings, met all; at least one must stay")
    return [f"{listed([f'“{v}”' for v in apart], 8)} {_verb(apart, 'leaves', 'leave')} “{whole.name}” and {_verb(apart, 'becomes', 'become')} a name of {_verb(apart, 'its', 'their')} own, in every story."]


def _rename(view: View, said: Correction) -> list[str]:
    (entity,) = _entities(view, said.targets[:1])
    name = said.value or ""
    if not name.strip() or name == entity.name:
        return [f"“{entity.name}” is shown under the name given below, in every story; the reports keep their words."]
    return [f"“{entity.name}” is shown as “{name}”, in every story; the reports keep their words."]


def _lineage(view: View, said: Correction) -> list[str]:
    articles = _articles(view, said.targets)
    if len(articles) < 2:
        raise UsageError("expected two reports or more, met one; select the reports that rest on one text")
    lines = [f"{_names(articles)} count as one text."]
    for story in _stories(view, said.targets):
        after = len(corrected_lineages(story.lineages, [said]))
        now, then = (support(len(story.articles), n) for n in (len(story.lineages), after))
        lines.append(f"“{_title(story)}” goes from {now} to {then}." if now != then else f"“{_title(story)}” stays at {now}.")
    return [*lines, "The support of every claim of these reports is counted anew."]


def _credit(view: View, said: Correction) -> list[str]:
    (article,) = _articles(view, said.targets[:1])
    now = f"“{article.credit}”" if article.credit else "nobody"
    then = f"“{said.value}”" if said.value and said.value != article.credit else "the one given below"
    return [
        f"The text of {_names([article])} is credited to {then} instead of {now}.",
        "Reports with one credit may rest on one text, so the number of independent texts may change.",
    ]


def _hide(view: View, said: Correction) -> list[str]:
    claims = [c for s in _stories(view, said.targets) for c in s.claims if c.text == said.value]
    if not claims:
        raise UsageError("expected a claim of these reports, met none with these words; it may be hidden already")
    backed = support(claims[0].articles, claims[0].independent)
    return [
        f"The claim “{claims[0].text}” ({backed}) is no longer shown as a claim, in no story.",
        "Brief, timeline, events, quotations and disputes tell nothing more from the passages that state it.",
        "The reports keep their words, and citing them stays possible.",
    ]


_EFFECTS = {
    "together": _together, "apart": _apart, "move": _move, "merge-entities": _merge, "part-entity": _part,
    "rename-entity": _rename, "set-lineage": _lineage, "set-credit": _credit, "hide-claim": _hide,
}  # fmt: skip


def _stories(view: View, articles: Sequence[str]) -> list[Story]:
    keys = dict.fromkeys(key for a in articles if (key := view.story_of(a)))
    return [story for key in keys if (story := view.story(key))]


def _articles(view: View, ids: Sequence[str]) -> list[Article]:
    found = view.articles(list(dict.fromkeys(ids)))
    missing = [key for key in ids if key not in found]
    if missing or not ids:
        raise UsageError(f"expected reports of this store, met {', '.join(missing) or 'none'}; select at least one")
    return [found[key] for key in dict.fromkeys(ids)]


def _entities(view: View, ids: Sequence[str]) -> list[Entity]:
    found = {e.id: e for key in view.stories_naming(ids) if (story := view.story(key)) for e in story.entities}
    missing = [key for key in ids if key not in found]
    if missing or not ids:
        raise UsageError(f"expected names of this store, met {', '.join(missing) or 'none'}; select at least one")
    return [found[key] for key in dict.fromkeys(ids)]


def _names(articles: Sequence[Article]) -> str:
    return listed([label(a) for a in articles], 6)


def _title(story: Story) -> str:
    return story.headline or "Story without a title"


def _verb(items: Sequence[object], one: str, many: str) -> str:
    return one if len(items) == 1 else many
