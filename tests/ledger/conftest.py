"""A ledger of the two examples, and events by the thousand."""

from __future__ import annotations

from pathlib import Path

import pytest

from depesche.documents import locate_documents
from depesche.ledger import Added, Ledger
from depesche.reader import Reader
from depesche.records import Document

ROOT = Path(__file__).parent.parent.parent


def fill(ledger: Ledger, reader: Reader, *documents: Document) -> Added:
    """Read documents into a ledger, to the end."""
    return list(ledger.add(((f"line {n}", d) for n, d in enumerate(documents, 1)), reader))[-1]


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Ledger:
    """The two accounts of one call under examples/, read once; not to be written to."""
    ledger = Ledger(tmp_path_factory.mktemp("ledger") / "examples.duckdb")
    documents = [d for _, d in locate_documents([ROOT / "examples"])]
    fill(ledger, reader, *documents)
    return ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "news.duckdb")
