"""PLOVER JSON lines: one event a line under the field names of the PLOVER 2.0 manual, chapter "Data Fields".

What PLOVER has no field for stands under names of our own (``OWN``), so that an event is read back whole. ``date``
and ``enddate`` are filled where the text settles a day or a stretch of days; ``edtf`` always says what is known.
The article's text is left out, for the manual wants it only where one has the rights to it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TextIO

from depesche import __version__
from depesche.dates.edtf import Edtf
from depesche.errors import InputError
from depesche.formats.labels import country
from depesche.records import Document, Event, event_from_record, event_record

CODEBOOK = "plover-2.0"
FIELDS = {
    "": ("id", "date", "enddate", "actor", "recipient", "event", "event_loc", "event_text", "quad_code", "event_scale",
         "mode", "context", "text_info", "cite_info", "coder"),
    "entity": ("code", "sector", "entity_text", "identifier_id", "identifier_text", "office"),
    "text_info": ("start", "end"),
    "cite_info": ("citation", "url", "title", "language", "publication", "codebook"),
    "event_loc": ("extracted_place", "resolved_place", "geonameid", "lat", "lon", "country", "country_code"),
}  # fmt: skip
"""The manual's names that are filled, by object; "" is the record itself."""
OWN = {
    "": ("status", "according_to", "edtf", "date_text", "trigger", "why"), "entity": ("start", "end"), "text_info": (),
    "cite_info": ("published",), "event_loc": ("region", "start", "end"),
}  # fmt: skip
"""Names of our own, which docs/ledger.md explains."""


def write(events: Iterable[Event], documents: Mapping[str, Document], stream: TextIO) -> None:
    """Each event as one line of JSON in UTF-8, characters unescaped."""
    for event in events:
        stream.write(json.dumps(record(event, documents[event.document]), ensure_ascii=False) + "\n")


def record(event: Event, document: Document) -> dict[str, Any]:
    """An event as plain data under PLOVER's names."""
    own, (date, enddate) = event_record(event), _dates(event.when.edtf)
    return {
        "id": event.id, "date": date, "enddate": enddate,
        "actor": [_entity(m) for m in own["actor"]], "recipient": [_entity(m) for m in own["recipient"]],
        "event": [event.type], "mode": own["modes"], "context": own["contexts"], "quad_code": event.quad,
        "event_scale": event.score, "event_loc": _location(own["where"]), "event_text": [event.quote.text],
        "text_info": {"start": event.quote.start, "end": event.quote.end},
        "cite_info": {
            "citation": document.id, "url": document.url, "title": document.title, "language": document.language,
            "publication": document.source, "codebook": CODEBOOK, "published": document.published,
        },
        "coder": f"depesche {__version__}", "status": event.status, "according_to": own["according_to"],
        "edtf": event.when.edtf, "date_text": {k: own["when"][k] for k in ("text", "start", "end")},
        "trigger": own["trigger"], "why": event.why,
    }  # fmt: skip


def read(stream: Iterable[str], name: str = "plover") -> Iterator[Event]:
    """The events of lines that ``write`` made. Raises InputError naming the line where one is something else."""
    for number, line in enumerate(stream, 1):
        try:
            yield _event(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError, IndexError) as problem:
            raise InputError(
                f"no PLOVER record of ours ({problem})", where=f"{name}, line {number}",
                expected="what --format plover writes", hint="export it again",
            ) from problem  # fmt: skip


def _dates(edtf: str) -> tuple[str, str]:
    """Day and last day; the last is empty for one day, both for what the text does not settle."""
    if not edtf:
        return "", ""
    if Edtf.parse(edtf).is_day:
        return Edtf.parse(edtf).bounds()[0].isoformat(), ""
    ends = edtf.split("/")
    if len(ends) == 2 and all(end.strip(".") and Edtf.parse(end).is_day for end in ends):
        first, last = Edtf.parse(edtf).bounds()
        return first.isoformat(), last.isoformat()
    return "", ""


def _entity(mention: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "code": mention["country"], "sector": mention["sector"], "entity_text": mention["text"],
        "identifier_id": mention["id"], "identifier_text": mention["name"], "office": mention["office"],
        "start": mention["start"], "end": mention["end"],
    }  # fmt: skip


def _location(where: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "extracted_place": where["text"], "resolved_place": where["name"], "geonameid": where["geonames"],
        "lat": where["latitude"], "lon": where["longitude"], "country": country(where["country"]),
        "country_code": where["country"], "region": where["region"], "start": where["start"], "end": where["end"],
    }  # fmt: skip


def _event(data: Mapping[str, Any]) -> Event:
    (kind,), (quote,), place = data["event"], data["event_text"], data["event_loc"]
    return event_from_record(
        {
            "id": data["id"], "document": data["cite_info"]["citation"], "type": kind, "modes": data["mode"],
            "contexts": data["context"], "quad": data["quad_code"], "score": data["event_scale"],
            "actor": [_mention(e) for e in data["actor"]], "recipient": [_mention(e) for e in data["recipient"]],
            "status": data["status"], "according_to": data["according_to"],
            "when": {"edtf": data["edtf"], **data["date_text"]},
            "where": {
                "name": place["resolved_place"], "country": place["country_code"], "text": place["extracted_place"],
                "start": place["start"], "end": place["end"], "region": place["region"], "latitude": place["lat"],
                "longitude": place["lon"], "geonames": place["geonameid"],
            },
            "quote": {"text": quote, **data["text_info"]}, "trigger": data["trigger"], "why": data["why"],
        }
    )  # fmt: skip


def _mention(entity: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "text": entity["entity_text"], "start": entity["start"], "end": entity["end"], "id": entity["identifier_id"],
        "name": entity["identifier_text"], "country": entity["code"], "sector": entity["sector"],
        "office": entity["office"],
    }  # fmt: skip
