"""Pairs with source and target given: read, predicted, scored."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.coding.ontology import load_ontology
from depesche.errors import InputError
from depesche.evaluation.pairs import Pair, PairScore, documents, macro, quad_of, read_pairs, root_of, score_pairs
from depesche.reader import Reader

ROOTS = sorted({root_of(t) for t in load_ontology().types})


def write(path: Path, *rows: object) -> Path:
    path.write_text("\n".join(r if isinstance(r, str) else json.dumps(r) for r in rows), encoding="utf8")
    return path


def pair(marked: str, root: str = "ACCUSE") -> dict[str, str]:
    return {"marked_sentence": marked, "gold_root": root}


def test_there_are_fifteen_roots_in_four_quads() -> None:
    assert len(ROOTS) == 15
    assert {quad_of(r) for r in ROOTS} == {1, 2, 3, 4}
    assert root_of("RETREAT") == root_of("CONCEDE") == "YIELD"


def test_marks_are_taken_out_and_remembered(tmp_path: Path) -> None:
    file = write(tmp_path / "p.jsonl", pair("<t>Oslo</t> was warned by <s>Minsk</s>, <s>it</s> said.", "THREATEN"), "")
    (found,) = read_pairs(file)
    assert found == Pair("Oslo was warned by Minsk, it said.", ((19, 24), (26, 28)), ((0, 4),), "THREATEN")


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("{", "no pair"),
        ({"marked_sentence": "<s>Oslo</s> met <t>Minsk</t>."}, "no pair"),
        ("7", "no pair"),
        (pair("Oslo met Minsk."), "marks that do not pair"),
        (pair("<s>Oslo met <t>Minsk</t>."), "marks that do not pair"),
        (pair("Oslo</s> met <t>Minsk</t>."), "marks that do not pair"),
        (pair("<s>Oslo</s> met <t>Minsk</t>.", "MEET"), "no PLOVER type 'MEET'"),
    ],
)
def test_a_faulty_line_is_named(tmp_path: Path, row: object, complaint: str) -> None:
    file = write(tmp_path / "p.jsonl", pair("<s>Oslo</s> met <t>Minsk</t>."), row)
    with pytest.raises(InputError, match=complaint) as caught:
        read_pairs(file)
    assert "line 2" in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_pairs(tmp_path / "none.jsonl")


def test_whoever_they_are_source_and_target_act(reader: Reader) -> None:
    marked = [
        ("ASSAULT", "<s>The Blue Band</s> attacked <t>two bakers</t> at dawn."),
        ("ACCUSE", "<t>The choir</t> was accused of fraud by <s>a gardener</s>."),
        ("ASSAULT", "<s>The Blue Band</s> shelled Kharkiv, said <t>a baker</t>."),
        ("YIELD", "<s>The kidnappers</s> released <t>a violinist</t>."),
    ]
    pairs = [
        Pair(text, ((s, s + len(source)),), ((t, t + len(target)),), root)
        for root, text, source, target, s, t in (_cut(root, text) for root, text in marked)
    ]
    score, made = score_pairs(reader.parse_all(documents(pairs, "en")), pairs)
    assert made == [root for root, _ in marked]
    assert macro(score.roots) == macro(score.quads) == 1.0


def _cut(root: str, marked: str) -> tuple[str, str, str, str, int, int]:
    source = marked.split("<s>")[1].split("</s>")[0]
    target = marked.split("<t>")[1].split("</t>")[0]
    text = marked.replace("<s>", "").replace("</s>", "").replace("<t>", "").replace("</t>", "")
    return root, text, source, target, text.index(source), text.index(target)


@given(st.lists(st.tuples(st.sampled_from(ROOTS), st.sampled_from(["", *ROOTS])), min_size=1, max_size=60))
def test_figures_are_shares_and_perfect_only_without_a_mistake(rows: list[tuple[str, str]]) -> None:
    score = PairScore(Counter(rows))
    for figures in (score.roots, score.quads):
        assert sum(n for *_, n in figures.values()) == len(rows)
        assert all(0 <= p <= 1 and 0 <= r <= 1 for p, r, _, _ in figures.values())
    assert (macro(score.roots) == 1.0) == all(g == m for g, m in rows)
    assert macro(score.quads) >= 0
    assert macro(score.quads) == 1.0 or any(quad_of(g) != quad_of(m) for g, m in rows)
