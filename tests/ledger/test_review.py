"""Reviewing: decisions are kept with who made them, and come out as gold that can be measured against."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from depesche.errors import DateError, InputError, LedgerError
from depesche.evaluation import read_gold, score_ledger
from depesche.ledger import Ledger
from depesche.ledger.review import agreement, correction, gold, undecided
from depesche.reader import Reader
from depesche.records import Document, event_record
from tests.ledger.conftest import fill

NEWS = Document(
    "n1", "Norwegen drohte Schweden. Finnland kritisierte Dänemark scharf.", published="2023-05-10", language="de"
)


def test_decisions_become_gold(ledger: Ledger, reader: Reader, tmp_path: Path) -> None:
    fill(ledger, reader, NEWS)
    with ledger.session() as connection:
        (threat, _), (criticism, _) = undecided(connection, "Ada")
    ledger.decide("accept", threat, "Ada")
    ledger.decide("correct", criticism, "Ada", "status", "possible")
    ledger.decide("accept", criticism, "Ada")
    ledger.decide("reject", threat, "Bob")
    ledger.decide("accept", criticism, "Bob")
    with ledger.session() as connection:
        assert undecided(connection, "Ada") == []
        ada, bob = gold(connection, "Ada"), gold(connection, "Bob")
        made = connection.execute("SELECT DISTINCT reviewer FROM decisions ORDER BY 1").fetchall()
    assert made == [("Ada",), ("Bob",)]
    assert [r["status"] for r in ada["n1"]] == ["actual", "possible"]
    assert [r["type"] for r in bob["n1"]] == ["ACCUSE"]
    (tmp_path / "gold.json").write_text(json.dumps(ada), "utf8")
    records = {"n1": [event_record(e) for e in reader.read(NEWS)]}
    assert score_ledger(read_gold(tmp_path / "gold.json"), records, {"n1": NEWS.text}).f1 == 1
    figures = agreement(ada, bob, {"n1": NEWS.text})
    assert figures["F1"] == pytest.approx(2 / 3)
    assert 0 < figures["alpha"] < 1
    assert agreement(ada, ada, {"n1": NEWS.text})["alpha"] == 1
    assert list(ledger.reports()) == reader.read(NEWS)  # the machine's output stays what it was


def test_reviewers_of_nothing_in_common() -> None:
    with pytest.raises(LedgerError, match="reviewed by both"):
        agreement({"a": []}, {"b": []}, {"a": "", "b": ""})


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        ("type", "AID", "AID"),
        ("modes", "demo riot", ["demo", "riot"]),
        ("when", "2021-04", "2021-04"),
        ("when", "", ""),
    ],
)
def test_corrections(field: str, value: str, kept: object) -> None:
    assert correction(field, value) == kept


@pytest.mark.parametrize(("field", "value"), [("type", "WAR"), ("modes", "x"), ("status", "sure"), ("colour", "red")])
def test_corrections_that_cannot_be(field: str, value: str) -> None:
    with pytest.raises(InputError, match=field):
        correction(field, value)
    with pytest.raises(DateError):
        correction("when", "soon")
