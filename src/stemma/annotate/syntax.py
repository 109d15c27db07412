"""Syntax: tokens, tags, dependencies and raw name labels of an article, by spaCy, one paragraph at a time.

Each distinct paragraph is parsed once, whatever article it stands in: the parse of a paragraph depends on
its characters alone. `Parser.parse` gives annotators a `Parse`, which has no spaCy objects in it.

Source: spaCy 3.8, https://spacy.io (pipeline ``en_core_web_sm`` 3.8.0, MIT).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from stemma.annotate.pipeline import Piece, quick
from stemma.model import Article, Span

if TYPE_CHECKING:
    from spacy.language import Language

    from stemma.annotate.cache import PieceCache

PARSED_ROLES = frozenset({"headline", "standfirst", "body", "subhead", "caption"})
MAX_PIECE = 3_000
"""Longest stretch given to the parser at once, code points: its time grows faster than the length beyond it."""

MAX_PARSED = 200_000
"""Code points of one article that are parsed; a longer article keeps its text, and an issue tells the rest is unread."""


class Token:
    """One token; offsets are code points of the article's text.

    Attributes:
        i: index in `Parse.tokens`.
        pos: universal part of speech; ``tag``: Penn tag; ``dep``: ClearNLP dependency label.
        head: the governing token (itself for a root).
        label: spaCy's name label (``PERSON``, ``ORG``, ``GPE``...), "" outside names.
        begins: True on the first token of a name.
        sentence: index in `Parse.sentences`; ``block``: index in the article's blocks.
    """

    __slots__ = (
        "begins", "block", "children", "dep", "end", "head", "i", "label", "lemma", "lower", "pos",
        "sentence", "start", "tag", "text",
    )

    def __init__(self, i: int, start: int, end: int, text: str) -> None:
        self.i = i
        self.start = start
        self.end = end
        self.text = text
        self.lower = text.lower()
        self.lemma = self.pos = self.tag = self.dep = self.label = ""
        self.begins = False
        self.head: Token = self
        self.children: list[Token] = []
        self.sentence = self.block = 0

    def subtree(self) -> list[Token]:
        """Return this token and all it governs, in reading order."""
        found, stack = [], [self]
        while stack:
            token = stack.pop()
            found.append(token)
            stack.extend(token.children)
        return sorted(found, key=lambda t: t.i)

    def ancestors(self) -> Iterator[Token]:
        """Yield the governors of this token, nearest first."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def __repr__(self) -> str:
        return f"<{self.i} {self.text!r} {self.tag} {self.dep}>"


class Parse:
    """The syntax of one article: tokens of all parsed blocks in reading order, and the sentences."""

    def __init__(self, text: str, tokens: list[Token], sentences: list[Span]) -> None:
        self.text = text
        self.tokens = tokens
        self.sentences = sentences

    @cached_property
    def sentence_tokens(self) -> list[list[Token]]:
        """Tokens by sentence."""
        groups: list[list[Token]] = [[] for _ in self.sentences]
        for token in self.tokens:
            groups[token.sentence].append(token)
        return groups

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    def within(self, start: int, end: int) -> list[Token]:
        """Return the tokens that share a character with ``[start, end)``, in O(log n + k)."""
        from bisect import bisect_left

        i = bisect_left(self._starts, start)
        if i and self.tokens[i - 1].end > start:
            i -= 1
        found = []
        while i < len(self.tokens) and self.tokens[i].start < end:
            found.append(self.tokens[i])
            i += 1
        return found

    def take_apart(self) -> None:
        """Cut the tokens loose from each other, so that they are freed at once.

        They point at each other in circles; waiting for the collector to find those costs as much as annotating.
        """
        for token in self.tokens:
            token.children = []
            token.head = token
        for token in self.tokens:
            del token.head

    def head_of(self, tokens: Sequence[Token]) -> Token | None:
        """Return the token among ``tokens`` whose governor lies outside them, the first if several."""
        inside = {token.i for token in tokens}
        return next((t for t in tokens if t.head is t or t.head.i not in inside), None)


class Parser:
    """Parses articles; one per process.

    Args:
        nlp: a loaded spaCy pipeline with tagger, parser and name recogniser.
        cache: where parses of paragraphs are kept, or None.
    """

    def __init__(self, nlp: Language, cache: PieceCache | None = None) -> None:
        self._pipeline = quick(nlp)
        self.cache = cache

    def parse_each(self, articles: Sequence[Article]) -> Iterator[Parse]:
        """Yield the parse of each article in order; each distinct paragraph is parsed once."""
        plans = [list(pieces_of(article)) for article in articles]
        texts = dict.fromkeys(
            article.text[span.start : span.end]
            for article, plan in zip(articles, plans, strict=True)
            for _, span in plan
        )
        pieces = self.parse_texts(list(texts))
        for article, plan in zip(articles, plans, strict=True):
            yield _assemble(article, plan, pieces)

    def parse_all(self, articles: Sequence[Article]) -> list[Parse]:
        """Return the parse of each article."""
        return list(self.parse_each(articles))

    def parse(self, article: Article) -> Parse:
        """Return the parse of one article."""
        return next(self.parse_each([article]))

    def parse_texts(self, texts: list[str]) -> dict[str, Piece]:
        """Return the parse of each distinct text, from the cache where it is known."""
        known = self.cache.get(texts) if self.cache else {}
        missing = [text for text in texts if text not in known]
        # Sorting by length keeps batches even and makes their make-up independent of the input's order.
        missing.sort(key=lambda text: (len(text), text))
        fresh = dict(zip(missing, self._pipeline.pieces(missing), strict=True))
        if self.cache and fresh:
            self.cache.put(fresh)
        return {**known, **fresh}


_DATELINE = re.compile(
    r"[A-Z][A-Z.'’ -]{2,40}(?:, [A-Z][\w.]{1,20}(?: [A-Z][\w.]{1,20})?)?(?:, \w{3,9}\.? \d{1,2})? ?(?:\([^()\n]{2,40}\) ?)?(?:—|–|--) ?(?=\S)"
)
"""A dateline that runs into its paragraph: ``PORT LIND, Norway (Agency) — ``."""


def pieces_of(article: Article) -> Iterator[tuple[int, Span]]:
    """Yield (block index, span) of the stretches to parse, none longer than `MAX_PIECE`; a dateline is one by itself.

    Parsed with its sentence, the place of a dateline would become the subject of what is told.
    """
    for index, block in enumerate(article.blocks):
        if block.role in PARSED_ROLES and block.start < MAX_PARSED:
            start, end = block.start, min(block.end, MAX_PARSED)
            if block.role == "body" and (dateline := _DATELINE.match(article.text, start, end)):
                yield index, Span(start, dateline.end())
                start = dateline.end()
            yield from ((index, span) for span in _split(article.text, start, end))


_BREAK = re.compile(r"(?<=[.!?]['\"”’)])\s+|(?<=[.!?])\s+|\n+")


def _split(text: str, start: int, end: int) -> Iterable[Span]:
    while end - start > MAX_PIECE:
        cut = _cut(text, start)
        yield Span(start, cut)
        start = cut
    if text[start:end].strip():
        yield Span(start, end)


def _cut(text: str, start: int) -> int:
    limit = start + MAX_PIECE
    breaks = [m.end() for m in _BREAK.finditer(text, start + MAX_PIECE // 2, limit)]
    if breaks:
        return breaks[-1]
    space = text.rfind(" ", start + MAX_PIECE // 2, limit)
    return space + 1 if space > 0 else limit


def _assemble(article: Article, plan: list[tuple[int, Span]], pieces: dict[str, Piece]) -> Parse:
    parse = Parse(article.text, [], [])
    for block, span in plan:
        _append(parse, pieces[article.text[span.start : span.end]], span.start, block)
    return parse


def _append(parse: Parse, piece: Piece, offset: int, block: int) -> None:
    """Add a paragraph's tokens; white-space tokens are left out and their dependants hung higher."""
    made: list[Token | None] = []
    first = len(parse.tokens)
    begin = first
    for k, (start, end) in enumerate(zip(piece.starts, piece.ends, strict=True)):
        if piece.sentence_begins[k]:
            begin = _close_sentence(parse, begin)
        surface = parse.text[offset + start : offset + end]
        if not surface.strip():
            made.append(None)
            continue
        token = Token(len(parse.tokens), offset + start, offset + end, surface)
        token.lemma, token.pos, token.tag = piece.lemmas[k], piece.pos[k], piece.tags[k]
        token.dep, token.label, token.begins = piece.deps[k], piece.labels[k], piece.label_begins[k]
        token.block, token.sentence = block, len(parse.sentences)
        made.append(token)
        parse.tokens.append(token)
    _close_sentence(parse, begin)
    for k, maybe in enumerate(made):
        if maybe is not None:
            _hang(maybe, k, piece, made)
    for token in parse.tokens[first:]:
        if token.head is not token:
            token.head.children.append(token)


def _close_sentence(parse: Parse, begin: int) -> int:
    """End the sentence that began at this token, if it has any, and return where the next begins."""
    if begin < len(parse.tokens):
        parse.sentences.append(Span(parse.tokens[begin].start, parse.tokens[-1].end))
    return len(parse.tokens)


def _hang(token: Token, k: int, piece: Piece, made: list[Token | None]) -> None:
    head = piece.heads[k]
    while made[head] is None and piece.heads[head] != head:
        head = piece.heads[head]
    governor = made[head]
    token.head = governor if governor is not None else token
