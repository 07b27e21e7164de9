# SPDX-License-Identifier: Apache-2.0
"""sitrep reads news reports on armed conflict: who says what of whose losses, with the sentence.

    >>> import sitrep
    >>> reading = sitrep.read("Norland said at least 49 of its soldiers were killed.", published="2031-05-06")
    >>> for casualty in reading.casualties:
    ...     print(casualty.outcome, reading.text[casualty.start:casualty.end], reading.claimant(casualty))
    killed at least 49 Norland

`read` and `read_many` turn reports into readings, `ingest` turns files, folders, web archives and addresses into reports,
`Ledger` reconciles readings into incidents. `to_pandas` and `to_arrow` of readings and incidents give tables. Nothing is
fetched at run time: the package carries library, knowledge, language model and gazetteer. What cannot go on raises
`sitrep.Error` with one sentence; an odd report never does.
"""

from ._engine import Error
from .ingest import IngestedReports, Skipped, ingest
from .ledger import Incident, Incidents, Ledger, Revision
from .reading import Failure, Reading, read, read_many
from .records import (Casualty, Claim, Damage, Entity, Event, Figure, Finding, Office, Place, Relation, Report, ReportedIncident, Sentence, Span,
                      Time)
from .tables import Rows

__version__ = "0.1.0"
__all__ = ["Casualty", "Claim", "Damage", "Entity", "Error", "Event", "Failure", "Figure", "Finding", "Incident", "Incidents", "IngestedReports",
           "Ledger", "Office", "Place", "Reading", "Relation", "Report", "ReportedIncident", "Revision", "Rows", "Sentence", "Skipped", "Span",
           "Time", "ingest", "read", "read_many"]
