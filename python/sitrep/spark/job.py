# SPDX-License-Identifier: Apache-2.0
"""The job as the driver sees it: files are read, accounts meet in blocks, linked accounts are one incident.

The stages are those of one machine's ledger, made of the same functions: block_keys() files accounts, components_of() links
those of a block, reconcile() makes incidents of components that have been joined."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Optional

from pyspark import RDD
from pyspark.sql import DataFrame, SparkSession, Window
from pyspark.sql import functions as F
from pyspark.sql import types as T

from .. import tables
from . import work

_TYPES = {"text": T.StringType(), "texts": T.ArrayType(T.StringType()), "int": T.LongType(), "float": T.DoubleType(), "bool": T.BooleanType()}


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
        "read_seconds": round(read_seconds, 2), "reconcile_seconds": round(time.monotonic() - started - read_seconds, 2)}
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
    accounts = spark.read.parquet(f"{output}/accounts").withColumn("rank", F.rank().over(latest)).where("rank = 1").drop("rank").cache()
    roots = spark.createDataFrame(joined(links(accounts).toLocalIterator()), "id long, root long")
    incidents = (accounts.join(roots, "id", "left").select(F.coalesce("root", "id").alias("root"), "account")
                 .groupBy("root").agg(F.collect_list("account").alias("accounts")))
    rows = incidents.rdd.flatMap(lambda row: work.incidents_of_component(row.root, row.accounts))
    frame(spark, rows, {**tables.INCIDENTS, "json": "text"}).write.mode("overwrite").parquet(f"{output}/incidents")
    texts = spark.read.parquet(f"{output}/incidents").select("json")
    frame(spark, texts.rdd.flatMap(lambda row: work.figures_of_incident(row.json)), tables.INCIDENT_FIGURES).write.mode("overwrite").parquet(f"{output}/figures")
    accounts.unpersist()


def links(accounts: DataFrame) -> RDD:
    """Pairs of accounts that are linked, found block by block. Keys that gather the same accounts are one block."""
    blocks = (accounts.select("id", F.explode("keys").alias("key"))
              .groupBy("key").agg(F.array_sort(F.collect_list("id")).alias("ids")).where(F.size("ids") > 1).select("ids").distinct())
    filled = (blocks.select(F.xxhash64("ids").alias("block"), F.explode("ids").alias("id")).join(accounts.select("id", "account"), "id")
              .groupBy("block").agg(F.collect_list(F.struct("id", "account")).alias("members")))
    return filled.rdd.flatMap(lambda row: work.links_of_block([m.id for m in row.members], [m.account for m in row.members]))


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
    except work._engine.Error as error:
        print(f"sitrep.spark: {error}", file=sys.stderr)
        return 2
    for name, value in summary.items():
        print(f"{name.replace('_', ' '):>18}  {value}")
    spark.stop()
    return 1 if summary["skipped"] else 0
