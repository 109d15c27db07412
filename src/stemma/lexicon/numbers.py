"""Number words, scales, bounds and currencies of English news."""

from __future__ import annotations

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"

MULTIPLIERS: dict[str, float] = {
    "dozen": 12.0, "hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "m": 1e6, "bn": 1e9, "mln": 1e6,
}  # fmt: skip
"""Words that multiply what stands before them."""

WORDS: dict[str, float] = {
    **{word: float(value) for value, word in enumerate(f"{_ONES} seventeen eighteen nineteen".split())},
    **{word: 10.0 * value for value, word in enumerate(_TENS.split(), start=2)},
    **dict.fromkeys((), 0.0),
    "dozen": 12.0, "hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9,
}  # fmt: skip
"""Number words; those also in `MULTIPLIERS` may stand alone (``a dozen``)."""

SCALES: dict[str, float] = {
    "k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "b": 1e9, "bn": 1e9, "tn": 1e12, "trn": 1e12,
}  # fmt: skip
"""Suffixes written onto digits: ``3.5bn``."""

ROUND_PLURALS: dict[str, tuple[float, float | None]] = {
    "several": (3.0, 9.0), "dozens": (24.0, None), "scores": (40.0, None), "tens": (20.0, 99.0),
    "hundreds": (200.0, None), "thousands": (2e3, None), "millions": (2e6, None), "billions": (2e9, None),
}  # fmt: skip
"""Vague counts: least meant, and greatest where the word sets one. Least is twice the base: ``hundreds`` says two or more."""

BOUNDS: dict[str, str] = {
    "at least": "least", "more than": "least", "over": "least", "no fewer than": "least", "no less than": "least",
    "not less than": "least", "upwards of": "least", "upward of": "least", "in excess of": "least",
    "minimum of": "least", "above": "least", "exceeding": "least", "greater than": "least",
    "up to": "most", "as many as": "most", "as much as": "most", "at most": "most", "no more than": "most",
    "not more than": "most", "less than": "most", "fewer than": "most", "under": "most", "maximum of": "most",
    "below": "most",
}  # fmt: skip
"""Phrases before a number that make it a least or a greatest value."""

HEDGES: frozenset[str] = frozenset(
    {
        "about", "around", "nearly", "almost", "some", "approximately", "roughly", "an estimated", "estimated",
        "close to", "just over", "just under", "near", "circa", "as few as", "perhaps", "an additional about",
        "more or less", "in the region of", "well over", "almost a", "nearly a", "about a", "roughly a",
    }
)  # fmt: skip
"""Phrases before a number that make it approximate."""

CURRENCIES: dict[str, str] = {
    "$": "USD", "us$": "USD", "usd": "USD", "dollar": "USD", "dollars": "USD", "a$": "AUD", "c$": "CAD",
    "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP", "gbp": "GBP",
    "pound": "GBP", "pounds": "GBP", "¥": "JPY", "yen": "JPY", "jpy": "JPY", "yuan": "CNY", "cny": "CNY",
    "rouble": "RUB", "roubles": "RUB", "ruble": "RUB", "rubles": "RUB", "₹": "INR", "rupee": "INR",
    "rupees": "INR", "won": "KRW", "₩": "KRW", "franc": "CHF", "francs": "CHF", "lira": "TRY", "₽": "RUB",
    "shekel": "ILS", "shekels": "ILS", "rand": "ZAR", "peso": "MXN", "pesos": "MXN", "real": "BRL", "reais": "BRL",
    "naira": "NGN", "shilling": "KES", "shillings": "KES", "riyal": "SAR", "riyals": "SAR", "krona": "SEK",
    "kronor": "SEK", "krone": "NOK", "kroner": "NOK", "zloty": "PLN", "forint": "HUF", "baht": "THB",
}  # fmt: skip
"""Signs and words of money to ISO 4217. ``$`` is read as US, the commonest in English news (2026-11)."""
