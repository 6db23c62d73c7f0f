"""Accounts, threads and relations over the examples and over small articles of our own."""

from __future__ import annotations

import pytest

from depesche.errors import LedgerError
from depesche.ledger import Ledger
from depesche.ledger.accounts import Account, Telling, accounts
from depesche.ledger.relations import dyad
from depesche.ledger.threads import threads
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
    }
    return Telling(voice, voice, voice, words, **{**fields, **other})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ({}, {"status": "negated"}, ["A / B: asserted / denied"]),
        ({"stance": "denies"}, {}, ["A / B: denied / asserted"]),
        ({"edtf": "2021-04"}, {"edtf": "2021-05-01"}, ["A / B: dates 2021-04 / 2021-05-01"]),
        ({"edtf": "2021-04"}, {"edtf": "2021-04-01"}, []),
        ({"parties": frozenset("XY")}, {"parties": frozenset("XZ")}, ["A / B: parties X, Y / X, Z"]),
        ({"parties": frozenset("XY")}, {"parties": frozenset("X")}, []),
    ],
)
def test_contradictions(first: dict[str, object], second: dict[str, object], found: list[str]) -> None:
    account = Account("e", "ASSAULT", "", "", (), (), (telling("A", "x", **first), telling("B", "x", **second)))
    assert account.contradictions == found


def test_numbers_contradict() -> None:
    account = Account("e", "ASSAULT", "", "", (), (), (telling("A", "12 dead"), telling("B", "15 dead")))
    assert account.contradictions == ["A / B: numbers 12 / 15"]


def test_a_call_as_each_voice_tells_it(examples: Ledger) -> None:
    with examples.session() as connection:
        (key,) = connection.execute("SELECT event FROM events WHERE type = 'CONSULT'").fetchall()[0]
        found = accounts(connection, key)
        texts = dict(connection.execute("SELECT id, text FROM documents").fetchall())
    assert found[0].type == "CONSULT"
    assert found[0].voices == ["summit-call.de.txt", "summit-call.en.txt"]
    voices = {v for a in found for v in a.voices}
    assert voices == {"summit-call.de.txt", "summit-call.en.txt", "Kremlin", "Dmitry Peskov"}
    assert any(len(a.voices) == 1 for a in found)
    assert all(t.words in texts[t.document] for a in found for t in a.tellings)


def test_an_official_publisher_is_one_voice_with_itself_quoted_elsewhere(ledger: Ledger, reader: Reader) -> None:
    text = "President Joe Biden spoke today with Chancellor Olaf Scholz of Germany."
    fill(ledger, reader, Document("r", text, published="2022-03-01", language="en", source="whitehouse.gov"))
    with ledger.session() as connection:
        assert accounts(connection, "USA-DEU")[0].voices == ["White House"]


@pytest.mark.parametrize("what", ["USA-RUS", "usa rus", "2021-04-13", "2021-04"])
def test_accounts_of_a_dyad_or_a_date(examples: Ledger, what: str) -> None:
    with examples.session() as connection:
        assert len(accounts(connection, what)) > 5


@pytest.mark.parametrize("what", ["", "FRA-DEU", "1999", "nothing"])
def test_accounts_of_nothing(examples: Ledger, what: str) -> None:
    with examples.session() as connection, pytest.raises(LedgerError, match="nothing on"):
        accounts(connection, what)


OFFER = "Am Montag forderte Norwegen Schweden auf, die Truppen von der Grenze abzuziehen."
ANSWER = "Am Mittwoch lehnte Schweden die Forderung Norwegens ab, die Truppen von der Grenze abzuziehen."


def test_a_demand_is_open_until_it_is_answered(ledger: Ledger, reader: Reader) -> None:
    fill(ledger, reader, Document("a", OFFER, published="2023-05-09", language="de"))
    with ledger.session() as connection:
        assert [(t.kind, t.outcome) for t in threads(connection, ("NOR", "SWE"))] == [("demand", "open")]
        assert threads(connection, ("NOR", "FIN")) == []
    fill(ledger, reader, Document("b", ANSWER, published="2023-05-11", language="de"))
    with ledger.session() as connection:
        thread = threads(connection)[0]
    assert (thread.outcome, [s.what for s in thread.steps]) == ("rejected", ["opened", "rejected"])


@pytest.mark.parametrize("period", ["day", "week", "month"])
@pytest.mark.parametrize("by_voice", [False, True])
def test_relations(examples: Ledger, period: str, by_voice: bool) -> None:
    with examples.session() as connection:
        found = dyad(connection, "USA", "RUS", period, by_voice)
        assert dyad(connection, "RUS", "USA", period, by_voice) == found
    name = {"day": "2021-04-13", "week": "2021-W15", "month": "2021-04"}[period]
    row = next(p for p in found if p.period == name)
    assert row.cooperation >= 3
    assert row.conflict >= 2
    assert (row.cooperation_score or 0) > 0 > (row.conflict_score or 0)
