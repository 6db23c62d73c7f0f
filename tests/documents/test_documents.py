from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from depesche.documents import Defaults, read_documents
from depesche.errors import InputError


def write(folder: Path, **files: str) -> None:
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf8")


def test_folder_in_order_of_names(tmp_path: Path) -> None:
    write(tmp_path, b_txt="B.", a_TXT="A.", sub__c_jsonl='{"id": "c", "text": "C."}', notes_md="-", _hidden_txt="-")
    assert [(d.id, d.text) for d in read_documents([tmp_path])] == [("a.TXT", "A."), ("b.txt", "B."), ("c", "C.")]


def test_same_name_in_two_folders(tmp_path: Path) -> None:
    write(tmp_path, one__a_txt="A.", two__a_txt="B.")
    assert [d.id for d in read_documents([tmp_path])] == ["one/a.txt", "two/a.txt"]
    with pytest.raises(InputError, match=r"'a\.txt' is taken .*one"):
        read_documents([tmp_path / "one", tmp_path / "two"])


def test_duplicate_ids_name_both_lines(tmp_path: Path) -> None:
    write(tmp_path, a_jsonl='{"id": "x", "text": "A."}\n{"id": "y", "text": "A."}\n{"id": "x", "text": "A."}')
    with pytest.raises(InputError, match=r"a\.jsonl, line 3: the id 'x' is taken .*a\.jsonl, line 1"):
        read_documents([tmp_path / "a.jsonl"])


@pytest.mark.parametrize(("data", "ids"), [(b"They met.", ["stdin"]), (b'{"id": "a", "text": "They met."}', ["a"])])
def test_standard_input(data: bytes, ids: list[str]) -> None:
    documents = read_documents(["-"], Defaults(source="Wire"), io.BytesIO(data))
    assert [d.id for d in documents] == ids
    assert documents[0].source == "Wire"


def test_file_without_ending(tmp_path: Path) -> None:
    write(tmp_path, article="They met.")
    assert [d.id for d in read_documents([tmp_path / "article"])] == ["article"]


def test_pipe(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb") as stream:
        stream.write(b"They met.")
    try:
        assert read_documents([f"/dev/fd/{reading}"])[0].text == "They met."
    finally:
        os.close(reading)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("none.txt", "No such file"),
        ("folder", "no article in this folder"),
        ("page.html", "files ending in .html are not known"),
        ("/dev/zero", "a device"),
        ("a\0b.txt", "null"),
        ("x" * 300 + ".txt", "name too long"),
    ],
)
def test_paths_that_cannot_be_read(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "folder").mkdir()
    write(tmp_path, page_html="<p>They met.")
    with pytest.raises(InputError, match=f"(?i){words}"):
        read_documents([tmp_path / name])


def test_no_standard_input() -> None:
    with pytest.raises(InputError, match="no standard input"):
        read_documents(["-"])


def test_file_name_that_is_not_utf8(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xe4.txt"
    Path(os.fsdecode(path)).write_text("They met.")
    assert [d.id for d in read_documents([tmp_path])] == ["\ufffd.txt"]
