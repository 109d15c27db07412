"""People: signing in and out, and for admins the users and the audit log."""

from __future__ import annotations

from typing import Annotated as Noted
from typing import Literal

import msgspec
from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.exceptions import NotAuthorizedException, TooManyRequestsException
from litestar.params import QueryParameter, URLEncodedBody
from litestar.response import Redirect

from stemma.accounts import allows
from stemma.accounts.people import ROLES, Role
from stemma.api.guards import cookie_name
from stemma.api.sign_in import sign_in, sign_out
from stemma.errors import NotThere, UsageError
from stemma.web.addresses import local
from stemma.web.asked import TheCaller, TheDesk, Words
from stemma.web.frame import page

LINES = 100

Bare = Request[object, object, State]
Before = Noted[int | None, QueryParameter(ge=1, le=2**53)]


class SignIn(msgspec.Struct, frozen=True, kw_only=True):
    """What the sign-in form sends."""

    name: str
    password: str
    back: str = "/"


class NewUser(msgspec.Struct, frozen=True, kw_only=True):
    """A user to make."""

    name: str
    role: Role
    password: str
    csrf: str = ""


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What to change of a user: the role, or ``remove`` it."""

    name: str
    role: Role | Literal["remove"]
    csrf: str = ""


class Nothing(msgspec.Struct, frozen=True, kw_only=True):
    """A form that only says who sends it."""

    csrf: str = ""


@get("/login", opt={"needs": "nobody"}, sync_to_thread=True)
def login_page(desk: TheDesk, caller: TheCaller, back: Words = "/") -> Response[str]:
    """Ask for name and password."""
    return page("login", "Sign in", caller=caller, back=local(back), wrong=None, name="", accounts=desk.door.accounts)


@post("/login", opt={"needs": "nobody"}, sync_to_thread=True)
def login(desk: TheDesk, caller: TheCaller, request: Bare, data: URLEncodedBody[SignIn]) -> Response[str] | Redirect:
    """Open a session, or tell what to try."""
    back = local(data.back)
    try:
        cookie = sign_in(desk, data.name, data.password, address=request.client.host if request.client else "")
    except (NotAuthorizedException, TooManyRequestsException) as error:
        wrong = error.detail if error.status_code == 429 else "Name and password do not go together."
        shown = page("login", "Sign in", caller=caller, back=back, wrong=wrong, name=data.name, accounts=True, status=error.status_code)
        shown.headers.update(error.headers or {})
        return shown
    return Redirect(back, status_code=303, cookies=[cookie])


@post("/logout", opt={"needs": "reader"}, sync_to_thread=True)
def logout(desk: TheDesk, request: Bare, data: URLEncodedBody[Nothing]) -> Redirect:  # noqa: ARG001 - the guard reads its csrf
    """End the session."""
    cookie = sign_out(desk, request.cookies.get(cookie_name(desk)))
    return Redirect("/login", status_code=303, cookies=[cookie])


@get("/users", opt={"needs": "admin"}, sync_to_thread=True)
def users_page(desk: TheDesk, caller: TheCaller) -> Response[str]:
    """Show the users, with forms to make, change and remove them."""
    return _users(desk, caller)


@post("/users", opt={"needs": "admin"}, sync_to_thread=True)
def make_user(desk: TheDesk, caller: TheCaller, data: URLEncodedBody[NewUser]) -> Response[str] | Redirect:
    """Make a user."""
    try:
        desk.accounts.add(data.name.strip(), data.role, data.password, by=caller.name)
    except UsageError as error:
        return _users(desk, caller, wrong=str(error))
    return Redirect("/users", status_code=303)


@post("/users/change", opt={"needs": "admin"}, sync_to_thread=True)
def change_user(desk: TheDesk, caller: TheCaller, data: URLEncodedBody[Change]) -> Response[str] | Redirect:
    """Change a user's role, or remove the user."""
    try:
        if data.role == "remove":
            desk.accounts.remove(data.name, by=caller.name)
        else:
            desk.accounts.set_role(data.name, data.role, by=caller.name)
    except (UsageError, NotThere) as error:
        return _users(desk, caller, wrong=str(error))
    return Redirect("/users", status_code=303)


def _users(desk: TheDesk, caller: TheCaller, wrong: str | None = None) -> Response[str]:
    status = 400 if wrong else 200
    return page("users", "Users", caller=caller, users=desk.accounts.users(), roles=ROLES, wrong=wrong, allows=allows, status=status)


@get("/audit", opt={"needs": "admin"}, sync_to_thread=True)
def audit_page(desk: TheDesk, caller: TheCaller, before: Before = None) -> Response[str]:
    """Show who did what, the newest first."""
    lines = desk.accounts.audit(limit=LINES, before=before)
    return page("audit", "Audit log", caller=caller, lines=lines, more=lines[-1].number if len(lines) == LINES else None)
