"""GDELT 2.0 event and mention tables: tab-separated, no header (GDELT Event Codebook V2.0, 2015).

One event a row of 61 columns, one mention a row of 16. What a text does not say stays empty: tone, FIPS codes, and the
day where only a set is known. CAMEO codes stand for PLOVER types, with their own quad class and Goldstein scale
(``cameo.yaml``); a compound side is its first member. Nothing but the columns below survives, so an event cannot be
read back whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TextIO

from depesche.errors import InputError
from depesche.formats import cameo, tabs
from depesche.formats.labels import degrees
from depesche.records import Document, Event, Mention


def _party(n: int) -> tuple[str, ...]:
    parts = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code",
             "Type1Code", "Type2Code", "Type3Code")  # fmt: skip
    return tuple(f"Actor{n}{part}" for part in parts)


def _geo(whose: str) -> tuple[str, ...]:
    parts = ("Type", "Fullname", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
    return tuple(f"{whose}Geo_{part}" for part in parts)


EVENT_COLUMNS = (
    "GlobalEventID", "Day", "MonthYear", "Year", "FractionDate", *_party(1), *_party(2), "IsRootEvent", "EventCode",
    "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions", "NumSources", "NumArticles",
    "AvgTone", *_geo("Actor1"), *_geo("Actor2"), *_geo("Action"), "DATEADDED", "SOURCEURL",
)  # fmt: skip
MENTION_COLUMNS = (
    "GlobalEventID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier",
    "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence",
    "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras",
)  # fmt: skip
WEB, CITATION_ONLY = "1", "2"
"""Mention types: a document with a URL, and one known by a citation."""


def write_events(events: Iterable[Event], documents: Mapping[str, Document], stream: TextIO) -> None:
    """Each event as a row of ``EVENT_COLUMNS``."""
    tabs.write_rows((event_row(e, documents[e.document]) for e in events), EVENT_COLUMNS, stream)


def write_mentions(events: Iterable[Event], documents: Mapping[str, Document], stream: TextIO) -> None:
    """Each event's report as a row of ``MENTION_COLUMNS``."""
    tabs.write_rows((mention_row(e, documents[e.document]) for e in events), MENTION_COLUMNS, stream)


def read(stream: Iterable[str], columns: tuple[str, ...], name: str = "gdelt") -> Iterator[dict[str, str]]:
    """Rows of a GDELT table as {column: value}. Raises InputError naming the line where one has too many or too few."""
    for number, line in enumerate(stream, 1):
        values = line.rstrip("\n").split("\t")
        if len(values) != len(columns):
            raise InputError(
                f"{len(values)} columns", where=f"{name}, line {number}", expected=f"{len(columns)} columns with tabs",
                hint="check that it is a GDELT 2.0 table of this kind",
            )  # fmt: skip
        yield dict(zip(columns, values, strict=True))


def event_row(event: Event, document: Document) -> dict[str, str]:
    """An event's columns that are not empty."""
    code, day = cameo.code(event), cameo.day(event).replace("-", "")
    where, lead = event.where, "\n" not in document.text[: event.quote.start].strip()
    return {
        "GlobalEventID": number(event), "Day": day, "MonthYear": day[:6], "Year": day[:4],
        "FractionDate": _fraction(day),
        **_actor(1, event.actor[:1]), **_actor(2, event.recipient[:1] or event.actor[1:2]),
        "IsRootEvent": str(int(lead)), "EventCode": code, "EventBaseCode": code[:3], "EventRootCode": cameo.root(code),
        "QuadClass": str(cameo.quad(code)), "GoldsteinScale": f"{cameo.goldstein(code):g}",
        "NumMentions": "1", "NumSources": "1", "NumArticles": "1",
        "ActionGeo_Fullname": where.name, "ActionGeo_Lat": degrees(where.latitude),
        "ActionGeo_Long": degrees(where.longitude), "SOURCEURL": document.url or document.id,
    }  # fmt: skip


def _fraction(day: str) -> str:
    """Year and the part of it that is over, with months of 30 days, as GDELT counts."""
    return f"{int(day[:4]) + (int(day[4:6]) * 30 - 30 + int(day[6:])) / 365:.4f}" if day else ""


def mention_row(event: Event, document: Document) -> dict[str, str]:
    """A mention's columns that are not empty; offsets are characters into the document's text."""
    second = event.recipient[:1] or event.actor[1:2]
    return {
        "GlobalEventID": number(event), "EventTimeDate": _stamp(cameo.day(event)),
        "MentionTimeDate": _stamp(document.published), "MentionType": WEB if document.url else CITATION_ONLY,
        "MentionSourceName": document.source, "MentionIdentifier": document.url or document.id,
        "Actor1CharOffset": str(event.actor[0].start) if event.actor else "-1",
        "Actor2CharOffset": str(second[0].start) if second else "-1",
        "ActionCharOffset": str(event.trigger.start), "InRawText": "1", "MentionDocLen": str(len(document.text)),
    }  # fmt: skip


def number(event: Event) -> str:
    """The whole number that GDELT wants for an id: the first 60 bits of ours where it is one of ours."""
    digits = "".join(c for c in event.id if c in "0123456789abcdef")[:15]
    return str(int(digits or "0", 16))


def _actor(n: int, mentions: tuple[Mention, ...]) -> dict[str, str]:
    if not mentions:
        return {}
    e = mentions[0].entity
    return {
        f"Actor{n}Code": cameo.actor(e), f"Actor{n}Name": e.name.upper(), f"Actor{n}CountryCode": cameo.state(e),
        f"Actor{n}Type1Code": cameo.sector(e),
    }  # fmt: skip


def _stamp(date: str) -> str:
    return date.replace("-", "") + "000000" if len(date) == 10 else ""
