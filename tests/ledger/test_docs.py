"""docs/ledger.md is run: its Python, and each of its ten queries."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from depesche.cli_ledger import app
from depesche.ledger import Ledger
from depesche.reader import Reader
from depesche.records import Document
from tests.ledger.conftest import ROOT, fill

PAGE = (ROOT / "docs" / "ledger.md").read_text("utf8")
QUERIES = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)


def test_there_are_ten_queries() -> None:
    assert len(QUERIES) == 10


@pytest.fixture(scope="module")
def three(examples: Ledger, reader: Reader, tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """The examples, and a denial."""
    ledger = Ledger(tmp_path_factory.mktemp("docs") / "three.duckdb")
    ledger.path.write_bytes(examples.path.read_bytes())
    fill(ledger, reader, Document("n", "Norwegen hat Schweden nicht gedroht.", published="2021-05-01", language="de"))
    return ledger


@pytest.mark.parametrize("query", QUERIES)
def test_query(three: Ledger, query: str) -> None:
    with three.session() as connection:
        assert connection.execute(query).fetchall(), query


def test_python(examples: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "calls.duckdb").write_bytes(examples.path.read_bytes())
    monkeypatch.chdir(tmp_path)
    names: dict[str, list[object]] = {}
    for block in re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL):
        exec(block, names)
    assert len(names["frame"]) >= len(names["events"]) / 2
    assert names["meetings"]


def test_commands_exist() -> None:
    known = {command.callback.__name__ for command in app.registered_commands if command.callback}
    assert set(re.findall(r"depesche ledger (\w+)", PAGE)) <= known
