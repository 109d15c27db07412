"""People: who asks, one's tokens, and for admins the users and the audit log."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated as Noted

from litestar import Router, delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter

from stemma.accounts import AuditLine, Caller, Issued, Token, User, allows
from stemma.accounts.people import weaker
from stemma.api.bodies import Me, NewToken
from stemma.api.errors import PROBLEMS
from stemma.api.state import Desk
from stemma.errors import NotThere

TheDesk = NamedDependency[Desk]
TheCaller = NamedDependency[Caller]
Before = Noted[int | None, QueryParameter(ge=1, le=2**53)]
Limit = Noted[int, QueryParameter(ge=1, le=500)]


@get("/me", sync_to_thread=False, responses=PROBLEMS)
def me(caller: TheCaller) -> Me:
    """Say who asks; without accounts that is `local`, who may do everything."""
    return Me(caller.name, caller.role, caller.via)


@get("/tokens", sync_to_thread=True, responses=PROBLEMS)
def list_tokens(desk: TheDesk, caller: TheCaller) -> Sequence[Token]:
    """List one's own tokens; an admin sees all."""
    return desk.accounts.tokens(None if caller.role == "admin" else caller.name)


@post("/tokens", opt={"needs": "reader"}, sync_to_thread=True, responses=PROBLEMS)
def make_token(desk: TheDesk, caller: TheCaller, data: JSONBody[NewToken]) -> Issued:
    """Make a token for oneself; its secret is in this answer and nowhere else. It may do no more than who asks."""
    role = weaker(data.role, caller.role)
    return desk.accounts.issue(caller.name, data.label, role, days=data.days, by=caller.name)


@delete("/tokens/{number:int}", opt={"needs": "reader"}, status_code=204, sync_to_thread=True, responses=PROBLEMS)
def revoke_token(desk: TheDesk, caller: TheCaller, number: FromPath[int]) -> None:
    """End one of one's tokens; an admin may end any."""
    mine = {token.number for token in desk.accounts.tokens(None if allows(caller.role, "admin") else caller.name)}
    if number not in mine:
        raise NotThere(f"no token {number}")
    desk.accounts.revoke(number, caller.name)


@get("/users", opt={"needs": "admin"}, sync_to_thread=True, responses=PROBLEMS)
def list_users(desk: TheDesk) -> Sequence[User]:
    """List the users; admins only."""
    return desk.accounts.users()


@get("/audit", opt={"needs": "admin"}, sync_to_thread=True, responses=PROBLEMS)
def read_audit(desk: TheDesk, limit: Limit = 100, before: Before = None) -> Sequence[AuditLine]:
    """Read the audit log, newest first; admins only."""
    return desk.accounts.audit(limit=limit, before=before)


ROUTER = Router("/", route_handlers=[me, list_tokens, make_token, revoke_token, list_users, read_audit])
