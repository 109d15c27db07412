"""Language of a text, by py3langid's model of character n-grams.

Source: Lui and Baldwin 2012, "langid.py: an off-the-shelf language identification tool" (ACL demo).
"""

from __future__ import annotations

COVERED = frozenset({"en"})
"""ISO 639-1 codes of the languages the pipeline can read."""

MIN_LETTERS = 60
"""Fewest letters to tell a language from: below, short English lines were called Latin or Norwegian (2026-11)."""

SAMPLE = 1_200
"""Code points looked at."""


ENGLISH = 0.12
"""Share of these words above which a text is English without asking the model, ten times as fast: nineteen in twenty
English reports have 0.13 and more; other Germanic languages, which share some of the words, under 0.05 (2026-11)."""

_ENGLISH = frozenset(("the", "and", "of", "that", "with", "was", "for", "from", "this", "have", "were", "which", "their", "to", "by"))


def language_of(text: str) -> str | None:
    """Return the ISO 639-1 code of the text's language, or None when it is too short to tell.

    Example:
        >>> language_of("Two words")
    """
    sample = text[:SAMPLE]
    if sum(map(str.isalpha, sample)) < MIN_LETTERS and not _is_dense(sample):
        return None
    if 2 * sum(map(str.isupper, sample)) > sum(map(str.isalpha, sample)):
        sample = sample.lower()
    words = sample.lower().split()
    if len(words) >= 40 and sum(word in _ENGLISH for word in words) >= ENGLISH * len(words):
        return "en"
    from py3langid.langid import classify

    code = str(classify(sample)[0])
    return code if len(code) == 2 else None


def _is_dense(sample: str) -> bool:
    """Return whether the sample is in a script without spaces, of which fewer characters tell as much."""
    return sum("\u3040" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7a3" for c in sample) >= MIN_LETTERS // 4


def language_given(code: str) -> str | None:
    """Return the ISO 639-1 code of a language as a source writes it (``en-GB``, ``eng``, ``English``), or None."""
    import pycountry

    key = code.strip().replace("_", "-").partition("-")[0].lower()
    if len(key) == 2 and key.isalpha():
        return key
    found = pycountry.languages.get(alpha_3=key) or pycountry.languages.get(name=key.title())
    return getattr(found, "alpha_2", None)
