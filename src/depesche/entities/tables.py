"""The knowledge about who is who, loaded from ``data/entities``: names, nouns, offices, roles, persons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from depesche.entities.gazetteer import WORD, Gazetteer, Hit, Name
from depesche.entities.own import Own, read_own
from depesche.entities.people import Office, People
from depesche.entities.spelling import DATA, Inflection, rows
from depesche.errors import DataError
from depesche.records import Entity

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _yaml(name: str) -> dict[str, Any]:
    path = DATA / name
    loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)
    if not isinstance(loaded, dict):
        raise DataError("not a mapping", where=name, expected="keys with values")
    return loaded


def _slug(name: str) -> str:
    return "-".join(WORD.findall(name.lower()))


@dataclass(frozen=True, slots=True)
class Role:
    sector: str
    name: str
    country: bool
    loose: bool
    one: bool  # a state has one


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a language that co-reference needs; see the comments in ``words/de.yaml``."""

    grammatical: bool
    pronouns: dict[str, frozenset[str]]
    near: frozenset[str]
    publisher: frozenset[str]
    titles: dict[str, str]
    places: frozenset[str]
    adjectival: frozenset[str]  # roles whose words name the group as an adjective, too
    estranging: frozenset[str]  # first parts of an adjective after which it is not that country's ("pro-russe")
    estranged: tuple[str, ...]  # the same for what follows it ("Iranian-backed")
    melted: frozenset[str]  # prepositions that hold an article ("al", "du")
    genitive: bool  # a name without a preposition behind a noun may be its owner
    addressing: frozenset[str]  # words after which ``to`` introduces whom something is said or done to, no place
    to: str
    of: frozenset[str]
    former: frozenset[str]
    foreign: frozenset[str]
    particles: frozenset[str]
    pair_determiners: frozenset[str]
    pair_alone: frozenset[str]
    pair_nouns: dict[str, str]
    latter: frozenset[str]
    first: frozenset[str]


@dataclass(frozen=True, slots=True)
class Language:
    gazetteer: Gazetteer
    words: Words
    forms: Inflection


class Tables:
    """All knowledge; languages are put together when first asked for. Use ``Tables.load()``.

    ``own`` is a user's file of further actors (docs/entities.md), which go before ours; raises InputError for a faulty
    one.
    """

    def __init__(self, own: Path | None = None) -> None:
        self._inflection = _yaml("inflection.yaml")
        self.offices = {
            key: Office(o["sector"], o["name"], tuple(o["also"]), o["rank"], o.get("place", ""), o.get("many", False))
            for key, o in _yaml("offices.yaml").items()
        }
        self.roles = {
            key: Role(r["sector"], r["name"], r.get("country", True), r.get("loose", False), r.get("one", False))
            for key, r in _yaml("roles.yaml").items()
        }
        english = {row[1]: row for row in rows("states.tsv", "en")}
        self._english = {iso: row[2].split("|")[0] for iso, row in english.items()}
        further = rows("state_names.tsv", "en")
        self._english |= {r[1]: r[3] for r in further if r[2] == "label"}
        self._regions = {r[1]: r[3].split("|") for r in further[::-1] if r[2] == "region"}
        self._adjectives = {iso: row[3].split("|")[0] for iso, row in english.items() if row[3]}
        self._adjectives |= {r[1]: r[2].split("|")[0] for r in rows("nationalities.tsv", "en") if r[2]}
        self.organisations = {row[1]: Entity(row[0] or f"igo:{_slug(row[1])}", row[1].replace("’", "'"), "IGO", row[2])
                              for row in rows("organisations.tsv")}  # fmt: skip
        for name, sector, _ in rows("organisation_names.tsv"):
            known = self.organisations.get(name)
            identifier = known.id if known else f"igo:{_slug(name)}"
            self.organisations[name] = Entity(identifier, name.replace("’", "'"), "IGO", sector)
        self._own = read_own(own, frozenset(self.offices)) if own else Own()
        self._body_rows = [*self._own.bodies, *rows("bodies.tsv"), *rows("armed_groups.tsv")]
        self.bodies = {row[0]: Entity(f"body:{_slug(row[0])}", row[0], row[1], row[2]) for row in self._body_rows[::-1]}
        self.people = People(self.offices, self.organisations, self._own.people)
        self._ambiguous: dict[str, list[tuple[str, str, re.Pattern[str]]]] = {}
        for names, country, other, cues in rows("ambiguous.tsv"):
            for name in names.split("|"):
                pattern = re.compile(rf"\b(?:{cues})\b")
                self._ambiguous.setdefault(name, []).append((country, other, pattern))
        self._languages: dict[str, Language] = {}

    @staticmethod
    @cache
    def load(own: Path | None = None) -> Tables:
        return Tables(own)

    def state(self, iso: str) -> Entity:
        """A state as an actor: its government."""
        return Entity(iso, self._english.get(iso, iso), iso, "GOV")

    def adjective(self, iso: str) -> str:
        return self._adjectives.get(iso) or self._english.get(iso, iso)

    def meant(self, hits: list[Hit], text: str) -> list[Hit]:
        """Hits as this text means them: Georgia beside Atlanta (``ambiguous.tsv``), and of several countries that share
        a name or an adjective one that the text names otherwise ("the Congolese president" beside "Kinshasa")."""
        sure = {h.entity.country for h in hits if h.entity and text[h.start : h.end] not in self._ambiguous}
        kept = []
        for hit in hits:
            for country, other, cues in self._ambiguous.get(text[hit.start : hit.end], ()):
                usual = hit.entity is not None and hit.entity.country == country and country not in sure
                if usual and cues.search(text):
                    hit = replace(hit, names=self._other(hit, other))
            if hit.names:
                kept.append(hit)
        named = {
            h.entity.country
            for h in kept
            if h.entity and (h.kind == "state" or (len(_countries(h)) == 1 and h.kind != "local"))
        }
        return [_ordered(hit, named) if len(_countries(hit)) > 1 else hit for hit in kept]

    def _other(self, hit: Hit, country: str) -> tuple[Name, ...]:
        """The names of a hit read as another state ("=COG"), as a place of another country, or none for "-"."""
        words = hit.names[0].words
        if country == "-":
            return ()
        if country.startswith("="):
            return (Name(words, "state", self.state(country[1:])),)
        return (Name(words, "region", Entity(f"region:{_slug(' '.join(words))}", " ".join(words), country)),)

    def role(self, key: str, country: str) -> Entity:
        """The group or body ``key`` (roles.yaml) of a state."""
        role = self.roles[key]
        name = role.name.format(country=self.state(country).name, adjective=self.adjective(country))
        return Entity(f"role:{country}:{key}", name, country, role.sector)

    def publisher(self, source: str) -> Entity | None:
        """Who "we" is in a text that an official source publishes, or None."""
        for part, name in rows("publishers.tsv"):
            if part in source.lower():
                return self.bodies.get(name) or self.organisations.get(name) or self.state(name)
        return None

    def language(self, code: str) -> Language:
        """Names, nouns and inflection of a language; English stands in for the words of one we lack."""
        if code not in self._languages:
            inflection = Inflection(self._inflection.get(code, {}))
            listed = (DATA / "words" / f"{code}.yaml").is_file()
            data = _yaml(f"words/{code if listed else 'en'}.yaml")
            names = [*self._names(code, inflection), *(self._nouns(data) if listed else ())]
            compounds, distinct = (frozenset(data.get(key, ())) for key in ("compounds", "distinct"))
            gazetteer = Gazetteer(names, inflection, compounds, distinct)
            self._languages[code] = Language(gazetteer, _words(data), inflection)
        return self._languages[code]

    def _names(self, code: str, inflection: Inflection) -> Iterator[Name]:
        for row in self._own.bodies:
            yield from _named(row[0], row[3], self.bodies[row[0]])
            yield from _tagged(row[4], code, row[3], self.bodies[row[0]])
        skipped = {n for r in rows("state_names.tsv", "*", code) if r[2] == "not" for n in r[3].split("|")}
        for iso, kind, text in self._state_columns(code):
            state = self.state(iso)
            people = Entity(f"people:{iso}", state.name, iso)
            entity = people if kind == "people" else state
            for name in text.split("|"):
                if name in skipped:
                    continue
                if kind == "region":
                    entity = self._region(iso, name, text)
                for form in inflection.adjectives(name) if kind in ("adjective", "people") else (name,):
                    yield from _named(form, kind, entity)
        for row in rows("organisations.tsv"):
            yield from _tagged(row[3], code, "organisation", self.organisations[row[1]])
        for name, _, aliases in rows("organisation_names.tsv"):
            yield from _tagged(aliases, code, "organisation", self.organisations[name])
        for row in self._body_rows[len(self._own.bodies) :]:
            yield from _tagged(row[4], code, row[3], self.bodies[row[0]])

    def _region(self, iso: str, name: str, names: str) -> Entity:
        """A region under its English name; the rows of a country list its regions in the same order."""
        english, listed = self._regions.get(iso, []), names.split("|")
        label = english[listed.index(name)] if len(english) == len(listed) else name
        return Entity(f"region:{_slug(label)}", label, iso)

    def _state_columns(self, code: str) -> Iterator[tuple[str, str, str]]:
        """Rows (country, kind, names) of all tables about states that hold for a language."""
        for _, iso, kind, names in rows("state_names.tsv", "*", code):
            if kind not in ("not", "label"):
                yield iso, "state" if kind == "name" else kind, names
        for _, iso, *columns in rows("states.tsv", code):
            yield from (
                (iso, *c) for c in zip(("state", "adjective", "people", "capital"), columns, strict=True) if c[1]
            )
        for _, iso, adjectives, *peoples in rows("nationalities.tsv", code):
            yield iso, "adjective", adjectives
            people = peoples[0] if peoples else ""
            yield iso, "people", adjectives if people == "=" else people

    def _nouns(self, data: dict[str, Any]) -> Iterator[Name]:
        for office, words in data["offices"].items():
            yield from (_noun(w, "office", office) for w in words)
        for kind in ("representative", "member", "head", "container", "counterpart"):
            yield from (_noun(w, kind) for w in data[f"{kind}s"])
        for role, words in data["roles"].items():
            yield from (_noun(w, "role", role) for w in words)
        for sort, words in data["anaphors"].items():
            yield from (_noun(w, "anaphor", sort) for w in words)


def _countries(hit: Hit) -> set[str]:
    return {n.entity.country for n in hit.names if n.entity} - {"", "IGO"}


def _ordered(hit: Hit, named: set[str]) -> Hit:
    """The reading of a named country first."""
    if hit.entity is None or hit.entity.country in named:
        return hit
    return replace(hit, names=tuple(sorted(hit.names, key=lambda n: n.entity is None or n.entity.country not in named)))


def _named(name: str, kind: str, entity: Entity) -> Iterator[Name]:
    words = tuple(WORD.findall(name))
    if words:
        yield Name(words, kind, entity)


def _tagged(text: str, code: str, kind: str, entity: Entity) -> Iterator[Name]:
    """Names from "de:Name|Name": those of the language and those of all."""
    for part in text.split("|"):
        language, colon, name = part.partition(":")
        if not colon or len(language) != 2 or not language.islower():
            yield from _named(part, kind, entity)
        elif language == code:
            yield from _named(name, kind, entity)


def _noun(text: str, kind: str, key: str = "") -> Name:
    word, _, countries = text.partition("@")
    return Name(tuple(WORD.findall(word)), kind, None, key, tuple(countries.split(",")) if countries else ())


def _words(data: dict[str, Any]) -> Words:
    titles = {t.rstrip("."): gender for gender, listed in data["titles"].items() for t in listed}
    pairs, ordinals = data["pairs"], data["ordinals"]
    return Words(
        grammatical=data["gender"] == "grammatical",
        pronouns={p: frozenset(g) for p, g in data["pronouns"].items()},
        near=frozenset(data["near"]), publisher=frozenset(data["publisher"]), titles=titles,
        places=frozenset(data["places"]), addressing=frozenset(data.get("addressing", ())), to=data.get("to", ""),
        adjectival=frozenset(data.get("adjectival", ())),
        estranging=frozenset(data.get("estranging", ())), estranged=tuple(data.get("estranged", ())),
        melted=frozenset(data.get("melted", ())),
        genitive=bool(data.get("genitive", True)),
        of=frozenset(data["of"]),
        former=frozenset(w.lower() for w in data["former"]),
        foreign=frozenset(data["foreign"]), particles=frozenset(data["particles"]),
        pair_determiners=frozenset(pairs["determiners"]), pair_alone=frozenset(pairs["alone"]),
        pair_nouns={noun: sort for sort, nouns in pairs["nouns"].items() for noun in nouns},
        latter=frozenset(ordinals["latter"]), first=frozenset(ordinals["former"]),
    )  # fmt: skip
