"""Align: over the reports of one story, who is who, what is claimed, how well it is supported, where reports differ."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.align.claims import make_claims
from stemma.align.conflicts import Grounds, find_conflicts
from stemma.align.entities import settle_entities
from stemma.align.events import merge_events
from stemma.align.g5w1h import answer
from stemma.align.matching import Matched, match
from stemma.align.quotations import collate
from stemma.align.support import Support
from stemma.align.timeline import build_timeline
from stemma.align.units import make_units
from stemma.meaning import encode
from stemma.model import Analysis, Lineage, Passage, Story


def align_story(
    story: str, analyses: Sequence[Analysis], passages: Sequence[Passage], lineages: Sequence[Lineage]
) -> Story:
    """Return the record of one story; the brief is added by `stemma.brief`."""
    members = sorted(analyses, key=lambda a: a.id)
    by_id = {a.id: a for a in members}
    support = Support({key: a.article for key, a in by_id.items()}, passages, lineages)
    table = settle_entities(members)
    names = {e.id: e.name for e in table.entities}
    units = make_units(members, table.of, names)
    matched = match(units, encode) if len(members) > 1 else Matched(tuple((u,) for u in units))
    entities = {e.id: e for e in table.entities}
    lineage_of = {key: line.lineage for line in lineages for key in line.articles}
    return Story(
        id=story,
        headline=members[0].article.title or "",
        articles=tuple(by_id),
        lineages=tuple(sorted(lineages, key=lambda line: line.lineage)),
        reuse=tuple(sorted(passages, key=lambda p: (p.a, p.b))),
        entities=table.entities,
        claims=make_claims(matched.groups, by_id, support),
        quotes=collate(members, table.of),
        timeline=build_timeline(members),
        events=merge_events(members, {key: entities[i] for key, i in table.of.items() if i in entities}, lineage_of),
        conflicts=find_conflicts(matched, by_id, Grounds(names, support, encode)),
        g5w1h=answer(members, lineages),
    )
