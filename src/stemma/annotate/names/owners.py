"""Owners: for each token of an article, the name it belongs to and whose name that is."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.annotate.names.found import Found
from stemma.annotate.names.groups import Group
from stemma.annotate.syntax import Parse, Token


class Owners:
    """Looks up names by token; read only.

    Attributes:
        group: token index -> group; ``item``: token index -> occurrence.
    """

    def __init__(self, groups: Sequence[Group], parse: Parse) -> None:
        self.parse = parse
        self.tokens: list[Token] = parse.tokens
        self.groups = groups
        self.group: dict[int, Group] = {}
        self.item: dict[int, Found] = {}
        for group in groups:
            for item in group.items:
                for i in range(item.first, item.last):
                    self.group[i] = group
                    self.item[i] = item

    def head(self, item: Found) -> Token:
        """Return the token of a name whose governor stands outside it."""
        for token in self.tokens[item.first : item.last]:
            if not item.first <= token.head.i < item.last or token.head is token:
                return token
        return self.tokens[item.last - 1]

    def country(self, i: int) -> str | None:
        """Return alpha-3 when token ``i`` belongs to a country's name, adjective, capital or seat."""
        item = self.item.get(i)
        return item.country if item and item.form in ("name", "adjective", "capital", "people", "seat") else None

    def same_sentence(self, i: int, j: int) -> bool:
        """Return whether two tokens exist and stand in one sentence."""
        n = len(self.tokens)
        return 0 <= i < n and 0 <= j < n and self.tokens[i].sentence == self.tokens[j].sentence
