"""Reviewing: decisions are kept with who made them, and come out as gold that can be measured against."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from depesche.errors import DateError, InputError, LedgerError
from depesche.evaluation import read_gold, score_ledger
from depesche.ledger import Ledger
from depesche.ledger.review import agreement, candidate, correction, gold, undecided
from depesche.reader import Reader
from depesche.records import Document, event_record
from tests.ledger.conftest import fill

NEWS = Document(
    "n1", "Norwegen drohte Schweden. Finnland kritisierte Dänemark scharf.", published="2023-05-10", language="de"
)


def test_decisions_become_gold(ledger: Ledger, reader: Reader, tmp_path: Path) -> None:
    fill(ledger, reader, NEWS)
    with ledger.session() as connection:
        threat, criticism = undecided(connection, "Ada")
    ledger.decide("accept", threat, "Ada")
    with ledger.session() as connection:
        with pytest.raises(LedgerError, match="'Bob' has reviewed nothing"):
            gold(connection, "Bob")
        assert gold(connection, "Ada") == {}  # half a document is no gold
    ledger.decide("correct", criticism, "Ada", "status", "possible")
    with ledger.session() as connection:
        shown = candidate(connection, criticism, "Ada")
    assert (shown.before, shown.record["status"], shown.after) == ("Norwegen drohte Schweden. ", "possible", ".")
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


def test_what_is_skipped_is_optional(ledger: Ledger, reader: Reader) -> None:
    fill(ledger, reader, NEWS)
    with ledger.session() as connection:
        threat, criticism = undecided(connection, "Ada")
    ledger.decide("skip", threat, "Ada")
    ledger.decide("accept", criticism, "Ada")
    with ledger.session() as connection:
        assert [r["optional"] for r in gold(connection, "Ada")["n1"]] == [True, False]


def test_reviewers_of_nothing_in_common() -> None:
    with pytest.raises(LedgerError, match="to its end by both"):
        agreement({"a": []}, {"b": []}, {"a": "", "b": ""})


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        ("type", "AID", "AID"),
        ("modes", "demo riot", ["demo", "riot"]),
        ("when", "2021-04", "2021-04"),
        ("when", "", ""),
        ("where", " Oslo ", "Oslo"),
        ("according_to", "Kremlin, White House", ["Kremlin", "White House"]),
        ("recipient", "", []),
        (
            "actor",
            "usa GOV Joe Biden, KOS, IGO NATO",
            [
                {"text": "", "name": "Joe Biden", "country": "USA", "sector": "GOV"},
                {"text": "", "name": "Kosovo", "country": "KOS", "sector": ""},
                {"text": "", "name": "NATO", "country": "IGO", "sector": ""},
            ],
        ),
    ],
)
def test_corrections(field: str, value: str, kept: object) -> None:
    assert correction(field, value) == kept


@pytest.mark.parametrize(("field", "value"), [("type", "WAR"), ("modes", "x"), ("status", "sure"), ("colour", "red")])
def test_corrections_that_cannot_be(field: str, value: str) -> None:
    with pytest.raises(InputError, match=field):
        correction(field, value)
    with pytest.raises(InputError, match="'Oslo' is no country"):
        correction("actor", "Oslo")
    with pytest.raises(DateError):
        correction("when", "soon")
