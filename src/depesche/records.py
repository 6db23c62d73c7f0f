"""The data classes everybody speaks. All offsets are character offsets into ``Document.text``."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Document:
    """A text to read. ``published`` is an EDTF date ("2021-04", "2021-04-13") or empty."""

    id: str
    text: str
    title: str = ""
    published: str = ""
    language: str = ""
    source: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a document: ``document.text[start:end] == text``."""

    text: str
    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Entity:
    """Who somebody is, apart from any text.

    ``id`` is a Wikidata QID where known, else a stable name of our own ("USA", "person:jane-doe").
    ``name`` is English where known; ``country`` an ISO 3166-1 alpha-3 code, KOS, IGO or empty; ``sector``
    a PLOVER sector (GOV, MIL, …) or empty; ``office`` what the person is, e.g. "president".
    """

    id: str
    name: str
    country: str = ""
    sector: str = ""
    office: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that refer to an entity. For a pronoun these are the pronoun's own words."""

    text: str
    start: int
    end: int
    entity: Entity

    @property
    def span(self) -> Span:
        return Span(self.text, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Attribution:
    """A voice that vouches for an event. ``kind`` is direct, indirect or according-to.

    ``text``/``start``/``end`` are the words that name the speaker, empty with -1 where the voice comes from
    the document's metadata; ``cue`` holds the words that say so ("teilte … mit", "laut"). ``stance`` is how they
    stand to what is said: asserts, distances ("behauptete"), denies ("bestritt") or confirms ("räumte ein").
    """

    name: str
    country: str
    sector: str
    kind: str
    cue: Span | None
    text: str = ""
    start: int = -1
    end: int = -1
    stance: str = "asserts"


@dataclass(frozen=True, slots=True)
class When:
    """A time. ``edtf`` is an ISO 8601-2 string, empty if the text gives none; the span says where it stands."""

    edtf: str = ""
    text: str = ""
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class Place:
    """A place. ``country`` is ISO 3166-1 alpha-3, ``region`` its first-level region (ISO 3166-2, "DE-NW"), ``latitude``
    and ``longitude`` are degrees, ``geonames`` is its GeoNames id: each where known, else empty or None.
    """

    name: str = ""
    country: str = ""
    text: str = ""
    start: int = -1
    end: int = -1
    region: str = ""
    latitude: float | None = None
    longitude: float | None = None
    geonames: int | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One act between political actors as a text reports it; see docs/record.md for each field."""

    id: str
    document: str
    type: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    quad: int
    score: float
    actor: tuple[Mention, ...]
    recipient: tuple[Mention, ...]
    status: str
    according_to: tuple[Attribution, ...]
    when: When
    where: Place
    quote: Span
    trigger: Span
    why: dict[str, Any] = field(default_factory=dict)


def mention_record(mention: Mention) -> dict[str, Any]:
    """A mention as plain data: {text, start, end, id, name, country, sector, office}."""
    return {
        "text": mention.text, "start": mention.start, "end": mention.end, **dataclasses.asdict(mention.entity)
    }  # fmt: skip


def event_record(event: Event) -> dict[str, Any]:
    """An event as plain data for JSON, the contract of ``schema/event.schema.json``."""
    record = dataclasses.asdict(event)
    record["actor"] = [mention_record(m) for m in event.actor]
    record["recipient"] = [mention_record(m) for m in event.recipient]
    record["modes"], record["contexts"] = list(event.modes), list(event.contexts)
    record["according_to"] = [dataclasses.asdict(a) for a in event.according_to]
    return record


def event_from_record(record: Mapping[str, Any]) -> Event:
    """The event that ``event_record`` made this of; fields that a record lacks keep their defaults."""
    data = dict(record)
    for side in ("actor", "recipient"):
        data[side] = tuple(_mention(m) for m in data[side])
    data["modes"], data["contexts"] = tuple(data["modes"]), tuple(data["contexts"])
    data["according_to"] = tuple(
        Attribution(**{**a, "cue": None if a["cue"] is None else Span(**a["cue"])}) for a in data["according_to"]
    )
    return Event(
        **{
            **data, "when": When(**data["when"]), "where": Place(**data["where"]), "quote": Span(**data["quote"]),
            "trigger": Span(**data["trigger"]),
        }
    )  # fmt: skip


def _mention(record: Mapping[str, Any]) -> Mention:
    entity = {k: v for k, v in record.items() if k not in ("text", "start", "end")}
    return Mention(record["text"], record["start"], record["end"], Entity(**entity))
