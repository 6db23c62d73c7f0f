"""The public surface."""

from __future__ import annotations

import subprocess
import sys

import pytest

import depesche


def test_public_names() -> None:
    assert set(depesche.__all__) == {
        "Attribution", "DepescheError", "Document", "Entity", "Event", "InputError", "Ledger", "Mention", "Place",
        "Reader", "Span", "When", "__version__", "event_record", "read",
    }  # fmt: skip
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = depesche.nothing


def test_import_loads_no_engine() -> None:
    code = "import sys, depesche; print(*{'onnxruntime', 'tokenizers', 'numpy', 'rich', 'typer'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


@pytest.mark.parametrize(
    ("text", "options"),
    [("", {}), ("Sie trafen sich.", {"published": "2021-13"}), ("Sie trafen sich.", {"language": "klingon"})],
)
def test_read_refuses_bad_arguments(text: str, options: dict[str, str]) -> None:
    with pytest.raises(depesche.InputError, match=r"^text"):
        depesche.read(text, **options)
