"""What coordinated and governed predicates share, read from real parses."""

import pytest

from depesche.language.parser import Parser
from depesche.propositions import extract, load_grammar
from depesche.records import Document

CASES = [
    # language, sentence, text of the predicate, {slot: word}
    (
        "de",
        "Der gesuchte Händler wurde von tschechischen Beamten gefunden und verhaftet.",
        "verhaftet",
        {"subject": "Beamten", "object": "Händler"},
    ),
    ("de", "Der Präsident reiste nach Rom und traf den Papst.", "traf", {"subject": "Präsident", "object": "Papst"}),
    ("en", "The rebels were surrounded and disarmed by the army.", "surrounded", {"subject": "army"}),
    ("en", "Norway promised to send troops.", "send", {"subject": "Norway", "object": "troops"}),
    ("fr", "Le ministre a refusé de signer le traité.", "signer", {"subject": "ministre", "object": "traité"}),
]


@pytest.mark.parametrize(("language", "text", "word", "slots"), CASES)
def test_what_predicates_share(parser: Parser, language: str, text: str, word: str, slots: dict[str, str]) -> None:
    parsed = parser.parse(Document("case", text, language=language))
    grammar = load_grammar(language)
    found = next(p for s in parsed.sentences for p in extract(s, grammar) if p.head.text == word)
    assert {slot: [t.text for t in found.slots.get(slot, [])] for slot in slots} == {k: [v] for k, v in slots.items()}
