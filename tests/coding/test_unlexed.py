"""Languages without a lexicon: the type head alone says what is reported; grammar, voices and actors are data."""

from pathlib import Path

import pytest

from depesche.reader import Reader
from depesche.records import Document, Event


def read(reader: Reader, language: str, text: str) -> list[Event]:
    return reader.read(Document("t", text, published="2024-05-17", language=language))


# What the head finds alone in the sentences of unlexed.tsv, at the least.
PRECISION, RECALL = 0.88, 0.45


def told(event: Event) -> tuple[str, list[str], list[str], str]:
    actors, recipients = ([m.entity.country for m in ms] for ms in (event.actor, event.recipient))
    return event.type, actors, recipients, event.status


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("it", "La polizia egiziana ha arrestato tre giornalisti.", ("COERCE", ["EGY"], ["EGY"], "actual")),
        ("pt", "A polícia egípcia prendeu três jornalistas.", ("COERCE", ["EGY"], ["EGY"], "actual")),
        ("nl", "De Egyptische politie heeft drie journalisten gearresteerd.", ("COERCE", ["EGY"], ["EGY"], "actual")),
        ("pl", "Egipska policja aresztowała trzech dziennikarzy.", ("COERCE", ["EGY"], ["EGY"], "actual")),
        ("cs", "Egyptská policie zatkla tři novináře.", ("COERCE", ["EGY"], ["EGY"], "actual")),
        ("ru", "Египетская полиция арестовала трёх журналистов.", ("COERCE", ["EGY"], ["EGY"], "actual")),
        ("it", "La Norvegia ha respinto la proposta della Russia.", ("REJECT", ["NOR"], ["RUS"], "actual")),
        ("pt", "A Noruega rejeitou a proposta da Rússia.", ("REJECT", ["NOR"], ["RUS"], "actual")),
        ("nl", "Noorwegen heeft het voorstel van Rusland afgewezen.", ("REJECT", ["NOR"], ["RUS"], "actual")),
        ("pl", "Norwegia odrzuciła propozycję Rosji.", ("REJECT", ["NOR"], ["RUS"], "actual")),
        ("cs", "Norsko požádalo Švédsko o pomoc.", ("REQUEST", ["NOR"], ["SWE"], "actual")),
        ("ru", "Норвегия попросила Швецию прислать лекарства.", ("REQUEST", ["NOR"], ["SWE"], "actual")),
    ],
)
def test_what_happened(
    reader: Reader, language: str, text: str, expected: tuple[str, list[str], list[str], str]
) -> None:
    (event,) = read(reader, language, text)
    assert told(event) == expected
    assert event.why["type"].startswith("head: ")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("it", "La polizia egiziana non ha arrestato i giornalisti."),
        ("pt", "A polícia egípcia não prendeu os jornalistas."),
        ("nl", "De Egyptische politie heeft de journalisten niet gearresteerd."),
        ("pl", "Egipska policja nie aresztowała dziennikarzy."),
        ("cs", "Egyptská policie nezatkla novináře."),
        ("ru", "Египетская полиция не арестовала журналистов."),
    ],
)
def test_what_did_not_happen(reader: Reader, language: str, text: str) -> None:
    assert [e.status for e in read(reader, language, text)] == ["negated"]


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("it", "Secondo l'Unione europea, la polizia egiziana ha arrestato tre giornalisti.", "according-to"),
        ("pt", "Segundo a União Europeia, a polícia egípcia prendeu três jornalistas.", "according-to"),
        ("nl", "Volgens de Europese Unie heeft de Egyptische politie drie journalisten gearresteerd.", "according-to"),
        ("pl", "Według Unii Europejskiej egipska policja aresztowała trzech dziennikarzy.", "according-to"),
        ("cs", "Podle Evropské unie egyptská policie zatkla tři novináře.", "according-to"),
        ("ru", "По данным Евросоюза, египетская полиция арестовала трёх журналистов.", "according-to"),
        ("it", "L'Unione europea ha dichiarato che la polizia egiziana ha arrestato tre giornalisti.", "indirect"),
        ("pt", "A União Europeia declarou que a polícia egípcia prendeu três jornalistas.", "indirect"),
        ("nl", "De Europese Unie meldde dat de Egyptische politie drie journalisten heeft gearresteerd.", "indirect"),
        ("pl", "Unia Europejska poinformowała, że egipska policja aresztowała trzech dziennikarzy.", "indirect"),
        ("cs", "Evropská unie oznámila, že egyptská policie zatkla tři novináře.", "indirect"),
        ("ru", "Евросоюз сообщил, что египетская полиция арестовала трёх журналистов.", "indirect"),
    ],
)
def test_on_whose_word(reader: Reader, language: str, text: str, kind: str) -> None:
    (event,) = [e for e in read(reader, language, text) if e.type == "COERCE"]
    assert [(a.name, a.kind) for a in event.according_to] == [("European Union", kind)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("it", "Il ministro egiziano è nato ad Alessandria e ha due figlie."),
        ("pt", "O ministro egípcio nasceu em Alexandria e tem duas filhas."),
        ("nl", "De Egyptische minister werd in Alexandrië geboren en heeft twee dochters."),
        ("pl", "Egipski minister urodził się w Aleksandrii i ma dwie córki."),
        ("cs", "Egyptský ministr se narodil v Alexandrii a má dvě dcery."),
        ("ru", "Египетский министр родился в Александрии и воспитывает двух дочерей."),
    ],
)
def test_a_life_is_no_event(reader: Reader, language: str, text: str) -> None:
    assert read(reader, language, text) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("cs", "Novinář byl zatčen egyptskou policií."),
        ("ru", "Три журналиста были арестованы египетской полицией."),
    ],
)
def test_a_passive_names_its_agent_by_case(reader: Reader, language: str, text: str) -> None:
    (event,) = read(reader, language, text)
    assert told(event)[:3] == ("COERCE", ["EGY"], ["EGY"])


def test_it_is_right_more_often_than_complete(reader: Reader) -> None:
    """Type, actors, recipients and status as expected, over all languages together."""
    lines = (Path(__file__).parent / "unlexed.tsv").read_text(encoding="utf-8").splitlines()
    right = found = expected = 0
    for language, wanted, text in (line.split("\t") for line in lines if not line.startswith("#")):
        made = [_short(e) for e in read(reader, language, text)]
        right, found, expected = right + (wanted in made), found + len(made), expected + (wanted != "-")
    assert right / found >= PRECISION
    assert right / expected >= RECALL


def _short(event: Event) -> str:
    type_, *parties, status = told(event)
    actors, recipients = (",".join(sorted({c for c in p if isinstance(c, str)})) for p in parties)
    return f"{type_} {actors}>{recipients} {status}"
