"""State: what every handler works with: the store, how work is carried out, and who may ask."""

from __future__ import annotations

from threading import Lock

import msgspec

from stemma.accounts import Accounts, Limits
from stemma.run.local import Options
from stemma.store import Store

LOOPBACK = ("localhost", "127.0.0.1", "[::1]", "::1")


class Door(msgspec.Struct, frozen=True):
    """How the server is reached.

    Attributes:
        names: host names that requests may be for, beside loopback's.
        secure: whether browsers reach it by https, so that cookies are sent over nothing else.
        accounts: whether who asks must sign in or bring a token.
    """

    names: tuple[str, ...] = ()
    secure: bool = False
    accounts: bool = False


class Desk:
    """A store with the options of its runs; ``writing`` lets one writer of this server work at a time."""

    def __init__(self, store: Store, options: Options = Options(processes=1), door: Door = Door()) -> None:
        self.store = store
        self.options = options
        self.door = door
        self.accounts = Accounts(store)
        self.limits = Limits()
        self.writing = Lock()
