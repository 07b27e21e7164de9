# SPDX-License-Identifier: Apache-2.0
"""Reports from whatever people have: pages, feeds, web archives, JSON lines, tables, folders and archives of them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import NamedTuple, Optional, Union

from . import _engine
from ._data import FOLDER
from .records import Report

Input = Union[str, "os.PathLike[str]", bytes]


class Skipped(NamedTuple):
    """A record that could not be read."""

    source: str
    offset: int
    """In bytes."""
    reason: str


class IngestedReports(Iterator[Report]):
    """Iterator of reports; what was damaged is in `skipped` as soon as the reader has passed it."""

    def __init__(self, inputs: tuple[Input, ...], name: str, of_concern_only: bool, fields: Optional[Mapping[str, str]]):
        mapping = ",".join(f"{ours}={theirs}" for ours, theirs in (fields or {}).items())
        if any(isinstance(given, bytes) for given in inputs):
            if len(inputs) > 1:
                raise _engine.Error("bytes are ingested alone; call ingest for each")
            self._native = _engine.Ingest(FOLDER, name, inputs[0], of_concern_only, mapping)
        else:
            self._native = _engine.Ingest(FOLDER, [os.fspath(given) for given in inputs], of_concern_only, mapping)
        self._skipped: list[Skipped] = []

    def __iter__(self) -> IngestedReports:
        return self

    def __next__(self) -> Report:
        found = self._native.next()
        if found is None:
            raise StopIteration
        report, source, offset = found
        return Report(report.text, report.id, report.title, report.published, report.publisher, report.byline, report.dateline, report.url,
                      report.language, source, offset)

    @property
    def skipped(self) -> list[Skipped]:
        """Damaged records so far, in the order of the inputs."""
        self._skipped += [Skipped(*row) for row in self._native.skipped()]
        return self._skipped

    @property
    def passed_over(self) -> int:
        """Sound records that are no news (requests, pictures, pages without text); complete at the end."""
        return self._native.passed_over()


def ingest(*inputs: Input, name: str = "input", of_concern_only: bool = False, fields: Optional[Mapping[str, str]] = None) -> IngestedReports:
    """Clean, dated reports of any inputs, one after the other, with bounded memory.

    inputs: files, folders (walked, sorted by name), globs, http(s) addresses; or one `bytes` object in any of the formats,
        for which `name` stands in ("page.html").
    of_concern_only: leaves out reports that by their words have nothing to do with conflict, casualties or diplomacy.
    fields: their names for our fields in JSON and tables: {"text": "body", "published": "date"}.

    A damaged record is skipped and listed in `.skipped`; it ends nothing. Raises `sitrep.Error` when an input is not there.

        >>> reports = sitrep.ingest("news/", "archive.warc.gz")
        >>> for reading in sitrep.read_many(reports): ...
    """
    return IngestedReports(inputs, name, of_concern_only, fields)
