"""Tree: the stretch of text each token governs, and the noun phrase around a token, from a dependency parse."""

from __future__ import annotations

from stemma.annotate.syntax import Parse, Token
from stemma.model import Span

_LOOSE = frozenset({"relcl", "appos", "acl", "parataxis", "punct", "cc", "advcl"})


def _tells_which(part: Token, noun: Token) -> bool:
    """Return whether a participle right behind a common noun says which is meant ("a person briefed on the talks")."""
    return part.dep == "acl" and part.tag == "VBN" and part.i == noun.i + 1 and noun.pos == "NOUN"


class Edges:
    """First and last token that each token governs, by token index.

    Example:
        >>> Edges(Parse("", [], [])).left
        []
    """

    def __init__(self, parse: Parse) -> None:
        self.tokens = parse.tokens
        self.left = list(range(len(parse.tokens)))
        self.right = list(range(len(parse.tokens)))
        for token in parse.tokens:
            self._widen(token)

    def _widen(self, token: Token) -> None:
        """Push a token's place up to its governors, as far as it widens them."""
        head, i = token, token.i
        while head.head is not head:
            head = head.head
            if self.left[head.i] > i:
                self.left[head.i] = i
            elif self.right[head.i] < i:
                self.right[head.i] = i

    def span(self, token: Token) -> Span:
        """Return the stretch from the first to the last token that ``token`` governs."""
        return Span(self.tokens[self.left[token.i]].start, self.tokens[self.right[token.i]].end)

    def phrase(self, token: Token) -> Span:
        """Return the noun phrase of ``token`` without clauses, appositions and what follows them."""
        last = token.i
        for part in token.children:
            if part.i > token.i:
                if part.dep in _LOOSE and not _tells_which(part, token):
                    break
                last = max(last, self.right[part.i])
        first = min((self.left[c.i] for c in token.children if c.i < token.i and c.dep not in _LOOSE), default=token.i)
        while first < token.i and self.tokens[first].dep in ("punct", "cc"):
            first += 1
        return Span(self.tokens[first].start, self.tokens[last].end)


def dependant(token: Token, *deps: str) -> Token | None:
    """Return the first dependant of ``token`` with one of these labels, or None."""
    return next((c for c in token.children if c.dep in deps), None)
