"""Who is who, for people and for programs."""

from __future__ import annotations

import json
from typing import Any, TextIO

from depesche.entities.cast import Cast
from depesche.formats import labels
from depesche.formats.terminal import Columns, counted, print_listing
from depesche.records import Document, Entity, Mention


def kind(entity: Entity) -> str:
    """PER a person, ORG an organisation or body, LOC a state or region, GRP a people or a group by a common noun.

    >>> kind(Entity("KEN", "Kenya", "KEN", "GOV")), kind(Entity("role:KEN:police", "police of Kenya", "KEN", "COP"))
    ('LOC', 'GRP')
    """
    front = entity.id.partition(":")[0]
    if entity.office or front in ("person", "office", "head", "spokesperson"):
        return "PER"
    if front in ("role", "people"):
        return "GRP"
    if front == "region" or entity.id == entity.country:
        return "LOC"
    return "ORG" if front in ("igo", "body", "org") or entity.country == "IGO" else "PER"


def mention_line(mention: Mention, document: Document) -> dict[str, Any]:
    """A mention as plain data: {document, start, end, text, kind, id, name, country, sector, office}."""
    e = mention.entity
    return {
        "document": document.id, "start": mention.start, "end": mention.end, "text": mention.text, "kind": kind(e),
        "id": e.id, "name": e.name, "country": e.country, "sector": e.sector, "office": e.office,
    }  # fmt: skip


def write_jsonl(cast: Cast, document: Document, stream: TextIO) -> None:
    """Each mention as one line of JSON in UTF-8, in text order."""
    for mention in cast.found:
        stream.write(json.dumps(mention_line(mention, document), ensure_ascii=False) + "\n")


def write_table(cast: Cast, document: Document, stream: TextIO) -> None:
    """A document's actors in order of appearance, one a row, with the words that mean them and how often."""
    actors: dict[str, list[Mention]] = {}
    for mention in cast.found:
        actors.setdefault(mention.entity.id, []).append(mention)
    rows = []
    for mentions in actors.values():
        e = mentions[0].entity
        words = ", ".join(dict.fromkeys(labels.plain(m.text) for m in mentions))
        rows.append((labels.plain(e.name), kind(e), e.country, e.sector, e.id, str(len(mentions)), words))
    columns: Columns = {heading: {} for heading in ("who", "kind", "country", "sector", "id", "times", "the words")}
    columns["times"]["justify"] = "right"
    print_listing(stream, f"{labels.plain(document.id)} · {counted(len(actors), 'actor')}", columns, rows)
