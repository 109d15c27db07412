"""The Spark driver: the local driver's kernels, on a cluster, with the same bytes out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec
import pyarrow as pa

from stemma.model import Article, Issue, Record
from stemma.run.local import joined
from stemma.run.spark import tasks
from stemma.run.spark.session import Cluster, session_on
from stemma.run.spark.steps import Steps
from stemma.run.spark.tables import articles_in, refuse_target, write
from stemma.run.workers import Told

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

__all__ = ["Cluster", "make_record_of_tables", "make_record_on", "write_tables"]


def make_record_on(cluster: Cluster, articles: Sequence[Article]) -> tuple[Record, tuple[Issue, ...]]:
    """Return the record `stemma.run.local.make_record` gives, worked out on a cluster.

    Raises:
        MissingPart: when pyspark or Java is not there.
        UsageError: when a worker runs other code than this process.
        ClusterFailed: when the cluster gives up.
    """
    with session_on(cluster) as session:
        rows = pa.Table.from_batches([tasks.article_rows(articles)])
        marked, told = Steps(session, cluster.options).record(session.createDataFrame(rows))
        record, failed = gathered(told)
        met = tasks.issues_in([bytes(row.issues) for row in marked.select("issues").toLocalIterator()])
    place = {a.path or a.id: k for k, a in enumerate(articles)}
    return record, (*sorted(met, key=lambda i: (place.get(i.article, len(place)), i)), *failed)


def make_record_of_tables(cluster: Cluster, tables: Sequence[str]) -> tuple[Record, tuple[Issue, ...]]:
    """Return the record of the articles in Parquet tables, which the workers read; issues in the order of their places."""
    with session_on(cluster) as session:
        articles, met = articles_in(session, tables)
        marked, told = Steps(session, cluster.options).record(articles)
        record, failed = gathered(told)
        issues = tasks.issues_in([bytes(row.issues) for row in met.unionByName(marked.select("issues")).toLocalIterator()])
    return record, (*sorted(issues), *failed)


def write_tables(cluster: Cluster, tables: Sequence[str] | Sequence[Article], target: str) -> int:
    """Write the stories of tables (or of articles) as tables, by the workers; return the number of issues they met.

    Raises:
        UsageError: when the target is there already.
    """
    with session_on(cluster) as session:
        refuse_target(session, target)
        given = [one for one in tables if isinstance(one, Article)]
        if given:
            articles, met = session.createDataFrame(pa.Table.from_batches([tasks.article_rows(given)])), None
        else:
            articles, met = articles_in(session, [one for one in tables if isinstance(one, str)])
        marked, told = Steps(session, cluster.options).record(articles)
        issues = marked.select("issues")
        write(target, told, issues if met is None else met.unionByName(issues))
        return session.read.parquet(f"{target.rstrip('/')}/issues").count()


def gathered(told: DataFrame) -> tuple[Record, tuple[Issue, ...]]:
    """Return told stories as one record on the driver, and what was wrong with them."""
    found = [msgspec.msgpack.decode(row.body, type=Told) for row in told.select("body").toLocalIterator()]
    return joined(found), tuple(issue for one in sorted(found, key=lambda one: one.story.id) for issue in one.issues)
