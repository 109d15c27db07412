"""Frames: the table of words that tell events, read once from ``frames.txt``.

Source: P. Schrodt, CAMEO Conflict and Mediation Event Observations codebook 1.1b3 (2012), category definitions;
Open Event Data Alliance, PLOVER codebook. The words are our own choice, 2026-11.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

import msgspec


class NounClass(msgspec.Struct, frozen=True):
    """What a noun stands for, and the CAMEO code it tells by itself, if it does."""

    name: str
    code: str | None


class Modified(msgspec.Struct, frozen=True):
    """What a noun means with certain words before it (``hunger strike``).

    Attributes:
        words: the words; without any, the row always fits.
        absent: True when the row fits only where none of them stands.
    """

    words: frozenset[str]
    absent: bool
    meaning: NounClass

    def fits(self, before: frozenset[str]) -> bool:
        """Return whether the words before a noun make it mean this."""
        return not self.words or bool(self.words & before) != self.absent


class Frames(msgspec.Struct, frozen=True):
    """The whole table, by word.

    Attributes:
        nouns: classes of each noun, in file order; ``modified``: those that words before it decide.
        verbs: CAMEO code of verbs that need no object.
        pairs: for each verb key, (object class, code) in file order; code ``*`` means the noun's own.
        subjects: for each verb key, (subject class, code).
        control: kind of each controlling word (``INTEND``, ``REFUSE``...).
        keys: every key of ``verbs``, ``pairs`` and ``control``; ``heads``: their first words.
        sport: words of sport; two in a sentence make its contests games.
    """

    nouns: dict[str, tuple[NounClass, ...]]
    modified: dict[str, tuple[Modified, ...]]
    verbs: dict[str, str]
    pairs: dict[str, tuple[tuple[str, str], ...]]
    subjects: dict[str, tuple[tuple[str, str], ...]]
    control: dict[str, str]
    keys: frozenset[str]
    heads: frozenset[str]
    sport: frozenset[str]


@cache
def load_frames() -> Frames:
    """Return the frames that ship with this package."""
    nouns: dict[str, list[NounClass]] = {}
    verbs: dict[str, str] = {}
    pairs: dict[str, list[tuple[str, str]]] = {}
    subjects: dict[str, list[tuple[str, str]]] = {}
    control: dict[str, str] = {}
    sport: list[str] = []
    modified: dict[str, list[Modified]] = {}
    section = ""
    text = resources.files(__package__).joinpath("frames.txt").read_text(encoding="utf8")
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        if line.startswith("["):
            section = line.strip("[]")
        elif section == "pairs":
            _read_pair(line, pairs)
        elif section == "subjects":
            _read_pair(line, subjects)
        elif section == "modifiers":
            _read_modified(line, modified)
        elif section == "sport":
            sport.extend(line.split()[1:])
        else:
            _read_words(section, line, nouns, verbs, control)
    keys = frozenset((*verbs, *pairs, *subjects, *control))
    return Frames(
        nouns={w: tuple(c) for w, c in nouns.items()},
        modified={w: tuple(m) for w, m in modified.items()},
        verbs=verbs,
        pairs={v: tuple(p) for v, p in pairs.items()},
        subjects={v: tuple(p) for v, p in subjects.items()},
        control=control,
        keys=keys,
        heads=frozenset(key.split("_")[0] for key in keys),
        sport=frozenset(sport),
    )


def _read_pair(line: str, pairs: dict[str, list[tuple[str, str]]]) -> None:
    words, classes, code = (part.strip() for part in line.split("/"))
    for word in words.split():
        pairs.setdefault(word, []).extend((name, code) for name in classes.split())


def _read_modified(line: str, modified: dict[str, list[Modified]]) -> None:
    noun, words, name, code = (part.strip() for part in line.split("/"))
    absent = words.startswith("!")
    listed = frozenset() if words == "*" else frozenset(words.removeprefix("!").split())
    meaning = NounClass(name, None if code == "-" else code)
    modified.setdefault(noun, []).append(Modified(listed, absent, meaning))


def _read_words(
    section: str, line: str, nouns: dict[str, list[NounClass]], verbs: dict[str, str], control: dict[str, str]
) -> None:
    first, *words = line.split()
    if section == "nouns":
        code, words = words[0], words[1:]
        for word in words:
            nouns.setdefault(word, []).append(NounClass(first, None if code == "-" else code))
    for word in words:
        if section == "verbs":
            verbs.setdefault(word, first)
        elif section == "control":
            control.setdefault(word, first)
        elif section == "classes":
            nouns.setdefault(word, []).append(NounClass(first, None))
