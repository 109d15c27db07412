"""Web: the reading room. Server-rendered pages over a store that work without script; script adds comfort."""

from __future__ import annotations

from stemma.web.rooms import ROUTER

__all__ = ["ROUTER"]
