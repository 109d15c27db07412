"""Heads: which tokens carry a proposition of their own, and which verbs only colour the one below them."""

from __future__ import annotations

from stemma.annotate.syntax import Token

CLAUSAL = frozenset({"ROOT", "ccomp", "advcl", "relcl", "acl", "conj", "parataxis", "csubj", "csubjpass", "pcomp", "dep"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
VERBAL = frozenset({"VERB", "AUX"})

PLANNING = frozenset(
    "plan expect schedule set intend agree promise vow pledge prepare decide due hope want seek aim mean slate poise go "
    "bind ready willing arrange propose wish".split()
)
DOUBTING = frozenset("likely unlikely appear seem believe think possible suspect suppose tend apparent allege".split())
PHASING = frozenset("begin start continue keep stop cease manage fail refuse decline try attempt help need have use".split())
DEMANDING = frozenset(
    "demand urge ask order tell call require insist request warn advise recommend press pressure beg invite instruct "
    "command persuade encourage force compel".split()
)
SAYING = frozenset("claim allege report say deny admit confess profess purport acknowledge rumour rumor".split())
COLOURING = PLANNING | DOUBTING | PHASING | {"be"}
"""Verbs and adjectives whose infinitive complement is the proposition: "is expected to visit", "is to visit" tell of a visit."""


def is_verbal(token: Token) -> bool:
    """Return whether the token is a verb (also an auxiliary that stands as main verb)."""
    return token.pos in VERBAL and token.dep not in ("aux", "auxpass")


def has_subject(token: Token) -> bool:
    """Return whether the token governs a subject."""
    return any(child.dep in SUBJECTS for child in token.children)


def is_coloured(token: Token) -> bool:
    """Return whether the token is the infinitive below a verb or adjective that only colours it."""
    if token.dep != "xcomp" or not is_verbal(token):
        return False
    governor = token.head
    return governor.lemma.lower() in COLOURING and any(c.tag == "TO" for c in token.children)


def find_heads(tokens: list[Token]) -> list[Token]:
    """Return the tokens of one sentence that carry a proposition, in reading order.

    A sentence without a verb has one: its root.
    """
    heads = [token for token in tokens if _is_head(token)]
    return heads or [token for token in tokens if token.head is token and token.pos not in ("PUNCT", "SPACE", "SYM")][:1]


def _is_head(token: Token) -> bool:
    if not is_verbal(token):
        return False
    if token.dep == "conj":
        return _joins_a_clause(token)
    if token.dep == "xcomp":
        return is_coloured(token) or has_subject(token) or token.head.lemma.lower() in DEMANDING | SAYING
    if token.dep in ("amod", "compound"):
        return False
    return token.dep in CLAUSAL and (token.dep != "dep" or has_subject(token))


def _joins_a_clause(token: Token) -> bool:
    """Return whether a coordinated verb stands beside a clause: not "looted and burnt houses" as attributes."""
    first = token
    while first.dep == "conj" and first.head is not first:
        first = first.head
    return first.dep not in ("amod", "compound") and (is_verbal(first) or has_subject(token))
