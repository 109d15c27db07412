"""Web: the reading room. Server-rendered pages over a store that work without script."""

from __future__ import annotations

from stemma.web.pages import ROUTER

__all__ = ["ROUTER"]
