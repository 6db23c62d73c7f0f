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
    "the people of a town that is attacked": (
        "de",
        "Russland hat die Stadt Charkiw beschossen.",
        [("ASSAULT", ["RUS"], ["UKR"], "actual")],
    ),
    "the people of a town in which somebody is killed": (
        "en",
        "A suicide bomber killed 30 people in Peshawar.",
        [("ASSAULT", ["PAK"], ["PAK"], "actual")],
    ),
    "a reason is no recipient of a sanction": (
        "en",
        "Norway recalled its ambassador over the war in Yemen.",
        [("SANCTION", ["NOR"], [], "actual")],
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
    "an answer that is announced": (
        "en",
        "Kenya made clear that it will respond firmly to any provocation by Somalia.",
        [("THREATEN", ["KEN"], ["SOM"], "actual")],
    ),
    "an answer on a condition": (
        "en",
        "Japan said it would respond resolutely if North Korea moved troops.",
        [("THREATEN", ["JPN"], ["PRK"], "actual"), ("MOBILIZE", ["PRK"], [], "possible")],
    ),
    "an answer announced by others": (
        "fr",
        "La Pologne répondra fermement aux provocations de la Biélorussie.",
        [("THREATEN", ["POL"], ["BLR"], "actual")],
    ),
    "dozens of people are people": (
        "fr",
        "L'Éthiopie a libéré mardi des dizaines de prisonniers politiques.",
        [("RETREAT", ["ETH"], ["ETH"], "actual")],
    ),
    "who has to do what is demanded": (
        "fr",
        "L'Iran a exigé mardi que l'Irak libère les diplomates iraniens.",
        [("REQUEST", ["IRN"], ["IRQ"], "actual")],
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
    "one more of its kind": (
        "de",
        "Norwegen kritisierte Belarus. Finnland hatte das Verfahren ebenfalls kritisiert.",
        [("ACCUSE", [country], ["BLR"], "actual") for country in ("NOR", "FIN")],
    ),
    "praise of a deed": (
        "de",
        "Chile drohte Peru mit Krieg. Norwegen kritisierte den Schritt.",
        [("THREATEN", ["CHL"], ["PER"], "actual"), ("ACCUSE", ["NOR"], ["CHL"], "actual")],
    ),
    "both of two things that are rejected": (
        "de",
        "Ungarn lehnt die EU-Mission und die Unabhängigkeit des Kosovos ab.",
        [("REJECT", ["HUN"], ["IGO", "KOS"], "actual")],
    ),
    "a protest put down": (
        "de",
        "In Harare löste die Polizei die Kundgebung gewaltsam auf.",
        [("COERCE", ["ZWE"], ["ZWE"], "actual")],
    ),
    "several agree among themselves": (
        "en",
        "Norway and Sweden agreed to work together on challenges posed by Belarus.",
        [("AGREE", ["NOR", "SWE"], [], "actual")],
    ),
    "exports forbidden to an own company": (
        "de",
        "Die deutsche Regierung untersagte dem Rüstungskonzern Rheinmetall den Export nach Myanmar.",
        [("SANCTION", ["DEU"], ["DEU", "MMR"], "actual")],
    ),
    "an organisation is no other side of itself": (
        "de",
        "Die Klage der EU-Kommission liegt vor.",
        [("ACCUSE", ["IGO"], [], "actual")],
    ),
    "what the accused have done": (
        "en",
        "Sudan accused Chad of bombing a village.",
        [("ACCUSE", ["SDN"], ["TCD"], "actual"), ("ASSAULT", ["TCD"], [], "actual")],
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
        ("en", "Kenya responded firmly to a provocation by Somalia."),
        ("en", "Norway will respond quickly to the needs of families in Chad."),
        ("fr", "La France compte 68 millions d'habitants."),
        ("es", "Chile debe liberar a los presos de Perú."),
    ],
)
def test_no_acts(reader: Reader, language: str, text: str) -> None:
    assert summary(reader.read(Document("case", text, published="2024-05-15", language=language))) == []


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Norway proposed a summit to Sweden.", "CONSULT"),
        ("Norway offered to meet the Swedish prime minister.", "CONSULT"),
        ("Norway demanded that Sweden release the prisoners.", "RETREAT"),
        ("Norway promised Sweden a surprise.", ""),
        ("Norway condemned Sweden.", ""),
    ],
)
def test_what_is_said_is_about_something(reader: Reader, text: str, about: str) -> None:
    (event,) = reader.read(Document("case", text, published="2024-05-15", language="en"))
    assert event.why.get("about", "") == about
