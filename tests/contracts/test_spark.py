"""Spark gives the local driver's record, byte for byte, on a real cluster of one master and two workers."""

from __future__ import annotations

import json
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

from stemma.errors import MissingPart, UsageError
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


class Started:
    """A standalone cluster on loopback: one master, two workers of one core."""

    def __init__(self, home: Path, folder: Path) -> None:
        port = free_port()
        deploy, local = "org.apache.spark.deploy", ("--host", "127.0.0.1", "--webui-port", "0")
        self.master = started(home, folder, "master", f"{deploy}.master.Master", *local, "--port", str(port))
        self.url = f"spark://127.0.0.1:{port}"
        wait_for(port)
        size = ("--cores", "1", "--memory", "2g")
        self.workers = [
            started(home, folder, f"worker-{n}", f"{deploy}.worker.Worker", *local, *size, "--work-dir", str(folder / f"w{n}"), self.url)
            for n in range(2)
        ]

    def stop(self, process: subprocess.Popen[bytes]) -> None:
        """Kill a daemon with all it has started."""
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.fixture
def cluster(tmp_path_factory) -> Iterator[Started]:
    """A cluster that ends with the test."""
    running = Started(needed(), tmp_path_factory.mktemp("spark"))
    try:
        yield running
    finally:
        for process in (*running.workers, running.master):
            if process.poll() is None:
                running.stop(process)


@pytest.fixture
def loopback(monkeypatch) -> None:
    """Spark's own sockets on loopback, with this Python on both sides."""
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    monkeypatch.setenv("PYSPARK_DRIVER_PYTHON", sys.executable)


def begun(master: str, source: Path, target: Path) -> subprocess.Popen[bytes]:
    """Start `stemma run` in a process of its own, as a person would."""
    command = [sys.executable, "-m", "stemma.cli", "run", "--on", master, str(source), "-q", "-o", str(target)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def ended(running: subprocess.Popen[bytes], target: Path) -> bytes:
    """Return what a run wrote, once it has."""
    _, told = running.communicate(timeout=3_000)
    assert running.returncode == 0, told.decode()[-2000:]
    return target.read_bytes().rstrip(b"\n")


def killed_when_at_work(cluster: Started) -> None:
    """Kill one worker with its executor as soon as an executor has Python processes at work, or after two minutes."""
    import psutil

    for _ in range(240):
        tree = psutil.Process(cluster.workers[0].pid).children(recursive=True)
        if any("pyspark" in " ".join(p.cmdline()) for p in tree if p.is_running()):
            break
        time.sleep(0.5)
    for process in psutil.Process(cluster.workers[0].pid).children(recursive=True):
        process.kill()
    cluster.stop(cluster.workers[0])


@pytest.mark.usefixtures("loopback")
def test_a_worker_killed_in_the_middle_changes_nothing(cluster: Started, sample_record, tmp_path) -> None:
    """Of two workers one dies while it works: the sample's record is the local driver's, byte for byte."""
    from tests.conftest import SAMPLE

    running = begun(cluster.url, SAMPLE, tmp_path / "r.json")
    killed_when_at_work(cluster)
    assert ended(running, tmp_path / "r.json") == encode(sample_record)


@pytest.mark.skipif(not os.environ.get("STEMMA_LONG"), reason="half an hour: make cluster")
@pytest.mark.usefixtures("loopback")
@pytest.mark.parametrize("name", ["helsinki_oneday", "ecbplus", "gva"])
def test_a_cluster_of_two_workers_gives_the_local_record(cluster: Started, tmp_path, name: str) -> None:
    """Law 2, on whole public sets."""
    from tests.conftest import SHARED

    source = SHARED / "data" / name / "articles.jsonl"
    if not source.exists():
        pytest.skip(f"{source} is not here")
    local = tmp_path / "local.json"
    subprocess.run([sys.executable, "-m", "stemma.cli", "record", str(source), "-q", "-o", str(local)], check=True)
    assert ended(begun(cluster.url, source, tmp_path / "r.json"), tmp_path / "r.json") == local.read_bytes().rstrip(b"\n")


def test_without_java_the_word_is_clear(monkeypatch) -> None:
    """No Java: the error names it and the way without."""
    needed()
    from stemma.run.spark import session

    monkeypatch.setattr(session.shutil, "which", lambda _: None)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(MissingPart, match="Java 17"), session.session_on(session.Cluster("local[1]")):
        pass


def test_a_worker_with_other_code_is_refused(monkeypatch) -> None:
    """A cluster whose workers run other code than the driver is refused before the work begins."""
    from types import SimpleNamespace

    from stemma.run.spark import session as spark
    from stemma.run.spark import tasks

    (row,) = [row for part in tasks.code(iter([None])) for row in part.to_pylist()]
    rows = [SimpleNamespace(**row), SimpleNamespace(digest=b"another")]
    mapped = SimpleNamespace(collect=lambda: rows)
    session = SimpleNamespace(
        sparkContext=SimpleNamespace(defaultParallelism=2), range=lambda *_, **__: SimpleNamespace(mapInArrow=lambda *_: mapped)
    )
    with pytest.raises(UsageError, match="install the same everywhere"):
        spark.check_code(session)
    rows.pop()
    spark.check_code(session)


def as_parquet(folder: Path) -> Path:
    """Write the sample as a folder of two Parquet files, with a row met twice, two texts under one id and an empty row."""
    import pyarrow as pa
    import pyarrow.parquet as pq
    from tests.conftest import SAMPLE

    from stemma.read import open_inputs
    from stemma.run.collect import collect

    found = collect(open_inputs([str(SAMPLE)])).articles
    rows = [{"id": a.id, "outlet": a.outlet, "title": a.title, "body": a.text, "date": a.published and a.published.value} for a in found]
    rows += [dict(rows[0]), {**rows[1], "body": rows[2]["body"]}, {**rows[3], "id": "empty", "body": " "}]
    folder.mkdir()
    for k in range(2):
        pq.write_table(pa.Table.from_pylist(rows[k::2]), folder / f"part {k}.parquet")
    return folder


def record_in(target: Path) -> bytes:
    """Return the record that written tables hold."""
    import pyarrow.parquet as pq

    columns = [pq.read_table(target / name, columns=["id", "json"]).sort_by("id").column("json").to_pylist() for name in ("articles", "stories")]
    return '{{"articles":[{}],"stories":[{}]}}'.format(*map(",".join, columns)).encode()


@pytest.mark.usefixtures("loopback")
def test_tables_that_workers_read_and_write_hold_the_local_record(tmp_path) -> None:
    """Parquet in by Spark, cleaned and folded by workers, and Parquet out: the local record, and the same issues."""
    import pyarrow.parquet as pq

    needed()
    folder, local, target, issues = as_parquet(tmp_path / "day"), tmp_path / "local.json", tmp_path / "out", tmp_path / "issues.jsonl"
    stemma = [sys.executable, "-m", "stemma.cli"]
    subprocess.run([*stemma, "record", str(folder), "-q", "-o", str(local), "--issues", str(issues)], check=True)
    on = [*stemma, "run", "--on", "local[2]", "--table", str(folder)]
    subprocess.run([*on, "-q", "--to", str(target)], check=True)
    assert record_in(target) == local.read_bytes().rstrip(b"\n")
    told = sorted((i["article"], i["code"], i["message"]) for i in map(json.loads, issues.read_text().splitlines()))
    assert [tuple(row.values()) for row in pq.read_table(target / "issues").to_pylist()] == told
    assert len(told) >= 3
    again = subprocess.run([*on, "--to", str(target)], capture_output=True, text=True, check=False)
    assert (again.returncode, again.stdout) == (2, "")
    assert "expected a target that is not there yet" in again.stderr


@pytest.mark.skipif(not os.environ.get("STEMMA_LONG"), reason="minutes, and a file system of its own: make cluster")
@pytest.mark.usefixtures("loopback")
def test_a_disk_that_is_full_ends_the_run_with_a_word(tmp_path, monkeypatch) -> None:
    """No room for the shuffle: one line tells why, nothing is written; with room the same command succeeds."""
    from tests.conftest import SAMPLE

    needed()
    if os.geteuid():
        pytest.skip("only root may mount the small file system")
    small, target = tmp_path / "small", tmp_path / "r.json"
    small.mkdir()
    command = [sys.executable, "-m", "stemma.cli", "run", "--on", "local[2]", str(SAMPLE), "-q", "-o", str(target)]
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=900k", "tmpfs", str(small)], check=True)
    try:
        monkeypatch.setenv("SPARK_LOCAL_DIRS", str(small))
        failed = subprocess.run(command, capture_output=True, text=True, check=False)
    finally:
        subprocess.run(["umount", str(small)], check=True)
    assert failed.returncode == 1
    assert "the cluster gave up: java.io.IOException: No space left on device" in failed.stderr
    assert "Traceback" not in failed.stderr
    assert not target.exists()
    subprocess.run(command, check=True)
    assert target.exists()
