"""Pairs: which two reports share passages, and the two beside each other with what they share marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from markupsafe import Markup

from stemma.brief.visible import html
from stemma.model import Citation, Derivation, Part, Passage, Story


class Pair(msgspec.Struct, frozen=True):
    """Two reports that share passages; ``characters`` are those of the first that stand in the second too."""

    a: str
    b: str
    passages: int
    characters: int
    kinds: tuple[str, ...]


class Own(msgspec.Struct, frozen=True):
    """What of a report is its own: ``parts`` are stretches it has from others, each with the words for where from."""

    article: str
    sentences: int
    own: int
    parts: tuple[tuple[Citation, str], ...]


class Stretch(msgspec.Struct, frozen=True, order=True):
    """A shared passage in one of two reports, numbered the same in both."""

    start: int
    end: int
    number: int
    kind: str


def pairs_of(story: Story) -> list[Pair]:
    """Return the pairs of reports that share passages, those that share most first."""
    found: dict[tuple[str, str], list[Passage]] = {}
    for p in story.reuse:
        found.setdefault((p.a.article, p.b.article), []).append(p)
    pairs = [
        Pair(a, b, len(some), sum(p.a.end - p.a.start for p in some), tuple(sorted({p.kind for p in some})))
        for (a, b), some in found.items()
    ]
    return sorted(pairs, key=lambda pair: (-pair.characters, pair.a, pair.b))


def owned(story: Story, labels: Mapping[str, str]) -> list[Own]:
    """Return the reports that have sentences from others, those with most of their own text first, all taken last.

    Args:
        story: its record.
        labels: what each report is called.
    """
    found = [
        Own(d.article, d.sentences, d.own, tuple((Citation(d.article, p.start, p.end), _whence(p, labels)) for p in d.parts))
        for d in story.dependence
        if d.parts and d.article in labels
    ]
    return sorted(found, key=lambda o: (-o.own / max(1, o.sentences), o.article))


def _whence(part: Part, labels: Mapping[str, str]) -> str:
    there = labels.get(part.source, part.source)
    if part.kind == "copy":
        return f"from {there}"
    if part.kind == "common":
        return f"from {part.origin}, as in {there}" if part.origin else f"from one source, as in {there}"
    return f"its outlet’s own, as in {there}" if part.kind == "repeat" else f"also in {there}; who from whom is not settled"


def direction(derived: Derivation | None, labels: Mapping[str, str]) -> str:
    """Return in a few words which of two reports has the text from which."""
    if derived is None or derived.kind == "open":
        return "not settled"
    if derived.kind == "repeat":
        return "one outlet’s own, printed again"
    if derived.kind == "common":
        return f"both from {derived.origin}"
    taker = derived.b if derived.source == derived.a else derived.a
    return f"{labels[taker]} from {labels[derived.source or derived.a]}"


def shared(story: Story, a: str, b: str) -> tuple[list[Stretch], list[Stretch]]:
    """Return the passages two reports share, as they stand in the first and in the second, numbered as in the first."""
    found = []
    for p in story.reuse:
        if (p.a.article, p.b.article) == (a, b):
            found.append((p.a, p.b, p.kind))
        elif (p.b.article, p.a.article) == (a, b):
            found.append((p.b, p.a, p.kind))
    found.sort()
    left = [Stretch(x.start, x.end, n, kind) for n, (x, _, kind) in enumerate(found, 1)]
    right = [Stretch(y.start, y.end, n, kind) for n, (_, y, kind) in enumerate(found, 1)]
    return left, right


def marked(text: str, stretches: Sequence[Stretch], side: str, other: str) -> Markup:
    """Return a report's text with its shared passages marked, each leading to its like in the other report.

    Where passages overlap, the later begins where the earlier ends, so that no mark stands inside another.

    Args:
        text: the report's text.
        stretches: its passages.
        side: letter of this report's marks, ``other`` of those they lead to.
        other: see ``side``.
    """
    parts: list[Markup] = []
    at = 0
    for s in sorted(stretches):
        start = max(s.start, at)
        anchor = Markup('<a class="pair" id="{0}{2}" href="#{1}{2}" aria-label="passage {2}, {3}, in the other report">{2}</a>').format(
            side, other, s.number, s.kind
        )
        parts += [html(text[at:start]), anchor]
        if start < s.end:
            parts.append(Markup('<mark class="{}">{}</mark>').format(s.kind, html(text[start : s.end])))
            at = s.end
    return Markup("").join([*parts, html(text[at:])])
