from __future__ import annotations

import pytest

from depesche.entities import Tables


def names(language: str, text: str) -> list[tuple[str, str]]:
    """(words, country or key) of the hits."""
    hits = Tables.load().language(language).gazetteer.find(text)
    return [(text[h.start : h.end], h.entity.country if h.entity else h.names[0].key) for h in hits]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Russlands Vorschlag", [("Russlands", "RUS")]),
        ("de", "der russischen Regierung", [("russischen", "RUS"), ("Regierung", "government")]),
        ("de", "in den Vereinigten Staaten", [("Vereinigten Staaten", "USA")]),
        ("de", "ein Sprecher des Weißen Hauses", [("Sprecher", ""), ("Weißen Hauses", "USA")]),
        ("de", "der Europäischen Union", [("Europäischen Union", "IGO")]),
        ("de", "zwei Ukrainerinnen", [("Ukrainerinnen", "UKR")]),
        ("en", "the U.S. and the UN", [("U.S.", "USA"), ("UN", "IGO")]),
        ("en", "the Ivory Coast's army", [("Ivory Coast", "CIV"), ("army", "army")]),
        ("en", "They tell us to us a turkey.", []),
        ("en", "South Korean foreign ministers", [("South Korean", "KOR"), ("foreign ministers", "foreign-minister")]),
        ("ru", "войска России", [("войска", "troops"), ("России", "RUS")]),
        ("pl", "rząd Niemiec", [("rząd", "government"), ("Niemiec", "DEU")]),
        ("tr", "İran'ın ve Türkiye'nin", [("İran", "IRN"), ("Türkiye", "TUR")]),
        ("tr", "Ukraynalıların, Rus", [("Ukraynalıların", "UKR"), ("Rus", "RUS")]),
        ("ar", "وإيران والعراق", [("وإيران", "IRN"), ("والعراق", "IRQ")]),
        ("ar", "للأمم المتحدة", [("للأمم المتحدة", "IGO")]),
        ("ar", "القوات الإسرائيلية", [("الإسرائيلية", "ISR")]),
        ("ar", "الاتحاد الاوروبي", [("الاتحاد الاوروبي", "IGO")]),
        ("ar", "سُورِيَا", [("سُورِيَا", "SYR")]),
    ],
)
def test_finds_inflected_names(language: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert names(language, text) == expected


def test_longest_name_wins() -> None:
    assert names("en", "the European Commission") == [("European Commission", "IGO")]


@pytest.mark.parametrize(
    ("word", "front", "noun"),
    [("Kremlsprecher", "RUS", "representative"), ("Umweltschutzminister", "", "office"), ("Kartoffelsuppe", "", "")],
)
def test_closed_compounds(word: str, front: str, noun: str) -> None:
    _, before, behind = Tables.load().language("de").gazetteer.split(word)
    assert (before[0].entity.country if before and before[0].entity else "") == front
    assert (behind[0].kind if behind else "") == noun
