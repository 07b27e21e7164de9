# SPDX-License-Identifier: Apache-2.0
"""Tables of readings and incidents, for pandas, Arrow and Parquet. A table's columns never depend on what is in it.

Whole numbers are int64 and may be null: zero, unknown and not said are different. Days are ISO 8601 text, `lat` and `lon`
degrees. `report`, `start` and `end` lead back to the words: `text_of_report[start:end]`.
"""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Optional

from ._engine import Error
from .records import Casualty, Claim, Event

if TYPE_CHECKING:
    import pandas
    import pyarrow

    from .ledger import CasualtyRow, Incident
    from .reading import Failure, Reading

Columns = dict[str, str]  # name -> text, texts (a list), int, float or bool
Row = tuple[Any, ...]

_WHERE_SAID: Columns = {"report": "text", "published": "text"}
_WORDS: Columns = {"start": "int", "end": "int", "quote": "text"}
_PLACE: Columns = {"place": "text", "country": "text", "lat": "float", "lon": "float"}
_TIME: Columns = {"from": "text", "to": "text"}

FIGURES: Columns = _WHERE_SAID | {
    "casualty": "text", "outcome": "text", "side": "text", "class": "text", "low": "int", "best": "int", "high": "int", "qualifier": "text",
    "claimant": "text", "stance": "text", "inflicted_by": "texts", "background": "bool", "part_of": "text"} | _PLACE | _TIME | _WORDS
CLAIMS: Columns = _WHERE_SAID | {"claim": "text", "claimant": "text", "claimant_country": "text", "stance": "text", "about": "text",
                                 "channel": "text"} | _WORDS
EVENTS: Columns = _WHERE_SAID | {
    "event": "text", "type": "text", "mode": "text", "contexts": "texts", "cameo": "text", "goldstein": "float", "status": "text", "actors": "texts",
    "targets": "texts", "background": "bool", "claimant": "text"} | _PLACE | _TIME | _WORDS
INCIDENTS: Columns = {
    "incident": "text", "kind": "text", "title": "text"} | _TIME | {"time_precision": "text"} | _PLACE | {
    "sides": "texts", "killed_low": "int", "killed_best": "int", "killed_high": "int", "event_grade": "text", "responsibility_grade": "text",
    "figure_grade": "text", "reports": "int", "independent_sources": "int", "status": "text", "revision": "int", "first_seen": "text",
    "last_seen": "text"}
INCIDENT_FIGURES: Columns = {
    "incident": "text", "kind": "text", "from": "text", "outcome": "text", "side": "text", "class": "text", "agreement": "text", "is_total": "bool",
    "claimant": "text", "relation": "text", "low": "int", "best": "int", "high": "int", "as_of": "text", "standing": "text", "report": "text",
    "start": "int", "end": "int"}
INCIDENT_CLAIMS: Columns = {
    "incident": "text", "claimant": "text", "stance": "text", "about": "text", "contradicts": "int", "confirms": "int", "report": "text",
    "start": "int", "end": "int"}


class Rows:
    """A table: `columns` with their types, and rows as tuples in their order."""

    def __init__(self, columns: Columns, rows: Iterable[Row]):
        self.columns = columns
        self.rows = list(rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return (dict(zip(self.columns, row)) for row in self.rows)

    def to_arrow(self) -> pyarrow.Table:
        """An Arrow table. Needs pyarrow."""
        import pyarrow as pa
        kinds = {"text": pa.string(), "texts": pa.list_(pa.string()), "int": pa.int64(), "float": pa.float64(), "bool": pa.bool_()}
        lists = list(zip(*self.rows)) or [()] * len(self.columns)
        return pa.table([pa.array(values, kinds[kind]) for values, kind in zip(lists, self.columns.values())], names=list(self.columns))

    def to_pandas(self) -> pandas.DataFrame:
        """A DataFrame; whole numbers are `Int64`, which knows missing values. Needs pandas and pyarrow."""
        import pandas as pd
        import pyarrow as pa
        return self.to_arrow().to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get)

    def _repr_html_(self) -> str:
        """For notebooks, at most 60 rows. Text is escaped."""
        head = "".join(f"<th>{escaped(name)}</th>" for name in self.columns)
        body = "".join("<tr>" + "".join(f"<td>{escaped(shown(value))}</td>" for value in row) + "</tr>" for row in self.rows[:60])
        more = f"<p>{len(self.rows) - 60} more rows</p>" if len(self.rows) > 60 else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def shown(value: Any) -> str:
    return "" if value is None else ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def escaped(text: str) -> str:
    """For a page, without control characters and those that turn the direction of text."""
    return html.escape("".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cf")))


def of_readings(kind: str, readings: Iterable[Reading | Failure]) -> Rows:
    """A table over many readings: "figures", "claims" or "events". Failures are passed over."""
    columns, rows = _chosen(kind, {"figures": (FIGURES, _figure_rows), "claims": (CLAIMS, _claim_rows), "events": (EVENTS, _event_rows)})
    return Rows(columns, (row for reading in readings if reading for row in rows(reading)))


def of_incidents(kind: str, incidents: Iterable[Incident]) -> Rows:
    """A table over incidents: "incidents", "figures" (by claimant) or "claims"."""
    columns, rows = _chosen(kind, {"incidents": (INCIDENTS, _incident_rows), "figures": (INCIDENT_FIGURES, _incident_figure_rows),
                                   "claims": (INCIDENT_CLAIMS, _incident_claim_rows)})
    return Rows(columns, (row for incident in incidents for row in rows(incident)))


def _chosen(kind: str, tables: dict[str, tuple[Columns, Callable[[Any], Iterator[Row]]]]) -> tuple[Columns, Callable[[Any], Iterator[Row]]]:
    if kind not in tables:
        raise Error(f"{kind!r} is no table; there are {', '.join(tables)}")
    return tables[kind]


def _place(reading: Reading, id: Optional[str]) -> Row:
    place = reading[id] if id else None
    return (place.name, place.country, place.lat, place.lon) if place else (None, None, None, None)


def _time(reading: Reading, id: Optional[str]) -> Row:
    time = reading[id] if id else None
    return (time.from_, time.to) if time else (None, None)


def _names(reading: Reading, ids: Iterable[str]) -> list[str]:
    return [reading[id].name for id in ids]


def _words(reading: Reading, record: Casualty | Claim | Event) -> Row:
    return (record.start, record.end, reading.quote(record))


def _figure_rows(reading: Reading) -> Iterator[Row]:
    for c in reading.casualties:
        figure = reading[c.figure] if c.figure else None
        bounds = (figure.low, figure.best, figure.high, figure.qualifier) if figure else (None, None, None, None)
        yield (reading.id, reading.published, c.id, c.outcome, c.side, c.class_, *bounds, reading.claimant(c),
               reading[c.claim].stance if c.claim else None, _names(reading, c.inflicted_by), c.background, c.part_of, *_place(reading, c.place),
               *_time(reading, c.time), *_words(reading, c))


def _claim_rows(reading: Reading) -> Iterator[Row]:
    for c in reading.claims:
        country = reading[c.speaker].country if c.speaker else None
        yield (reading.id, reading.published, c.id, reading.claimant(c), country, c.stance, c.about, c.channel, *_words(reading, c))


def _event_rows(reading: Reading) -> Iterator[Row]:
    for e in reading.events:
        yield (reading.id, reading.published, e.id, e.type, e.mode, list(e.contexts), e.cameo, e.goldstein, e.status, _names(reading, e.actors),
               _names(reading, e.targets), e.background, reading.claimant(e), *_place(reading, e.place), *_time(reading, e.time), *_words(reading, e))


def _sum(values: Iterable[Optional[int]]) -> Optional[int]:
    """Over rows that are disjoint; None as soon as one bound is open."""
    total = None
    for value in values:
        if value is None:
            return None
        total = value + (total or 0)
    return total


def _incident_rows(incident: Incident) -> Iterator[Row]:
    place = incident.places[0] if incident.places else None
    where = (place.name, place.country, place.lat, place.lon) if place else (None, None, None, None)
    killed = [row for row in incident.casualties if row.outcome == "killed" and row.agreement != "superseded"]
    bounds = (_sum(row.low for row in killed), _sum(row.best for row in killed), _sum(row.high for row in killed))
    yield (incident.id, incident.kind, incident.title, incident.from_, incident.to, incident.time_precision, *where, [s.key for s in incident.sides],
           *bounds, incident.event_grade, incident.responsibility_grade, incident.figure_grade, len(incident.reports), incident.independent_sources,
           incident.status, incident.revision, incident.first_seen, incident.last_seen)


def _incident_figure_rows(incident: Incident) -> Iterator[Row]:
    def rows_of(rows: Iterable[CasualtyRow], is_total: bool) -> Iterator[Row]:
        for row in rows:
            for c in row.claims:
                yield (incident.id, incident.kind, incident.from_, row.outcome, row.side, row.class_, row.agreement, is_total, c.claimant, c.relation,
                       c.low, c.best, c.high, c.as_of, c.standing, c.report, c.start, c.end)
    yield from rows_of(incident.casualties, False)
    yield from rows_of(incident.totals, True)


def _incident_claim_rows(incident: Incident) -> Iterator[Row]:
    for c in incident.claims:
        yield (incident.id, c.claimant, c.stance, c.about, len(c.contradicts), len(c.confirms), c.report, c.start, c.end)
