# SPDX-License-Identifier: Apache-2.0
"""Readings: what one report says, and how reports are read."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Optional, TypeVar, Union

from . import _engine, tables
from ._data import reader
from .ingest import ingest
from .records import (Casualty, Claim, Damage, Entity, Event, Figure, Finding, Office, Place, Relation, Report, ReportedIncident, Sentence, Span,
                      Time, decoded)

if TYPE_CHECKING:
    import pandas
    import pyarrow

T = TypeVar("T")
Item = Union[str, "os.PathLike[str]", Report, Mapping[str, Any]]
Located = Union[Span, Sentence, Entity, Place, Time, Figure, Claim, Event, Casualty, Damage, Relation]

_LISTS = {"e": "entities", "p": "places", "t": "times", "q": "figures", "c": "claims", "v": "events", "k": "casualties", "d": "damage",
          "r": "relations", "i": "incidents"}  # by the letter that their ids begin with
_READ_TOGETHER = 16  # reports parsed at once by one thread


class Reading:
    """What one report says. A value: equal when its JSON is, pickled as that.

    The lists `sentences`, `entities`, `places`, `times`, `figures`, `claims`, `events`, `casualties`, `damage`,
    `relations`, `incidents` and `findings` hold the records of `sitrep.records`, in the order of first mention. Source: the
    engine's reading of `text`; each record leads back to its words by `start` and `end`.
    """

    def __init__(self, text: str):
        """From the data contract's JSON, as `to_json` gives it."""
        self._json = text

    @staticmethod
    def from_json(text: str) -> Reading:
        """The reverse of `to_json`."""
        return Reading(text)

    def to_json(self) -> str:
        """The data contract's JSON, one line."""
        return self._json

    def to_dict(self) -> dict[str, Any]:
        """The same as Python's dicts and lists; yours to change."""
        rows: dict[str, Any] = json.loads(self._json)
        return rows

    @cached_property
    def _rows(self) -> dict[str, Any]:
        return self.to_dict()

    @cached_property
    def report(self) -> Report:
        return decoded(Report, self._rows["report"])

    @property
    def id(self) -> str:
        return self.report.id

    @property
    def text(self) -> str:
        """The report's main text; every `start` and `end` refers to it."""
        return self.report.text

    @property
    def published(self) -> Optional[str]:
        return self.report.published

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        return self._list(Sentence, "sentences")

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        return tuple(decoded(Entity, row | {"office": row["office"] and decoded(Office, row["office"])}) for row in self._rows["entities"])

    @cached_property
    def places(self) -> tuple[Place, ...]:
        return self._list(Place, "places")

    @cached_property
    def times(self) -> tuple[Time, ...]:
        return self._list(Time, "times")

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        return self._list(Figure, "figures")

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        return self._list(Claim, "claims")

    @cached_property
    def events(self) -> tuple[Event, ...]:
        return self._list(Event, "events")

    @cached_property
    def casualties(self) -> tuple[Casualty, ...]:
        return self._anchored(Casualty, "casualties", ("figure", "victims", "event"))

    @cached_property
    def damage(self) -> tuple[Damage, ...]:
        return self._anchored(Damage, "damage", ("object", "figure", "event"))

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        return self._list(Relation, "relations")

    @cached_property
    def incidents(self) -> tuple[ReportedIncident, ...]:
        return self._list(ReportedIncident, "incidents")

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        return self._list(Finding, "findings")

    def _list(self, kind: type[T], name: str) -> tuple[T, ...]:
        return tuple(decoded(kind, row) for row in self._rows[name])

    def _anchored(self, kind: type[T], name: str, anchors: tuple[str, ...]) -> tuple[T, ...]:
        """Records without a span of their own get that of the first thing that they name."""
        records: list[T] = []
        for row in self._rows[name]:
            named = next((self[row[anchor]] for anchor in anchors if row[anchor]), None)
            span = {"start": named.start, "end": named.end} if named else {}
            records.append(decoded(kind, row, **span))
        return tuple(records)

    def __getitem__(self, id: str) -> Any:
        """The record with this id: `reading["e1"]`. Raises KeyError."""
        letter = id[:1]
        if letter not in self._by_id:
            self._by_id[letter] = {record.id: record for record in getattr(self, _LISTS[letter])}
        return self._by_id[letter][id]

    @cached_property
    def _by_id(self) -> dict[str, dict[str, Any]]:
        return {}

    def quote(self, record: Located) -> str:
        """The words of a record or a span: `reading.text[record.start:record.end]`."""
        return self.text[record.start:record.end]

    def sentence(self, record: Located) -> str:
        """The sentence in which a record starts."""
        return next((self.quote(s) for s in self.sentences if s.start <= record.start < s.end), self.quote(record))

    def claimant(self, record: Union[Claim, Event, Casualty, Damage, Relation]) -> Optional[str]:
        """Who says it: the speaker's name, or the words that stand for him; None when the report itself states it as fact."""
        claim = record if isinstance(record, Claim) else self[record.claim] if record.claim else None
        if claim is None:
            return None
        return self[claim.speaker].name if claim.speaker else self.quote(claim.source) if claim.source else "an unnamed source"

    def rows(self, kind: str = "figures") -> tables.Rows:
        """A table of this reading: "figures" (losses, one row a figure with its claimant), "claims" or "events"."""
        return tables.of_readings(kind, [self])

    def to_pandas(self, kind: str = "figures") -> pandas.DataFrame:
        """`rows(kind)` as a DataFrame. Needs pandas and pyarrow."""
        return self.rows(kind).to_pandas()

    def to_arrow(self, kind: str = "figures") -> pyarrow.Table:
        """`rows(kind)` as an Arrow table. Needs pyarrow."""
        return self.rows(kind).to_arrow()

    def _repr_html_(self) -> str:
        """For notebooks: losses, claims and findings, and the text with its marks. Text of the report is escaped."""
        return _engine.Reader.html(self._json)

    def __str__(self) -> str:
        """The sheet that `sitrep read` prints."""
        return _engine.Reader.sheet(self._json, "text")

    def __repr__(self) -> str:
        return (f"<Reading {self.id!r}: {len(self.claims)} claims, {len(self.casualties)} casualty records, {len(self.events)} events, "
                f"{len(self.findings)} findings>")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Reading) and self._json == other._json

    def __hash__(self) -> int:
        return hash(self._json)

    def __reduce__(self) -> tuple[Any, ...]:
        return Reading, (self._json,)


@dataclasses.dataclass(frozen=True)
class Failure:
    """Stands in the place of a reading when an item could not be read. False where a truth value is asked."""

    index: int
    """Of the item, from 0."""
    item: Any
    error: Exception

    def __bool__(self) -> bool:
        return False


def read(source: Union[str, "os.PathLike[str]"], *, published: Union[str, date, None] = None, title: Optional[str] = None, id: Optional[str] = None,
         publisher: Optional[str] = None, dateline: Optional[str] = None, url: Optional[str] = None) -> Reading:
    """Reads one report.

    source: the text itself (str), or the path of a file with one report (`pathlib.Path`): text, a saved page, JSON.
    published: its date, ISO 8601 or a `date`; without one, "on Tuesday" has no day. Given, it takes the place of the file's.
    id: of the report; else a file has its name, a text a checksum of what it says.

    The text is cleaned as everywhere (boilerplate lines go), so offsets refer to `reading.text`, not to `source`. A report
    in another language than English gives a reading with a finding and nothing else. Raises `sitrep.Error` when a file is
    not there, holds no report or more than one.

        >>> reading = sitrep.read("Two soldiers were killed on Tuesday, the ministry said.", published="2031-05-06")
        >>> reading = sitrep.read(Path("page.html"))
    """
    given = {"published": published.isoformat() if isinstance(published, date) else published, "title": title, "id": id, "publisher": publisher,
             "dateline": dateline, "url": url}
    given = {name: value for name, value in given.items() if value is not None}
    if isinstance(source, str):
        report = _prepared({"text": source} | given)
    else:
        report = _prepared(source)
        for name, value in given.items():
            setattr(report, name, value)
    return Reading(reader().read([report])[0])


def read_many(items: Iterable[Item], *, threads: Optional[int] = None) -> Generator[Union[Reading, Failure], None, None]:
    """Reads any number of reports on all cores, in order, with bounded memory; the interpreter is free meanwhile.

    items: texts (str), paths of files with one report each, dicts with the names of `Report` ("text" is needed), or reports
        of `ingest`, which are taken as they are.
    threads: how many; by default one for each core that this process may use.

    Yields one result an item: a `Reading`, or a `Failure` when the item cannot be read, which ends nothing. An exception of
    the iterable itself comes out behind the readings of what came before it. At most some dozens of items are under way, so
    endless iterables and files larger than memory are fine; to stop early, close the generator.
    """
    workers = threads or len(os.sched_getaffinity(0))
    if workers < 1:
        raise _engine.Error(f"threads={threads}: a number from 1 on is needed")
    return _read_many(iter(items), workers)


def _read_many(items: Iterator[Item], workers: int) -> Generator[Union[Reading, Failure], None, None]:
    reader()  # what is wrong with the package's data is no fault of an item
    under_way: deque[Future[list[Union[Reading, Failure]]]] = deque()
    pool = ThreadPoolExecutor(workers, thread_name_prefix="sitrep")
    failure: Optional[BaseException] = None
    try:
        first = 0
        while failure is None:
            batch: list[Item] = []
            try:
                while len(batch) < _READ_TOGETHER:
                    batch.append(next(items))
            except StopIteration as end:
                failure = end
            except Exception as error:
                failure = error
            if batch:
                under_way.append(pool.submit(_read_batch, first, batch))
                first += len(batch)
            while under_way and (failure is not None or len(under_way) > 2 * workers):
                yield from under_way.popleft().result()
        if not isinstance(failure, StopIteration):
            raise failure
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _read_batch(first: int, items: list[Item]) -> list[Union[Reading, Failure]]:
    results: list[Any] = []
    for index, item in enumerate(items, first):
        try:
            results.append(_prepared(item))
        except Exception as error:
            results.append(Failure(index, item, error))
    reports = [result for result in results if not isinstance(result, Failure)]
    try:
        readings = iter(reader().read(reports))
        return [result if isinstance(result, Failure) else Reading(next(readings)) for result in results]
    except Exception:  # one of them cannot be read: each by itself tells which
        return [result if isinstance(result, Failure) else _read_alone(index, item, result)
                for index, (item, result) in enumerate(zip(items, results), first)]


def _read_alone(index: int, item: Item, report: _engine.Report) -> Union[Reading, Failure]:
    try:
        return Reading(reader().read([report])[0])
    except Exception as error:
        return Failure(index, item, error)


def _prepared(item: Item) -> _engine.Report:
    """The engine's report of an item."""
    if isinstance(item, Report):
        return _native(item)
    if isinstance(item, str):
        item = {"text": item}
    if isinstance(item, Mapping):
        record = {"id": _id_of(item)} | {name: value for name, value in item.items() if value is not None}
        if not isinstance(record.get("text"), str):
            raise _engine.Error(f"a record needs a text; this one has {', '.join(map(str, item)) or 'nothing'}")
        return reader().clean(_encodable(json.dumps(record, ensure_ascii=False)))
    if isinstance(item, os.PathLike):
        return _native(_only_report(item))
    raise _engine.Error(f"a {type(item).__name__} cannot be read; give a text, a path, a dict or a report")


def _native(report: Report) -> _engine.Report:
    native = _engine.Report()
    for field in ("id", "text", "title", "published", "publisher", "byline", "dateline", "url", "language"):
        value = getattr(report, field)
        setattr(native, field, value if value is None else _encodable(value))
    if not native.id:
        native.id = _id_of(dataclasses.asdict(report))
    return native


def _encodable(text: str) -> str:
    """Half a surrogate pair, which no encoding has, becomes "?"."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _only_report(path: "os.PathLike[str]") -> Report:
    reports = ingest(path)
    first, second = next(reports, None), next(reports, None)
    if first is None:
        reasons = "; ".join(skipped.reason for skipped in reports.skipped) or "it is empty, or holds no text"
        raise _engine.Error(f"{os.fspath(path)}: no report was found: {reasons}")
    if second is not None:
        raise _engine.Error(f"{os.fspath(path)}: holds more than one report; read_many(ingest(path)) reads them all")
    return first


def _id_of(item: Mapping[str, Any]) -> str:
    """The same for the same report, whatever it is read with: ledgers know reports by their ids."""
    parts = "\x1f".join(str(item.get(name) or "") for name in ("title", "published", "publisher", "text"))
    return "text-" + hashlib.blake2b(parts.encode("utf-8", "replace"), digest_size=6).hexdigest()
