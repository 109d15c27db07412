"""Pronouns: gender and number of the English pronouns that may stand for an entity."""

from __future__ import annotations

PRONOUNS: dict[str, str] = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
    **dict.fromkeys(("it", "its", "itself"), "n"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), "p"),
}
"""Third-person pronouns and whom they may mean: ``m``, ``f``, ``n`` (thing or body), ``p`` (several, or a body)."""


def is_pronoun(text: str) -> bool:
    """Return whether a printed reference is a third-person pronoun.

    Example:
        >>> is_pronoun("His"), is_pronoun("the ministry")
        (True, False)
    """
    return text.lower() in PRONOUNS
