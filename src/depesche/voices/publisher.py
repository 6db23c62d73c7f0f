"""Whose document it is: a government or organisation that publishes its own text vouches for all of it."""

from __future__ import annotations

import re

from depesche.entities import Tables
from depesche.entities.gazetteer import WORD, Hit
from depesche.records import Document, Entity, Mention
from depesche.voices.find import Voice
from depesche.voices.speakers import PRESS

_ACTORS = ("body", "metonym", "organisation", "state")
_HOST = re.compile(r"\S+\.[a-z]{2,}(/\S*)?")
_SHORT = 3  # letters of an article or a preposition in a name: "The White House", "Gobierno de España"


def publisher_voice(document: Document, tables: Tables) -> Voice | None:
    """The voice of the document's ``source`` over the whole text, without words that name it (offsets -1, no cue).

    None where the source is a news outlet, is unknown, or is the name of a host ("whitehouse.gov"): that says where a
    text was found, not who speaks in it.
    """
    entity = publisher(document, tables)
    if entity is None:
        return None
    return Voice(Mention("", -1, -1, entity), "according-to", None, ((0, len(document.text)),))


def publisher(document: Document, tables: Tables) -> Entity | None:
    """The political actor that ``document.source`` names, in the document's language or in English."""
    name = document.source.strip()
    if not name or _HOST.fullmatch(name):
        return None
    return _named(name, document.language or "en", tables) or _named(name, "en", tables)


def _named(name: str, language: str, tables: Tables) -> Entity | None:
    """The actor whose name fills the text, but for articles and prepositions; no "China Daily" for China."""
    hits = tables.language(language).gazetteer.find(name)
    entities = [h.entity for h in hits if h.entity is not None]
    if any(e.sector == PRESS for e in entities) or not _fills(name, hits):
        return None
    for hit in hits:
        role = next((n for n in hit.names if n.kind == "role"), None)
        country = next((e.country for e in entities if e.country), role.defaults[0] if role and role.defaults else "")
        if role is not None and country and tables.roles[role.key].sector != PRESS:
            return tables.role(role.key, country)
    return next((h.entity for kind in _ACTORS for h in hits if h.kind == kind), None)


def _fills(name: str, hits: list[Hit]) -> bool:
    left = [m for m in WORD.finditer(name) if not any(h.start <= m.start() < h.end for h in hits)]
    return all(m[0].isalpha() and len(m[0]) <= _SHORT and not m[0].isupper() for m in left)
