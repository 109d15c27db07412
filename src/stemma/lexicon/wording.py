"""Wording: the words of a text, folded so that spelling and house style do not tell two copies apart.

`fold` undoes what sub-editors change without changing the words: case, British and American spelling, hyphens
after prefixes, numerals, month names, dots in abbreviations. `stem` goes further and drops endings.

Folding need not give a word of the language: it must give the same string for both spellings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from zlib import crc32

import msgspec

from stemma.lexicon.rarity import level_of

_WORD = re.compile(
    r"\d+(?:[.,]\d+)*%?"
    r"|[^\W\d_](?:\.[^\W\d_])+(?![^\W_])\.?"
    r"|(?:(?:co|re|pre|anti|non|de|mid|e)[-‐‑](?=[^\W\d_]{3}))?[^\W_]+(?:['’][^\W_]+)*"
    r"|%",
    re.IGNORECASE,
)

_SAME = {
    "programme": "program", "programmes": "programs", "grey": "gray", "whilst": "while", "amongst": "among",
    "towards": "toward", "afterwards": "afterward", "judgement": "judgment", "sceptical": "skeptical",
    "sceptics": "skeptics", "sceptic": "skeptic", "aluminium": "aluminum", "tyre": "tire", "tyres": "tires",
    "cheque": "check", "plough": "plow", "mum": "mom", "storey": "story", "kerb": "curb", "okay": "ok",
    "pct": "percent", "%": "percent", "tv": "television",
    "jan": "january", "feb": "february", "aug": "august", "sept": "september", "sep": "september",
    "oct": "october", "nov": "november", "dec": "december",
}  # fmt: skip
_NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"]
_ORDINALS = ["zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
_SAME.update({word: str(n) for n, word in enumerate(_NUMBERS)})
_SAME.update(zip(_ORDINALS, ["0th", "1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th", "10th"], strict=True))
_SAME.update(
    zip(["thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], ["30", "40", "50", "60", "70", "80", "90"], strict=True)
)

_SPELLING = (
    (re.compile(r"our(?=(?:s|ed|ing|er|ers|able|ite|ites|ful|al|hood|)$)"), "or"),
    (re.compile(r"is(?=(?:e|ed|es|ing|er|ers)$)"), "iz"),
    (re.compile(r"is(?=ations?$)"), "iz"),
    (re.compile(r"ys(?=(?:e|ed|es|ing)$)"), "yz"),
    (re.compile(r"([btv])re(s?)$"), r"\1er\2"),
    (re.compile(r"ence(s?)$"), r"ense\1"),
    (re.compile(r"ll(?=(?:ed|ing|er|ers|or|ors|ery|)$)"), "l"),
    (re.compile(r"[ao]e(?=.)"), "e"),
    (re.compile(r"ogue(s?)$"), r"og\1"),
)
"""Each rule maps both spellings to one string; other words it touches are touched alike in both texts."""

_ENDINGS = ("ingly", "edly", "ing", "ied", "ies", "ed", "es", "ly", "s")

STOP = frozenset(
    ["a", "an", "the", "and", "or", "but", "nor", "so", "yet", "if", "then", "than", "that", "this", "these", "those", "there", "here", "it", "its", "he", "him", "his", "she", "her", "hers", "they", "them", "their", "theirs", "we", "us", "our", "ours", "you", "your", "yours", "i", "me", "my", "mine", "who", "whom", "whose", "which", "what", "when", "where", "why", "how", "of", "to", "in", "on", "at", "by", "for", "from", "with", "without", "into", "onto", "over", "under", "about", "above", "below", "after", "before", "during", "between", "among", "against", "through", "as", "is", "are", "was", "were", "be", "been", "being", "am", "do", "does", "did", "done", "have", "has", "had", "having", "will", "would", "shall", "should", "can", "could", "may", "might", "must", "not", "no", "also", "just", "only", "even", "still", "more", "most", "much", "many", "very", "such", "some", "any", "all", "both", "each", "other", "another", "own", "same", "too", "again", "once", "up", "down", "out", "off", "while", "because", "since", "until", "s", "t"]
)
"""Words that tell nothing about what a text is about."""


class Word(msgspec.Struct, frozen=True):
    """What is kept of a word form.

    Attributes:
        code: 32-bit hash of the folded form; ``stem``: of its stem.
        level: rarity, 0 (says nothing) to 255; see `stemma.lexicon.rarity`.
    """

    code: int
    stem: int
    level: int


def tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    """Yield the words of ``text[start:end]`` as matches, in reading order.

    Example:
        >>> [m.group() for m in tokens("U.S. co-operation, 1,200 men")]
        ['U.S.', 'co-operation', '1,200', 'men']
    """
    return _WORD.finditer(text, start, len(text) if end is None else end)


def fold(surface: str) -> str:
    """Return the word with spelling and house style undone.

    Example:
        >>> fold("Rumours"), fold("rumors"), fold("co-operation"), fold("U.S."), fold("US"), fold("seven")
        ('rumors', 'rumors', 'cooperation', 'usa', 'usa', '7')
    """
    if surface in ("US", "USA"):
        return "usa"
    word = surface.lower().replace("’", "'")
    word = word.removesuffix("'s")
    if "." in word and not word[0].isdigit():
        word = word.replace(".", "")
        word = "usa" if word == "us" else word
    for mark in "'-‐‑,":
        word = word.replace(mark, "")
    if word in _SAME:
        return _SAME[word]
    if len(word) > 4 and not word[0].isdigit():
        for pattern, by in _SPELLING:
            word = pattern.sub(by, word)
    return word


def stem(folded: str) -> str:
    """Return the folded word without its ending.

    Example:
        >>> stem("provides") == stem("provided") == stem("provide")
        True
    """
    word = folded
    if len(word) > 3 and word.isalpha() and not word.endswith(("ss", "us", "is")):
        for ending in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= 3 - (ending == "ies"):
                word = word[: -len(ending)] + ("i" if ending in ("ied", "ies") else "")
                break
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    if len(word) > 2 and word[-1] in "ey":
        word = word[:-1] + ("i" if word[-1] == "y" else "")
    return word


@lru_cache(maxsize=1 << 17)
def look_up(surface: str) -> Word:
    """Return the codes and rarity of a word form; kept for the commonest forms.

    Example:
        >>> look_up("labourers").code == look_up("Laborers").code
        True
    """
    folded = fold(surface[:64])
    root = crc32(stem(folded).encode("utf8", "surrogatepass"))
    level = 0 if folded in STOP else level_of(root)
    return Word(crc32(folded.encode("utf8", "surrogatepass")), root, level)
