"""Store: articles, their analyses, stories and corrections, kept in one file or one database.

A `Store` opens a SQLite file (default, no set-up) or a PostgreSQL database by URL. A `Writer` is one
transaction; a `View` reads. Both back ends pass the same contract tests; `dialects` holds every difference.
"""

from __future__ import annotations

from stemma.store.opening import Store, open_store
from stemma.store.view import View
from stemma.store.writer import Writer

__all__ = ["Store", "View", "Writer", "open_store"]
