"""Who did what to whom, read from real parses: the same frame for many ways of saying it."""

import pytest

from depesche.language.parser import Parser
from depesche.propositions import Proposition, extract, load_grammar
from depesche.records import Document

CASES = [
    # language, sentence, predicate, {slot: word}
    (
        "de",
        "Der Minister forderte die Rebellen auf, die Stadt zu verlassen.",
        "auffordern",
        {"subject": "Minister", "object": "Rebellen", "clause": "verlassen"},
    ),
    ("fr", "Deux élus ont été arrêtés par la police.", "arrêter", {"subject": "police", "object": "élus"}),
    ("fr", "Les ministres se sont rencontrés à Rome.", "rencontrer", {"subject": "ministres"}),
    ("fr", "La Commission a recommandé des réformes à l'Albanie.", "recommander", {"dative": "Albanie"}),
    ("fr", "Paris a suspendu une partie de son aide.", "suspendre", {"object": "aide"}),
    ("de", "Die Rebellen wurden von der Armee angegriffen.", "angreifen", {"subject": "Armee", "object": "Rebellen"}),
    ("de", "Die Armee hat die Rebellen nicht bedroht.", "bedrohen", {"subject": "Armee", "object": "Rebellen"}),
    ("de", "Der Kanzler drohte mit Sanktionen gegen Belarus.", "drohen", {"subject": "Kanzler", "mit": "Sanktionen"}),
    ("de", "Die Regierung, die das Abkommen kündigte, trat zurück.", "zurücktreten", {"subject": "Regierung"}),
    (
        "de",
        "Der Präsident reiste nach Rom und traf dort den Papst.",
        "treffen",
        {"subject": "Präsident", "object": "Papst"},
    ),
    ("de", "Die Kritik an der Regierung nahm zu.", "Kritik", {"an": "Regierung"}),
    ("en", "The army was attacked by rebels near the border.", "attack", {"subject": "rebels", "object": "army"}),
    ("en", "The minister called on Israel to release the prisoners.", "call", {"subject": "minister", "on": "Israel"}),
    ("en", "Norway pulled out of the talks with Sweden.", "pull out", {"subject": "Norway"}),
    (
        "en",
        "The president met the chancellor and praised her work.",
        "praise",
        {"subject": "president", "object": "work"},
    ),
    ("en", "The attack on the village by rebels lasted for hours.", "attack", {"on": "village", "by": "rebels"}),
    ("en", "Mali refused to yield and vowed to attack Niger.", "vow", {"subject": "Mali", "clause": "attack"}),
    ("de", "Oslo beklagte sich darüber, dass Minsk schwieg.", "beklagen", {"subject": "Oslo", "über": "darüber"}),
    ("en", "Russia promised to withdraw its troops.", "withdraw", {"subject": "Russia", "object": "troops"}),
]


def find(parser: Parser, language: str, text: str, lemma: str) -> Proposition:
    parsed = parser.parse(Document("case", text, language=language))
    grammar = load_grammar(language)
    found = [p for s in parsed.sentences for p in extract(s, grammar)]
    matching = [p for p in found if p.lemma == lemma]
    assert matching, [(p.kind, p.lemma) for p in found]
    return matching[0]


@pytest.mark.parametrize(("language", "text", "lemma", "slots"), CASES)
def test_slots(parser: Parser, language: str, text: str, lemma: str, slots: dict[str, str]) -> None:
    found = find(parser, language, text, lemma)
    assert {slot: found.slots[slot][0].text for slot in slots if slot in found.slots} == slots


@pytest.mark.parametrize(
    ("language", "text", "lemma", "expected"),
    [
        ("de", "Norwegen hat Schweden nicht bedroht.", "bedrohen", {"negated": True, "tense": "past"}),
        ("de", "Die Minister werden am Montag nach Rom reisen.", "reisen", {"negated": False, "tense": "future"}),
        ("de", "Die Armee könnte die Stadt angreifen.", "angreifen", {"modality": "possible"}),
        ("en", "The army did not attack the town.", "attack", {"negated": True}),
        ("en", "The ministers will meet on Monday.", "meet", {"tense": "future"}),
        ("en", "Rebels might attack the town.", "attack", {"modality": "possible"}),
    ],
)
def test_polarity_tense_and_modality(
    parser: Parser, language: str, text: str, lemma: str, expected: dict[str, object]
) -> None:
    found = find(parser, language, text, lemma)
    assert {name: getattr(found, name) for name in expected} == expected
