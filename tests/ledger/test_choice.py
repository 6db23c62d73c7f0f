"""Choosing events by time, party, type and status."""

from __future__ import annotations

import pytest

from depesche.errors import DateError
from depesche.ledger import Ledger
from depesche.ledger.choice import Choice, chosen
from depesche.reader import Reader
from depesche.records import Document
from tests.ledger.conftest import fill

NEWS = (
    ("2023-05-10", "On Monday Norway threatened Sweden."),
    ("2023-06-14", "On Tuesday NATO criticised Norway. Sweden may impose sanctions on Norway."),
)


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Ledger:
    ledger = Ledger(tmp_path_factory.mktemp("choice") / "l.duckdb")
    fill(ledger, reader, *(Document(day, text, published=day, language="en") for day, text in NEWS))
    return ledger


@pytest.mark.parametrize(
    ("choice", "types"),
    [
        (Choice(), {"THREATEN", "ACCUSE", "SANCTION"}),
        (Choice(since="2023-06"), {"ACCUSE"}),
        (Choice(since="2023-05-08", until="2023-05"), {"THREATEN"}),
        (Choice(until="2023-05-07"), set()),
        (Choice(actor="nor"), {"THREATEN"}),
        (Choice(actor="Norway"), {"THREATEN"}),
        (Choice(actor="NATO"), {"ACCUSE"}),
        (Choice(recipient="NOR"), {"ACCUSE", "SANCTION"}),
        (Choice(recipient="NOR", actor="SWE"), {"SANCTION"}),
        (Choice(type="threaten"), {"THREATEN"}),
        (Choice(status="possible"), {"SANCTION"}),
        (Choice(actor="FRA"), set()),
    ],
)
def test_choice(news: Ledger, choice: Choice, types: set[str]) -> None:
    with news.session() as connection:
        keys = chosen(connection, choice)
        found = connection.execute("SELECT type FROM events WHERE event IN (SELECT unnest(?))", [keys]).fetchall()
    assert {kind for (kind,) in found} == types == {event.type for event in news.reports(choice)}


def test_a_date_that_is_none(news: Ledger) -> None:
    with news.session() as connection, pytest.raises(DateError):
        chosen(connection, Choice(since="May"))
