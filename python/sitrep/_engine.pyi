# SPDX-License-Identifier: Apache-2.0
"""The bindings of src/sitrep.h (python/bindings.cpp). For the package's own use; the classes of `sitrep` are the interface."""

from typing import Optional

class Error(Exception):
    """What cannot go on, in one sentence: what is wrong and what is allowed."""

class Report:
    id: str
    text: str
    url: Optional[str]
    publisher: Optional[str]
    byline: Optional[str]
    title: Optional[str]
    dateline: Optional[str]
    published: Optional[str]
    language: Optional[str]
    def __init__(self) -> None: ...

class Reader:
    """Language model and knowledge; calls from several threads run side by side."""
    def __init__(self, data_folder: str) -> None: ...
    def read(self, reports: list[Report]) -> list[str]:
        """Readings as JSON."""
    def clean(self, record: str) -> Report:
        """The report in a JSON record; Error when there is none."""
    @staticmethod
    def html(reading: str) -> str: ...
    @staticmethod
    def sheet(reading: str, form: str) -> str: ...

class Ingest:
    def __init__(self, data_folder: str, *inputs: object) -> None:
        """(data_folder, inputs, of_concern_only, map) or (data_folder, name, bytes, of_concern_only, map)."""
    def next(self) -> Optional[tuple[Report, str, int]]:
        """Report, source, offset; None at the end."""
    def skipped(self) -> list[tuple[str, int, str]]:
        """Those since the last call."""
    def passed_over(self) -> int: ...

class Filter:
    first_day: Optional[str]
    last_day: Optional[str]
    place: Optional[str]
    side: Optional[str]
    kind: Optional[str]
    least_dead: int
    contested_only: bool
    words: Optional[str]
    def __init__(self) -> None: ...
    def set_box(self, south: float, north: float, west: float, east: float, /) -> None: ...

class CorrectionRequest:
    action: str
    targets: list[str]
    author: str
    reason: str
    date: str
    reports: list[str]
    field: Optional[str]
    value: Optional[str]
    def __init__(self) -> None: ...

class Ledger:
    def __init__(self, data_folder: str, file: str) -> None: ...
    def add(self, readings: list[str]) -> int: ...
    def incidents(self, filter: Filter) -> list[str]: ...
    def incident(self, id: str) -> str: ...
    def reading(self, report: str) -> Optional[str]: ...
    def revisions(self, id: str) -> list[tuple[int, str, list[str]]]: ...
    def count_reports(self) -> int: ...
    def brief(self, filter: Filter, since: Optional[str], form: str) -> str: ...
    def exported(self, format: str, filter: Filter) -> str: ...
    def sheet(self, id: str, form: str) -> str: ...
    def correct(self, request: CorrectionRequest) -> int: ...

class FiledAccount:
    """What one report tells of one happening, its place in the order of rank, and the blocks that it is in."""
    json: str
    report: str
    number: int
    rank: int
    keys: list[int]

class Reconciler:
    """The pieces of a ledger, for many machines."""
    def __init__(self, data_folder: str) -> None: ...
    def accounts(self, reading: str) -> list[FiledAccount]: ...
    @staticmethod
    def links(accounts: list[str], pairs: list[tuple[int, int]]) -> list[tuple[int, int, float]]:
        """Of the pairs (account, an earlier one; positions in the list), those that are linked, with the evidence."""
    @staticmethod
    def reconcile(accounts: list[str], links: list[tuple[int, int, float]]) -> list[str]:
        """Incidents as JSON; ids are "1", "2", … in the order of days."""

MOST_APART: int
"""How far apart in a block, in the order of rank, two accounts may stand to be compared."""
