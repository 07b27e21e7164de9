# SPDX-License-Identifier: Apache-2.0
"""The job as the driver sees it: files are read, accounts meet in blocks, linked accounts make incidents.

The stages are those of one machine's ledger, made of the same functions: block_keys() files accounts, neighbours in the
order of rank are held against each other by link_between(), reconcile() makes the incidents. Only who meets whom is found by
Spark's own sorting."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Optional

from pyspark.sql import DataFrame, SparkSession, Window
from pyspark.sql import functions as F
from pyspark.sql import types as T

from .. import _engine, tables
from . import work

_TYPES = {"text": T.StringType(), "texts": T.ArrayType(T.StringType()), "int": T.LongType(), "float": T.DoubleType(), "bool": T.BooleanType()}
_ACCOUNTS_A_SLICE = 3000  # some 10 MB of text, held by a worker at once


def run(spark: SparkSession, inputs: Iterable[str], output: str, of_concern_only: bool = True) -> dict[str, Any]:
    """Reads what has not been read, reconciles all, and returns the summary that is also written to OUTPUT/summary.json."""
    started = time.monotonic()
    done = read_files(spark, work.files_of(inputs), output, of_concern_only)
    read_seconds = time.monotonic() - started
    reconcile(spark, output)
    skipped = spark.read.schema("source string, offset long, reason string").parquet(f"{output}/skipped")
    summary = {
        "files_read": len(done), "reports_read": sum(d.reports for d in done), "passed_over": sum(d.passed_over for d in done),
        "readings": spark.read.parquet(f"{output}/readings").count(), "skipped": skipped.count(),
        "incidents": spark.read.parquet(f"{output}/incidents").count(), "workers": len({d.worker for d in done}),
        "loads_a_worker": max((d.loads for d in done), default=0), "peak_mib_a_worker": max((d.peak_mib for d in done), default=0),
        "read_processor_seconds": round(sum(d.seconds for d in done), 2), "read_seconds": round(read_seconds, 2), "reconcile_seconds": round(time.monotonic() - started - read_seconds, 2)}
    Path(output, "summary.json").write_text(json.dumps(summary, indent=1) + "\n")
    return summary


def read_files(spark: SparkSession, files: list[str], output: str, of_concern_only: bool) -> list[work.Done]:
    """The map: one task a file. A file whose part is there is not read again."""
    files = [os.path.abspath(file) for file in files]
    output = os.path.abspath(output)
    for name in ("readings", "accounts", "skipped"):
        Path(output, name).mkdir(parents=True, exist_ok=True)
    root = os.path.commonpath([os.path.dirname(file) for file in files])
    prefixes = {file: os.path.relpath(os.path.dirname(file), root).removeprefix(".") for file in files}
    tasks = [work.Task(file, prefixes[file], output, of_concern_only) for file in files]
    waiting = [task for task in tasks if not task.is_done]
    if not waiting:
        return []
    waiting.sort(key=lambda task: -os.path.getsize(task.path))  # the longest first: no core waits for a last one
    return spark.sparkContext.parallelize(waiting, len(waiting)).map(work.read_file).collect()


def reconcile(spark: SparkSession, output: str) -> None:
    """Accounts to incidents and figures. A report that came twice counts as it came last, in the order of the files' names."""
    latest = Window.partitionBy("report").orderBy(F.desc("source"), F.desc("position"))
    accounts = spark.read.parquet(f"{output}/accounts").withColumn("last", F.rank().over(latest)).where("last = 1").drop("last").cache()
    links = linked(accounts).cache()
    ends = links.select("account", "earlier").toLocalIterator()
    roots = spark.createDataFrame(joined((row.account, row.earlier) for row in ends), "id long, root long").cache()
    members = (accounts.join(roots, "id", "left").select(F.coalesce("root", "id").alias("root"), F.struct("id", "account").alias("member"))
               .groupBy("root").agg(F.collect_list("member").alias("accounts")))
    held = (links.join(roots, links.account == roots.id).groupBy("root")
            .agg(F.collect_list(F.struct("account", "earlier", "evidence")).alias("links")))
    rows = members.join(held, "root", "left").rdd.flatMap(lambda row: work.incidents_of_component(row.root, row.accounts, row.links or []))
    frame(spark, rows, {**tables.INCIDENTS, "json": "text"}).write.mode("overwrite").parquet(f"{output}/incidents")
    texts = spark.read.parquet(f"{output}/incidents").select("json")
    frame(spark, texts.rdd.flatMap(lambda row: work.figures_of_incident(row.json)), tables.INCIDENT_FIGURES).write.mode("overwrite").parquet(f"{output}/figures")
    for table in (accounts, links, roots):
        table.unpersist()


def linked(accounts: DataFrame) -> DataFrame:
    """Links as (account, earlier, evidence). In each block an account meets those that stand just before it. The texts of
    accounts travel once to each slice of the order of rank in which they are asked for, not once a block."""
    before = Window.partitionBy("key").orderBy("rank", "report", "number").rowsBetween(-_engine.MOST_APART, -1)
    slices = 1 + accounts.count() // _ACCOUNTS_A_SLICE
    neighbours = (accounts.select("id", "rank", "report", "number", F.explode("keys").alias("key"))
                  .select("id", "rank", F.collect_list("id").over(before).alias("earlier")).where(F.size("earlier") > 0)
                  .groupBy("id", "rank").agg(F.array_distinct(F.flatten(F.collect_list("earlier"))).alias("earlier"))
                  .repartitionByRange(slices, "rank").withColumn("slice", F.spark_partition_id()).localCheckpoint())
    named = neighbours.select("slice", F.explode(F.concat(F.array("id"), "earlier")).alias("id")).distinct()
    texts = named.join(accounts.select("id", "account"), "id").groupBy("slice").agg(F.collect_list(F.struct("id", "account")).alias("accounts"))
    pairs = neighbours.groupBy("slice").agg(F.collect_list(F.struct("id", "earlier")).alias("neighbours"))
    found = texts.join(pairs, "slice").rdd.flatMap(lambda row: work.links_of_slice(row.accounts, row.neighbours))
    return accounts.sparkSession.createDataFrame(found, "account long, earlier long, evidence double")


def joined(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Connected components: each linked id with the least id of its component. On the driver: some 100 bytes a link."""
    parent: dict[int, int] = {}

    def root(id: int) -> int:
        while (above := parent.setdefault(id, id)) != id:
            parent[id] = parent[above]
            id = above
        return id

    for a, b in pairs:
        low, high = sorted((root(a), root(b)))
        parent[high] = low
    return [(id, root(id)) for id in parent]


def frame(spark: SparkSession, rows: Any, columns: tables.Columns) -> DataFrame:
    return spark.createDataFrame(rows, T.StructType([T.StructField(name, _TYPES[kind]) for name, kind in columns.items()]))


def session(master: Optional[str], partitions: Optional[int]) -> SparkSession:
    """The session of spark-submit, or one of this machine's cores."""
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("sitrep")
    if master or "SPARK_ENV_LOADED" not in os.environ:
        builder = builder.master(master or "local[*]").config("spark.ui.enabled", "false").config("spark.ui.showConsoleProgress", "false")
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    spark.conf.set("spark.sql.shuffle.partitions", partitions or 4 * spark.sparkContext.defaultParallelism)
    return spark


def main(arguments: Optional[list[str]] = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m sitrep.spark", description="Reads and reconciles many files of news on Spark.")
    parser.add_argument("--input", nargs="+", required=True, metavar="FILE", help="files, folders or globs: WARC, JSON lines, Parquet, and all else that sitrep reads")
    parser.add_argument("--output", required=True, metavar="FOLDER", help="where Parquet goes; a rerun goes on with what is not there")
    parser.add_argument("--master", help="a Spark master; by default that of spark-submit, or local[*]")
    parser.add_argument("--partitions", type=int, help="of shuffles; by default four a core")
    parser.add_argument("--all", action="store_true", help="do not leave out reports of no concern")
    given = parser.parse_args(arguments)
    try:
        spark = session(given.master, given.partitions)
        summary = run(spark, given.input, given.output, not given.all)
    except _engine.Error as error:
        print(f"sitrep.spark: {error}", file=sys.stderr)
        return 2
    for name, value in summary.items():
        print(f"{name.replace('_', ' '):>18}  {value}")
    spark.stop()
    return 1 if summary["skipped"] else 0
