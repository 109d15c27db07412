"""Steps: the stages of a run as shuffles and maps over tables of a Spark session.

Articles are annotated in shares, each process with a pipeline loaded once; what an outlet prints under all its articles
is learnt outlet by outlet; candidates for copies meet by a shuffle on fingerprints; stories are found in connected parts
of the graph of shared keys; every story is told in a task of its own. Neither articles nor graph come to the driver.

Source: connected parts by alternating steps, Kiveris, Lattanzi, Mirrokni, Rastogi and Vassilvitskii 2014, "Connected
Components in MapReduce and Beyond". Zaharia et al. 2012, "Resilient Distributed Datasets" (lost tasks done again).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import msgspec
import pyarrow as pa

from stemma.run.local import Options
from stemma.run.spark import tasks
from stemma.run.spark.session import ddl

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

ARTICLES_A_TASK, ARTICLES_A_SHUFFLE = 128, 1_000
"""Articles annotated in one task: some ten seconds of work; and articles for each part of a shuffle."""

MOST_PARTS = 4096

EDGES_A_TASK = 5_000_000
"""Edges up to which one task finds the connected parts (400 MB at most) quicker than rounds of shuffles."""


class Steps:
    """The steps of a run over tables of a Spark session.

    Args:
        session: an open session.
        options: how each worker works.
    """

    def __init__(self, session: SparkSession, options: Options) -> None:
        self._session, self._options = session, msgspec.structs.replace(options, processes=1, guarded=True)
        self._cores = max(2, session.sparkContext.defaultParallelism)

    def record(self, articles: DataFrame) -> tuple[DataFrame, DataFrame]:
        """Return the annotated articles and the told stories of a table of `tasks.ARTICLE` rows."""
        count = articles.count()
        self._share(count // ARTICLES_A_SHUFFLE)
        marked = self._map(articles.repartition(max(self._cores, count // ARTICLES_A_TASK)), tasks.annotate(self._options), tasks.MARKED).persist()
        traced = articles.groupBy("outlet").applyInArrow(tasks.trace, ddl(tasks.TRACED)).persist()
        passages = self.passages(traced).persist()
        placed = self.stories(traced, passages).persist()
        return marked, self.told(marked, placed, passages)

    def passages(self, traced: DataFrame) -> DataFrame:
        """Return the shared passages of all articles."""
        from pyspark.sql import functions as f

        order = f.struct("published", "length", "id")
        first = traced.groupBy("words").agg(f.min(order).alias("first")).select("words", f.col("first.id").alias("first"))
        folded = traced.select("id", "words").join(first, "words")
        copies = folded.where("id != first").select(f.col("first").alias("a"), f.col("id").alias("b"), f.lit(True).alias("same"))
        firsts = traced.join(folded.where("id = first").select("id"), "id")
        holders = (
            self._map(firsts, tasks.prints, tasks.RANKED)
            .groupBy("key")
            .agg(f.array_sort(f.collect_list(order)).alias("held"))
            .where(f.size("held") > 1)
            .select(f.col("held.id").alias("holders"))
        )
        met = self._map(holders, tasks.meet, tasks.PAIR).distinct().select("a", "b", f.lit(False).alias("same"))
        one, other = (traced.select(f.col("id").alias(side), f.col("sketch").alias(name)) for side, name in (("a", "one"), ("b", "other")))
        pairs = copies.unionByName(met).join(one, "a").join(other, "b").select("one", "other", "same")
        return self._map(pairs, tasks.align, tasks.PASSAGE)

    def stories(self, traced: DataFrame, passages: DataFrame) -> DataFrame:
        """Return the story of each article."""
        from pyspark.sql import functions as f
        from pyspark.sql.window import Window

        keyed = self._map(traced.select("id", "digest"), tasks.keys, tasks.KEYED)
        star = keyed.select(f.min("id").over(Window.partitionBy("key")).alias("a"), f.col("id").alias("b")).where("a != b")
        part = self.connected(traced.select("id"), star.unionByName(passages.select("a", "b")).distinct())
        members = traced.select("id", "digest").join(part, "id")
        links = passages.select("a", "b").distinct().join(part.withColumnRenamed("id", "a"), "a").select(f.col("part").alias("of"), "a", "b")
        return members.groupBy("part").cogroup(links.groupBy("of")).applyInArrow(tasks.settle_part, ddl(tasks.PLACED))

    def connected(self, nodes: DataFrame, edges: DataFrame) -> DataFrame:
        """Return the connected part of each node: the smallest id in it."""
        from pyspark.sql import functions as f

        edges = edges.persist()
        if edges.count() <= EDGES_A_TASK:
            found = self._map(edges.coalesce(1), tasks.connected, tasks.PART)
            return nodes.join(found, "id", "left").select("id", f.coalesce("part", "id").alias("part"))
        return self.connected_by_rounds(nodes, edges)

    def connected_by_rounds(self, nodes: DataFrame, edges: DataFrame) -> DataFrame:
        """Return what `connected` returns, by rounds over the whole cluster: no process ever holds the graph."""
        from pyspark.sql import functions as f

        both = edges.unionByName(edges.select(f.col("b").alias("a"), f.col("a").alias("b"))).distinct().persist()
        part = nodes.select("id", f.col("id").alias("part"))
        while True:
            near = both.join(part.withColumnRenamed("id", "a"), "a").groupBy("b").agg(f.min("part").alias("least"))
            hung = part.join(near.withColumnRenamed("b", "id"), "id", "left").select("id", "part", f.least("part", "least").alias("next"))
            # Each node takes over what the node it points at points at: paths are halved.
            jump = hung.select(f.col("id").alias("next"), f.col("next").alias("further"))
            after = hung.join(jump, "next").select("id", f.col("further").alias("part"), (f.col("further") != f.col("part")).alias("moved"))
            after = after.localCheckpoint()
            part = after.select("id", "part")
            if after.where("moved").isEmpty():
                return part

    def told(self, marked: DataFrame, placed: DataFrame, passages: DataFrame) -> DataFrame:
        """Return every story, told in a task of its own: a mega-story holds up no other."""
        from pyspark.sql import functions as f

        members = marked.select("id", "body").join(placed, "id")
        ends = [placed.select(f.col("id").alias(end), f.col("story").alias(f"story_{end}")) for end in ("a", "b")]
        inside = passages.join(ends[0], "a").join(ends[1], "b").where("story_a = story_b").select(f.col("story_a").alias("story"), "body")
        self._share(placed.select("story").distinct().count())
        told = members.groupBy("story").cogroup(inside.groupBy("story")).applyInArrow(tasks.tell(self._options), ddl(tasks.TOLD))
        return told.persist()

    def _share(self, parts: int) -> None:
        """Let shuffles from now on make so many parts, within reason."""
        self._session.conf.set("spark.sql.shuffle.partitions", str(min(max(self._cores, parts), MOST_PARTS)))

    def _map(self, table: DataFrame, work: Callable[..., Any], schema: pa.Schema) -> DataFrame:
        return table.mapInArrow(work, ddl(schema))
