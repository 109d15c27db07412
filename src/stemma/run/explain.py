"""Explain: for one item of a record, how it was made, from which passages, and why its counts are what they are.

Everything comes from the record itself (law 6: a computed label can say why); nothing is run again. An item is named
``STORY/claim-3`` or ``ARTICLE/published``; `items` lists the names a record has. Numbers count from 0, as in the JSON.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import get_close_matches

import msgspec

from stemma.align.support import Support, outlet_of
from stemma.calendar.printed import find_dates
from stemma.errors import NotThere
from stemma.lexicon.owners import owner_of
from stemma.model import Article, Citation, Metadata, Published, Record, Story
from stemma.run.told import told

METHODS = {
    "headline": ("headline.central.1", "the title whose words stand in the first sentences of most lineages"),
    "lineage": ("lineages.coverage.1", "joins reports when most of the shorter stands in the other"),
    "reuse": ("reuse.passages.1", "aligns words around shared fingerprints; quotations, names and titles are no evidence"),
    "derivation": ("direction.evidence.1", "weighs credits, addresses, times, datelines and what was cut or added; silent where these disagree"),
    "dependence": ("dependence.sentences.1", "names for each shared sentence the report it stands in, the surest one first"),
    "entity": ("entities.names.1", "joins mentions over reports by name, variants, roles and country"),
    "quote": ("quotations.collate.1", "joins readings of one utterance by their words and speaker"),
    "moment": ("timeline.passages.1", "dates passages by the time expression in them, joins those of the same days and words"),
    "claim": ("claims.linkage.1", "joins statements over reports by meaning, names, times, numbers and roles"),
    "conflict": ("conflicts.typed.1", "finds statements of one thing that cannot both hold; vaguer is not different"),
    "event": ("events.merge.1", "joins coded events by type, parties and days that can be the same"),
    "brief": ("brief.compose.1", "words sentences from the record's items, each bound to what it rests on"),
    "g5w1h": ("g5w1h.cues.1", "weighs clauses, times, places and cue words of first sentences by agreeing lineages"),
    "credit": ("credits.lines.1", "reads the credit, byline and dateline, or takes what the source handed over"),
}
"""Name with version of the method behind each kind of item, and what it does."""

DATING = {
    "metadata": ("dating.metadata.1", "takes the date that the source handed over with the article"),
    "text": ("dating.text.1", "reads a date printed in the article"),
    "story": ("dating.story.1", "settles the date from weekdays and dates of all reports of the story together"),
}
"""The same for publication dates, by their basis."""

OF_ARTICLES = ("published", "credit")
_CREDITED = frozenset({"credit", "byline", "dateline"})
_LISTED = 60
"""Names shown in the message about an item that is not there."""

_PLACES = 3
"""Places of an article shown for its date or credit."""


class Shown(msgspec.Struct, frozen=True):
    """A passage an item rests on; ``words`` are exactly the cited characters."""

    article: str
    outlet: str | None
    start: int
    end: int
    words: str


class Explained(msgspec.Struct, frozen=True):
    """Why an item is what it is.

    Attributes:
        method: name and version of what made it; ``does``: what that does, in a few words.
        says: the item in a line.
        inputs: the figures and labels it was given, one a line.
        passages: what it rests on.
        counts: why its independent reports are as many as they are, one reason a line.
    """

    item: str
    method: str
    does: str
    says: str
    inputs: tuple[str, ...] = ()
    passages: tuple[Shown, ...] = ()
    counts: tuple[str, ...] = ()


def items(record: Record) -> tuple[str, ...]:
    """Return the names of all items that can be explained: story by story, then article by article."""
    names = [f"{story.id}/{name}" for story in record.stories for name in told(story)]
    return (*names, *(f"{a.id}/{name}" for a in record.articles for name in OF_ARTICLES))


def explain(record: Record, item: str) -> Explained:
    """Return how an item of a record was made.

    Raises:
        NotThere: the record has no such item; the message lists those it has.
    """
    articles = {a.id: a for a in record.articles}
    for story in record.stories:
        name = item.removeprefix(f"{story.id}/")
        if name != item and name in (known := told(story)):
            account = known[name]()
            method, does = METHODS[name.partition("-")[0]]
            counts = tuple(_counts(story, articles, account.cited, account.stated)) if account.cited else ()
            passages = _passages(account.cited, articles)
            return Explained(item, method, does, account.says, account.inputs, passages, counts)
    owner, _, name = item.rpartition("/")
    if owner in articles and name == "published":
        return _published(item, articles[owner], record)
    if owner in articles and name == "credit":
        return _credit(item, articles[owner])
    raise NotThere(_missing(record, item))


def _missing(record: Record, item: str) -> str:
    known = items(record)
    owner = item.rpartition("/")[0]
    names = [k.removeprefix(f"{owner}/") for k in known if k.startswith(f"{owner}/")]
    closest = get_close_matches(item, known, n=1)
    hint = f"; did you mean {closest[0]!r}?" if closest else ""
    if owner and names:
        return f"expected an item of {owner!r}, met {item!r}; it has {_listed(_ranges(names))}{hint}"
    owners = [s.id for s in record.stories] + [a.id for a in record.articles]
    return f"expected STORY/NAME or ARTICLE/NAME, met {item!r}; stories and articles: {_listed(owners)}{hint}"


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return f"{', '.join(names[:_LISTED]) or 'none'}{more}"


def _ranges(names: Sequence[str]) -> list[str]:
    """Return the names with numbered ones as a range: ``claim-0 to claim-9``."""
    kinds: dict[str, list[str]] = {}
    for name in names:
        kind, _, number = name.rpartition("-")
        kinds.setdefault(kind if number.isdigit() and kind in METHODS else name, []).append(name)
    return [found[0] if len(found) == 1 else f"{found[0]} to {found[-1]}" for found in kinds.values()]


def _passages(cited: Sequence[Citation], articles: Mapping[str, Article]) -> tuple[Shown, ...]:
    return tuple(
        Shown(c.article, a.outlet, c.start, c.end, a.text[c.start : c.end])
        for c in dict.fromkeys(cited)
        if (a := articles.get(c.article)) is not None
    )


def _counts(
    story: Story, articles: Mapping[str, Article], cited: Sequence[Citation], stated: int | None
) -> Iterator[str]:
    """Yield why the cited reports count as often as they do: their lineages, then what lineages share of the passages."""
    mine = {c.article for c in cited}
    for line in story.lineages:
        here = [key for key in line.articles if key in mine]
        if here:
            origin = f", text of {line.origin}" if line.origin else ""
            yield f"lineage {line.lineage}{origin}: {', '.join(here)}. {line.reason}"
    yield from _shared(story, cited)
    yield from _owned({outlet_of(articles[key]) for key in mine if key in articles})
    inside = {key: articles[key] for key in story.articles if key in articles}
    independent = Support(inside, story.reuse, story.lineages).independent(cited)
    outlets = len({outlet_of(inside[key]) for key in mine if key in inside})
    yield f"so {len(mine)} articles of {outlets} outlets count as {independent} independent"
    if stated is not None and stated != independent:
        yield f"the record counts {stated}: by lineages alone, or after a correction by hand"


def _owned(outlets: Collection[str]) -> Iterator[str]:
    """Yield the owners, by the settings, of more than one of these outlets."""
    groups: dict[str, list[str]] = {}
    for outlet in sorted(outlets):
        owner = owner_of(outlet)
        if owner is not None:
            groups.setdefault(owner, []).append(outlet)
    for owner, owned in sorted(groups.items()):
        if len(owned) > 1:
            yield f"{', '.join(owned)} belong to {owner} (settings), so they count once"


def _shared(story: Story, cited: Sequence[Citation]) -> Iterator[str]:
    """Yield the shared passages by which cited words of different lineages count once."""
    lineage_of = {key: line.lineage for line in story.lineages for key in line.articles}
    by_article: dict[str, list[Citation]] = {}
    for c in cited:
        by_article.setdefault(c.article, []).append(c)
    for k, p in enumerate(story.reuse):
        apart = lineage_of.get(p.a.article, p.a.article) != lineage_of.get(p.b.article, p.b.article)
        if apart and all(_touches(side, by_article.get(side.article, ())) for side in (p.a, p.b)):
            yield (
                f"reuse-{k}: {p.a.article} [{p.a.start}:{p.a.end}] and {p.b.article} [{p.b.start}:{p.b.end}] share these words "
                f"({p.kind}, {p.share:.2f}), so here their lineages count once"
            )


def _touches(side: Citation, cited: Sequence[Citation]) -> bool:
    return any(c.start < side.end and side.start < c.end for c in cited)


def _published(item: str, article: Article, record: Record) -> Explained:
    published = article.published
    if published is None:
        says = "publication date: not known"
        return Explained(item, "dating.none.1", "no source, printed date or other report settles it", says)
    method, does = DATING[published.basis]
    says = f"publication date: {published.value} (to the {published.precision})"
    inputs = [f"basis: {published.basis}"]
    if published.basis == "story":
        story = next((s for s in record.stories if article.id in s.articles), None)
        others = [a for a in record.articles if story and a.id in story.articles and a.id != article.id and a.published]
        inputs += [f"{a.id}: {a.published.value} ({a.published.basis})" for a in others if a.published]
    return Explained(item, method, does, says, tuple(inputs), _printed(article, published))


def _printed(article: Article, published: Published) -> tuple[Shown, ...]:
    """Return where the article prints its own day, with or without the year."""
    year, month, day = ([int(part) for part in published.value[:10].split("-")] + [0, 0])[:3]
    dates = [d for d in find_dates(article.text) if (d.month, d.day) == (month, day) and d.year in (None, year)]
    return _passages([Citation(article.id, d.start, d.end) for d in dates[:_PLACES]], {article.id: article})


def _credit(item: str, article: Article) -> Explained:
    method, does = METHODS["credit"]
    if article.credit is None:
        return Explained(item, method, does, "credit: none; no line of the article credits its text to anybody")
    heads = [Citation(article.id, b.start, b.end) for b in article.blocks if b.role in _CREDITED]
    naming = [c for c in heads if article.credit.casefold() in article.text[c.start : c.end].casefold()]
    at = article.text.find(article.credit)
    printed = [Citation(article.id, at, at + len(article.credit))] if at >= 0 else []
    passages = _passages((naming or printed or heads)[:_PLACES], {article.id: article})
    said = article.metadata.suppliers if isinstance(article.metadata, Metadata) else ()
    inputs = tuple(f"the source's {s.basis}: {s.name or s.url}" for s in said[:_PLACES])
    if not (naming or printed or inputs):
        inputs = ("the name itself is not printed so: an agency's short form, or handed over by the source",)
    return Explained(item, method, does, f"credit: {article.credit}", inputs, passages)
