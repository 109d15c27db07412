"""Passwords: kept as argon2id hashes, checked in the same time whether or not there is such a user.

Source: RFC 9106, "Argon2 Memory-Hard Function for Password Hashing"; the costs are the library's, which are its
second recommended option (64 MiB, three passes).
"""

from __future__ import annotations

from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from stemma.errors import UsageError

LEAST = 12
"""Shortest password, characters (NIST SP 800-63B asks for 8 at least; no rule on kinds of characters, as it advises)."""

MOST = 1_024

_HASHER = PasswordHasher()
_AT_ONCE = BoundedSemaphore(2)
"""A hash takes 64 MiB: many signing in at once must not take the server's memory."""


def hashed(password: str, name: str) -> str:
    """Return the hash of a new password.

    Raises:
        UsageError: when it is too short, too long, or the user's name.
    """
    if not LEAST <= len(password) <= MOST:
        raise UsageError(f"expected a password of {LEAST} to {MOST} characters, met {len(password)}")
    if password.casefold() in {name.casefold(), name.casefold() * 2, "password" * 2}:
        raise UsageError("expected a password that is not the user's name, met it; choose another")
    with _AT_ONCE:
        return _HASHER.hash(password)


def matches(password: str, kept: str | None) -> bool:
    """Return whether a password has this hash; with None (no such user) it takes as long and is False."""
    with _AT_ONCE:
        try:
            return _HASHER.verify(kept or _nobody(), password[: MOST + 1]) and kept is not None
        except (VerificationError, InvalidHashError):
            return False


@cache
def _nobody() -> str:
    return _HASHER.hash("no user has this one")
