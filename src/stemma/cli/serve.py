"""``stemma serve``: a store over HTTP, on loopback, or for users with accounts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from stemma.cli.shelf import store_option
from stemma.errors import UsageError

if TYPE_CHECKING:
    from stemma.api.state import Door
    from stemma.store import Store

EPILOG = """\b
Examples:
  stemma serve --store desk.sqlite
  stemma add reports/ && stemma update && stemma serve
  stemma serve --port 9000
  stemma user add ada --role admin
  stemma serve --host 0.0.0.0 --name desk.example --certificate cert.pem --key key.pem
  stemma serve --name desk.example --behind-proxy

\b
API under /api/v1, its OpenAPI document at /api/v1/schema/openapi.json.
A store with users asks everyone to sign in, on loopback too. Beyond loopback a store must have an admin,
and browsers must come by https: of this server (--certificate), or of a proxy before it (--behind-proxy)."""

LOOPBACK = ("127.0.0.1", "localhost", "::1")
ANY = ("0.0.0.0", "::")  # noqa: S104 - compared with, not bound to


@click.command("serve", epilog=EPILOG)
@store_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65_535), default=8765, show_default=True)
@click.option("--name", "names", multiple=True, help="Host name by which browsers reach it, beside localhost; may be repeated.")
@click.option("--certificate", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Certificate for https, PEM.")
@click.option("--key", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Its private key, PEM.")
@click.option("--behind-proxy", is_flag=True, help="A proxy on this machine speaks https for it.")
def command(
    where: str,
    host: str,
    port: int,
    names: tuple[str, ...],
    certificate: Path | None,
    key: Path | None,
    behind_proxy: bool,
) -> None:
    """Serve the reading room and the API of a store until stopped."""
    import uvicorn

    from stemma.api import make_app
    from stemma.store import open_store
    from stemma.web import ROUTER

    if bool(certificate) != bool(key):
        raise UsageError("expected --certificate and --key together, met one of them")
    store = open_store(where)
    door = _door(store, host, names, https=bool(certificate) or behind_proxy)
    click.echo(f"http{'s' if certificate else ''}://{host}:{port}/  (stop with Ctrl-C)", err=True)
    uvicorn.run(
        make_app(store, [ROUTER], door), host=host, port=port, log_level="warning", access_log=False, server_header=False,
        ssl_certfile=certificate, ssl_keyfile=key, proxy_headers=behind_proxy,
        timeout_graceful_shutdown=5,
    )  # fmt: skip


def _door(store: Store, host: str, names: tuple[str, ...], *, https: bool) -> Door:
    """Return how the server is reached; refuse what would let others in unasked.

    Raises:
        UsageError: beyond loopback without an admin, without https, or without a name.
    """
    from stemma.accounts import Accounts
    from stemma.api.state import Door

    users = Accounts(store).users()
    beyond = host not in LOOPBACK or bool(names)
    if beyond and not any(user.role == "admin" for user in users):
        raise UsageError(
            f"expected a store with an admin to serve it beyond loopback ({', '.join(LOOPBACK)}), met none. "
            "Make one: stemma user add NAME --role admin"
        )
    if beyond and not https:
        raise UsageError("expected https beyond loopback, met neither --certificate and --key nor --behind-proxy")
    if host in ANY and not names:
        raise UsageError(f"expected the name by which browsers reach {host}, met none: --name desk.example")
    own = () if host in LOOPBACK or host in ANY else (host,)
    return Door(names=(*(name.lower() for name in names), *own), secure=https, accounts=bool(users))
