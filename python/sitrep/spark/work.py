# SPDX-License-Identifier: Apache-2.0
"""What workers do: a file to readings and accounts, neighbours in blocks to links, accounts with links to incidents.

Nothing here knows Spark. A worker process loads the model once, at its first report."""

from __future__ import annotations

import glob
import hashlib
import json
import os
import resource
import time
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, Union

import pyarrow as pa
import pyarrow.parquet as pq

from .. import _data, _engine, tables
from ..ingest import Skipped, ingest
from ..ledger import Incident
from ..reading import Failure, Reading, read_many
from ..records import Report

READINGS = pa.schema([("report", pa.string()), ("published", pa.string()), ("publisher", pa.string()), ("title", pa.string()), ("url", pa.string()),
                      ("source", pa.string()), ("position", pa.int64()), ("reading", pa.string())])
ACCOUNTS = pa.schema([("id", pa.int64()), ("report", pa.string()), ("source", pa.string()), ("position", pa.int64()), ("account", pa.string()),
                      ("number", pa.int64()), ("rank", pa.int64()), ("keys", pa.list_(pa.int64()))])
SKIPPED = pa.schema([("source", pa.string()), ("offset", pa.int64()), ("reason", pa.string())])
_ROWS_TOGETHER = 256  # in one group of a Parquet file; bounds memory


class Task(NamedTuple):
    """A file to be read, and where its part of the result goes."""

    path: str
    prefix: str
    """The file's folder below that of all inputs: keeps ids that are made up from names of files apart."""
    output: str
    of_concern_only: bool

    @property
    def part(self) -> str:
        """The same for the same file; a file that has grown is another one."""
        state = f"{self.path}\x1f{os.path.getsize(self.path)}\x1f{self.of_concern_only}"
        return f"{Path(self.path).name.split('.')[0][:40]}-{hashlib.blake2b(state.encode(), digest_size=8).hexdigest()}.parquet"

    @property
    def is_done(self) -> bool:
        return (Path(self.output) / "readings" / self.part).exists()


class Done(NamedTuple):
    path: str
    reports: int
    skipped: int
    passed_over: int
    worker: int
    loads: int
    """How often the worker has loaded the model."""
    peak_mib: int
    """Of the worker's memory."""
    seconds: float
    """Of a processor."""


class _Parts:
    """The Parquet files of a task, written beside their places and moved there when all are complete; readings last, as
    their being there says that the file is done."""

    def __init__(self, task: Task):
        self._files = {name: (Path(task.output) / name / task.part, schema)
                       for name, schema in (("accounts", ACCOUNTS), ("skipped", SKIPPED), ("readings", READINGS))}
        self._rows: dict[str, list[dict[str, Any]]] = {name: [] for name in self._files}
        self._writers = {name: pq.ParquetWriter(self._temporary(path), schema, compression="zstd") for name, (path, schema) in self._files.items()}

    @staticmethod
    def _temporary(path: Path) -> Path:
        return path.with_name(f".{path.name}.{os.getpid()}")

    def add(self, name: str, row: dict[str, Any]) -> None:
        self._rows[name].append(row)
        if len(self._rows[name]) >= _ROWS_TOGETHER:
            self._write(name)

    def _write(self, name: str) -> None:
        self._writers[name].write_table(pa.Table.from_pylist(self._rows[name], self._files[name][1]))
        self._rows[name].clear()

    def finish(self) -> None:
        for name, (path, _) in self._files.items():
            self._write(name)
            self._writers[name].close()
            os.replace(self._temporary(path), path)

    def abandon(self) -> None:
        for name, (path, _) in self._files.items():
            self._writers[name].close()
            self._temporary(path).unlink(missing_ok=True)


@cache
def _reconciler() -> _engine.Reconciler:
    return _engine.Reconciler(_data.FOLDER)


def read_file(task: Task) -> Done:
    """All records of a file to readings and accounts, with memory that does not depend on its size."""
    started = time.process_time()
    parts = _Parts(task)
    try:
        counts = _read_into(parts, task)
        parts.finish()
    except BaseException:
        parts.abandon()
        raise
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return Done(task.path, *counts, os.getpid(), _data.reader.cache_info().misses, peak, time.process_time() - started)


def _read_into(parts: _Parts, task: Task) -> tuple[int, int, int]:
    is_parquet = task.path.endswith(".parquet")
    reports = None if is_parquet else ingest(task.path, of_concern_only=task.of_concern_only)
    items: Iterable[Any] = _parquet_records(task.path) if reports is None else (_named(report, task) for report in reports)
    read = skipped = 0
    for position, result in enumerate(read_many(items, threads=1)):
        if isinstance(result, Failure):
            parts.add("skipped", Skipped(task.path, result.index, str(result.error))._asdict())
            skipped += 1
        else:
            _add_reading(parts, task, position, result)
            read += 1
    for record in [] if reports is None else reports.skipped:
        parts.add("skipped", record._asdict())
        skipped += 1
    return read, skipped, 0 if reports is None else reports.passed_over


def _parquet_records(path: str) -> Iterator[dict[str, Any]]:
    for batch in pq.ParquetFile(path).iter_batches(_ROWS_TOGETHER):
        yield from batch.to_pylist()


def _named(report: Report, task: Task) -> Report:
    stem = Path(task.path).name.split(".")[0]
    is_made_up = task.prefix and report.id.split("#")[0].split("~")[0] == stem
    return Report(**{**vars(report), "id": f"{task.prefix}/{report.id}"}) if is_made_up else report


def _add_reading(parts: _Parts, task: Task, position: int, reading: Reading) -> None:
    report = reading.report
    place = {"source": task.path, "position": position}
    parts.add("readings", {"report": report.id, "published": report.published, "publisher": report.publisher, "title": report.title,
                           "url": report.url, "reading": reading.to_json(), **place})
    for account in _reconciler().accounts(reading.to_json()):
        parts.add("accounts", {"id": account_id(account.report, account.number), "report": account.report, "account": account.json,
                               "number": account.number, "rank": account.rank, "keys": account.keys, **place})


def account_id(report: str, number: int) -> int:
    return int.from_bytes(hashlib.blake2b(f"{report}\x1f{number}".encode(), digest_size=8).digest(), "big", signed=True)


Link = tuple[int, int, float]  # ids of an account and of an earlier one, and the evidence for their being one


def links_of_slice(accounts: Iterable[tuple[int, str]], neighbours: Iterable[tuple[int, list[int]]]) -> list[Link]:
    """Which accounts of a slice are linked to those that stand before them in a block. accounts: all that are named, by id."""
    ids, texts = zip(*accounts)
    position = {id: number for number, id in enumerate(ids)}
    pairs = [(position[id], position[other]) for id, earlier in neighbours for other in earlier]
    return [(ids[account], ids[earlier], evidence) for account, earlier, evidence in _engine.Reconciler.links(list(texts), pairs)]


def incidents_of_component(root: int, accounts: Iterable[tuple[int, str]], links: Iterable[Link]) -> Iterator[tables.Row]:
    """Rows of the table of incidents, with the incident's JSON last."""
    ids, texts = zip(*sorted(accounts))
    position = {id: number for number, id in enumerate(ids)}
    placed = [(position[account], position[earlier], evidence) for account, earlier, evidence in links]
    for number, text in enumerate(_engine.Reconciler.reconcile(list(texts), placed), 1):
        row: dict[str, Any] = json.loads(text)
        row["id"] = f"{root & 0xFFFFFFFFFFFFFFFF:016x}.{number}"
        named = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
        for values in tables.of_incidents("incidents", [Incident.from_json(named)]).rows:
            yield (*values, named)


def figures_of_incident(text: str) -> list[tables.Row]:
    return tables.of_incidents("figures", [Incident.from_json(text)]).rows


def files_of(inputs: Iterable[Union[str, Path]]) -> list[str]:
    """Files, files in folders, and what globs match; sorted, each once. Raises `sitrep.Error` for an input that is not there."""
    files: set[str] = set()
    for given in map(str, inputs):
        found = [Path(given)] if Path(given).exists() else [Path(name) for name in glob.glob(given, recursive=True)]
        if not found:
            raise _engine.Error(f"{given}: no such file or folder, and no glob that matches one")
        for path in found:
            files.update(str(file) for file in ([path] if path.is_file() else path.rglob("*")) if file.is_file() and not file.name.startswith("."))
    return sorted(files)
