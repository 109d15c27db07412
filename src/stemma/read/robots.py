"""Robots: what a site asks programs not to fetch.

Source: RFC 9309, Robots Exclusion Protocol (2022): the group of the longest matching product token, the longest
matching rule, allow before disallow at equal length, ``*`` and ``$`` in paths.
"""

from __future__ import annotations

import re

import msgspec

LARGEST = 512 * 1024
"""Bytes read of a robots.txt, the least that RFC 9309 asks for."""

_RULES = 5_000
_WILDCARDS = 20


class Rules(msgspec.Struct, frozen=True):
    """What one program may not fetch: (path pattern, allowed) in the file's order."""

    rules: tuple[tuple[str, bool], ...] = ()

    def allow(self, path: str) -> bool:
        """Return whether a path with its query may be fetched."""
        best: tuple[int, bool] = (-1, True)
        for pattern, allowed in self.rules:
            if _matches(pattern, path):
                best = max(best, (len(pattern), allowed))
        return best[1]


NOTHING = Rules((("/", False),))
"""For a site whose robots.txt cannot be had: nothing may be fetched (RFC 9309, 2.3.1.4)."""


def rules_for(text: str, product: str) -> Rules:
    r"""Return the rules of a robots.txt for a product token, else those for ``*``.

    Example:
        >>> rules_for("User-agent: *\nDisallow: /a\nAllow: /a/b", "stemma").allow("/a/b/c")
        True
    """
    groups: dict[str, list[tuple[str, bool]]] = {}
    names: list[str] = []
    in_rules = False
    for line in text.lstrip("\ufeff").splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            names = [] if in_rules else names
            in_rules = False
            names.append(value.lower())
            groups.setdefault(value.lower(), [])
        elif key in ("allow", "disallow"):
            in_rules = True
            for name in names:
                if value and len(groups[name]) < _RULES:
                    groups[name].append((value, key == "allow"))
    product = product.lower()
    mine = max((name for name in groups if name != "*" and name and product.startswith(name)), key=len, default="*")
    return Rules(tuple(groups.get(mine, ())))


def _matches(pattern: str, path: str) -> bool:
    parts = pattern.removesuffix("$").split("*")
    if len(parts) > _WILDCARDS:
        return False
    at = 0
    for k, part in enumerate(parts):
        found = path.startswith(part) - 1 if k == 0 else path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    if not pattern.endswith("$"):
        return True
    return at == len(path) if len(parts) == 1 or parts[-1] == "" else path.endswith(parts[-1])


def path_of(url: str) -> str:
    """Return the part of an address that rules speak of: path and query."""
    found = re.match(r"[a-zA-Z]+://[^/?#]*([^#]*)", url)
    path = found.group(1) if found else "/"
    return path if path.startswith("/") else "/" + path
