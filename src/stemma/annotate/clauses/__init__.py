"""Clauses: the propositions of an article, each with its predicate and what belongs to it.

Every finite verb, participle or infinitive with matter of its own makes a proposition; verbs that only colour another
("is expected to visit") give it their modality and polarity instead. Linear in the number of tokens.

Source: Del Corro and Gemulla 2013, "ClausIE", WWW (clause types from dependency parses).
Differs: relative and participial clauses take the noun they hang on as subject; fragments without a verb are kept.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from stemma.annotate.clauses.colour import governors, is_negated, modality, tense
from stemma.annotate.clauses.dates import bounds
from stemma.annotate.clauses.heads import find_heads
from stemma.annotate.clauses.parts import objects_of, own_tokens, predicate_of, subject_of
from stemma.annotate.names import Names
from stemma.annotate.quantities import mark_quantities
from stemma.annotate.syntax import Parse, Token
from stemma.model import Clause, Quantity, Quote, Span, TimeMark

CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "NUM", "ADV"})
EMPTY = frozenset("be have do say also just then there here now very so too not more most n't get go make".split())
EDGE_DEPS = frozenset({"punct", "cc", "mark"})


def mark_clauses(
    parse: Parse, names: Names, times: Sequence[TimeMark], quotes: Sequence[Quote]
) -> tuple[Clause, ...]:
    """Return the clauses of an article in reading order.

    Args:
        parse: the article's syntax.
        names: its mentions and resolved references; entity keys come from here.
        times: its time expressions; clauses point at them by index.
        quotes: its quotations; clauses point at the innermost one that holds their predicate.
    """
    layers = _Layers(parse, names, times, quotes)
    made: list[tuple[Token, Clause]] = []
    for sentence, tokens in enumerate(parse.sentence_tokens):
        found = find_heads(tokens)
        covered = {token.i for head in found for token in governors(head)}
        heads = frozenset(head.i for head in found) - covered
        made.extend((head, _clause(head, heads, sentence, layers)) for head in found if head.i in heads)
    made.sort(key=lambda item: (item[1].predicate_span, item[1].start))
    index = {head.i: k for k, (head, _) in enumerate(made)}
    return tuple(structs.replace(clause, parent=_parent(head, index)) for head, clause in made)


def _parent(head: Token, index: dict[int, int]) -> int | None:
    """Return the index of the nearest clause above the head's; verbs that only colour it are passed over."""
    above = [token for token in (governors(head) or [head])[-1].ancestors() if token.i in index]
    return index[above[0].i] if above else None


class _Layers:
    """What stands on each token: entity key, name or not, time index, innermost quotation."""

    def __init__(self, parse: Parse, names: Names, times: Sequence[TimeMark], quotes: Sequence[Quote]) -> None:
        self.entity: dict[int, str] = {}
        self.named: set[int] = set()
        self.time: dict[int, int] = {}
        self.quote: dict[int, int] = {}
        self.quantity: dict[int, Quantity] = {}
        for quantity in mark_quantities(parse):
            for token in parse.within(quantity.start, quantity.end):
                self.quantity[token.i] = quantity
        for reference in names.references:
            self._paint(parse, Span(reference.start, reference.end), self.entity, reference.entity)
            self.named.update(t.i for t in parse.within(reference.start, reference.end))
        for mention in names.mentions:
            span = Span(mention.start, mention.end)
            self._paint(parse, span, self.entity, mention.entity)
            self.named.update(t.i for t in parse.within(span.start, span.end))
        self.dated: set[int] = set()
        self._paint_titles(parse, names)
        self._paint_times(parse, times)
        self._paint_quotes(parse, quotes)

    def _paint_titles(self, parse: Parse, names: Names) -> None:
        # A title says who is meant, as the name beside it does; it is no matter of its own.
        for span in (span for profile in names.profiles for span in profile.role_spans):
            self.named.update(t.i for t in parse.within(span.start, span.end))

    def _paint_times(self, parse: Parse, times: Sequence[TimeMark]) -> None:
        for index, mark in enumerate(times):
            for token in parse.within(mark.start, mark.end):
                self.time[token.i] = index
                if mark.type in ("DATE", "TIME"):
                    self.dated.add(token.i)

    def _paint_quotes(self, parse: Parse, quotes: Sequence[Quote]) -> None:
        contents = [(span, index) for index, quote in enumerate(quotes) for span in quote.content]
        for span, index in sorted(contents, key=lambda c: (-len(c[0]), c[0], c[1])):
            for token in parse.within(span.start, span.end):
                self.quote[token.i] = index

    @staticmethod
    def _paint(parse: Parse, span: Span, layer: dict[int, str], value: str) -> None:
        for token in parse.within(span.start, span.end):
            layer[token.i] = value


def _clause(head: Token, heads: frozenset[int], sentence: int, layers: _Layers) -> Clause:
    own = own_tokens(head, heads - {head.i})
    subject, objects = subject_of(head), objects_of(head)
    core = _contiguous(head, own)
    return Clause(
        start=core[0].start,
        end=core[-1].end,
        sentence=sentence,
        predicate=predicate_of(head),
        predicate_span=Span(head.start, head.end),
        subject=_phrase(subject) if subject else None,
        subject_entity=layers.entity.get(subject.i) if subject else None,
        objects=tuple(Span(o.start, o.end) for o in objects),
        object_entities=tuple(layers.entity.get(o.i, "") for o in objects),
        terms=tuple(sorted({t.lemma.lower() for t in own if _is_term(t, layers)})),
        entities=tuple(sorted({layers.entity[t.i] for t in [*own, *_far(subject)] if t.i in layers.entity})),
        times=tuple(sorted({layers.time[t.i] for t in own if t.i in layers.time})),
        bounds=tuple(sorted(_bounds(own, layers))),
        quantities=tuple(dict.fromkeys(layers.quantity[t.i] for t in own if t.i in layers.quantity)),
        negated=is_negated(head),
        modality=modality(head),
        quote=layers.quote.get(head.i),
        tense=tense(head),
        relation=[head, *governors(head)][-1].dep,
    )


def _bounds(own: Sequence[Token], layers: _Layers) -> set[int]:
    """Return the times of a clause that bound a stretch: the topmost word of each tells."""
    tops = [t for t in own if t.i in layers.time and layers.time.get(t.head.i) != layers.time[t.i]]
    return {layers.time[t.i] for t in tops if bounds(t)}


LEFT = frozenset({"det", "amod", "compound", "poss", "nummod", "nmod", "predet", "quantmod"})


def _phrase(noun: Token) -> Span:
    """Return the span from the noun's first modifier to the noun itself."""
    first = min((c for c in noun.children if c.dep in LEFT and c.i < noun.i), key=lambda c: c.i, default=noun)
    return Span(min(first.subtree()[0].start, noun.start) if first is not noun else noun.start, noun.end)


def _far(subject: Token | None) -> list[Token]:
    return [subject] if subject is not None else []


def _is_term(token: Token, layers: _Layers) -> bool:
    # What names a date is compared as a date: "later this month" may be "in the second half of April".
    if token.pos not in CONTENT or token.i in layers.named or token.i in layers.dated or token.lemma.lower() in EMPTY:
        return False
    if token.dep == "compound" and token.head.i in layers.named:
        return False  # a title before a name
    if token.lower == "according":
        return False  # names a source; it is no accord
    return any(character.isalnum() for character in token.text)


def _hangs(token: Token) -> bool:
    """Return whether a preposition has lost its object to a clause of its own ("accused him of | lying")."""
    return token.dep in ("prep", "agent", "advmod") and token.pos in ("ADP", "SCONJ")


def _contiguous(head: Token, own: list[Token]) -> list[Token]:
    """Return the clause's words without marks, conjunctions and punctuation at its edges."""
    first, last = 0, len(own) - 1
    while first < last and own[first] is not head and own[first].dep in EDGE_DEPS:
        first += 1
    while last > first and own[last] is not head and (own[last].dep in EDGE_DEPS or _hangs(own[last])):
        last -= 1
    return own[first : last + 1]
