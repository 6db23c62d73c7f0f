"""docs/ledger.md is run: its Python, and each of its ten queries."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from depesche.cli_ledger import app
from depesche.ledger import Ledger
from tests.ledger.conftest import ROOT

PAGE = (ROOT / "docs" / "ledger.md").read_text("utf8")
QUERIES = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)


def test_there_are_ten_queries() -> None:
    assert len(QUERIES) == 10


@pytest.mark.parametrize("query", QUERIES)
def test_query(examples: Ledger, query: str) -> None:
    with examples.session() as connection:
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
