"""Persons with their offices and terms: who held an office at a date, whom a name means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from depesche.entities.spelling import fold, rows
from depesche.records import Entity

LIFETIME = 45  # years after an office for which a name still means who held it
LEADS = ("president", "prime-minister", "chancellor", "head-of-government")
MANDATES = ("party-leader", "lawmaker", "politician")  # what somebody is beside a higher office
Period = tuple[str, str]
"""First and last day of a date, "2021-04-00" to "2021-04-99" for a month; two empty strings if unknown."""


def period(edtf: str) -> Period:
    """The days an EDTF date can mean, in a form that compares as text.

    >>> period("2021-04")
    ('2021-04-00', '2021-04-99')
    """
    digits = "".join(c for c in edtf.split("/")[0].split(",")[0] if c.isdigit() or c == "-")
    if len(digits) < 4:
        return "", ""
    return (digits + "-00-00"[len(digits) - 4 :])[:10], (digits + "-99-99"[len(digits) - 4 :])[:10]


@dataclass(frozen=True, slots=True)
class Office:
    sector: str
    name: str
    also: tuple[str, ...]
    rank: int
    place: str = ""  # the organisation that the office belongs to by itself
    many: bool = False  # several hold it at a time


@dataclass(frozen=True, slots=True)
class Term:
    office: str
    country: str
    start: str
    end: str

    def covers(self, when: Period) -> bool:
        return not when[0] or (self.start <= when[1] and (not self.end or self.end >= when[0]))


@dataclass(frozen=True, slots=True)
class Person:
    id: str
    name: str
    gender: str
    terms: tuple[Term, ...]

    def term(self, when: Period) -> tuple[Term | None, bool]:
        """The term at that time or the nearest one, and whether it covers the time."""
        current = [t for t in self.terms if t.covers(when)]
        if current:
            return max(current, key=lambda t: (t.office not in MANDATES, t.start)), True
        past = [t for t in self.terms if when[0] and t.end and t.end < when[0]]
        if past:  # who has left an organisation is of his own state again
            return max(past, key=lambda t: (len(t.country) == 3 and t.country.isupper(), t.end)), False
        return (min(self.terms, key=lambda t: t.start) if self.terms else None), False


class People:
    """The table of persons, indexed by name keys; rows are parsed when they are asked for.

    ``own`` are a user's persons, rows as in ``people_curated.tsv``; they replace ours of the same name.
    """

    def __init__(
        self, offices: Mapping[str, Office], organisations: Mapping[str, Entity], own: Iterable[Sequence[str]] = ()
    ) -> None:
        self._offices, self._organisations = offices, organisations
        added = [_indexed(row) for row in own]
        taken = {key for row in added for key in row[3].split("|")}
        self._own = len(added)  # rows before this are a user's
        self._rows = added + [row for row in rows("people.tsv") if not taken & set(row[3].split("|"))]
        self._full: dict[str, list[int]] = defaultdict(list)
        self._last: dict[str, list[int]] = defaultdict(list)
        self._holders: dict[tuple[str, str], list[tuple[str, str, int]]] = defaultdict(list)
        for number, row in enumerate(self._rows):
            for key in row[3].split("|"):
                self._full[key].append(number)
            for key in row[4].split("|"):
                self._last[key].append(number)
        self._firsts: set[str] = set()
        self._indexed = False
        self._known: dict[int, Person] = {}

    def person(self, number: int) -> Person:
        if number not in self._known:
            id_, name, gender, _, _, terms = self._rows[number]
            parsed = []
            for term in terms.split(";"):
                office, _, rest = term.partition("@")
                country, _, dates = rest.partition(":")
                start, _, end = dates.partition("/")
                parsed.append(Term(office, country, start, end))
            self._known[number] = Person(id_ or "person:" + fold(name).replace(" ", "-"), name, gender, tuple(parsed))
        return self._known[number]

    def named(self, name: str) -> list[Person]:
        """Persons whose full name, folded, this is."""
        return [self.person(n) for n in self._full.get(fold(name), ())]

    @cached_property
    def _keys(self) -> list[str]:
        return list(self._full)

    def similar(self, name: str) -> list[Person]:
        """Persons whose full name is nearly this: one letter in ten wrong or swapped, two at most, in each part one."""
        key = fold(name)
        bound = min(2, len(key) // 10)
        if bound == 0 or " " not in key or key in self._full:
            return []
        near = process.extract(key, self._keys, scorer=OSA.distance, score_cutoff=bound, limit=3)
        fitting = [k for k, _, _ in near if _alike(key.split(), k.split())]
        return [self.person(n) for k in fitting for n in self._full[k]]

    def surnamed(self, name: str) -> list[Person]:
        return [self.person(n) for n in self._last.get(fold(name), ())]

    def surnames(self, person: Person) -> list[str]:
        """The short names, folded, under which a person is known."""
        numbers = self._full.get(fold(person.name), ())
        return [key for n in numbers if self.person(n) is person for key in self._rows[n][4].split("|")]

    def starts_name(self, word: str) -> bool:
        """Whether some full name starts with this word."""
        if not self._firsts:
            self._firsts.update(key.split(" ", 1)[0] for key in self._full)
        return fold(word).split(" ", 1)[0] in self._firsts

    def holder(self, office: str, country: str, when: Period) -> Person | None:
        """Who held an office (or one that answers to its title) for a country or organisation at a time; None for an
        office that many hold."""
        if not when[0] or (office in self._offices and self._offices[office].many):
            return None
        self._index_holders()
        for key in (office, *(self._offices[office].also if office in self._offices else ())):
            fitting = []
            for start, end, number in self._holders.get((key, country), ()):
                if start <= when[1] and (not end or end >= when[0]) and start:
                    fitting.append((start, number))
            if fitting:
                return self.person(max(fitting)[1])
        return None

    def _index_holders(self) -> None:
        if self._indexed:
            return
        for number, row in enumerate(self._rows):
            for term in row[5].split(";"):
                office, _, rest = term.partition("@")
                country, _, dates = rest.partition(":")
                start, _, end = dates.partition("/")
                self._holders[office, country].append((start, end, number))
        self._indexed = True

    def choose(self, name: str, when: Period, country: str, office: str, *, bare: bool) -> Person | None:
        """Whom a name means at that time. ``country`` and ``office`` are what the text says, or empty.

        ``bare``: a surname alone; then only an office holder of first rank or one with that title counts, and a
        short surname must be spelt as in the table. A full name in a user's own table means that person always.
        """
        own = [n for n in self._full.get(fold(name), ()) if n < self._own]
        if own and not bare:
            return self.person(own[0])
        people = self.surnamed(name) if bare else self.named(name)
        if bare and len(fold(name)) < 4:
            people = [p for p in people if name in p.name.split()]
        scored = []
        if not bare and (country or office):
            people = people or [p for p in self.similar(name) if self._tied(p, when, country, office)]
        for person in people:
            score = self._fit(person, when, country, office)
            shortened = not bare and len(name.split()) != len(person.name.split())  # others bear it without the middle
            score -= 2.0 if shortened and not country else 0.0
            if bare and country and not any(self.country_of(t.country) == country for t in person.terms):
                continue
            if score >= (6 if bare else 0):
                scored.append((score, max((t.start for t in person.terms), default=""), person))
        return max(scored, key=lambda s: s[:2])[2] if scored else None

    def governed(self, names: Iterable[str], when: Period) -> Person | None:
        """Whose government bears a surname: of those who led one by then ("the Merkel government"), the latest."""
        leads = [(t.start, p) for n in names for p in self.surnamed(n) for t in p.terms if self._leads(t, when)]
        return max(leads, key=lambda x: x[0])[1] if leads else None

    def _leads(self, term: Term, when: Period) -> bool:
        return term.office in LEADS and bool(term.start) and (not when[1] or term.start <= when[1])

    def _fit(self, person: Person, when: Period, country: str, office: str) -> float:
        term, current = person.term(when)
        if term is None:
            return -1.0
        score = 4.0 if current else 0.0
        offices = {office, *(self._offices[office].also if office in self._offices else ())}
        if country:
            score += 6.0 if any(self.country_of(t.country) == country for t in person.terms) else -4.5
        if office:
            score += 5.0 if any(t.office in offices and t.covers(when) for t in person.terms) else -2.0
        if current and any(self._offices[t.office].rank == 1 for t in person.terms if t.covers(when)):
            score += 2.0
        if not current and when[0] and term.end and abs(int(when[0][:4]) - int(term.end[:4])) > LIFETIME:
            score -= 3.0
        return score + (0.5 if person.id.startswith("Q") else 0.0)

    def _tied(self, person: Person, when: Period, country: str, office: str) -> bool:
        """Whether somebody of nearly that name is meant: all that the text says of the person fits the tables."""
        titles = {office, *(self._offices[office].also if office in self._offices else ())}
        fitting = [t for t in person.terms if t.covers(when)]
        placed = not country or any(self.country_of(t.country) == country for t in fitting)
        return placed and bool(fitting) and (not office or any(t.office in titles for t in fitting))

    def country_of(self, place: str) -> str:
        """A term's place as a country code: an organisation's is that of the organisation."""
        if place in self._organisations:
            return self._organisations[place].country
        return place

    def entity(self, person: Person, when: Period) -> Entity:
        """The person as an entity at that time: country, sector and office of the term that fits best."""
        term, current = person.term(when)
        if term is None:
            return Entity(person.id, person.name)
        sector = self._offices[term.office].sector
        if term.office == "leader":
            sector = "GOV"
        country = self.country_of(term.country)
        if country == "IGO" and sector == "GOV":
            sector = ""  # an organisation has no government
        if not current and when[0]:
            sector = "ELI" if term.end and term.end < when[0] else ""
        return Entity(person.id, person.name, country, sector, term.office)


def _indexed(row: Sequence[str]) -> list[str]:
    """A row of ``people_curated.tsv`` with the name keys of one of ``people.tsv``."""
    id_, name, gender, aliases, terms = row
    names = aliases.split("|") if aliases else []
    keys = dict.fromkeys(fold(n) for n in [name, *names] if not n.startswith("="))
    last = [n[1:] for n in names if n.startswith("=")] or [name.split()[-1]]
    return [id_, name, gender, "|".join(keys), "|".join(dict.fromkeys(map(fold, last))), terms]


def _alike(parts: Sequence[str], others: Sequence[str]) -> bool:
    """Whether two names have as many parts, each with the same first letter and at most one letter apart."""
    pairs = list(zip(parts, others, strict=False))
    return len(parts) == len(others) and all(a[0] == b[0] and OSA.distance(a, b) <= 1 for a, b in pairs)
