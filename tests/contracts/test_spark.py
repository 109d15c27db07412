"""Spark gives the local driver's record, byte for byte: in this process, and on a cluster of one master and two workers."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from stemma.errors import MissingPart
from stemma.run.local import encode


def needed() -> Path:
    """Return where Spark is installed, or skip with the reason (never in CI)."""
    missing = []
    if shutil.which("java") is None:
        missing.append("Java 17 (scripts/services.sh installs it)")
    try:
        import pyspark
    except ImportError:
        missing.append("pyspark")
    if missing:
        if os.environ.get("CI"):
            pytest.fail(f"not installed, and in CI it must be: {', '.join(missing)}")
        pytest.skip(f"not installed: {', '.join(missing)}")
    return Path(pyspark.__file__).parent


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def started(home: Path, folder: Path, name: str, *arguments: str) -> subprocess.Popen[bytes]:
    """Start a Spark daemon in the foreground, logging into ``name.log``."""
    environment = {
        **os.environ, "SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_LOCAL_DIRS": str(folder),
        "PYSPARK_PYTHON": sys.executable, "PYTHONPATH": os.pathsep.join(sys.path),
    }  # fmt: skip
    command = [str(home / "bin" / "spark-class"), *arguments]
    with (folder / f"{name}.log").open("wb") as log:
        return subprocess.Popen(command, env=environment, cwd=folder, stdout=log, stderr=log, start_new_session=True)


def wait_for(port: int) -> None:
    """Return when something listens on this port, or after a minute."""
    for _ in range(120):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.5)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory) -> Iterator[str]:
    """A standalone cluster on loopback: one master, two workers of one core."""
    home = needed()
    folder = tmp_path_factory.mktemp("spark")
    port = free_port()
    deploy, local = "org.apache.spark.deploy", ("--host", "127.0.0.1", "--webui-port", "0")
    master = started(home, folder, "master", f"{deploy}.master.Master", *local, "--port", str(port))
    url = f"spark://127.0.0.1:{port}"
    wait_for(port)
    size = ("--cores", "1", "--memory", "2g")
    workers = [
        started(home, folder, f"worker-{n}", f"{deploy}.worker.Worker", *local, *size, "--work-dir", str(folder / f"w{n}"), url)
        for n in range(2)
    ]
    try:
        yield url
    finally:
        for process in (*workers, master):
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.fixture
def loopback(monkeypatch) -> None:
    """Spark's own sockets on loopback, with this Python on both sides."""
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    monkeypatch.setenv("PYSPARK_DRIVER_PYTHON", sys.executable)


def run_on(master: str, sample: Path, target: Path) -> bytes:
    """Run `stemma run` in a process of its own, as a person would, and return what it wrote."""
    command = [sys.executable, "-m", "stemma.cli", "run", "--on", master, str(sample), "-q", "-o", str(target)]
    done = subprocess.run(command, capture_output=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    return target.read_bytes().rstrip(b"\n")


@pytest.mark.usefixtures("loopback")
def test_a_cluster_of_two_workers_gives_the_local_record(cluster: str, sample_record, tmp_path) -> None:
    """On a standalone cluster the sample's record is the local driver's, byte for byte."""
    from tests.conftest import SAMPLE

    assert run_on(cluster, SAMPLE, tmp_path / "r.json") == encode(sample_record)


def test_without_java_the_word_is_clear(monkeypatch) -> None:
    """No Java: the error names it and the way without."""
    needed()
    from stemma.run import spark

    monkeypatch.setattr(spark.shutil, "which", lambda _: None)
    with pytest.raises(MissingPart, match="Java 17"):
        spark.open_context("local[1]")
