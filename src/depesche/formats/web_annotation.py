"""W3C Web Annotation (JSON-LD, Recommendation of 2017): each event an annotation on the words it rests on.

The target is the document with a text position and a text quote; the body is the record as JSON, so that an event can
be read back whole. Positions count Unicode code points, from 0, the end is not included: as in the record.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from depesche.errors import InputError
from depesche.records import Document, Event, event_from_record, event_record

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Characters before and after the quote, which find it again where the text has been changed."""


def write(events: Iterable[Event], documents: Mapping[str, Document], stream: TextIO) -> None:
    """All events as one annotation page."""
    items = [annotation(event, documents[event.document]) for event in events]
    page = {"@context": CONTEXT, "id": "urn:depesche:events", "type": "AnnotationPage", "items": items}
    json.dump(page, stream, ensure_ascii=False, indent=1)
    stream.write("\n")


def annotation(event: Event, document: Document) -> dict[str, Any]:
    """An event as an annotation."""
    start, end = event.quote.start, event.quote.end
    return {
        "id": f"urn:depesche:event:{event.id}",
        "type": "Annotation",
        "motivation": "classifying",
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": " ".join((event.type, *event.modes))},
            {"type": "TextualBody", "purpose": "describing", "format": "application/json",
             "value": json.dumps(event_record(event), ensure_ascii=False)},
        ],
        "target": {
            "source": document.url or f"urn:depesche:document:{document.id}",
            "selector": [
                {"type": "TextPositionSelector", "start": start, "end": end},
                {"type": "TextQuoteSelector", "exact": event.quote.text,
                 "prefix": document.text[max(0, start - AROUND) : start], "suffix": document.text[end : end + AROUND]},
            ],
        },
    }  # fmt: skip


def read(stream: TextIO, name: str = "annotations") -> list[Event]:
    """The events of a page that ``write`` made; other annotations are left out. Raises InputError for no page."""
    try:
        page = json.load(stream)
        bodies = [body for item in page["items"] for body in item["body"] if body.get("format") == "application/json"]
        return [event_from_record(json.loads(body["value"])) for body in bodies]
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise InputError(
            f"no annotation page of events ({problem})", where=name, expected="what --format web-annotation writes",
            hint="export it again",
        ) from problem  # fmt: skip
