"""Sign in: from a name and a password to a session's cookie, and out again."""

from __future__ import annotations

from litestar.datastructures import Cookie
from litestar.exceptions import NotAuthorizedException

from stemma.accounts.book import DAY
from stemma.accounts.limits import SIGN_IN_ADDRESS, SIGN_IN_NAME
from stemma.api.guards import cookie_name, too_many
from stemma.api.state import Desk


def sign_in(desk: Desk, name: str, password: str, *, address: str) -> Cookie:
    """Return the cookie of a new session.

    Args:
        desk: the server's desk.
        name: the user's name.
        password: the user's password.
        address: where the request comes from, for counting failures.

    Raises:
        NotAuthorizedException: when name and password do not go together; which of the two is wrong is not told.
        TooManyRequestsException: after too many failures with this name or from this address.
    """
    kept = {f"sign-in {name.casefold()[:63]}": SIGN_IN_NAME, f"sign-in from {address}": SIGN_IN_ADDRESS}
    for key, rate in kept.items():
        wait = desk.limits.take(key, rate)
        if wait is not None:
            raise too_many(wait)
    session = desk.accounts.sign_in(name, password)
    if session is None:
        raise NotAuthorizedException("expected a user's name and password, met a pair that is none")
    desk.limits.forget(next(iter(kept)))
    return _cookie(desk, session.secret, DAY)


def sign_out(desk: Desk, secret: str | None) -> Cookie:
    """End a session, and return the cookie that takes its cookie back.

    Args:
        desk: the server's desk.
        secret: what the request's cookie held (``request.cookies.get(cookie_name(desk))``).
    """
    if secret:
        desk.accounts.sign_out(secret)
    return _cookie(desk, "", 0)


def _cookie(desk: Desk, value: str, seconds: int) -> Cookie:
    return Cookie(
        key=cookie_name(desk), value=value, max_age=seconds, path="/", httponly=True, secure=desk.door.secure, samesite="lax"
    )
