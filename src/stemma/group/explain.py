"""Explain: why an article is in its story, and what was nearest outside.

The figures are those the decision was made with: the mean likeness of the article to the rest of its story, against
the likeness a story asks for, and the same for the nearest other story.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence

import msgspec
import numpy as np

from stemma.group import weights
from stemma.group.candidates import edges
from stemma.group.digest import Digest, digests_of
from stemma.group.groups import Group, alone, belongs, likeness, merged
from stemma.group.stories import order
from stemma.group.terms import body_code
from stemma.lexicon.wording import look_up, tokens
from stemma.model import Article

SHOWN = 8
"""Words shown for what two articles have in common."""


class Neighbour(msgspec.Struct, frozen=True):
    """Another article beside the one explained.

    Attributes:
        likeness: 0 to about 1.6; ``days``: days between the two, None where a date is missing.
        words: the shared words that weigh most, as the explained article prints them.
    """

    article: str
    story: str
    likeness: float
    days: int | None
    words: tuple[str, ...]


class Explanation(msgspec.Struct, frozen=True):
    """Why one article is in its story.

    Attributes:
        mean: mean likeness to the other articles of the story, None when there are none.
        needed: the least mean likeness that would have let this article join alone.
        inside: the nearest articles of the story; ``outside``: of other stories, nearest first.
        outside_mean: mean likeness to the story of the first of ``outside``.
        text: all this in sentences for a reader.
    """

    article: str
    story: str
    mean: float | None
    needed: float
    inside: tuple[Neighbour, ...]
    outside: tuple[Neighbour, ...]
    outside_mean: float | None
    text: str


def explain(article: str, articles: Sequence[Article], stories: Mapping[str, str], limit: int = 3) -> Explanation:
    """Return why an article is in its story, given all articles and their stories.

    Args:
        article: id of the article to explain.
        articles: all articles that were grouped.
        stories: story id by article id, as `find_stories` gave them.
        limit: neighbours shown on either side.

    Raises:
        KeyError: when no article has this id.
    """
    by_id = {a.id: a for a in articles}
    subject = by_id[article]
    digests = sorted(digests_of(articles), key=order)
    own = next(d for d in digests if d.id == article)
    near = _near(own, digests, stories)
    ranked = sorted(
        (_neighbour(subject, own, d, stories[d.id]) for d in near), key=lambda n: (-n.likeness, n.article)
    )
    inside = tuple(n for n in ranked if n.story == stories[article])
    outside = tuple(n for n in ranked if n.story != stories[article] and n.likeness > 0)
    rest = _together([d for d in digests if stories[d.id] == stories[article] and d.id != article])
    other = _together([d for d in digests if outside and stories[d.id] == outside[0].story])
    mean = None if rest is None else round(likeness(alone(own), rest), 4)
    outside_mean = None if other is None else round(likeness(alone(own), other), 4)
    copies = {d.id for d in digests if d.content == own.content}
    lines = [
        *_told_inside(mean, inside[:limit], copies, by_id),
        *(_told_outside(_whole(own, rest), other, outside_mean) if other and outside_mean is not None else ()),
        *(_line("Outside", n, by_id) for n in outside[:limit]),
    ]
    if not outside:
        lines.append("No article outside shares two of its weightiest words.")
    return Explanation(
        article, stories[article], mean, weights.JOIN, inside[:limit], outside[:limit], outside_mean, "\n".join(lines)
    )


def _whole(own: Digest, rest: Group | None) -> Group:
    one = alone(own)
    return one if rest is None else merged(rest, one, likeness(rest, one))


def _near(own: Digest, digests: Sequence[Digest], stories: Mapping[str, str]) -> list[Digest]:
    """Return the other articles of the story, and all that the index brings together with this one."""
    at = next(k for k, d in enumerate(digests) if d.id == own.id)
    pairs = edges(digests)
    met = set(pairs[pairs[:, 0] == at, 1].tolist()) | set(pairs[pairs[:, 1] == at, 0].tolist())
    return [
        d for k, d in enumerate(digests) if d.id != own.id and (k in met or stories[d.id] == stories[own.id])
    ]


def _together(digests: Sequence[Digest]) -> Group | None:
    group: Group | None = None
    for index, digest in enumerate(digests):
        one = alone(digest, index)
        group = one if group is None else merged(group, one, likeness(group, one))
    return group


def _neighbour(subject: Article, own: Digest, other: Digest, story: str) -> Neighbour:
    days = None if own.day is None or other.day is None else abs(own.day - other.day)
    like = round(likeness(alone(own), alone(other)), 4)
    return Neighbour(other.id, story, like, days, _shared_words(subject, own, other))


def _shared_words(subject: Article, own: Digest, other: Digest) -> tuple[str, ...]:
    """Return the shared words that weigh most, in the form in which the article prints them first."""
    common, mine, theirs = np.intersect1d(own.terms.codes, other.terms.codes, return_indices=True)
    products = own.terms.weights[mine] * other.terms.weights[theirs]
    weight = dict(zip(common.tolist(), products.tolist(), strict=True))
    printed: dict[int, str] = {}
    for text in (subject.title or "", subject.text):
        for match in tokens(text):
            code = body_code(look_up(match.group()).stem)
            if code in weight:
                printed.setdefault(code, match.group())
    best = sorted(printed, key=lambda code: (-weight[code], printed[code]))
    return tuple(printed[code] for code in best[:SHOWN])


def _told_inside(
    mean: float | None, inside: Sequence[Neighbour], copies: Collection[str], articles: Mapping[str, Article]
) -> Iterator[str]:
    if mean is None:
        yield "It is the only article of its story."
        return
    others = len(copies) - 1
    if others:
        yield f"{others} other article{'s have' if others > 1 else ' has'} the same title and text, so {'they are' if others > 1 else 'it is'} in the same story."
    if any(n.article not in copies for n in inside):
        yield f"Its mean likeness to the rest of its story is {mean:.2f}; {weights.JOIN:g} is the least that joins."
    yield from (_line("In the story", n, articles) for n in inside if n.article not in copies)


def _told_outside(story: Group, other: Group, mean: float) -> Iterator[str]:
    """Yield why the nearest other story is another: the rule that keeps the two apart, with its figures."""
    like = likeness(story, other)
    inside = math.sqrt(max(0.0, story.cohesion * other.cohesion))
    if like < weights.JOIN:
        why = f"less than the {weights.JOIN:g} that joins"
    elif not belongs(story, other, like):
        why = f"enough by itself, but less than {weights.COHESION:.0%} of the likeness inside the two, {inside:.2f}: two events of one kind, or two sides of one"
    else:
        why = "enough to join, yet the two were less alike when they were compared"
    yield (
        f"The nearest other story has a mean likeness of {mean:.2f} to this article. "
        f"As wholes the two stories have one of {like:.2f}: {why}."
    )


def _line(where: str, neighbour: Neighbour, articles: Mapping[str, Article]) -> str:
    days = "a date is missing" if neighbour.days is None else "the same day" if not neighbour.days else f"{neighbour.days} day{'s' * (neighbour.days != 1)} apart"
    words = f"; shared: {', '.join(neighbour.words)}" if neighbour.words else ""
    return f"{where}, likeness {neighbour.likeness:.2f}, {days}: {_called(articles[neighbour.article])}{words}"


def _called(article: Article) -> str:
    """Return what to call an article in a line: title, else its first words, with outlet and id."""
    title = article.title or " ".join(article.text[:200].split()[:8]) or "(no text)"
    outlet = f", {article.outlet}" if article.outlet else ""
    return f"{' '.join(title.split())} ({article.id}{outlet})"
