"""The tables hold together: every code and key that one file uses is defined in another."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
import yaml

from depesche.entities import Tables
from depesche.entities.spelling import DATA, rows

SECTORS = {
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS",
    "CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC",
}  # fmt: skip
KINDS = {"name", "capital", "city", "region", "people", "not", "label"}
LANGUAGES = ("de", "en", "fr", "es", "pt", "it", "ru", "pl", "nl", "cs", "tr", "ar")


@pytest.fixture(scope="module")
def tables() -> Tables:
    return Tables.load()


def test_plover_has_25_sectors() -> None:
    assert len(SECTORS) == 25


def test_sectors_are_plover(tables: Tables) -> None:
    used = {o.sector for o in tables.offices.values()} | {r.sector for r in tables.roles.values()}
    used |= {e.sector for e in (*tables.bodies.values(), *tables.organisations.values())}
    assert used - {""} <= SECTORS


def test_organisations_are_many_and_multilingual(tables: Tables) -> None:
    assert len(tables.organisations) >= 600
    named = [row[3] for row in rows("organisations.tsv")]
    for language in ("en", "fr", "es", "de", "ru"):
        assert sum(f"{language}:" in names for names in named) >= 250, language


@pytest.mark.parametrize("language", LANGUAGES)
def test_main_organisations_have_names_in_every_language(tables: Tables, language: str) -> None:
    gazetteer = tables.language(language).gazetteer
    texts = {
        "de": "NATO Weltbank Sicherheitsrat Europarat", "en": "NATO World Bank Security Council Council of Europe",
        "fr": "OTAN Banque mondiale Conseil de sécurité Conseil de l'Europe",
        "es": "OTAN Banco Mundial Consejo de Seguridad Consejo de Europa",
        "pt": "OTAN Banco Mundial Conselho de Segurança Conselho da Europa",
        "it": "NATO Banca mondiale Consiglio di sicurezza Consiglio d'Europa",
        "ru": "НАТО Всемирный банк Совет Безопасности Совет Европы",
        "pl": "NATO Bank Światowy Rada Bezpieczeństwa Rada Europy",
        "nl": "NAVO Wereldbank Veiligheidsraad Raad van Europa",
        "cs": "NATO Světová banka Rada bezpečnosti Rada Evropy",
        "tr": "NATO Dünya Bankası Güvenlik Konseyi Avrupa Konseyi", "ar": "الناتو البنك الدولي مجلس الأمن مجلس أوروبا",
    }  # fmt: skip
    found = [hit.entity.name for hit in gazetteer.find(texts[language]) if hit.entity]
    names = ["North Atlantic Treaty Organisation", "World Bank", "United Nations Security Council", "Council of Europe"]
    assert found == names


def test_ambiguous_names_are_states_or_capitals(tables: Tables) -> None:
    states = {row[1] for row in rows("states.tsv")}
    for _, country, other, cues in rows("ambiguous.tsv"):
        assert country in states
        assert other.lstrip("=") in {"-", *states}
        re.compile(cues)


def test_load_is_quick_and_small() -> None:
    code = (
        "import tracemalloc, time, depesche.entities, babel, rapidfuzz; start = time.perf_counter();"
        "tables = depesche.entities.Tables(); tables.language('de'); took = time.perf_counter() - start;"
        "tracemalloc.start(); tables = depesche.entities.Tables(); tables.language('de');"
        "print(took, tracemalloc.get_traced_memory()[1] / 1e6)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    took, megabytes = map(float, done.stdout.split())
    assert took < 1.0  # 0.06 s on an idle machine
    assert megabytes < 60


def test_offices_refer_to_offices(tables: Tables) -> None:
    for key, office in tables.offices.items():
        assert set(office.also) <= set(tables.offices), key
        assert office.place in ("", *tables.organisations), key


@pytest.mark.parametrize("language", ["de", "en"])
def test_words_use_known_offices_and_roles(tables: Tables, language: str) -> None:
    data = yaml.safe_load((DATA / "words" / f"{language}.yaml").read_text(encoding="utf-8"))
    assert set(data["offices"]) <= set(tables.offices)
    assert set(data["roles"]) <= set(tables.roles)
    genders = {g for found in data["pronouns"].values() for g in found}
    assert genders <= {"m", "f", "n", "p"}


def test_state_tables_have_known_countries_and_kinds() -> None:
    countries = {row[1] for row in rows("states.tsv")}
    assert "KOS" in countries
    for row in rows("state_names.tsv"):
        assert row[1] in countries, row
        assert row[2] in KINDS, row
    assert {row[1] for row in rows("nationalities.tsv")} <= countries


def test_bodies_have_countries_or_none() -> None:
    for row in rows("bodies.tsv"):
        assert len(row) == 5, row
        assert re.fullmatch(r"[A-Z]{3}|", row[1]), row
        assert row[3] in ("metonym", "body", "local"), row


def test_people_and_spokespeople_are_many() -> None:
    people = rows("people.tsv")
    assert len(people) >= 7400
    assert sum("spokesperson@" in row[5] for row in people) >= 200


def test_people_hold_known_offices(tables: Tables) -> None:
    for row in rows("people.tsv"):
        for term in row[5].split(";"):
            office, _, rest = term.partition("@")
            place, _, dates = rest.partition(":")
            assert office in tables.offices, row
            assert re.fullmatch(r"[A-Z]{3}|", place) or place in tables.organisations, row
            assert re.fullmatch(r"(\d{4}(-\d\d){0,2})?/(\d{4}(-\d\d){0,2})?", dates), row


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_names_russia_and_the_united_nations(tables: Tables, language: str) -> None:
    texts = {
        "de": "Russland", "en": "Russia", "fr": "Russie", "es": "Rusia", "pt": "Rússia", "it": "Russia",
        "ru": "Россия", "pl": "Rosja", "nl": "Rusland", "cs": "Rusko", "tr": "Rusya", "ar": "روسيا",
    }  # fmt: skip
    (hit,) = tables.language(language).gazetteer.find(texts[language])
    assert hit.entity == tables.state("RUS")


@pytest.mark.parametrize("language", LANGUAGES)
def test_states_are_named_in_every_way(tables: Tables, language: str) -> None:
    """Floors of how many of 197 states have a name, a capital, an adjective and a name of the people."""
    named: dict[str, set[str]] = {}
    for iso, kind, names in tables._state_columns(language):
        if names and not (language in ("ru", "ar") and names.isascii()):
            named.setdefault(kind, set()).add(iso)
    states = {row[1] for row in rows("states.tsv") if row[0] == "en" and row[5]}
    floors = {"state": 197, "capital": 185, "adjective": 187, "people": 165}
    assert {kind: len(named[kind] & states) >= floor for kind, floor in floors.items()} == dict.fromkeys(floors, True)


def test_publishers_are_known(tables: Tables) -> None:
    for source, _ in rows("publishers.tsv"):
        assert tables.publisher(f"www.{source}/page") is not None
    assert tables.publisher("a-newspaper.example") is None
