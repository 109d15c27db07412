"""``stemma serve``: a store over HTTP, on loopback."""

from __future__ import annotations

import click

from stemma.cli.shelf import store_option
from stemma.errors import UsageError

EPILOG = """\b
Examples:
  stemma serve --store desk.sqlite
  stemma add reports/ && stemma update && stemma serve
  stemma serve --port 9000

\b
API under /api/v1, its OpenAPI document at /api/v1/schema/openapi.json."""

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@click.command("serve", epilog=EPILOG)
@store_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Loopback address to listen on.")
@click.option("--port", type=click.IntRange(1, 65_535), default=8765, show_default=True)
def command(where: str, host: str, port: int) -> None:
    """Serve the reading room and the API of a store until stopped; only this machine can reach it."""
    if host not in LOOPBACK:
        known = ", ".join(LOOPBACK)
        raise UsageError(f"expected a loopback address ({known}), met {host!r}: without accounts no other is served")
    import uvicorn

    from stemma.api import make_app
    from stemma.store import open_store
    from stemma.web import ROUTER

    click.echo(f"http://{host}:{port}/  (stop with Ctrl-C)", err=True)
    uvicorn.run(make_app(open_store(where), [ROUTER]), host=host, port=port, log_level="warning", access_log=False)
