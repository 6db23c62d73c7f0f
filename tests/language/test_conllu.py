"""CoNLL-U is written and read back without loss."""

import pytest

from depesche.errors import InputError
from depesche.language import format_conllu, parse_conllu
from depesche.language.trees import Parsed

SAMPLE = """# newdoc id = kurz
# newpar
# sent_id = kurz-1
# text = Oslo lobt Wien.
1\tOslo\tOslo\tPROPN\t_\tCase=Nom\t2\tnsubj\t_\tEntity=B-LOC|TokenRange=0:4
2\tlobt\tloben\tVERB\t_\tMood=Ind|Tense=Pres\t0\troot\t_\tTokenRange=5:9
3\tWien\tWien\tPROPN\t_\tCase=Acc\t2\tobj\t_\tEntity=B-LOC|SpaceAfter=No|TokenRange=10:14
4\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\tTokenRange=14:15

"""


def read(text: str) -> Parsed:
    return parse_conllu(text.splitlines(), "file")[0]


def test_round_trip() -> None:
    assert format_conllu(read(SAMPLE)) == SAMPLE


def test_tree_walks() -> None:
    sentence = read(SAMPLE).sentences[0]
    assert sentence.root.lemma == "loben"
    assert [t.text for t in sentence.children(sentence.root, "nsubj", "obj")] == ["Oslo", "Wien"]
    assert sentence.span(sentence.subtree(sentence.root)).text == "Oslo lobt Wien."


def test_a_row_with_wrong_columns_is_named() -> None:
    with pytest.raises(InputError, match="file, line 2"):
        parse_conllu(["# newdoc id = a", "1\tOslo"], "file")


@pytest.mark.parametrize(
    ("number", "head", "what"),
    [("1", "x", "as HEAD"), ("x", "0", "as ID"), ("1-x", "0", "as ID"), ("2", "0", "no tree"), ("1", "7", "no tree"),
     ("1", "1", "no tree")],
)  # fmt: skip
def test_a_row_that_fits_no_tree_is_refused(number: str, head: str, what: str) -> None:
    with pytest.raises(InputError, match=what):
        parse_conllu([f"{number}\tOslo\tOslo\tPROPN\t_\t_\t{head}\troot\t_\t_", ""], "file")


def test_multiword_tokens_share_their_range() -> None:
    rows = [
        "1-2\tzum\t_\t_\t_\t_\t_\t_\t_\t_",
        "1\tzu\tzu\tADP\t_\t_\t3\tcase\t_\t_",
        "2\tdem\tder\tDET\t_\t_\t3\tdet\t_\t_",
        "3\tGipfel\tGipfel\tNOUN\t_\t_\t0\troot\t_\t_",
        "",
    ]
    tokens = parse_conllu(rows, "file")[0].sentences[0].tokens
    assert [(t.text, t.start, t.end) for t in tokens] == [("zum", 0, 3), ("zum", 0, 3), ("Gipfel", 4, 10)]
