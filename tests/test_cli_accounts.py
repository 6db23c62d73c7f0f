"""Accounts as they are printed: sections, columns, contradictions, JSON lines."""

from __future__ import annotations

import json
import sys

import pytest

from depesche.cli_accounts import print_accounts, write_accounts
from depesche.ledger.accounts import Account
from depesche.ledger.contrary import Telling


def account(*told: tuple[str, str, str]) -> Account:
    """An attack as voices tell it, each with its words and its status."""
    tellings = (
        Telling(voice, voice[0], "news.txt", words, "ASSAULT", ("drone",), status, "asserts", "2023-05-09",
                frozenset({"RUS", "UKR"}), "en")
        for voice, words, status in told
    )  # fmt: skip
    return Account("e1", "ASSAULT", "2023-05-09", "", ("RUS",), ("Q1",), tuple(tellings), (("e2", "denies it"),))


KYIV = ("Kyiv", "a drone killed twelve people in the town", "actual")
MOSCOW = ("Moscow", "there was no attack", "negated")
PARIS = ("Paris", "a drone killed 15 people", "actual")


def shown(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: int, *found: Account) -> str:
    monkeypatch.setenv("COLUMNS", str(width))
    print_accounts(list(found), {"Q1": "the town"}, sys.stdout)
    return capsys.readouterr().out


@pytest.mark.parametrize("width", [80, 120])
def test_voices_stand_side_by_side(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    lines = shown(capsys, monkeypatch, width, account(KYIV, MOSCOW), account(PARIS)).splitlines()
    assert max(map(len, lines)) <= width
    assert [line.strip() for line in lines[:4]] == [
        "told by several",
        "ASSAULT drone  RUS → the town  2023-05-09  e1",
        "! denial: Kyiv says so, Moscow denies it",
        "with e2: denies it",
    ]
    assert lines[4].split() == ["Kyiv", "Moscow"]
    assert "denied: there was no attack" in lines[5]
    assert "told by Paris only" in lines


def test_too_many_voices_stand_one_below_the_other(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [line.strip() for line in shown(capsys, monkeypatch, 80, account(KYIV, MOSCOW, PARIS)).splitlines()]
    assert "! numbers: Kyiv 12, Paris 15" in lines
    assert [line.split()[0] for line in lines if line.startswith(("Kyiv", "Moscow", "Paris"))] == [
        "Kyiv", "Moscow", "Paris",
    ]  # fmt: skip


def test_control_characters_are_not_obeyed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in shown(capsys, monkeypatch, 80, account(("K\x1b[2Jyiv", "a \x1b[31mdrone", "actual"), MOSCOW))


def test_json_lines_hold_everything(capsys: pytest.CaptureFixture[str]) -> None:
    write_accounts([account(KYIV, MOSCOW), account(PARIS)], sys.stdout)
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert [t["voice"] for t in first["tellings"]] == ["Kyiv", "Moscow"]
    assert first["tellings"][0]["words"] == KYIV[1]
    assert first["contradictions"] == [
        {"what": "denial", "first": "Kyiv", "second": "Moscow", "one": "says so", "other": "denies it"}
    ]
    assert (second["contradictions"], second["also"]) == ([], [["e2", "denies it"]])
