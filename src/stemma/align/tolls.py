"""Tolls: where reports of one event differ over how many it killed or injured.

A story has a toll when enough of its reports print one. Reports whose figures differ stand against each other, each
figure with all who print it; revised figures stay side by side, the history of the count (`stemma.align.succession`). "At least nine" excludes
eight, but not ten; a part ("two of the victims", "three men" of five people) excludes nothing.

Source: own; compare Hamborg et al. 2019 (how many), and the bounds of de Marneffe, Rafferty and Manning 2008.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from stemma.align.casualties import event_sizes
from stemma.align.standing import Difference, Stand
from stemma.align.totals import Total, total_of
from stemma.model import Analysis, Citation

MANY, APART = 4, 3
"""Sides from which, and how many times the least the largest figure is, a story tells several events: a war (2026-11)."""

LEAST_PART = 1 / 3
"""Part of a story's reports that must print a toll before the story counts as one with a toll (2026-11: gva)."""

_DOER_DEAD = re.compile(
    r"(?:him|her)self|suicide|(?:gunman|shooter|attacker|assailant|bomber|suspect)s?(?:,? (?:who|was|is|were|are|also|then|later|had|been|"
    r"shot|and|found|among|the|\w+ly)){0,5} (?:dead|killed|died|dies)\b|including (?:the|a) (?:suspected |alleged )?(?:gunman|shooter|attacker|suspect)",
    re.IGNORECASE,
)
"""Words of reports on events whose doer died too."""

_DOER_SHOT = re.compile(
    r"\b(?:gunman|shooter|attacker|assailant|suspect|who|then|himself)\b[^.]{0,40}\b(?:was|were|is|got)(?: \w+){0,2} (?:shot|wounded|injured|hurt)"
    r"[^.]{0,20}\bby (?:an? |the |\w+['’]s )?(?:\w+ ){0,2}(?:police|officers?|deput(?:y|ies)|sheriff|agents?|guards?|swat|himself)",
    re.IGNORECASE,
)
"""Words of reports on events whose doer was shot too, by police or a guard."""

_SCENES = re.compile(
    r"\b(?:several|two|three|four|multiple|separate|different|various|second|another) (?:separate |different |crime )?"
    r"(?:scenes?|locations?|homes|houses|sites|addresses)\b",
    re.IGNORECASE,
)
_FOUND = re.compile(r"\b(?:found|discovered) (?:\w+ ){0,4}(?:dead|killed|bodies|slain)\b", re.IGNORECASE)
"""Where an event had several scenes, who was found at one of them is a part of its dead."""


def toll_conflicts(analyses: Sequence[Analysis]) -> list[Difference]:
    """Return at most one difference over the dead and one over the injured of a story.

    Args:
        analyses: the reports of one story, sorted by id.
    """
    sizes = [(a, event_sizes(a)) for a in analyses]
    found: list[Difference] = []
    scenes = any(_SCENES.search(a.article.text) for a in analyses)
    for kind in ("dead", "injured"):
        counts = [(a, count) for a, size in sizes if (count := getattr(size, kind)) is not None]
        printed = [(a, count) for a, count in counts if count.explicit and count.value > 0]
        told = [t for a, count in printed if (t := total_of(a, count, kind)) is not None and not (scenes and _FOUND.search(t.words))]
        if len(printed) >= LEAST_PART * len(analyses):
            found += _conflict(told, slack=int(_doer_counts(analyses, kind)))
    return found


def _conflict(told: Sequence[Total], slack: int) -> Iterator[Difference]:
    """Yield the difference of those figures that another excludes; ``slack`` is by how much they may differ and agree."""
    against = {t for t in told if any(_excludes(t, other, slack) for other in told)}
    by_value: dict[int, dict[Citation, str]] = {}
    for t in sorted(against, key=lambda t: (t.value, t.cited)):
        by_value.setdefault(t.value, {})[t.cited] = t.words
    stands = [Stand(next(iter(cited.values())), tuple(sorted(cited)), number=value) for value, cited in sorted(by_value.items())]
    if len(stands) > 1 and not (len(stands) >= MANY and max(by_value) >= APART * min(by_value)):
        yield Difference("quantity", tuple(stands), rising=True)


def _excludes(a: Total, b: Total, slack: int) -> bool:
    """Return whether both figures cannot be totals of one event, whichever is the larger."""
    low, high = sorted((a, b), key=lambda t: t.value)
    if high.value - low.value <= slack or low.least or high.value in low.also:
        return False
    return not low.part or low.part == high.part


def _doer_counts(analyses: Sequence[Analysis], kind: str) -> bool:
    """Return whether the doer died or was shot too, and is counted by some and not by others."""
    words = _DOER_DEAD if kind == "dead" else _DOER_SHOT
    return any(words.search(f"{a.article.title or ''}. {a.article.text}") for a in analyses)
