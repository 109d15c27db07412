"""Corrections, kept and taken back: what the API and the pages do alike, with who asks in the audit log."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from stemma.accounts import Caller
from stemma.api.state import Desk
from stemma.errors import NotThere
from stemma.model import Correction
from stemma.run.update import update_stories


def keep_correction(desk: Desk, caller: Caller, said: Correction) -> int:
    """Keep a correction, settle the stories anew, and return its number."""
    with desk.writing:
        with desk.store.writer() as writer:
            number = writer.correct(said)
        update_stories(desk.store)
    desk.accounts.note(caller.name, "correct", f"correction {number}", said.kind)
    return number


def take_back(desk: Desk, caller: Caller, number: int, undone: Mapping[str, str]) -> None:
    """Take a correction back and settle the stories anew.

    Args:
        desk: the server's desk.
        caller: who asks.
        number: the correction's number.
        undone: who, when and why (``by``, ``at``, ``why``).

    Raises:
        NotThere: when no such correction stands.
    """
    with desk.writing:
        with desk.store.writer() as writer:
            if not writer.undo(number, undone):
                raise NotThere(f"no correction {number} that stands")
        update_stories(desk.store)
    desk.accounts.note(caller.name, "undo", f"correction {number}")


def signed(caller: Caller, given: str | None) -> str:
    """Return the name a correction is signed with: who is signed in, or without accounts the name given."""
    return caller.name if caller.via != "local" else (given or caller.name)


def now() -> str:
    """Return the time, ISO 8601, UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")
