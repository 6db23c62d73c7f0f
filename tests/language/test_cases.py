"""What forms tell of case, and what a parse makes of it."""

import pytest

from depesche.language.cases import read_cases
from depesche.language.parser import Parser
from depesche.language.words import load_rules
from depesche.records import Document


def test_a_form_has_its_cases_or_those_of_each_gender() -> None:
    table = read_cases({"ihm": "Dat", "das": {"Neut": "Nom Acc"}})
    assert table == {"ihm": {"": {"Dat"}}, "das": {"Neut": {"Nom", "Acc"}}}


def test_the_german_table_speaks_of_cases_and_genders_only() -> None:
    for readings in load_rules("de").cases.values():
        assert set(readings) <= {"", "Masc", "Fem", "Neut", "Plur"}
        assert all(cases and cases <= {"Nom", "Gen", "Dat", "Acc"} for cases in readings.values())


@pytest.mark.parametrize(
    ("text", "subject", "object"),
    [
        ("Die Gefahr eines Krieges schloss der Minister aus.", "Minister", "Gefahr"),
        ("Das Gesetz kritisierte der Präsident scharf.", "Präsident", "Gesetz"),
        ("Das Abkommen lehnt er ab.", "er", "Abkommen"),
        ("Den Botschafter empfing die Ministerin.", "Ministerin", "Botschafter"),
        ("Der Botschafter empfing die Ministerin.", "Botschafter", "Ministerin"),
    ],
)
def test_who_acts_is_told_by_the_article(parser: Parser, text: str, subject: str, object: str) -> None:
    (sentence,) = parser.parse(Document("case", text, language="de")).sentences
    found = {t.relation: t.text for t in sentence.tokens if t.relation in {"nsubj", "obj"}}
    assert found == {"nsubj": subject, "obj": object}


def test_an_infinitive_has_no_subject(parser: Parser) -> None:
    (sentence,) = parser.parse(
        Document("case", "Norwegen kündigte an, Eritrea keine Hilfe zu leisten.", language="de")
    ).sentences
    (subject,) = (t for t in sentence.tokens if t.relation.startswith("nsubj"))
    assert (subject.text, sentence.tokens[subject.head].text) == ("Norwegen", "kündigte")
