"""Times in parsed documents: the tree tells past from future and numbers from years."""

from __future__ import annotations

import pytest

from depesche.dates import find_times
from depesche.language.conllu import parse_conllu
from depesche.language.trees import Parsed


def parsed(rows: str, language: str, published: str) -> Parsed:
    """A document from rows "form lemma upos feats head deprel [entity]"; "_" for no features."""
    lines = []
    for number, row in enumerate(rows.strip().splitlines(), 1):
        form, lemma, upos, feats, head, deprel, *entity = row.split()
        misc = f"Entity={entity[0]}" if entity else "_"
        lines.append("\t".join((str(number), form, lemma, upos, "_", feats, head, deprel, "_", misc)))
    return parse_conllu([*lines, ""], "test", language, published)[0]


MEETING = """
Die der DET _ 2 det
Minister Minister NOUN _ {head} nsubj
{verb}
am an ADP _ 5 case
Freitag Freitag NOUN _ {head} obl
"""
FUTURE = MEETING.format(head=6, verb="wollen wollen AUX VerbForm=Fin|Tense=Pres 6 aux")
FUTURE += "beraten beraten VERB VerbForm=Inf 0 root"
PAST = MEETING.format(head=3, verb="berieten beraten VERB VerbForm=Fin|Tense=Past 0 root")
PRESENT = MEETING.format(head=3, verb="beraten beraten VERB VerbForm=Fin|Tense=Pres 0 root")
SAYING = MEETING.format(head=3, verb="sagen sagen VERB VerbForm=Fin|Tense=Pres 0 root")


@pytest.mark.parametrize(
    ("rows", "published", "edtf"),
    [
        (FUTURE, "2019-06-12", "2019-06-14"),
        (PAST, "2019-06-12", "2019-06-07"),
        (PRESENT, "2019-06-12", "2019-06-14"),
        (SAYING, "2019-06-12", "2019-06-07"),
        (PAST, "2019-06-14", "2019-06-14"),
        (PAST, "2019-06", "[2019-06-07,2019-06-14,2019-06-21,2019-06-28]"),
        (PAST, "2019", ""),
    ],
)
def test_a_weekday_follows_the_tense(rows: str, published: str, edtf: str) -> None:
    assert [(m.text, m.edtf) for m in find_times(parsed(rows, "de", published))] == [("Freitag", edtf)]


def test_an_english_passive_is_past() -> None:
    rows = """
    Rebels rebel NOUN _ 3 nsubj:pass
    were be AUX Tense=Past|VerbForm=Fin 3 aux:pass
    freed free VERB VerbForm=Part 0 root
    Friday Friday PROPN _ 3 obl:tmod
    """
    assert find_times(parsed(rows, "en", "2019-06-12"))[0].edtf == "2019-06-07"


def test_a_date_of_a_noun_in_a_past_sentence_may_lie_ahead() -> None:
    rows = """
    Sie sie PRON _ 2 nsubj
    sagte sagen VERB VerbForm=Fin|Tense=Past 0 root
    den der DET _ 4 det
    Besuch Besuch NOUN _ 2 obj
    am an ADP _ 7 case
    3. 3. ADJ _ 7 amod
    Juli Juli NOUN _ 4 nmod
    ab ab ADP _ 2 compound:prt
    """
    assert find_times(parsed(rows, "de", "2019-06-12"))[0].edtf == "2019-07-03"


def test_a_day_right_behind_a_past_verb_is_its_own() -> None:
    rows = """
    Oslo Oslo PROPN _ 2 nsubj
    said say VERB Tense=Past|VerbForm=Fin 0 root
    Friday Friday PROPN _ 6 obl:tmod
    Bern Bern PROPN _ 6 nsubj
    will will AUX VerbForm=Fin 6 aux
    mediate mediate VERB VerbForm=Inf 2 ccomp
    """
    assert find_times(parsed(rows, "en", "2019-06-12"))[0].edtf == "2019-06-07"


def test_what_is_planned_lies_ahead_but_the_announcement_does_not() -> None:
    planned = """
    Ein ein DET _ 2 det
    Treffen Treffen NOUN _ 6 nsubj:pass
    ist sein AUX Tense=Pres|VerbForm=Fin 6 aux:pass
    am an ADP _ 5 case
    Freitag Freitag NOUN _ 6 obl
    geplant planen VERB VerbForm=Part 0 root
    """
    announced = """
    Sie sie PRON _ 5 nsubj
    hatte haben AUX Tense=Past|VerbForm=Fin 5 aux
    am an ADP _ 4 case
    Freitag Freitag NOUN _ 5 obl
    angekündigt ankündigen VERB VerbForm=Part 0 root
    """
    assert find_times(parsed(planned, "de", "2019-06-12"))[0].edtf == "2019-06-14"
    assert find_times(parsed(announced, "de", "2019-06-12"))[0].edtf == "2019-06-07"


def test_after_something_is_past() -> None:
    rows = """
    Nach nach ADP _ 3 case
    dem der DET _ 3 det
    Anschlag Anschlag NOUN _ 7 obl
    am an ADP _ 5 case
    Freitag Freitag NOUN _ 3 nmod
    will wollen AUX VerbForm=Fin|Tense=Pres 7 aux
    verhandeln verhandeln VERB VerbForm=Inf 0 root
    """
    assert find_times(parsed(rows, "de", "2019-06-12"))[0].edtf == "2019-06-07"


def test_what_is_planned_for_a_day_lies_ahead_and_what_followed_behind() -> None:
    planned = """
    Die der DET _ 5 det
    für für ADP _ 3 case
    Freitag Freitag PROPN _ 4 nmod
    geplante Geplante ADJ _ 5 amod
    Kundgebung Kundgebung NOUN _ 6 nsubj
    begann beginnen VERB VerbForm=Fin|Tense=Past 0 root
    """
    after = """
    Nach nach ADP _ 3 case
    der der DET _ 3 det
    Tötung Tötung NOUN _ 9 obl
    des der DET _ 5 det
    Generals General NOUN _ 3 nmod
    am an ADP _ 7 case
    Freitag Freitag NOUN _ 5 nmod
    will wollen AUX VerbForm=Fin|Tense=Pres 9 aux
    verhandeln verhandeln VERB VerbForm=Inf 0 root
    """
    assert find_times(parsed(planned, "de", "2019-06-12"))[0].edtf == "2019-06-14"
    assert find_times(parsed(after, "de", "2019-06-12"))[0].edtf == "2019-06-07"


def test_a_number_that_counts_is_no_year() -> None:
    rows = """
    Etwa etwa ADV _ 2 advmod
    2013 2013 NUM _ 3 nummod
    Rekruten Rekrut NOUN Number=Plur 4 nsubj
    desertierten desertieren VERB VerbForm=Fin|Tense=Past 0 root
    2014 2014 NUM _ 4 obl
    """
    assert [m.text for m in find_times(parsed(rows, "de", "2019-06-12"))] == ["2014"]


def test_a_bare_round_number_is_a_year_where_the_tree_has_it_as_a_time() -> None:
    rows = """
    Er er PRON _ 4 nsubj
    wurde werden AUX VerbForm=Fin|Tense=Past 4 aux:pass
    1900 1900 NUM _ 4 {relation}
    verhaftet verhaften VERB VerbForm=Part 0 root
    """
    assert [m.edtf for m in find_times(parsed(rows.format(relation="obl:tmod"), "de", "2019-06-12"))] == ["1900"]
    assert find_times(parsed(rows.format(relation="obj"), "de", "2019-06-12")) == []


def test_what_is_drafted_lies_behind_whatever_is_planned_with_it() -> None:
    rows = """
    Geplante geplant ADJ _ 2 amod
    Änderungen Änderung NOUN _ 0 root
    an an ADP _ 8 case
    dem der DET _ 8 det
    am an ADP _ 6 case
    Freitag Freitag NOUN _ 7 obl
    erstellten erstellt ADJ VerbForm=Part 8 amod
    Entwurf Entwurf NOUN _ 2 nmod
    """
    assert find_times(parsed(rows, "de", "2019-06-12"))[0].edtf == "2019-06-07"


def test_a_part_of_a_name_is_no_date() -> None:
    rows = """
    The the DET _ 4 det
    17 17 NUM _ 4 nummod B-ORG
    November November PROPN _ 4 compound I-ORG
    Movement Movement PROPN _ 5 nsubj I-ORG
    surrendered surrender VERB VerbForm=Fin|Tense=Past 0 root
    """
    assert find_times(parsed(rows, "en", "2019-06-12")) == []
