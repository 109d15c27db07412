"""Lines: the sources of a story and who copies whom, in sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from stemma.brief.draft import Draft
from stemma.brief.wording import counted, date_words
from stemma.model import Citation, Derivation, Lineage, Passage

MOST_LINEAGES, MOST_PARTIAL = 8, 4


def tell_sources(draft: Draft) -> None:
    """Add how many reports and lineages there are, who prints whose text, and who follows whom in part."""
    _tell_count(draft)
    for line in copied(draft)[:MOST_LINEAGES]:
        draft.add("sources", lineage_words(draft, line), _lineage_spans(draft, line))
    for (a, b), passages in partial(draft)[:MOST_PARTIAL]:
        draft.add("sources", partial_words(draft, a, b, len(passages)), [c for p in passages for c in (p.a, p.b)])
    _tell_dates(draft)


def copied(draft: Draft) -> list[Lineage]:
    """Return the lineages of two or more reports, the largest first."""
    lines = (line for line in draft.story.lineages if len(line.articles) > 1)
    return sorted(lines, key=lambda line: (-len(line.articles), line.lineage))


def lineage_words(draft: Draft, line: Lineage) -> str:
    """Return in a sentence whose text the reports of a lineage print."""
    known = [a for a in line.articles if a in draft.prose]
    origin = (line.origin or "").removeprefix("www.")
    copies = [a for a in known if draft.sources.labels[a] != origin]
    reason = f": {reason_words(draft, line)}" if line.reason else ""
    if not origin:
        return f"{_print(draft, known)} one text, and whose it is is not settled; they count once{reason}."
    return f"{_print(draft, copies or known)} the text of {origin}; they count once{reason}."


def reason_words(draft: Draft, line: Lineage) -> str:
    """Return the reason of a lineage with the reports' names in place of their ids."""
    words = line.reason.strip().rstrip(".")
    known = {a: draft.sources.labels[a] for a in line.articles if a in draft.sources.labels}
    return _named(words, known) if known else words


def _print(draft: Draft, reports: list[str]) -> str:
    names = draft.sources.listed(reports, 4)
    if not draft.sources.one_name(reports):
        return f"{names} print"
    return f"{names} prints" if len(reports) == 1 else f"{names} prints, in {len(reports)} reports,"


def partial(draft: Draft) -> list[tuple[tuple[str, str], list[Passage]]]:
    """Return the passages shared across lineages, most first: for each two lineages the two reports that share most.

    Returns:
        Ids of two reports, the earlier first, with their passages.
    """
    pairs: dict[tuple[str, str], list[Passage]] = {}
    line = draft.sources.lineage_of
    for p in draft.story.reuse:
        a, b = p.a.article, p.b.article
        if a not in draft.prose or b not in draft.prose or draft.sources.same_name(a, b):
            continue
        if line.get(a, a) != line.get(b, b):
            first, last = sorted((a, b), key=lambda x: (draft.sources.day(x), x))
            pairs.setdefault((first, last), []).append(p)
    best: dict[tuple[str, ...], tuple[tuple[str, str], list[Passage]]] = {}
    for pair, passages in sorted(pairs.items(), key=lambda x: (-len(x[1]), x[0])):
        best.setdefault(tuple(sorted(line.get(x, x) for x in pair)), (pair, passages))
    return list(best.values())


def derived(draft: Draft, a: str, b: str) -> Derivation | None:
    """Return what the record says of which of two reports has the text from which."""
    return draft.derived.get((a, b))


def partial_words(draft: Draft, a: str, b: str, passages: int) -> str:
    """Return in a sentence what a later report ``b`` shares with ``a`` beside its own text, and who has it from whom."""
    found, shared = derived(draft, a, b), counted(passages, "passage")
    names = {key: draft.sources.listed([key]) for key in (a, b)}
    if found is None or found.kind == "open":
        unsettled = "" if found is None else "; who has them from whom is not settled"
        return f"{names[b]} shares {shared} with {names[a]} but counts as a report of its own{unsettled}."
    reason = _named(found.reason.rstrip("."), names)
    if found.source in names:
        taker = b if found.source == a else a
        return f"{names[taker]} has {shared} from {names[found.source]} but counts as a report of its own: {reason}."
    whose = f"{found.origin}'s" if found.origin else "one source's"
    return f"{names[b]} and {names[a]} share {shared} of {whose} but count as reports of their own: {reason}."


def _named(words: str, names: Mapping[str, str]) -> str:
    """Return words with names in place of ids."""
    keys = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return re.sub(rf"(?<!\w)(?:{keys})(?!\w)", lambda m: names[m[0]], words)


def _tell_count(draft: Draft) -> None:
    reports, lines = len(draft.sources.articles), len(draft.story.lineages)
    if reports == 1:
        words = f"One report: {next(iter(draft.sources.labels.values()))}."
    elif lines == reports:
        words = f"{reports} reports; none prints another's text."
    else:
        words = f"{reports} reports rest on {counted(lines, 'independent text')}."
    draft.add("sources", words, _heads(draft))


def _heads(draft: Draft) -> Iterator[Citation]:
    for key, prose in draft.prose.items():
        if prose.spans:
            yield Citation(key, prose.spans[0].start, prose.spans[0].end)


def _lineage_spans(draft: Draft, line: Lineage) -> Iterator[Citation]:
    """Yield the longest passages the lineage shares, else the first sentences of its reports."""
    inside = [p for p in draft.story.reuse if {p.a.article, p.b.article} <= set(line.articles)]
    for p in sorted(inside, key=lambda p: (p.a.start - p.a.end, p.a, p.b)):
        yield from (p.a, p.b)
    yield from (head for head in _heads(draft) if head.article in line.articles)


def _tell_dates(draft: Draft) -> None:
    """Say which reports print no date of their own and which day the story gives them."""
    days: dict[str, list[str]] = {}
    for key, article in draft.sources.articles.items():
        if article.published and article.published.basis == "story":
            days.setdefault(article.published.value, []).append(key)
    for day, keys in sorted(days.items()):
        names = draft.sources.listed(keys, 6)
        verb = "prints" if len(keys) == 1 else "print"
        words = f"{names} {verb} no full date; the story's reports together give {date_words(day)}."
        draft.add("sources", words, [head for head in _heads(draft) if head.article in keys])
