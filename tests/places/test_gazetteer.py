"""Names on the map: exonyms, towns of one name, and names that are none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.data import data_path
from depesche.places import Gazetteer, country_of

PLACES = Gazetteer.load()
TABLE = data_path("places", "places.tsv").read_text(encoding="utf8")


@pytest.mark.parametrize(
    ("name", "main", "country", "region"),
    [
        ("Mailand", "Milan", "ITA", "IT-25"), ("Moskau", "Moscow", "RUS", "RU-MOW"),
        ("Moscou", "Moscow", "RUS", "RU-MOW"),
        ("Moscú", "Moscow", "RUS", "RU-MOW"), ("Charkiw", "Kharkiv", "UKR", "UA-63"),
        ("Kharkiv", "Kharkiv", "UKR", "UA-63"), ("Bruselas", "Brussels", "BEL", "BE-BRU"),
        ("Ginebra", "Geneva", "CHE", "CH-GE"), ("Düsseldorf", "Düsseldorf", "DEU", "DE-NW"),
        ("Bayern", "Bavaria", "DEU", "DE-BY"), ("Texas", "Texas", "USA", "US-TX"),
        ("Katalonien", "Catalonia", "ESP", "ES-CT"), ("Tchétchénie", "Chechnya", "RUS", "RU-CE"),
        ("Krim", "Crimea", "UKR", "UA-43"), ("Florida", "Florida", "USA", "US-FL"),
        ("Ontario", "Ontario", "CAN", "CA-ON"), ("Washington", "Washington", "USA", "US-DC"),
        ("New York", "New York City", "USA", "US-NY"), ("Kunduz", "Kunduz", "AFG", "AF-KDZ"),
        ("Salisbury", "Salisbury", "GBR", "GB-ENG"), ("Chiapas", "Chiapas", "MEX", "MX-CHP"),
    ],
)  # fmt: skip
def test_names_in_several_languages(name: str, main: str, country: str, region: str) -> None:
    site = PLACES.sites(name)[0]
    assert (site.name, site.country, site.region) == (main, country, region)
    assert site.id > 0


@pytest.mark.parametrize(
    ("name", "named", "country"),
    [
        ("Lyon", (), "FRA"), ("Odessa", (), "UKR"), ("Odessa", ("USA",), "USA"), ("Birmingham", (), "GBR"),
        ("Birmingham", ("USA",), "USA"), ("Paris", ("USA",), "FRA"), ("San José", (), "CRI"), ("Nirgendsdorf", (), ""),
        ("", (), ""), ("|", (), ""), ("town\t", (), ""), ("\ud800", (), ""),
    ],
)  # fmt: skip
def test_the_country_of_a_name(name: str, named: tuple[str, ...], country: str) -> None:
    assert country_of(name, named) == country


@pytest.mark.parametrize(
    ("name", "within", "country", "region"),
    [
        ("Paris", "Texas", "USA", "US-TX"), ("Paris", "", "FRA", "FR-IDF"), ("Georgetown", "Guyana", "GUY", "GY-DE"),
        ("Washington", "D.C.", "USA", "US-DC"), ("Paris", "Nirgendsland", "FRA", "FR-IDF"),
    ],
)  # fmt: skip
def test_what_a_place_is_in_decides(name: str, within: str, country: str, region: str) -> None:
    site = PLACES.sites(name, within=within)[0]
    assert (site.country, site.region) == (country, region)


@pytest.mark.parametrize(
    ("name", "north", "east"), [("Catalonia", 41.7, 1.9), ("Alaska", 61.5, -150.0), ("Gaza Strip", 31.4, 34.4)]
)
def test_a_region_lies_in_the_middle_of_its_places(name: str, north: float, east: float) -> None:
    site = PLACES.sites(name)[0]
    assert site.latitude == pytest.approx(north, abs=2)
    assert site.longitude == pytest.approx(east, abs=4)


@pytest.mark.parametrize("iso", ["DEU", "KOS", "USA"])
def test_countries_by_code(iso: str) -> None:
    site = PLACES.country(iso)
    assert site is not None
    assert (site.kind, site.country) == ("country", iso)
    assert site.latitude is not None
    assert PLACES.country("XXX") is None


@settings(deadline=None, max_examples=50)  # a table of 3 MB is searched
@given(st.text(max_size=12), st.frozensets(st.sampled_from(["USA", "FRA", "DEU"])))
def test_any_name_gives_places_that_bear_it(name: str, countries: frozenset[str]) -> None:
    sites = PLACES.sites(name, countries)
    assert bool(sites) == (not set(name) & {"|", "\t", "\n"} and f"|{name}|" in TABLE)


def test_the_table_holds_together() -> None:
    rows = [line.split("\t") for line in TABLE.splitlines()[1:]]
    assert len({row[0] for row in rows}) == len(rows)
    assert {row[1] for row in rows} == {"country", "region", "capital", "town"}
    for _, kind, country, region, latitude, longitude, population, names in rows:
        assert len(country) == 3
        assert names[0] == names[-1] == "|"
        assert not latitude or (abs(float(latitude)) <= 90 and abs(float(longitude)) <= 180)
        assert kind != "town" or int(population) >= 15_000
        assert not region or region[2] == "-"
