"""Book: users, sessions, tokens and the audit log, kept in the store's own tables.

Secrets of sessions and tokens are random, and only their SHA-256 is kept: who reads the database cannot use them.
"""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from stemma.accounts.passwords import hashed, matches
from stemma.accounts.people import AuditLine, Caller, Issued, Role, Session, Token, User, weaker
from stemma.errors import NotThere, UsageError
from stemma.store import Store, schema

DAY = 12 * 3600
"""How long a session lasts, seconds: a working day."""

PREFIX = "stemma_"
"""Begins every token, so that scanners for leaked secrets know one."""

_NAME = re.compile(r"[\w][\w.@+-]{0,62}")


class Accounts:
    """The accounts of one store; every change leaves a line in the audit log, in the same transaction.

    Args:
        store: an open store.
        clock: seconds since 1970.
    """

    def __init__(self, store: Store, clock: Callable[[], float] = time.time) -> None:
        self._store = store
        self._clock = clock

    def users(self) -> tuple[User, ...]:
        """Return all users by name."""
        table = schema.account
        with self._store.view() as view:
            rows = view.connection.execute(select(table.c.name, table.c.role, table.c.created).order_by(table.c.name))
            return tuple(User(*row) for row in rows)

    def add(self, name: str, role: Role, password: str, by: str) -> User:
        """Add a user.

        Raises:
            UsageError: when the name is taken or no name, or the password too weak.
        """
        if not _NAME.fullmatch(name):
            raise UsageError(f"expected a name of 1 to 63 letters, digits and . _ @ + -, met {name!r}")
        if any(user.name.casefold() == name.casefold() for user in self.users()):
            raise UsageError(f"expected a name that is free, met {name!r}, which a user has")
        user = User(name, role, self._now())
        row = {"name": name, "role": role, "secret": hashed(password, name), "created": user.created}
        with self._store.writer() as writer:
            writer.connection.execute(insert(schema.account), row)
            self._noted(writer.connection, by, "user-add", name, role)
        return user

    def set_role(self, name: str, role: Role, by: str) -> None:
        """Give a user another role.

        Raises:
            NotThere: when there is no such user.
            UsageError: when no admin would be left.
        """
        with self._store.writer() as writer:
            self._keep_an_admin(writer.connection, name, role)
            changed = update(schema.account).where(schema.account.c.name == name).values(role=role)
            self._changed(writer.connection.execute(changed).rowcount, name)
            self._noted(writer.connection, by, "user-role", name, role)

    def set_password(self, name: str, password: str, by: str) -> None:
        """Give a user another password; sessions opened with the old one end.

        Raises:
            NotThere: when there is no such user.
            UsageError: when the password is too weak.
        """
        secret = hashed(password, name)
        with self._store.writer() as writer:
            changed = update(schema.account).where(schema.account.c.name == name).values(secret=secret)
            self._changed(writer.connection.execute(changed).rowcount, name)
            writer.connection.execute(delete(schema.session).where(schema.session.c.account == name))
            self._noted(writer.connection, by, "user-password", name)

    def remove(self, name: str, by: str) -> None:
        """Remove a user with all sessions and tokens; what the user corrected stays.

        Raises:
            NotThere: when there is no such user.
            UsageError: when no admin would be left.
        """
        with self._store.writer() as writer:
            self._keep_an_admin(writer.connection, name, None)
            self._changed(writer.connection.execute(delete(schema.account).where(schema.account.c.name == name)).rowcount, name)
            self._noted(writer.connection, by, "user-remove", name)

    def sign_in(self, name: str, password: str) -> Session | None:
        """Return a new session, or None when name and password do not go together."""
        table = schema.account
        with self._store.view() as view:
            row = view.connection.execute(select(table).where(table.c.name == name)).first()
        sound = matches(password, row.secret if row else None)
        if row is None or not sound:
            self.note(name[:63], "sign-in-failed", "")
            return None
        session = Session(_user(row), secrets.token_urlsafe(32), secrets.token_urlsafe(32), int(self._clock()) + DAY)
        kept = {"digest": _digest(session.secret), "account": name, "csrf": session.csrf, "expires": session.expires}
        with self._store.writer() as writer:
            writer.connection.execute(delete(schema.session).where(schema.session.c.expires <= int(self._clock())))
            writer.connection.execute(insert(schema.session), kept)
            self._noted(writer.connection, name, "sign-in", name)
        return session

    def sign_out(self, secret: str) -> None:
        """End a session; one that is none changes nothing."""
        table = schema.session
        with self._store.writer() as writer:
            ended = delete(table).where(table.c.digest == _digest(secret)).returning(table.c.account)
            name = writer.connection.execute(ended).scalar()
            if name is not None:
                self._noted(writer.connection, name, "sign-out", name)

    def session(self, secret: str) -> Caller | None:
        """Return who holds this session's secret, or None when it is none or has ended."""
        table, account = schema.session, schema.account
        asked = select(account.c.name, account.c.role, table.c.csrf).join(account, account.c.name == table.c.account)
        asked = asked.where(table.c.digest == _digest(secret), table.c.expires > int(self._clock()))
        with self._store.view() as view:
            row = view.connection.execute(asked).first()
        return Caller(row.name, row.role, "session", row.csrf) if row else None

    def issue(self, name: str, label: str, role: Role, *, days: int | None, by: str) -> Issued:
        """Return a new token of a user, whose secret is not kept.

        Args:
            name: the user it acts for.
            label: what it is for.
            role: what it may do at most; never more than its user may at the time of asking.
            days: how long it lasts, or None for ever.
            by: who issues it.

        Raises:
            NotThere: when there is no such user.
        """
        if name not in {user.name for user in self.users()}:
            raise NotThere(f"expected a user of this store, met {name!r}")
        secret = PREFIX + secrets.token_urlsafe(32)
        expires = None if days is None else int(self._clock()) + days * 86_400
        created = self._now()
        row = {"account": name, "role": role, "label": label, "created": created, "expires": expires, "digest": _digest(secret)}
        kept = insert(schema.token).values(row).returning(schema.token.c.number)
        with self._store.writer() as writer:
            number = int(writer.connection.execute(kept).scalar_one())
            self._noted(writer.connection, by, "token-issue", f"{name}/{number}", label)
        return Issued(Token(number, name, role, label, created, expires), secret)

    def tokens(self, name: str | None = None) -> tuple[Token, ...]:
        """Return the tokens of a user, or all."""
        table = schema.token
        asked = select(table.c.number, table.c.account, table.c.role, table.c.label, table.c.created, table.c.expires)
        asked = asked if name is None else asked.where(table.c.account == name)
        with self._store.view() as view:
            return tuple(Token(*row) for row in view.connection.execute(asked.order_by(table.c.number)))

    def revoke(self, number: int, by: str) -> None:
        """End a token.

        Raises:
            NotThere: when there is none of this number.
        """
        table = schema.token
        with self._store.writer() as writer:
            name = writer.connection.execute(delete(table).where(table.c.number == number).returning(table.c.account)).scalar()
            if name is None:
                raise NotThere(f"expected the number of a token, met {number}")
            self._noted(writer.connection, by, "token-revoke", f"{name}/{number}")

    def bearer(self, secret: str) -> Caller | None:
        """Return who holds this token, or None when it is none or has ended."""
        table, account = schema.token, schema.account
        asked = select(account.c.name, account.c.role, table.c.role.label("most"), table.c.expires)
        asked = asked.join(account, account.c.name == table.c.account).where(table.c.digest == _digest(secret))
        with self._store.view() as view:
            row = view.connection.execute(asked).first()
        if row is None or (row.expires is not None and row.expires <= self._clock()):
            return None
        return Caller(row.name, weaker(row.role, row.most), "token")

    def note(self, who: str, action: str, target: str, detail: str = "") -> None:
        """Write a line into the audit log."""
        with self._store.writer() as writer:
            self._noted(writer.connection, who, action, target, detail)

    def audit(self, *, limit: int = 100, before: int | None = None) -> tuple[AuditLine, ...]:
        """Return lines of the log, newest first; ``before`` is the number to go on below."""
        table = schema.audit
        asked = select(table).order_by(table.c.number.desc()).limit(limit)
        asked = asked if before is None else asked.where(table.c.number < before)
        with self._store.view() as view:
            return tuple(AuditLine(*row) for row in view.connection.execute(asked))

    def _noted(self, connection: Connection, who: str, action: str, target: str, detail: str = "") -> None:
        row = {"at": self._now(), "who": who, "action": action, "target": target[:500], "detail": detail[:500]}
        connection.execute(insert(schema.audit), row)

    def _now(self) -> str:
        return datetime.fromtimestamp(self._clock(), UTC).isoformat(timespec="seconds")

    def _keep_an_admin(self, connection: Connection, name: str, role: Role | None) -> None:
        table = schema.account
        others = select(func.count()).select_from(table).where(table.c.role == "admin", table.c.name != name)
        was = connection.execute(select(table.c.role).where(table.c.name == name)).scalar()
        if was == "admin" and role != "admin" and not connection.execute(others).scalar():
            raise UsageError(f"expected another admin to stay, met none beside {name!r}; make one first")

    def _changed(self, count: int, name: str) -> None:
        if not count:
            raise NotThere(f"expected a user of this store, met {name!r}; `stemma user list` lists them")


def _user(row: Row[tuple[object, ...]]) -> User:
    return User(row.name, row.role, row.created)


def _digest(secret: str) -> str:
    return sha256(secret.encode("utf-8", "replace")).hexdigest()
