"""Who is who in one document: the answers that the event coder asks for."""

from __future__ import annotations

from collections.abc import Sequence

from depesche.entities.marks import GEOGRAPHIC, key
from depesche.entities.phrases import role_of
from depesche.entities.scene import Scene
from depesche.entities.tables import Tables
from depesche.language.trees import Parsed, Sentence, Token
from depesche.places import name_at
from depesche.records import Entity, Mention


class Cast:
    """The political actors of a document. ``found`` lists all mentions in document order, ``countries`` the codes of
    those that the text names, ``publisher`` is whose words the document is, if it is an official text."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        resolved = scene.read()
        unique = {(m.start, m.end, m.entity.id): m for mentions in resolved.values() for m in mentions}
        self.publisher = scene.publisher
        self.found = sorted(unique.values(), key=lambda m: (m.start, m.end))
        self.countries = {country for counts in scene.marks.countries for country in counts}

    def mentions(self, sentence: Sentence, token: Token) -> tuple[Mention, ...]:
        """The actors that the phrase headed by a token refers to, () if it is no political actor.

        The token may be a noun, proper noun, pronoun, possessive or nationality adjective. Conjuncts are not
        included. The mention's span is that of the name, of the pronoun, or of the noun with its adjective.
        """
        return self._scene.resolve(sentence, token)

    def inside(self, sentence: Sentence, token: Token) -> Mention | None:
        """The actor named in the first part of a compound ("US-Sanktionen", "NATO troops"), with that part's span."""
        for hit in self._scene.marks.inner.get(key(sentence, token), ()):
            if hit.named and hit.entity is not None and hit.kind not in ("city", "people"):
                return self._scene.mention(hit.start, hit.end, hit.entity)
        for child in sentence.children(token, "compound"):
            if child.start < token.start and (found := self.mentions(sentence, child)):
                return found[0]
        return None

    def named(self, sentence: Sentence, token: Token) -> bool:
        """Whether the token belongs to a proper name of its actor."""
        place = key(sentence, token)
        if place in self._scene.marks.person:
            return bool(self.mentions(sentence, token))
        hit = self._scene.marks.cover.get(place)
        if hit is not None:
            return hit.named and bool(self.mentions(sentence, token))
        return token.upos == "PROPN" and bool(self.mentions(sentence, token))

    def unnamed(self, sentence: Sentence, places: Sequence[Token], role: str) -> Mention | None:
        """Who stands behind an act that names nobody: the ``role`` of the state where it took place ("wurde in Minsk
        festgenommen": the authorities of Belarus), with the words that name the place.

        ``places`` are heads of phrases that may name it; without one, a place named elsewhere in the sentence counts.
        """
        return self.at(sentence, [*places, *(t for t in sentence.tokens if self._scene.is_place(sentence, t))], role)

    def at(self, sentence: Sentence, places: Sequence[Token], role: str) -> Mention | None:
        """The ``role`` of the state in which the first of ``places`` lies that the tables or the map know, with the
        words that name the place: "people" of Ukraine for Kharkiv. None where none is known."""
        for token in (part for t in places for part in (t, *sentence.children(t, "appos", "flat"))):
            hit = self._scene.hit(sentence, token)
            if country := self._scene.town(sentence, token):
                name = name_at(sentence, token)
                owner = self._scene.tables.state(country)
                return self._scene.mention(name.start, name.end, role_of(self._scene, role, owner))
            if hit is None or hit.entity is None or hit.kind not in GEOGRAPHIC:
                continue
            if hit.entity.country not in ("", "IGO"):
                return self._scene.mention(hit.start, hit.end, role_of(self._scene, role, hit.entity))
        return None

    def state(self, country: str) -> Entity:
        """The state with an ISO code."""
        return self._scene.tables.state(country)

    def role(self, key: str, country: str) -> Entity:
        """The group or body ``key`` (roles.yaml) of a state."""
        return self._scene.tables.role(key, country)


def read_cast(parsed: Parsed, tables: Tables) -> Cast:
    """Finds who is who in a parsed document, co-reference included."""
    return Cast(Scene(parsed, tables))
