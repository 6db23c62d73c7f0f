"""The KRAUTS scorer, on a made-up article in its format."""

from __future__ import annotations

from pathlib import Path

import pytest

from depesche.dates.krauts import read_krauts, same_value, score_krauts
from depesche.errors import InputError

ARTICLE = """<?xml version="1.0" ?>
<TimeML><DOCID>1</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2019-06-12">2019-06-12</TIMEX3></DCT>
<TEXT>
Am <TIMEX3 tid="t1" type="DATE" value="2019-06-10">Montag</TIMEX3> wurde verhandelt &amp; gestritten.
Vor <TIMEX3 tid="t2" type="DURATION" value="P2Y">zwei Jahren</TIMEX3> wurde geschwiegen. <TIMEX3 tid="t3"
type="DATE" value="PAST_REF">Seinerzeit</TIMEX3> war Ruhe.
</TEXT></TimeML>
"""


def test_score(tmp_path: Path) -> None:
    (tmp_path / "one.tml").write_text(ARTICLE, encoding="utf-8")
    scores = score_krauts(read_krauts(tmp_path))
    assert scores["expressions"] == 3
    assert scores["strict"] == {"precision": 1.0, "recall": 0.667, "f1": 0.8}
    assert scores["relaxed"] == scores["strict"]
    assert scores["value"] == 1.0


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        score_krauts(read_krauts(tmp_path))


@pytest.mark.parametrize(
    ("timex", "edtf", "same"),
    [
        ("2019-06-12", "2019-06-12", True), ("2019-06-12TEV", "2019-06-12", True),
        ("2019-W23", "2019-06-03/2019-06-09", True),
        ("2019-W23-WE", "2019-06-08/2019-06-09", True), ("2019-Q3", "2019-07/2019-09", True),
        ("2019-H1", "2019-01/2019-06", True),
        ("2019-SU", "2019-22", True), ("199", "199X", True), ("PAST_REF", "", True), ("XXXX-XX-XX", "2019", False),
        ("2019-06-01", "2019-06-01/..", True), ("2019-05", "2019-06", False), ("2019-05", "", False),
    ],
)  # fmt: skip
def test_values(timex: str, edtf: str, same: bool) -> None:
    assert same_value(timex, edtf) is same
