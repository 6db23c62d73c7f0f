"""One act as each voice tells it: whose words they are, what differs, what belongs together."""

from __future__ import annotations

import pytest

from depesche.entities import Tables
from depesche.errors import LedgerError
from depesche.ledger import Ledger
from depesche.ledger.accounts import Account, accounts
from depesche.ledger.contrary import Telling, contradictions, numbers
from depesche.ledger.outlets import outlet
from depesche.reader import Reader
from depesche.records import Document
from tests.ledger.conftest import fill


def telling(voice: str, words: str, **other: object) -> Telling:
    fields = {
        "type": "ASSAULT",
        "modes": (),
        "status": "actual",
        "stance": "asserts",
        "edtf": "",
        "parties": frozenset(),
        "language": "en",
    }
    return Telling(voice, voice, voice, words, **{**fields, **other})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ({}, {"status": "negated"}, ["denial: A says so, B denies it"]),
        ({"stance": "denies"}, {}, ["denial: A denies it, B says so"]),
        ({"edtf": "2021-04"}, {"edtf": "2021-05-01"}, ["dates: A 2021-04, B 2021-05-01"]),
        ({"edtf": "2021-04"}, {"edtf": "2021-04-01"}, []),
        ({"parties": frozenset("XY")}, {"parties": frozenset("XZ")}, ["parties: A X, Y, B X, Z"]),
        ({"parties": frozenset("XY")}, {"parties": frozenset("X")}, []),
        ({"modes": ("drone",)}, {"modes": ("beat",)}, ["ways: A drone, B beat"]),
    ],
)
def test_contradictions(first: dict[str, object], second: dict[str, object], found: list[str]) -> None:
    told = (telling("A", "x", **first), telling("B", "x", **second))
    assert [str(c) for c in contradictions(told)] == found


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (("12 dead", "en"), ("15 dead", "en"), ["numbers: A 12, B 15"]),
        (("twelve dead", "en"), ("zwölf Tote", "de"), []),
        (("1,200 people fled", "en"), ("1.200 Menschen flohen", "de"), []),
        (("on 13 April", "en"), ("am 22. April", "de"), []),
        (("nine dead", "en"), ("mehrere Tote", "de"), []),
        (("dix morts", "fr"), ("once muertos", "es"), ["numbers: A 10, B 11"]),
    ],
)
def test_numbers_contradict(first: tuple[str, str], second: tuple[str, str], found: list[str]) -> None:
    told = (telling("A", first[0], language=first[1]), telling("B", second[0], language=second[1]))
    assert [str(c) for c in contradictions(told)] == found


@pytest.mark.parametrize("language", ["de", "en", "es", "fr", "ru", ""])
def test_figures_are_read_in_any_language(language: str) -> None:
    assert numbers("15", language) == {"15"}


@pytest.mark.parametrize(
    ("title", "language", "source", "voice"),
    [
        ("Readout of President Biden's Call with Putin", "en", "", "White House"),
        ("Readout of Putin's call with Biden", "en", "", "Kremlin"),
        ("Biden reads out a statement on Putin", "en", "", "d"),
        ("Pressemitteilung: Biden telefoniert", "de", "", "White House"),
        ("Readout of a call", "en", "", "d"),
        ("Readout of Biden's call", "en", "whitehouse.gov", "White House"),
        ("Readout of Biden's call", "en", "The Daily News", "The Daily News"),
    ],
)
def test_whose_document_it_is(title: str, language: str, source: str, voice: str) -> None:
    named = [("Biden", "USA"), ("Putin", "RUS"), ("it", "FRA")]
    assert outlet("d", title, language, source, named, Tables.load()) == voice


def test_a_call_as_each_voice_tells_it(examples: Ledger) -> None:
    with examples.session() as connection:
        (key,) = connection.execute("SELECT event FROM events WHERE type = 'CONSULT'").fetchall()[0]
        found = accounts(connection, key)
        texts = dict(connection.execute("SELECT id, text FROM documents").fetchall())
    assert found[0].type == "CONSULT"
    assert found[0].voices == ["summit-call.de.txt", "White House"]
    assert {v for a in found for v in a.voices} == {"summit-call.de.txt", "White House", "Kremlin", "Dmitry Peskov"}
    shared = [(a.type, a.recipients) for a in found if len(a.voices) > 1]
    assert set(shared) == {
        ("CONSULT", ()), ("AGREE", ("RUS",)), ("AGREE", ("UKR",)), ("THREATEN", ("RUS",)), ("ACCUSE", ("RUS",)),
        ("REQUEST", ("RUS",)),
    }  # fmt: skip
    assert any(len(a.voices) == 1 for a in found)
    assert all(t.words in texts[t.document] for a in found for t in a.tellings)


def test_an_official_publisher_is_one_voice_with_itself_quoted_elsewhere(ledger: Ledger, reader: Reader) -> None:
    text = "President Joe Biden spoke today with Chancellor Olaf Scholz of Germany."
    fill(ledger, reader, Document("r", text, published="2022-03-01", language="en", source="whitehouse.gov"))
    with ledger.session() as connection:
        assert accounts(connection, "USA-DEU")[0].voices == ["White House"]


def told(ledger: Ledger, reader: Reader, what: str, *texts: tuple[str, str]) -> list[Account]:
    documents = [Document(f"d{n}", t, published="2023-05-10", language=code) for n, (code, t) in enumerate(texts)]
    fill(ledger, reader, *documents)
    with ledger.session() as connection:
        return accounts(connection, what)


def test_a_denial_stands_beside_what_it_denies(ledger: Ledger, reader: Reader) -> None:
    found = told(
        ledger, reader, "ETH-ERI",
        ("de", "Äthiopien hat am Montag Eritrea angegriffen, sagte der eritreische Außenminister."),
        ("en", "Ethiopia did not attack Eritrea on Monday, the Ethiopian prime minister said."),
    )  # fmt: skip
    (assault,) = (a for a in found if a.type == "ASSAULT")
    assert len(assault.voices) == 2
    assert [c.what for c in assault.contradictions] == ["denial"]
    denial = assault.also[0][0]
    with ledger.session() as connection:  # whichever of them is asked for
        assert accounts(connection, assault.event) == accounts(connection, denial) == [assault]


def test_what_a_text_tells_twice_is_one_account(ledger: Ledger, reader: Reader) -> None:
    found = told(
        ledger, reader, "NOR-SWE",
        ("de", "Norwegen schlug Schweden am Montag ein Gipfeltreffen vor. Der norwegische Ministerpräsident sagte, die "
               "Lage sei ernst. Norwegen schlug Schweden vor, das Gipfeltreffen in Oslo abzuhalten."),
    )  # fmt: skip
    (proposal,) = (a for a in found if a.type == "AGREE")
    assert len(proposal.tellings) == 2
    assert [why for _, why in proposal.also] == ["told once more"]


@pytest.mark.parametrize("what", ["USA-RUS", "usa rus", "2021-04-13", "2021-04"])
def test_accounts_of_a_dyad_or_a_date(examples: Ledger, what: str) -> None:
    with examples.session() as connection:
        assert len(accounts(connection, what)) > 5


def test_a_dyad_has_what_was_said_of_others_when_they_met(examples: Ledger) -> None:
    with examples.session() as connection:
        assert ("UKR",) in {a.recipients for a in accounts(connection, "USA-RUS")}


@pytest.mark.parametrize("what", ["", "FRA-DEU", "1999", "nothing"])
def test_accounts_of_nothing(examples: Ledger, what: str) -> None:
    with examples.session() as connection, pytest.raises(LedgerError, match="nothing on"):
        accounts(connection, what)
