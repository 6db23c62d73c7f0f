"""Threads and relations over the examples and over small articles of our own."""

from __future__ import annotations

import pytest

from depesche.ledger import Ledger
from depesche.ledger.relations import dyad
from depesche.ledger.threads import threads
from depesche.reader import Reader
from depesche.records import Document
from tests.ledger.conftest import fill

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
