"""Nouns: which classes of the frames a noun phrase holds, seen through ``a series of attacks`` and ``aid deliveries``."""

from __future__ import annotations

from collections.abc import Iterator

from stemma.annotate.events.frames import Frames, NounClass
from stemma.annotate.syntax import Token

_TRANSPARENT = frozenset(
    ["series", "round", "wave", "number", "spate", "string", "part", "kind", "sort", "type", "form", "lot", "end", "amount", "ton", "tonne", "kilogram", "lots", "dozen", "hundred", "thousand", "million", "billion", "barrage", "campaign", "package", "set", "act", "worth", "shipment", "start", "beginning", "resumption", "continuation", "process", "effort", "attempt", "outbreak", "session", "day", "week", "hour", "percent", "some", "most", "all", "any", "one", "rest", "right", "use", "state", "group", "batch", "third", "quarter", "several", "kg", "kilogramme", "kilo", "litre", "liter", "gram", "pair", "couple", "handful", "load", "truckload", "plane", "thousands", "hundreds", "dozens", "tens", "score", "scores", "fleet", "array", "slew", "host", "flurry"]
)
"""Nouns whose ``of`` phrase says what is meant."""

_SAME_AS_MODIFIER = frozenset(["hour", "order", "effort", "delivery", "program", "programme", "package", "campaign", "operation", "shipment", "worker", "plan", "measure", "attempt", "convoy", "move", "process", "mission", "round", "guarantee", "drive", "bid", "initiative"])
"""Nouns that mean what the noun before them means: ``mediation efforts``, ``aid deliveries``."""


def core_noun(noun: Token) -> Token:
    """Return what a phrase is about: ``students`` for *tens of thousands of students*, ``journalists`` for *a handful of journalists*."""
    for _ in range(4):
        if noun.lemma.lower() not in _TRANSPARENT and noun.tag != "CD" and noun.lower not in ("%", "tens"):
            return noun
        inner = next((p for c in noun.children if c.dep == "prep" and c.lower == "of" for p in c.children if p.dep == "pobj"), None)
        if inner is None:
            return noun
        noun = inner
    return noun


def phrase_classes(noun: Token, frames: Frames) -> Iterator[tuple[NounClass, Token]]:
    """Yield (class, word) for a noun phrase: the head first, then what it is transparent to, then conjuncts."""
    seen = 0
    stack = [noun]
    while stack and seen < 8:
        word = stack.pop(0)
        seen += 1
        yield from _word_classes(word, frames)
        lemma = word.lemma.lower()
        if lemma in _TRANSPARENT or word.tag == "CD" or word.lower in ("$", "%"):
            for prep in word.children:
                if prep.dep == "prep" and prep.lower in ("of", "in"):
                    stack.extend(c for c in prep.children if c.dep == "pobj")
        if lemma in _SAME_AS_MODIFIER:
            for c in word.children:
                if c.dep in ("compound", "amod", "nmod"):
                    yield from _word_classes(c, frames)
        stack.extend(c for c in word.children if c.dep == "conj" and c.pos in ("NOUN", "PROPN"))


def _word_classes(word: Token, frames: Frames) -> Iterator[tuple[NounClass, Token]]:
    found = frames.nouns.get(word.lemma.lower()) or frames.nouns.get(word.lower) or ()
    rows = frames.modified.get(word.lemma.lower(), ())
    if rows:
        before = frozenset(c.lower for c in word.children if c.dep in ("compound", "amod", "nmod", "nummod"))
        before |= _force_of(word)
        row = next((r for r in rows if r.fits(before)), None)
        if row is not None:
            yield row.meaning, word
            return
    for noun_class in found:
        yield noun_class, word


def _force_of(word: Token) -> frozenset[str]:
    """Return a sign that a strike is one of arms: *carried out strikes against targets*."""
    if word.lower != "strikes" and word.head.lemma not in ("carry", "conduct", "launch"):
        return frozenset()
    aimed = any(c.dep == "prep" and c.lower in ("on", "against") for c in (*word.children, *word.head.children))
    return frozenset({"military"}) if aimed else frozenset()
