"""Tables through Spark's own connectors: articles in, stories out, wherever Spark can read and write.

Parquet in a folder or an object store is read, cleaned and folded by the workers and written by them: neither articles
nor stories come to the driver. A row becomes the article that the door ``parquet.1`` makes of it.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from stemma.errors import UsageError
from stemma.run.spark import table_tasks, tasks
from stemma.run.spark.session import ddl

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

STORIES, ARTICLES, ISSUES = "stories", "articles", "issues"
"""The tables that a run writes, each a folder under its target."""


def articles_in(session: SparkSession, addresses: Sequence[str]) -> tuple[DataFrame, DataFrame]:
    """Return `tasks.ARTICLE` rows of the distinct articles of Parquet tables, and ``issues`` rows of what was wrong.

    Args:
        session: an open session.
        addresses: files, folders or globs, as Spark names them (``day.parquet``, ``s3a://bucket/day/``).
    """
    from pyspark.sql import functions as f

    names = {key: given for given in addresses for key in _starts(given)}
    read = None
    for address in dict.fromkeys(addresses):
        table = session.read.parquet(address)
        rows = table.select("*", f.col("_metadata.file_path").alias(table_tasks.FILE), f.col("_metadata.row_index").alias(table_tasks.ROW))
        part = rows.mapInArrow(table_tasks.read(names), ddl(table_tasks.READ))
        read = part if read is None else read.unionByName(part)
    assert read is not None, "no address"
    read = read.persist()
    folded = read.where("id is not null").groupBy("id").applyInArrow(table_tasks.fold_versions, ddl(table_tasks.FOLDED)).persist()
    articles = folded.mapInArrow(table_tasks.article_columns, ddl(tasks.ARTICLE))
    return articles, read.select("issues").unionByName(folded.select("issues"))


def _starts(given: str) -> tuple[str, ...]:
    """Return how Spark may begin the address of a file that lies here; an address with a scheme stays as it is."""
    if "://" in given:
        return ()
    path = os.path.abspath(given)  # noqa: PTH100 - links are not followed, as Spark does not
    return f"file://{path}", f"file:{path}"


def refuse_target(session: SparkSession, target: str) -> None:
    """Refuse a target that holds something already, before the work begins.

    Raises:
        UsageError: when it does.
    """
    jvm, context = session._jvm, session.sparkContext  # noqa: SLF001 - Spark offers no other way to its file systems
    path = jvm.org.apache.hadoop.fs.Path(target)  # type: ignore[union-attr]
    if path.getFileSystem(context._jsc.hadoopConfiguration()).exists(path):  # noqa: SLF001
        raise UsageError(f"expected a target that is not there yet, met {target}; name another or remove it")


def write(target: str, told: DataFrame, issues: DataFrame) -> None:
    """Write the tables ``stories``, ``articles`` and ``issues`` under the target, each in the order of its keys.

    Args:
        target: a folder, as Spark names it; each table in it is whole once its ``_SUCCESS`` is there.
        told: told stories.
        issues: ``issues`` rows of all steps before.
    """
    stories = told.mapInArrow(table_tasks.story_rows, ddl(table_tasks.STORY)).orderBy("id")
    members = told.mapInArrow(table_tasks.member_rows, ddl(table_tasks.MEMBER)).orderBy("id")
    met = issues.mapInArrow(table_tasks.issue_rows, ddl(table_tasks.ISSUE)).unionByName(told.mapInArrow(table_tasks.told_issues, ddl(table_tasks.ISSUE)))
    for name, table in ((STORIES, stories), (ARTICLES, members), (ISSUES, met.orderBy("article", "code", "message"))):
        table.write.parquet(f"{target.rstrip('/')}/{name}")
