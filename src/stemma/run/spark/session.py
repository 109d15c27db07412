"""Session: a Spark session on a cluster whose workers run this code, and one line for what goes wrong with it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

import msgspec
import pyarrow as pa

from stemma import __version__
from stemma.errors import ClusterFailed, MissingPart, UsageError
from stemma.run.kept import code_digest
from stemma.run.local import Options
from stemma.run.spark import tasks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyspark.sql import SparkSession

ARTICLES_A_BATCH = 32
"""Articles a worker takes at once."""


class Cluster(msgspec.Struct, frozen=True):
    """A cluster, and how Stemma works on it.

    Attributes:
        master: ``spark://host:port``, ``local[*]`` or another master URL Spark knows; None for what ``spark-submit`` says.
        options: how each worker works; its number of processes is the cluster's affair.
        settings: of Spark, beside Stemma's own (``spark.jars.packages``, keys of an object store, ...).
    """

    master: str | None
    options: Options = Options()
    settings: Mapping[str, str] = {}


@contextmanager
def session_on(cluster: Cluster) -> Iterator[SparkSession]:
    """Open a Spark session on a cluster whose workers run this code, or explain what is missing or failed."""
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise MissingPart("--on needs pyspark and pandas, one of which is not installed; run: pip install 'stemma[spark]'") from error
    if shutil.which("java") is None and not os.environ.get("JAVA_HOME"):
        raise MissingPart("--on needs Java 17, which is not on the path; `stemma record` makes the same record without it")
    # Workers must run the Python that the driver runs, unless the user says otherwise.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName(f"stemma {__version__}")
    if cluster.master is not None:
        builder = builder.master(cluster.master)
    for key, value in {**SETTINGS, **cluster.settings}.items():
        builder = builder.config(key, value)
    with explained():
        session = builder.getOrCreate()
        session.sparkContext.setLogLevel("OFF")
        try:
            check_code(session)
            yield session
        finally:
            session.stop()


@contextmanager
def explained() -> Iterator[None]:
    """Tell in one line why a cluster gave up."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (Py4JError, PySparkException) as error:
        raise ClusterFailed(f"the cluster gave up: {_cause(str(error))}. Nothing that looks whole was written; mend it and run again") from error


def _cause(trace: str) -> str:
    r"""Return the deepest cause that a trace of Java or Spark tells.

    Example:
        >>> _cause("Job aborted\nCaused by: java.io.IOException: No space left on device\n\tat java.base/sun")
        'java.io.IOException: No space left on device'
    """
    lines = [line.strip() for line in trace.splitlines() if line.strip()]
    causes = [line.removeprefix("Caused by:").strip() for line in lines if line.startswith("Caused by:")]
    return (causes or lines or ["it did not say why"])[-1 if causes else 0][:400].rstrip(".")


SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    "spark.python.worker.reuse": "true",
    "spark.sql.execution.arrow.maxRecordsPerBatch": str(ARTICLES_A_BATCH),
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.autoBroadcastJoinThreshold": "-1",
}
"""What Stemma needs of a session. Parts are not merged by their size: a few bytes of articles can be much work."""


def check_code(session: SparkSession) -> None:
    """Refuse a cluster on which some worker runs other code than this process.

    Raises:
        UsageError: when one does.
    """
    cores = max(2, session.sparkContext.defaultParallelism)
    rows = session.range(cores, numPartitions=cores).mapInArrow(tasks.code, ddl(tasks.CODE)).collect()
    if any(bytes(row.digest) != code_digest() for row in rows):
        raise UsageError(f"expected on every worker the code of Stemma {__version__} that runs here, met another; install the same everywhere")


def ddl(schema: pa.Schema) -> str:
    """Return an Arrow schema in Spark's words."""
    names = {pa.string(): "string", pa.binary(): "binary", pa.int64(): "bigint"}
    return ", ".join(f"{field.name} {names[field.type]}" for field in schema)
