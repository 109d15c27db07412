"""Unlabelled: runs of proper nouns the parser tags as such but leaves without a label."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemma.annotate.names.edges import title_of_next
from stemma.annotate.names.found import Found
from stemma.annotate.names.headlines import title_case
from stemma.annotate.names.kinds import has_title
from stemma.annotate.syntax import Parse, Token
from stemma.lexicon.bodies import BODIES
from stemma.lexicon.naming import fold, is_given
from stemma.lexicon.titles import CAPTIONS, COURTESY, MODIFIERS, OFFICES, RANKS, bare_title
from stemma.model.marks import MentionType

_HUMAN = frozenset(
    """say tell ask add write argue reply explain warn insist believe think want hope meet win die resign arrive speak
    visit travel join marry walk smile call urge accuse deny announce testify plead live work""".split()
)
_SPEECH = frozenset("say tell ask add write argue reply explain warn insist".split())
_LONGEST = 6
"""Tokens of a run that may be one name; longer ones are headings (2026-11)."""


def unlabelled(found: Sequence[Found], parse: Parse) -> list[Found]:
    """Return the names nobody marked: proper nouns side by side in running sentences, or one behind a title."""
    taken = {i for item in found for i in range(item.first, item.last)}
    titled = title_case(parse)
    out = []
    for run in _runs(parse.tokens, taken):
        first = run[0].i
        while first <= run[-1].i and _is_office(parse.tokens[first]):
            first += 1
        size = run[-1].i + 1 - first
        if titled[run[0].sentence] or size > _LONGEST or not size:
            continue
        if size < _TWO and not (has_title(parse.tokens, first) or _speaks(parse.tokens[first])):
            continue
        if title_of_next("other", run[-1].i + 1, parse.tokens):
            continue
        out.append(Found(first, first + size, _kind(first, run[-1], parse.tokens)))
    return out


_TWO = 2
_LETTERS = 3
"""Letters a lone speaker's name has at least (2026-11)."""


def _speaks(token: Token) -> bool:
    """Return whether a lone proper noun is said to speak (``Lopez said``)."""
    speaks = token.dep == "nsubj" and token.head.lemma in _SPEECH and token.head.tag in ("VBD", "VBZ")
    return speaks and token.tag == "NNP" and len(token.text) >= _LETTERS and token.text[1:].islower()


def _runs(tokens: Sequence[Token], taken: set[int]) -> Iterator[list[Token]]:
    run: list[Token] = []
    for token in tokens:
        name = token.tag in ("NNP", "NNPS") and not token.label and token.i not in taken and token.text[0].isupper()
        name = name and token.lower not in CAPTIONS
        if run and (not name or token.sentence != run[-1].sentence):
            yield run
            run = []
        if name and any(c.islower() for c in token.text):
            run.append(token)
    if run:
        yield run


def _is_office(token: Token) -> bool:
    word = bare_title(token.text)
    return word in RANKS or word in COURTESY or word in OFFICES or word in MODIFIERS


def _kind(first: int, last: Token, tokens: Sequence[Token]) -> MentionType:
    if fold(last.text) in BODIES:
        return "organisation"
    subject = last.dep in ("nsubj", "nsubjpass") and last.head.lemma in _HUMAN
    return "person" if subject or has_title(tokens, first) or is_given(tokens[first].text) else "other"
