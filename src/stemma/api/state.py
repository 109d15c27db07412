"""State: what every handler works with: the store, how work is carried out, and one writer at a time."""

from __future__ import annotations

from threading import Lock

from stemma.run.local import Options
from stemma.store import Store


class Desk:
    """A store with the options of its runs; ``writing`` lets one writer of this server work at a time."""

    def __init__(self, store: Store, options: Options = Options(processes=1)) -> None:
        self.store = store
        self.options = options
        self.writing = Lock()
