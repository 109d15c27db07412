"""Pronouns: whom ``he``, ``she``, ``it`` and their forms mean, by subject, nearness, gender and quotation.

Source: the salience weights of Lappin and Leass (1994), *An Algorithm for Pronominal Anaphora Resolution*,
Computational Linguistics 20(4), in the reduced form of Kennedy and Boguraev (1996); Differs: only what bears a name
is an antecedent, and words in quotation marks do not mean their own speaker.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from stemma.annotate.names.groups import Group
from stemma.annotate.names.owners import Owners
from stemma.annotate.syntax import Token
from stemma.lexicon.pronouns import PRONOUNS
from stemma.model import Profile, Reference

_REACH = 3
"""Sentences back in which an antecedent is looked for (2026-11, on gum_news)."""

_WINDOW = 24
"""Anchors looked at for one pronoun, so that time stays linear."""

_SUBJECT = ("nsubj", "nsubjpass")


class _Anchor(msgspec.Struct, frozen=True):
    """A place where something is named or described: token of its head, and whose it is."""

    at: int
    group: Group


class Pronouns:
    """Resolves the pronouns of one article.

    Args:
        described: (token index, entity key) of descriptions already resolved.
    """

    def __init__(self, owners: Owners, profiles: Mapping[str, Profile], described: Sequence[tuple[int, str]]) -> None:
        self._owners = owners
        self._profiles = profiles
        self._genders: dict[str, str] = {k: p.gender for k, p in profiles.items() if p.gender}
        groups = {g.key: g for g in owners.groups}
        anchors = [
            _Anchor(owners.head(i).i, g)
            for g in owners.groups
            if g.kind in ("person", "organisation", "place")
            for i in g.items
            if i.form not in ("adjective", "people")
        ]
        anchors += [_Anchor(at, groups[key]) for at, key in described]
        self._anchors = sorted(anchors, key=lambda a: (a.at, a.group.key))
        self._at = [a.at for a in self._anchors]
        self._inside = _in_quotes(owners.tokens)
        self._counts = {g.key: len(g.items) for g in owners.groups}

    def genders(self) -> dict[str, str]:
        """Return the gender of people whom pronouns can only mean: the one person named near them."""
        votes: dict[str, Counter[str]] = {}
        for token in self._pronouns(("m", "f")):
            near = {a.group.key for a in self._before(token.i) if a.group.kind == "person"}
            if len(near) == 1:
                votes.setdefault(near.pop(), Counter())[PRONOUNS[token.lower]] += 1
        told = {k: max(sorted(c), key=lambda g: c[g]) for k, c in votes.items() if len(c) == 1}
        self._genders = {**told, **self._genders}
        return told

    def resolved(self) -> Iterator[Reference]:
        """Yield a reference for each pronoun that has a fitting antecedent, in reading order.

        Whoever was once meant by ``he`` is not meant by ``she`` later: a long text about a man and unnamed women
        would otherwise make him both.
        """
        for token in self._pronouns(("m", "f", "n")):
            group = self._antecedent(token)
            if group is not None:
                yield Reference(token.start, token.end, group.key)
                self._genders.setdefault(group.key, PRONOUNS[token.lower])
                # What a pronoun means stays in mind: it is an anchor for the next one.
                self._insert(_Anchor(token.i, group))

    def _pronouns(self, kinds: tuple[str, ...]) -> Iterator[Token]:
        for token in self._owners.tokens:
            if token.tag in ("PRP", "PRP$") and PRONOUNS.get(token.lower) in kinds:
                yield token

    def _insert(self, anchor: _Anchor) -> None:
        k = bisect_left(self._at, anchor.at)
        self._at.insert(k, anchor.at)
        self._anchors.insert(k, anchor)

    def _before(self, i: int) -> list[_Anchor]:
        k = bisect_left(self._at, i)
        sentence = self._owners.tokens[i].sentence
        return [
            a for a in self._anchors[max(0, k - _WINDOW) : k] if sentence - self._owners.tokens[a.at].sentence <= _REACH
        ]

    def _antecedent(self, token: Token) -> Group | None:
        kind = PRONOUNS[token.lower]
        if kind == "n" and _expletive(token):
            return None
        barred = self._barred(token)
        best: tuple[float, int, str] | None = None
        chosen = None
        for anchor in self._before(token.i):
            if anchor.group.key in barred or not self._agrees(anchor, kind):
                continue
            if kind == "n" and not self._carries_on(anchor, token):
                continue
            score = (self._salience(anchor, token), anchor.at, anchor.group.key)
            if best is None or score > best:
                best, chosen = score, anchor.group
        return chosen

    def _agrees(self, anchor: _Anchor, kind: str) -> bool:
        group = anchor.group
        if kind == "n":
            return group.kind in ("organisation", "place")
        gender = self._genders.get(group.key)
        return group.kind == "person" and gender in (None, kind)

    def _carries_on(self, anchor: _Anchor, token: Token) -> bool:
        """Return whether ``it`` keeps the subject: of its own sentence, or as subject of the one before.

        Anything else ``it`` may mean seldom bears a name: on gum_news 9 of 36 were right without this rule.
        """
        there = self._owners.tokens[anchor.at]
        if _role_of(there).dep not in _SUBJECT or self._inside[token.i] != self._inside[anchor.at]:
            return False
        back = token.sentence - there.sentence
        if back == 0:
            return token.tag == "PRP$" or token.dep in _SUBJECT
        return back == 1 and token.dep in _SUBJECT and token.head.dep == "ROOT" and token.block - there.block <= 1

    def _salience(self, anchor: _Anchor, token: Token) -> float:
        there = _role_of(self._owners.tokens[anchor.at])
        back = token.sentence - there.sentence
        score = -3.0 * back
        if there.dep in _SUBJECT:
            score += 2.5 if there.head.dep in ("ROOT", "conj", "ccomp", "parataxis") else 1.5
        elif there.dep in ("dobj", "iobj", "dative"):
            score += 0.8
        elif there.dep == "poss":
            score += 0.5
        elif there.dep in ("compound", "nmod", "npadvmod"):
            score -= 1.0
        if there.tag in ("PRP", "PRP$"):
            score += 0.5
        if PRONOUNS[token.lower] == "n" and anchor.group.kind == "place" and there.dep == "pobj":
            score -= 1.5
        if self._inside[token.i] != self._inside[anchor.at]:
            score -= 0.5
        return score + min(self._counts[anchor.group.key], 6) * 0.15 - 0.02 * (token.i - anchor.at)

    def _barred(self, token: Token) -> set[str]:
        """Return whom a pronoun cannot mean: its own clause's subject, what possesses it, the quotation's speaker."""
        barred: set[str] = set()
        verb = token.head
        if token.tag == "PRP" and token.dep not in _SUBJECT and not token.lower.endswith("self"):
            while verb.pos not in ("VERB", "AUX") and verb.head is not verb:
                verb = verb.head
            barred |= self._subjects(verb)
        if self._inside[token.i]:
            for above in token.ancestors():
                if not self._inside[above.i]:
                    barred |= self._subjects(above)
                    break
        return barred

    def _subjects(self, verb: Token) -> set[str]:
        return {g.key for c in verb.children if c.dep in _SUBJECT and (g := self._owners.group.get(c.i))}


def _role_of(token: Token) -> Token:
    """Return the token whose place in the sentence a name shares: what it is in apposition to, or joined with."""
    for _ in range(3):
        if token.dep not in ("appos", "conj") or token.head.sentence != token.sentence:
            break
        token = token.head
    return token


_OPEN, _CLOSE = frozenset("“«„"), frozenset("”»")


def _in_quotes(tokens: Sequence[Token]) -> list[bool]:
    """Return for each token whether it stands in quotation marks; a paragraph's end closes them."""
    flags, inside, block = [], False, -1
    for token in tokens:
        if token.block != block:
            inside, block = False, token.block
        if token.text in _OPEN or (token.text in ('"', "``") and not inside):
            inside = True
            flags.append(True)
            continue
        if token.text in _CLOSE or (token.text in ('"', "''") and inside):
            inside = False
        flags.append(inside)
    return flags


_WEATHER = frozenset("be seem appear take rain snow happen turn remain become".split())


def _expletive(token: Token) -> bool:
    """Return whether ``it`` means nothing: ``it is likely that``, ``it seems``, ``it took``."""
    if token.lower != "it":
        return False
    if token.dep == "expl":
        return True
    return token.dep in _SUBJECT and token.head.lemma in _WEATHER
