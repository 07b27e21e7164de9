# SPDX-License-Identifier: Apache-2.0
"""The ledger: many readings reconciled into incidents."""

from __future__ import annotations

import itertools
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, Optional, Union

from . import _engine, tables
from ._data import FOLDER
from .reading import Failure, Reading
from .records import decoded

if TYPE_CHECKING:
    import pandas
    import pyarrow

_ADDED_TOGETHER = 64  # readings in one transaction


class Revision(NamedTuple):
    """A change of an incident: its number, what caused it, and what changed, in plain words."""

    number: int
    cause: str
    changes: list[str]


@dataclass(frozen=True)
class IncidentPlace:
    """A place, and where a report names it: `start` and `end` are positions in the text of `report`."""

    name: str
    geonameid: Optional[int]
    lat: Optional[float]
    lon: Optional[float]
    country: Optional[str]
    admin1: Optional[str]
    feature: Optional[str]
    precision: str
    confidence: float
    report: str
    start: int
    end: int


@dataclass(frozen=True)
class Side:
    key: str
    """Alpha-3, or a key in the actor base."""
    role: str
    """party, target or mediator."""


@dataclass(frozen=True)
class FigureClaim:
    """A figure of one claimant, as it stands in one report."""

    claimant: str
    """"ARM government"; "report: Example News" for a report's own voice."""
    relation: str
    """own_side, opponent, third_party or report."""
    low: Optional[int]
    best: Optional[int]
    high: Optional[int]
    as_of: Optional[str]
    standing: str
    """current, superseded, part, total, running_total or rejected."""
    class_: str
    place: Optional[str]
    report: str
    start: int
    end: int


@dataclass(frozen=True)
class CasualtyRow:
    """What is known of one outcome for one side and class: bounds over claimants, never an average."""

    outcome: str
    side: Optional[str]
    class_: str
    low: Optional[int]
    best: Optional[int]
    high: Optional[int]
    agreement: str
    """corroborated, single_source, contested or superseded."""
    claims: tuple[FigureClaim, ...]


@dataclass(frozen=True)
class StatedClaim:
    """Who says what about whom; `contradicts` and `confirms` are positions in the incident's `claims`."""

    claimant: str
    stance: str
    about: Optional[str]
    contradicts: tuple[int, ...]
    confirms: tuple[int, ...]
    report: str
    start: int
    end: int


@dataclass(frozen=True)
class ResponsibilityClaim:
    actor: str
    blame: str
    """claimed, blamed or denied."""
    claimant: str
    as_of: Optional[str]
    report: str
    start: int
    end: int


def _casualty_rows(rows: list[dict[str, Any]]) -> tuple[CasualtyRow, ...]:
    return tuple(decoded(CasualtyRow, row | {"claims": [decoded(FigureClaim, claim) for claim in row["claims"]]}) for row in rows)


@dataclass(frozen=True)
class Incident:
    """One happening as many reports tell it. Every number has the report and the place in its text that it comes from."""

    id: str
    kind: str
    title: str
    from_: Optional[str]
    to: Optional[str]
    time_precision: Optional[str]
    places: tuple[IncidentPlace, ...]
    sides: tuple[Side, ...]
    casualties: tuple[CasualtyRow, ...]
    """Rows of one outcome are disjoint: they can be added up."""
    totals: tuple[CasualtyRow, ...]
    """Figures over several rows, and running totals: never add them."""
    claims: tuple[StatedClaim, ...]
    responsibility: tuple[ResponsibilityClaim, ...]
    event_grade: str
    responsibility_grade: str
    figure_grade: str
    reports: tuple[str, ...]
    independent_sources: int
    """Copies of one wire story count as one."""
    status: str
    revision: int
    first_seen: Optional[str]
    last_seen: Optional[str]
    _json: str = field(repr=False, compare=False, default="")
    _ledger: Optional[Ledger] = field(repr=False, compare=False, default=None)

    @staticmethod
    def from_json(text: str, ledger: Optional[Ledger] = None) -> Incident:
        row = json.loads(text)
        row |= {"places": [decoded(IncidentPlace, place) for place in row["places"]], "sides": [decoded(Side, side) for side in row["sides"]],
                "casualties": _casualty_rows(row["casualties"]), "totals": _casualty_rows(row["totals"]),
                "claims": [decoded(StatedClaim, claim) for claim in row["claims"]],
                "responsibility": [decoded(ResponsibilityClaim, claim) for claim in row["responsibility"]]}
        return decoded(Incident, row, _json=text, _ledger=ledger)

    def to_json(self) -> str:
        """The data contract's JSON, one line."""
        return self._json

    def to_dict(self) -> dict[str, Any]:
        """The same as Python's dicts and lists; yours to change."""
        rows: dict[str, Any] = json.loads(self._json)
        return rows

    def _repr_html_(self) -> Optional[str]:
        """For notebooks: the incident's sheet with its sentences. Text of reports is escaped."""
        return self._ledger.sheet(self.id, form="html") if self._ledger else None

    def __reduce__(self) -> tuple[Any, ...]:
        return Incident.from_json, (self._json,)


class Incidents(list[Incident]):
    """A list of incidents that is also a table."""

    def rows(self, kind: str = "incidents") -> tables.Rows:
        """"incidents" (one row an incident), "figures" (one row a figure with its claimant) or "claims"."""
        return tables.of_incidents(kind, self)

    def to_pandas(self, kind: str = "incidents") -> pandas.DataFrame:
        """`rows(kind)` as a DataFrame. Needs pandas and pyarrow."""
        return self.rows(kind).to_pandas()

    def to_arrow(self, kind: str = "incidents") -> pyarrow.Table:
        """`rows(kind)` as an Arrow table. Needs pyarrow."""
        return self.rows(kind).to_arrow()

    def _repr_html_(self) -> str:
        return self.rows()._repr_html_()


class Ledger:
    """Incidents reconciled from readings, with revisions and people's corrections; in a store file or in memory.

    The file is that of `sitrep ingest --db`: one writer and many readers at a time. A later figure of the same claimant
    supersedes an earlier one and both stay; copies of one story count as one source; figures of different claimants are
    never averaged. All but ids and revisions depends on the set of readings, not on their order.
    """

    def __init__(self, file: Union[str, "os.PathLike[str]", None] = None):
        """file: the store, made when it is not there; None keeps the ledger in memory. Raises `sitrep.Error`."""
        self._native: Optional[_engine.Ledger] = _engine.Ledger(FOLDER, ":memory:" if file is None else os.fspath(file))

    @property
    def _store(self) -> _engine.Ledger:
        if self._native is None:
            raise _engine.Error("this ledger is closed")
        return self._native

    def close(self) -> None:
        """Lets go of the file. All that was added is safe already."""
        self._native = None

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __len__(self) -> int:
        """How many reports are in it."""
        return self._store.count_reports()

    def add(self, readings: Union[Reading, Failure, Iterable[Union[Reading, Failure]]]) -> int:
        """Takes readings in and reconciles them; returns how many were new. Streams: what `read_many` yields can be given.

        A report that is there (same id and text) changes nothing; another text under its id takes its place. Failures are
        passed over. Some dozens of readings are one transaction: after an exception, those before are kept.
        """
        items = iter([readings] if isinstance(readings, (Reading, Failure)) else readings)
        rows = (reading.to_json() for reading in items if not isinstance(reading, Failure))
        new = 0
        while batch := list(itertools.islice(rows, _ADDED_TOGETHER)):
            new += self._store.add(batch)
        return new

    def incidents(self, *, first_day: Union[str, date, None] = None, last_day: Union[str, date, None] = None, place: Optional[str] = None,
                  side: Optional[str] = None, kind: Optional[str] = None, min_dead: int = 0, contested: bool = False, search: Optional[str] = None,
                  box: Optional[tuple[float, float, float, float]] = None) -> Incidents:
        """The incidents that meet all conditions, sorted by day.

        first_day, last_day: ISO dates or `date`, inclusive.  side: alpha-3 or a key in the actor base.
        kind: clash, shelling, air_strike …  box: south, north, west, east in degrees.
        search: words that must all stand in title, places or reports.
        """
        rows = self._store.incidents(_filter(first_day, last_day, place, side, kind, min_dead, contested, search, box))
        return Incidents(Incident.from_json(row, self) for row in rows)

    def incident(self, id: str) -> Incident:
        """One incident, also under an id that was merged away. Raises `sitrep.Error` when there is none."""
        return Incident.from_json(self._store.incident(id), self)

    def revisions(self, id: str) -> list[Revision]:
        """How an incident came to be what it is, oldest first."""
        return [Revision(*row) for row in self._store.revisions(id)]

    def reading(self, report: str) -> Optional[Reading]:
        """The reading of a report in the ledger, by the report's id."""
        found = self._store.reading(report)
        return None if found is None else Reading(found)

    def brief(self, *, first_day: Union[str, date, None] = None, last_day: Union[str, date, None] = None, place: Optional[str] = None,
              side: Optional[str] = None, kind: Optional[str] = None, since: Union[str, date, None] = None, form: str = "markdown") -> str:
        """A situation report: what happened, losses by side, who says what, history apart; each with its sentence.

        since: the day of the last brief; tells what changed with reports after it.  form: "markdown", "text" or "html".
        """
        return self._store.brief(_filter(first_day, last_day, place, side, kind), _day(since, "since"), form)

    def export(self, format: str, *, first_day: Union[str, date, None] = None, last_day: Union[str, date, None] = None, place: Optional[str] = None,
               side: Optional[str] = None, kind: Optional[str] = None) -> str:
        """The ledger in a format of the field, as `sitrep export` writes it: "ucdp-ged" (49 columns), "acled", "figures", "geojson", …

        docs/exports.md tells what each format holds and what it loses. Raises `sitrep.Error` for another name, with those that there are.
        """
        return self._store.exported(format, _filter(first_day, last_day, place, side, kind))

    def sheet(self, id: str, form: str = "markdown") -> str:
        """One incident in full, as `sitrep show` prints it. form: "markdown", "text" or "html"."""
        return self._store.sheet(id, form)

    def correct(self, action: str, *targets: Union[str, int], author: str, reason: str, day: Union[str, date, None] = None,
                reports: Iterable[str] = (), field: Optional[str] = None, value: Union[str, int, None] = None) -> int:
        """A person's decision, kept with author and reason as a revision of its own; holds through re-reading. Returns its number.

            ledger.correct("accept", "I17", author="AB", reason="seen the footage")
            ledger.correct("reject", "I17", author="AB", reason="satire", reports=["r4"])      # that report's figures only
            ledger.correct("merge", "I17", "I18", author="AB", reason="same attack")
            ledger.correct("split", "I17", author="AB", reason="the day after", reports=["r4"])  # r4 goes
            ledger.correct("set", "I17", author="AB", reason="list of names", field="killed.ARM.military", value=105)
            ledger.correct("undo", 3, author="AB", reason="withdrawn")

        Raises `sitrep.Error` for what is not allowed, with what is.
        """
        request = _engine.CorrectionRequest()
        request.action, request.author, request.reason = action, author, reason
        request.targets = [str(target) for target in targets]
        request.date = _day(day, "day") or ""
        request.reports = list(reports)
        request.field = field
        request.value = None if value is None else str(value)
        return self._store.correct(request)

    def __repr__(self) -> str:
        return "<Ledger, closed>" if self._native is None else f"<Ledger of {len(self)} reports>"


def _day(value: Union[str, date, None], name: str) -> Optional[str]:
    text = value.isoformat()[:10] if isinstance(value, date) else value
    if text is not None:
        try:
            date.fromisoformat(text)
        except ValueError:
            raise _engine.Error(f"{name}={text!r}: no date; give it as YYYY-MM-DD") from None
    return text


def _filter(first_day: Union[str, date, None], last_day: Union[str, date, None], place: Optional[str], side: Optional[str], kind: Optional[str],
            min_dead: int = 0, contested: bool = False, search: Optional[str] = None,
            box: Optional[tuple[float, float, float, float]] = None) -> _engine.Filter:
    made = _engine.Filter()
    made.first_day, made.last_day = _day(first_day, "first_day"), _day(last_day, "last_day")
    made.place, made.side, made.kind, made.words = place, side, kind, search
    made.least_dead, made.contested_only = min_dead, contested
    if box is not None:
        made.set_box(*box)
    return made
