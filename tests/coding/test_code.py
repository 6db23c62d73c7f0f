"""From sentences to acts, read with the shipped model: who does what to whom, and what is no act."""

import pytest

from depesche.reader import Reader
from depesche.records import Document, Event

Wanted = list[tuple[str, list[str], list[str], str]]

CASES: dict[str, tuple[str, str, Wanted]] = {
    "who acts behind a law": (
        "en",
        "The president of Poland signed a law that bans a newspaper of Belarus.",
        [("COERCE", ["POL"], ["BLR"], "actual")],
    ),
    "a threat goes on against the same one": (
        "de",
        "Norwegen kritisierte Belarus scharf. Oslo drohte mit Sanktionen.",
        [("ACCUSE", ["NOR"], ["BLR"], "actual"), ("THREATEN", ["NOR"], ["BLR"], "actual")],
    ),
    "protest in a town that stands beside its kind": (
        "de",
        "In der Hauptstadt Minsk protestierten Hunderte gegen die Wahl.",
        [("PROTEST", ["BLR"], [], "actual")],
    ),
    "no protest to go to church": ("de", "Am Sonntag versammelten sich Tausende zu einem Gottesdienst in Rom.", []),
    "neither nor": (
        "de",
        "Weder Norwegen noch Schweden erkennen die Regierung von Belarus an.",
        [("REJECT", ["NOR", "SWE"], ["BLR"], "actual")],
    ),
    "done in talking": (
        "de",
        "Der Kanzler rief den finnischen Präsidenten an, um ihm zu gratulieren.",
        [("CONSULT", ["DEU", "FIN"], [], "actual"), ("SUPPORT", ["DEU"], ["FIN"], "actual")],
    ),
    "announced refusal": (
        "de",
        "Norwegen kündigte an, Eritrea keine Hilfe mehr zu leisten.",
        [("REJECT", ["NOR"], ["ERI"], "actual")],
    ),
    "a meeting that only dates": (
        "de",
        "Im Vorfeld des G8-Treffens lobte Italien die Türkei.",
        [("SUPPORT", ["ITA"], ["TUR"], "actual")],
    ),
    "two finite verbs": (
        "en",
        "Kenya refused to negotiate and vowed to attack Somalia.",
        [("REJECT", ["KEN"], [], "actual"), ("THREATEN", ["KEN"], ["SOM"], "actual")],
    ),
    "who arrests where nobody is named": (
        "en",
        "Three opposition activists were arrested in Minsk on Sunday.",
        [("COERCE", ["BLR"], ["BLR"], "actual")],
    ),
    "own troops are no recipient": (
        "en",
        "Malaysia agreed to withdraw its troops.",
        [("CONCEDE", ["MYS"], [], "actual")],
    ),
    "a quantity of aid": (
        "en",
        "Norway delivered ten tons of food to Sudan.",
        [("AID", ["NOR"], ["SDN"], "actual")],
    ),
    "deep in the content": (
        "en",
        "Sweden condemned the violence and the lies of the government of Belarus.",
        [("ACCUSE", ["SWE"], ["BLR"], "actual")],
    ),
    "one meeting and its purpose": (
        "en",
        "The Kenyan president met the Ugandan president to discuss trade.",
        [("CONSULT", ["KEN", "UGA"], [], "actual")],
    ),
    "past or participle": (
        "en",
        "The Norwegian president voiced concern about the fighting, and called on Mali to release the hostages.",
        [("ACCUSE", ["NOR"], [], "actual"), ("REQUEST", ["NOR"], ["MLI"], "actual")],
    ),
    "French": (
        "fr",
        "Le Maroc a rejeté la demande de l'Algérie.",
        [("REJECT", ["MAR"], ["DZA"], "actual")],
    ),
    "Spanish": (
        "es",
        "Chile expulsó al embajador de Perú.",
        [("SANCTION", ["CHL"], ["PER"], "actual")],
    ),
    "Spanish future": (
        "es",
        "El presidente de México va a visitar Cuba.",
        [("AGREE", ["MEX"], ["CUB"], "actual")],
    ),
}


def summary(events: list[Event]) -> Wanted:
    return [
        (e.type, [m.entity.country for m in e.actor], [m.entity.country for m in e.recipient], e.status) for e in events
    ]


@pytest.mark.parametrize("name", CASES)
def test_acts(reader: Reader, name: str) -> None:
    language, text, wanted = CASES[name]
    assert summary(reader.read(Document("case", text, published="2024-05-15", language=language))) == wanted


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Norwegen muss Schweden Hilfe leisten."),
        ("de", "Finnland grenzt an Russland."),
        ("en", "Kenya should release the Somali prisoners."),
        ("en", "Portugal beat Hungary in the final."),
        ("fr", "La France compte 68 millions d'habitants."),
        ("es", "Chile debe liberar a los presos de Perú."),
    ],
)
def test_no_acts(reader: Reader, language: str, text: str) -> None:
    assert summary(reader.read(Document("case", text, published="2024-05-15", language=language))) == []
