"""A codebook of one's own: the worked example of docs/coding.md, and what a faulty folder says."""

import re
from pathlib import Path

import pytest

from depesche.coding.codebook import load_codebook
from depesche.errors import DataError
from depesche.reader import Reader
from depesche.records import Document

GUIDE = (Path(__file__).parents[2] / "docs" / "coding.md").read_text(encoding="utf8")
FILES = dict(re.findall(r"<!-- file: (\S+) -->\n```yaml\n(.*?)```", GUIDE, re.DOTALL))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The codebook that the guide shows."""
    root = tmp_path_factory.mktemp("codebook")
    for name, content in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf8")
    return root


def test_the_example_of_the_guide_is_coded_as_it_says(folder: Path) -> None:
    (text,) = re.findall(r"<!-- text -->\n```text\n(.*?)\n```", GUIDE)
    (event,) = Reader(codebook=folder).read(Document("d", text, language="en"))
    assert (event.type, event.quad, event.score) == ("MEDIATE", 1, 4.5)
    assert [m.entity.country for m in event.actor] == ["NOR"]
    assert [m.entity.country for m in event.recipient] == ["SRB", "KOS"]
    assert event.why["type"] == "en/mediate/mediate"


def test_what_a_codebook_extends_stays(folder: Path) -> None:
    own, plover = load_codebook(folder), load_codebook()
    assert set(own.ontology.types) == {*plover.ontology.types, "MEDIATE"}
    shipped, added = plover.lexicon("en").all, [e for e in own.lexicon("en").all if e.type == "MEDIATE"]
    assert len(added) == 2
    assert {e.id for e in shipped} <= {e.id for e in own.lexicon("en").all} | {"en/consult/mediation"}
    assert own.lexicon("de").all == plover.lexicon("de").all
    assert own.languages == plover.languages
    assert own.lexicon("en").word_modes("MEDIATE", "shuttle") == ("shuttle",)
    assert "MEDIATE" not in plover.ontology.types


def test_a_codebook_alone_knows_only_its_own_types(folder: Path, tmp_path: Path) -> None:
    alone = tmp_path / "alone"
    (alone / "lexicon/en").mkdir(parents=True)
    (alone / "codebook.yaml").write_text(FILES["codebook.yaml"].replace("extends: plover\n", ""))
    (alone / "lexicon/en/mediate.yaml").write_text(FILES["lexicon/en/mediate.yaml"])
    language = "name: English\nnoun_actor: [by, possessor]\nprepositions: [between, by, in, of, on]\n"
    (alone / "lexicon/en/language.yaml").write_text(language)
    assert load_codebook(alone).languages == ("en",)
    text = "Norway mediated between Serbia and Kosovo. Norway condemned Serbia."
    assert [e.type for e in Reader(codebook=alone).read(Document("d", text, language="en"))] == ["MEDIATE"]


def test_an_entry_of_the_same_word_and_conditions_replaces_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "lexicon/en").mkdir(parents=True)
    (tmp_path / "codebook.yaml").write_text("extends: plover\n")
    entry = '- verb: condemn\n  mode: allege\n  example: "[Oslo] condemned {Minsk}."\n'
    (tmp_path / "lexicon/en/accuse.yaml").write_text(entry)
    shipped = load_codebook().lexicon("en").entries("verb", "condemn")
    own = load_codebook(tmp_path).lexicon("en").entries("verb", "condemn")
    assert [e.modes for e in own if not e.when] == [("allege",)]
    assert len(own) == len([e for e in shipped if e.when]) + 1


@pytest.mark.parametrize(
    ("files", "complaint"),
    [
        ({}, "a folder with codebook.yaml"),
        ({"codebook.yaml": "extends: cameo\n"}, "no codebook 'cameo' to extend"),
        ({"codebook.yaml": "extends: plover\ntypes: {MEDIATE: {quad: 7}}\n"}, "no quad 7"),
        ({"codebook.yaml": "extends: plover\n", "lexicon/en/accuse.yaml": "- verb: nag\n"}, "no example"),
        ({"codebook.yaml": "extends: plover\n", "lexicon/en/contexts.yaml": "sea: [ship]\n"}, "no context 'sea'"),
        ({"codebook.yaml": "types: {}\n", "lexicon/en/accuse.yaml": ""}, "language.yaml"),
    ],
)
def test_a_faulty_codebook_is_refused_before_anything_is_read(
    tmp_path: Path, files: dict[str, str], complaint: str
) -> None:
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    with pytest.raises(DataError, match=re.escape(complaint)):
        load_codebook(tmp_path)
