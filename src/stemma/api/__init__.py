"""API: a store over HTTP under ``/api/v1``, with an OpenAPI 3.1 document made from the record types."""

from __future__ import annotations

from stemma.api.app import make_app

__all__ = ["make_app"]
