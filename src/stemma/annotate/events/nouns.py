"""Nouns: which classes of the frames a noun phrase holds, seen through ``a series of attacks`` and ``aid deliveries``."""

from __future__ import annotations

from collections.abc import Iterator

from stemma.annotate.events.frames import Frames, NounClass
from stemma.annotate.syntax import Token

_TRANSPARENT = frozenset(
    "series round wave number spate string part kind sort type form lot end amount ton tonne kilogram lots dozen "
    "hundred thousand million billion barrage campaign package set act worth shipment start beginning resumption "
    "continuation process effort attempt outbreak session day week hour percent some most all any one rest "
    "right use state group batch third quarter several pair couple handful load truckload plane thousands hundreds dozens tens".split()
)
"""Nouns whose ``of`` phrase says what is meant."""

_SAME_AS_MODIFIER = frozenset("hour order effort delivery program programme package campaign operation shipment worker plan measure attempt convoy move process mission round".split())
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
    compounds = {c.lower for c in word.children if c.dep in ("compound", "amod", "nmod", "nummod")}
    special = _by_modifier(word.lemma.lower(), compounds | _force_of(word))
    if special is not None:
        yield special, word
        return
    for noun_class in found:
        yield noun_class, word


_MATERIAL = frozenset("military financial humanitarian economic logistical logistic technical material medical".split())


def _force_of(word: Token) -> set[str]:
    """Return a sign that a strike is one of arms: *carried out strikes against targets*."""
    if word.lower != "strikes" and word.head.lemma not in ("carry", "conduct", "launch"):
        return set()
    return {"military"} if any(c.dep == "prep" and c.lower in ("on", "against") for c in (*word.children, *word.head.children)) else set()


def _by_modifier(lemma: str, modifiers: set[str]) -> NounClass | None:
    """Return the class a modifier decides: ``hunger strike``, ``air strike``, ``phone call``, ``arrest warrant``."""
    if lemma == "conference" and modifiers & {"news", "press", "party"}:
        return NounClass("OTHER", None)
    if lemma == "action":
        return NounClass("ACTION", None) if modifiers & {"legal", "court"} else NounClass("OTHER", None)
    if lemma in ("support", "package", "effort") and modifiers & _MATERIAL:
        return NounClass("AID", "070")
    if lemma == "attack" and modifiers & {"cyber", "hacking", "cyberattack"}:
        return NounClass("ATTACK", "176")
    if lemma == "strike":
        if modifiers & {"hunger"}:
            return NounClass("HUNGER", "142")
        if modifiers & {"air", "missile", "drone", "military", "nuclear", "aerial", "rocket", "pre-emptive", "artillery"}:
            return NounClass("ATTACK", "195")
        return NounClass("STRIKE", "143")
    if lemma in ("game", "games") and not modifiers & {"war", "wargame", "military"}:
        return NounClass("OTHER", None)
    if lemma in ("exercise", "training", "drill") and not modifiers & {
        "military", "joint", "naval", "war", "live", "air", "defense", "defence", "nuclear", "army", "combat", "force", "troop",
    }:
        return NounClass("OTHER", None)
    if lemma in ("call", "conversation") and modifiers & {"phone", "telephone", "video"}:
        return NounClass("MEETING", "041")
    if lemma in ("attack", "bomb", "bombing", "blast") and modifiers & {"suicide"}:
        return NounClass("BOMBING", "1831")
    if lemma == "fire" and modifiers & {"cease"}:
        return NounClass("CEASEFIRE", "0871")
    if lemma in ("law", "state") and modifiers & {"martial"}:
        return NounClass("EMERGENCY", "1724")
    if lemma in ("gas", "cannon") and modifiers & {"tear", "water"}:
        return NounClass("TEARGAS", None)
    if lemma in ("chemical", "gas") or (lemma == "weapon" and modifiers & {"chemical", "biological"}):
        return NounClass("CHEMICAL", None)
    if lemma == "operation" and not modifiers & {
        "military", "security", "ground", "air", "army", "police", "force", "rescue", "combat", "offensive", "special",
    }:
        return NounClass("OTHER", None)
    if lemma in ("force", "hacker") and modifiers & {"peacekeeping", "peace", "observer"}:
        return NounClass("PEACEKEEPERS", None)
    if lemma == "protest" and modifiers & {"official", "formal", "diplomatic"}:
        return NounClass("COMPLAINT", "114")
    return None
