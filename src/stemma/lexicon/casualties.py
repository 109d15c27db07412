"""Words that say that people were killed, injured or arrested."""

from __future__ import annotations

ROLE_WORDS: dict[str, str] = {
    **dict.fromkeys(
        ["killed", "kill", "kills", "killing", "dead", "died", "die", "dies", "dying", "slain", "slaughtered", "murdered", "murder", "massacred", "executed", "assassinated", "perished", "drowned", "lynched", "beheaded", "fatal", "fatally", "deaths", "death", "deceased", "claimed"],
        "killed",
    ),
    **dict.fromkeys(
        ["injured", "injure", "injures", "injuring", "wounded", "wound", "wounds", "wounding", "hurt", "hurting", "hurts", "maimed", "hospitalized", "hospitalised", "injuries", "casualties"],
        "injured",
    ),
    **dict.fromkeys(
        ["arrested", "arrest", "arrests", "arresting", "detained", "detain", "detains", "detaining", "jailed", "apprehended", "arrests", "detentions"],
        "arrested",
    ),
}
"""Word forms (lower case) that govern a count of people."""

ROLE_NOUNS: dict[str, str] = {
    **dict.fromkeys(["death", "fatality", "dead", "deaths", "fatalities", "killing", "killings"], "killed"),
    **dict.fromkeys(["injury", "wounded", "injured", "injuries", "wounding", "hurt"], "injured"),
    **dict.fromkeys(["arrest", "arrests", "detention"], "arrested"),
}
"""Nouns that are themselves counted: ``five deaths``, ``no injuries``."""

NO_ROLE_UNITS: frozenset[str] = frozenset(
    ["year-old", "year", "day", "week", "month", "hour", "minute", "second", "percent", "time", "mile", "kilometre", "kilometer", "km", "metre", "meter", "shot", "round", "bullet", "house", "home", "building", "car", "vehicle", "point", "vote", "seat", "gunshot", "bomb", "attack", "shooting", "strike", "weapon", "gun", "count", "charge", "dog", "cow", "animal", "sheep", "pig", "bird", "fish", "horse"]
)
"""Units that are never people: ``killed after 20 years`` counts no dead."""
