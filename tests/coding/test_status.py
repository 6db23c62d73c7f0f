"""Did it happen? Sentences whose act is coded with the status that the language gives it."""

from __future__ import annotations

import pytest

from depesche.propositions import load_grammar
from depesche.reader import Reader
from depesche.records import Document

CASES = [
    ("de", "ASSAULT", "negated", "Einen Krieg zwischen Russland und der Ukraine schloss er aus."),
    ("de", "ASSAULT", "negated", "Die Gefahr eines Krieges zwischen China und Indien schloss der Minister aus."),
    ("de", "ASSAULT", "negated", "Baerbock reiste ab. Einen Krieg zwischen Russland und Polen schloss Baerbock aus."),
    ("de", "ASSAULT", "negated", "Die NATO hat Serbien nicht bombardiert."),
    ("de", "ASSAULT", "possible", "Sollte Russland Estland angreifen, wird die NATO antworten."),
    ("de", "AID", "possible", "Es ist unklar, ob Nordkorea Raketen nach Syrien geliefert hat."),
    ("de", "ASSAULT", "possible", "Es gibt keine Belege dafür, dass der Iran Saudi-Arabien angegriffen hat."),
    ("de", "ASSAULT", "possible", "Für einen Angriff des Iran auf Saudi-Arabien gibt es keine Beweise."),
    ("de", "ASSAULT", "actual", "Es gibt Beweise dafür, dass der Iran Saudi-Arabien angegriffen hat."),
    ("de", "AID", "possible", "Der Iran soll Raketen an Russland geliefert haben."),
    ("de", "SANCTION", "planned", "Die USA werden Sanktionen gegen China verhängen."),
    ("de", "AID", "actual", "Den USA gelang es, drei Geiseln zu befreien."),
    ("en", "ASSAULT", "negated", "Macron ruled out the possibility of a war between Russia and Ukraine."),
    ("en", "CONSULT", "negated", "No German minister has visited Tehran."),
    ("en", "ASSAULT", "possible", "France condemned the alleged attack by Iran on a French ship."),
    ("en", "ASSAULT", "possible", "There is no evidence that Iran attacked Saudi Arabia."),
    ("en", "SANCTION", "negated", "Germany stopped short of expelling the Russian ambassador."),
    ("en", "AID", "possible", "Iran is believed to have delivered drones to Russia."),
    ("en", "AID", "possible", "Iran reportedly shipped missiles to Russia."),
    ("en", "SANCTION", "possible", "Germany could impose sanctions on Hungary."),
    ("en", "ASSAULT", "actual", "Russia managed to seize the town of Bakhmut from Ukraine."),
    ("fr", "ASSAULT", "negated", "L'OTAN n'a pas bombardé la Serbie."),
    ("fr", "ASSAULT", "possible", "Si la Russie attaque l'Estonie, l'OTAN punira Moscou."),
    ("fr", "ASSAULT", "possible", "L'Iran a mené une soi-disant attaque contre Israël."),
    ("fr", "ASSAULT", "possible", "Israël a lancé une attaque présumée contre un navire iranien."),
    ("fr", "AID", "possible", "L'Iran aurait livré des missiles à la Russie."),
    ("es", "ASSAULT", "negated", "La OTAN no bombardeó Serbia."),
    ("es", "ASSAULT", "possible", "Francia condenó el supuesto ataque de Irán contra un barco francés."),
    ("es", "AID", "possible", "No está claro si Corea del Norte entregó misiles a Siria."),
]


@pytest.mark.parametrize(("language", "type", "status", "text"), CASES, ids=[c[3] for c in CASES])
def test_status(reader: Reader, language: str, type: str, status: str, text: str) -> None:
    events = reader.read(Document("d", text, language=language, published="2023-05-10"))
    assert [e.status for e in events if e.type == type] == [status]


@pytest.mark.parametrize("language", ["de", "en", "fr", "es"])
def test_no_word_is_read_as_a_truth_value(language: str) -> None:
    """YAML takes a bare ``no`` or ``on`` for false or true."""
    grammar = load_grammar(language)
    lists = {**grammar.words, "negation": grammar.negation}
    assert [name for name, words in lists.items() if words & {"True", "False", "None"}] == []
