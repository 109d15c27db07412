"""People: users, their sessions and tokens, and what each may do."""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

Role = Literal["reader", "editor", "admin"]
"""``reader`` reads; ``editor`` adds and corrects too; ``admin`` also manages users and reads the audit log."""

ROLES: tuple[Role, ...] = get_args(Role)
"""Roles, the weakest first; each may do what those before it may."""


class User(msgspec.Struct, frozen=True):
    """A user; ``created`` in ISO 8601, UTC."""

    name: str
    role: Role
    created: str


class Session(msgspec.Struct, frozen=True):
    """A signed-in browser.

    Attributes:
        secret: what the cookie holds; the store has its digest only.
        csrf: what every writing form of this session must bring back.
        expires: seconds since 1970, UTC.
    """

    user: User
    secret: str
    csrf: str
    expires: int


class Token(msgspec.Struct, frozen=True):
    """A program's key, as it is listed: without its secret; ``expires`` is None for one that does not end."""

    number: int
    user: str
    role: Role
    label: str
    created: str
    expires: int | None


class Issued(msgspec.Struct, frozen=True):
    """A token just made; ``secret`` is shown this once."""

    token: Token
    secret: str


class AuditLine(msgspec.Struct, frozen=True):
    """One line of the log: who did what, to what, when; numbers rise in the order of writing."""

    number: int
    at: str
    who: str
    action: str
    target: str
    detail: str


class Caller(msgspec.Struct, frozen=True):
    """Who asks.

    Attributes:
        via: ``local`` (the store has no users and answers its own machine), ``session``, ``token``, or ``none``: who asks
            for a page that everyone may see, and has not signed in.
        csrf: what a form must bring back; empty unless ``via`` is ``session``.
    """

    name: str
    role: Role
    via: Literal["local", "session", "token", "none"]
    csrf: str = ""


LOCAL = Caller("local", "admin", "local")
"""Who asks where there are no accounts: the one at the machine."""

NOBODY = Caller("", "reader", "none")
"""Who asks without having signed in."""


def allows(role: Role, needed: Role) -> bool:
    """Return whether a role may do what needs another.

    Example:
        >>> allows("editor", "reader"), allows("reader", "editor")
        (True, False)
    """
    return ROLES.index(role) >= ROLES.index(needed)


def weaker(one: Role, other: Role) -> Role:
    """Return the role that may do less.

    Example:
        >>> weaker("admin", "reader")
        'reader'
    """
    return ROLES[min(ROLES.index(one), ROLES.index(other))]
