"""Back ends for the contract suites: a SQLite file, and a PostgreSQL started from its binaries on a socket of its own."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

USER = "stemma-test"
"""The ordinary user PostgreSQL runs as when the tests run as root, which it refuses."""


def binary(name: str) -> str | None:
    """Return a PostgreSQL program, from the path or from where Debian keeps it."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return shutil.which(name) or (str(found[-1]) if found else None)


def account() -> str | None:
    """Return the user to start PostgreSQL as: None for ourselves."""
    if os.geteuid() != 0:
        return None
    try:
        pwd.getpwnam(USER)
    except KeyError:
        subprocess.run(["useradd", "--system", "--no-create-home", USER], check=True)
    return USER


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The URL of a PostgreSQL that lives as long as the tests."""
    if not (binary("initdb") and binary("pg_ctl")):
        if os.environ.get("CI"):
            pytest.fail("PostgreSQL is not installed, and in CI it must be: scripts/services.sh installs it")
        pytest.skip("PostgreSQL is not installed (scripts/services.sh installs it)")
    user = account()
    folder = Path(tempfile.mkdtemp(prefix="stemma-pg-", dir="/tmp"))
    if user:
        shutil.chown(folder, user)

    def call(*command: str) -> None:
        subprocess.run(command, check=True, user=user, cwd="/tmp", stdout=subprocess.DEVNULL)

    data = str(folder / "data")
    call(binary("initdb"), "-D", data, "-U", "stemma", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8")
    options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
    call(binary("pg_ctl"), "-D", data, "-w", "-o", options, "-l", str(folder / "log"), "start")
    try:
        yield f"postgresql://stemma@/postgres?host={folder}"
    finally:
        call(binary("pg_ctl"), "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty store's path or URL, on each back end."""
    if request.param == "sqlite":
        return str(tmp_path / "stemma.sqlite")
    from sqlalchemy import create_engine, text

    url = request.getfixturevalue("postgres_url")
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        name = f"t{abs(hash(str(tmp_path))):x}"
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    engine.dispose()
    return url.replace("/postgres?", f"/{name}?")
