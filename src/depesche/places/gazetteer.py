"""Names of towns, regions and countries, and which of the places that share a name is meant."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from depesche.data import data_path
from depesche.language.trees import Sentence, Token
from depesche.records import Span

_ALIAS = 0.125
"""What a name counts for a place that has another main name: Odesa still outweighs Odessa in Texas."""
_CAPITAL = 10.0
"""What it counts to be the seat of government: San José in Costa Rica outweighs San Jose in California."""
_NAMED = 20.0
"""What it counts that the text names the country: "Birmingham" is in Alabama in a text about the United States, and
"Paris" still not in Texas."""
_REGION = 0.25
"""What a region counts against a country or town: Georgia is the country, but Florida the state. A town of the region
that shares its name is meant before it."""


@dataclass(frozen=True, slots=True)
class Site:
    """A place on the map. ``id`` is that of GeoNames; ``kind`` is country, region, capital or town.

    ``name`` is the one GeoNames puts first, mostly English; ``country`` ISO 3166-1 alpha-3 or KOS; ``region`` the
    first-level region as ISO 3166-2, "" where unknown; ``latitude`` and ``longitude`` in degrees, for a region the
    middle of its places, None where unknown.
    """

    id: int
    kind: str
    name: str
    country: str
    region: str
    latitude: float | None
    longitude: float | None
    population: int


class Gazetteer:
    """All places by name. Use ``Gazetteer.load()``; the file is made by training/build_places.py.

    The table stays one string of bytes that is searched: an index would take 0.1 s and 40 MB for the few names that a
    text holds.
    """

    def __init__(self, table: bytes) -> None:
        self._table = table  # lines of tab-separated columns; names stand between bars, the main one first
        self._found: dict[bytes, tuple[Site, ...]] = {}

    @staticmethod
    @cache
    def load() -> Gazetteer:
        return Gazetteer(data_path("places", "places.tsv").read_bytes())

    def sites(self, name: str, countries: Collection[str] = (), within: str = "") -> list[Site]:
        """The places of this name, the likeliest first; ``countries`` are those that the text names.

        ``within`` names what the place is in ("Texas" of "Paris, Texas"); where it is known, the others are left out.
        """
        found: Iterable[Site] = () if set(name) & {"|", "\t", "\n"} else self._with(f"|{name}|")
        if within:
            areas = {(s.country, s.region) for s in self.sites(within) if s.kind in ("country", "region")}
            found = [s for s in found if {(s.country, ""), (s.country, s.region)} & areas] or found
        ranked = sorted(found, key=lambda site: -_weight(site, name, countries))
        if ranked and ranked[0].kind == "region":  # the town of Kunduz before its province
            first = ranked[0]
            large = (s for s in ranked[1:] if s.name == name or s.population * 10 > first.population)
            town = next((s for s in large if s.region == first.region and s.kind in ("capital", "town")), first)
            ranked.insert(0, ranked.pop(ranked.index(town)))
        return ranked

    def country(self, iso: str) -> Site | None:
        """A country by its ISO 3166-1 alpha-3 code, or KOS."""
        return next(iter(self._with(f"\tcountry\t{iso}\t")), None)

    def _with(self, words: str) -> tuple[Site, ...]:
        """The places whose line holds the words."""
        sought = words.encode(errors="replace")
        if sought not in self._found:
            self._found[sought] = tuple(self._search(sought))
        return self._found[sought]

    def _search(self, sought: bytes) -> Iterator[Site]:
        end, at = 0, self._table.find(sought)
        while at >= 0:
            start, end = self._table.rfind(b"\n", 0, at) + 1, self._table.find(b"\n", at)
            yield _site(self._table[start:end].decode())
            at = self._table.find(sought, end)


def country_of(name: str, countries: Collection[str] = ()) -> str:
    """The country of a town or region that a text names, "" where none is known: ("Lyon") -> "FRA".

    ``countries`` are the countries that the text names otherwise; they decide between places of one name.
    """
    sites = Gazetteer.load().sites(name, countries)
    return sites[0].country if sites else ""


def name_at(sentence: Sentence, token: Token) -> Span:
    """The place name with all its words ("New York"), whichever of them the token is."""
    tokens, first, last = sentence.tokens, token.index, token.index
    while tokens[first].entity.startswith("I-") and first > 0:
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].entity == "I-LOC" and tokens[last + 1].text != ",":
        last += 1
    return sentence.span([*tokens[first : last + 1], *sentence.children(token, "flat")])


def _site(line: str) -> Site:
    id, kind, country, region, latitude, longitude, population, names = line.split("\t")
    north, east = (float(latitude), float(longitude)) if latitude else (None, None)
    return Site(int(id), kind, names.split("|", 2)[1], country, region, north, east, int(population))


def _weight(site: Site, name: str, countries: Collection[str]) -> float:
    factor = _REGION if site.kind == "region" else 1.0
    if site.name != name:
        factor *= _ALIAS
    elif site.kind == "capital":
        factor *= _CAPITAL
    return max(site.population, 1) * factor * (_NAMED if site.country in countries else 1)
