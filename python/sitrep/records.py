# SPDX-License-Identifier: Apache-2.0
"""What a reading is made of: one class for each list of the data contract, with the contract's names.

`start` and `end` are positions in `reading.text`, half-open, as Python counts: `reading.text[r.start:r.end]` are the words.
What the report does not say is None or empty. Times are ISO 8601, without a zone when the report gives none; countries are
ISO 3166-1 alpha-3; `lat` and `lon` are degrees (WGS 84). Ids ("e1", "c2") belong to their reading: `reading["c2"]` is the
record. `from` and `class` are words of Python's own, so they are written `from_` and `class_`.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any, NamedTuple, Optional, TypeVar

T = TypeVar("T")


class Span(NamedTuple):
    """Where words stand in a text: `text[span.start:span.end]`."""

    start: int
    end: int


@dataclass(frozen=True)
class Report:
    """A report: text and what is known of its origin. `ingest` makes them; `read_many` takes them as they are."""

    text: str
    id: str = ""
    title: Optional[str] = None
    published: Optional[str] = None
    """ISO 8601: "2031-05-06" or with a time. Words like "Tuesday" are resolved by it."""
    publisher: Optional[str] = None
    byline: Optional[str] = None
    dateline: Optional[str] = None
    """As printed: "YEREVAN, Sept 13 (Reuters)"."""
    url: Optional[str] = None
    language: Optional[str] = None
    """ISO 639-1; only English is read, others give a reading with a finding `unread_language`."""
    source: Optional[str] = None
    """The input that it was read from: "news.warc.gz"; of `ingest` alone."""
    offset: Optional[int] = None
    """Where in the source, in bytes; of `ingest` alone."""


@dataclass(frozen=True)
class Sentence:
    start: int
    end: int
    background: bool
    """History: kept, shown apart, never added to current figures."""


@dataclass(frozen=True)
class Office:
    title: str
    of: Optional[str]
    """Id of the entity whose office it is."""
    holds_on_date: Optional[bool]
    """Did this person hold the office on the report's day? None when that is not known."""


@dataclass(frozen=True)
class Entity:
    """A person, state, group, facility, weapon …; `kind` says which."""

    id: str
    kind: str
    name: str
    actor: Optional[str]
    """Key in the actor base."""
    country: Optional[str]
    office: Optional[Office]
    mentions: tuple[Span, ...]
    """All of them, pronouns and short forms too."""

    @property
    def start(self) -> int:
        return self.mentions[0].start if self.mentions else 0

    @property
    def end(self) -> int:
        return self.mentions[0].end if self.mentions else 0


@dataclass(frozen=True)
class Place:
    id: str
    name: str
    start: int
    end: int
    geonameid: Optional[int]
    lat: Optional[float]
    lon: Optional[float]
    country: Optional[str]
    admin1: Optional[str]
    feature: Optional[str]
    """GeoNames feature code: "PPL", "ADM1" …"""
    precision: str
    """exact, near, admin2, admin1, country, border or region."""
    confidence: float
    """0 to 1."""


@dataclass(frozen=True)
class Time:
    id: str
    start: int
    end: int
    type: str
    """instant, interval, duration or set."""
    from_: Optional[str]
    to: Optional[str]
    """Inclusive."""
    precision: str
    timex3: str
    """Value as in TimeML TIMEX3."""


@dataclass(frozen=True)
class Figure:
    """A number of the report. "At least 49" is low 49, best 49, high None; zero, unknown and absent are different."""

    id: str
    start: int
    end: int
    low: Optional[int]
    best: Optional[int]
    high: Optional[int]
    qualifier: str
    """exact, at_least, at_most, more_than, fewer_than, about, nearly, range, vague, unknown or none."""


@dataclass(frozen=True)
class Claim:
    """What somebody says. The report's own voice is no claim: records without one are stated by the report as fact."""

    id: str
    speaker: Optional[str]
    """Id of the entity that speaks."""
    source: Optional[Span]
    """The words that name the speaker."""
    cue: Optional[Span]
    """The word of saying: "said", "accused"."""
    content: tuple[Span, ...]
    """What is said; several spans when it is split around the speaker."""
    stance: str
    """asserts, denies, accuses, demands, requests, promises, threatens, condemns, condoles, praises, questions, declines_comment."""
    about: Optional[str]
    """Id of the claim that this one answers."""
    channel: Optional[str]

    @property
    def start(self) -> int:
        return min((s.start for s in self._spans), default=0)

    @property
    def end(self) -> int:
        return max((s.end for s in self._spans), default=0)

    @property
    def _spans(self) -> tuple[Span, ...]:
        return self.content or tuple(span for span in (self.cue, self.source) if span)


@dataclass(frozen=True)
class Event:
    """Who did what to whom, in PLOVER's types, modes and contexts."""

    id: str
    anchor: Span
    type: str
    mode: Optional[str]
    contexts: tuple[str, ...]
    cameo: str
    """CAMEO code, text with its leading zeros."""
    goldstein: float
    """The Goldstein value of the code, -10 to 10."""
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    weapons: tuple[str, ...]
    weapon_types: tuple[str, ...]
    place: Optional[str]
    time: Optional[str]
    status: str
    """happened, ongoing, ended, attempted, planned, possible, threatened, denied or did_not_happen."""
    background: bool
    claim: Optional[str]
    """Id of the claim that tells of it; None: the report itself does."""

    @property
    def start(self) -> int:
        return self.anchor.start

    @property
    def end(self) -> int:
        return self.anchor.end


@dataclass(frozen=True)
class Casualty:
    """People killed, wounded, missing …: whose, how many (`figure`), who says so (`claim`)."""

    id: str
    outcome: str
    figure: Optional[str]
    victims: Optional[str]
    side: Optional[str]
    """The side that the victims belong to: alpha-3 or a key in the actor base."""
    country: Optional[str]
    class_: str
    """military, police, guard, militant, civilian, journalist, aid_worker, medic, official, politician, diplomat, judicial or unknown."""
    inflicted_by: tuple[str, ...]
    claim: Optional[str]
    event: Optional[str]
    place: Optional[str]
    time: Optional[str]
    background: bool
    part_of: Optional[str]
    """Id of the casualty record that contains this one: never add the two."""
    start: int = 0
    """Of its figure, or else of its victims or its event."""
    end: int = 0


@dataclass(frozen=True)
class Damage:
    """An object that was aimed at or hit."""

    id: str
    object: Optional[str]
    kind: str
    country: Optional[str]
    figure: Optional[str]
    effect: str
    """destroyed, damaged, disabled, taken, robbed, none or unknown."""
    inflicted_by: tuple[str, ...]
    claim: Optional[str]
    event: Optional[str]
    place: Optional[str]
    time: Optional[str]
    background: bool
    part_of: Optional[str]
    start: int = 0
    """Of its object, or else of its figure or its event."""
    end: int = 0


@dataclass(frozen=True)
class Relation:
    id: str
    kind: str
    """ally, member, backs, hosts_base, treaty, mediates, controls, part_of or leads."""
    from_: str
    to: str
    anchor: Span
    claim: Optional[str]
    time: Optional[str]

    @property
    def start(self) -> int:
        return self.anchor.start

    @property
    def end(self) -> int:
        return self.anchor.end


@dataclass(frozen=True)
class ReportedIncident:
    """A happening as this one report tells it. What many reports tell is `sitrep.Incident`."""

    id: str
    kind: str
    stage: str
    """accomplished, attempted or threatened."""
    events: tuple[str, ...]
    place: Optional[str]
    time: Optional[str]
    perpetrators: tuple[str, ...]
    perpetrator_organisations: tuple[str, ...]
    perpetrator_kind: str
    perpetrator_confidence: str
    targets: tuple[str, ...]
    victims: tuple[str, ...]
    weapons: tuple[str, ...]
    casualties: tuple[str, ...]
    damage: tuple[str, ...]


@dataclass(frozen=True)
class Finding:
    """What does not agree, in the report or with what is known."""

    kind: str
    severity: str
    """note, warning or error."""
    message: str
    refs: tuple[str, ...]


@lru_cache(maxsize=None)
def _names(kind: type) -> dict[str, str]:
    """The contract's names of a class's fields, and ours."""
    return {field.name.rstrip("_"): field.name for field in fields(kind)}


def _value(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_value(item) for item in value)
    if isinstance(value, dict) and value.keys() == {"start", "end"}:
        return Span(value["start"], value["end"])
    return value


def decoded(kind: type[T], row: dict[str, Any], **more: Any) -> T:
    """A record from its JSON; fields that this version does not know are left out."""
    names = _names(kind)
    return kind(**{names[key]: _value(value) for key, value in row.items() if key in names}, **more)
