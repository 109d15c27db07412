"""Increment: stories and passages after more articles have come in, looking at what may have changed and nothing else.

The result is that of one pass over all articles (law 2). It can be had from a part, because whether two articles are
compared, and what comes of it, depends on these two and on who else holds the keys they share; and because groups
that are never joined leave no trace in each other. What changed is told by `copies` and `groups`; `settling` puts it
into the store, or settles everything anew where most is new.
"""

from __future__ import annotations

from stemma.run.increment.settling import settle_store

__all__ = ["settle_store"]
