"""Where an act happened, on the real road."""

from __future__ import annotations

import pytest

from depesche.reader import Reader
from depesche.records import Document


@pytest.mark.parametrize(
    ("language", "text", "name", "country"),
    [
        ("de", "Die Außenminister Polens und Litauens trafen sich am Montag in Mailand.", "Milan", "ITA"),
        ("de", "Die Gespräche zwischen Iran und den USA fanden in Genf statt.", "Geneva", "CHE"),
        ("de", "Russische Truppen beschossen die ukrainische Stadt Bachmut.", "Bakhmut", "UKR"),
        ("de", "In Bayern nahm die Polizei drei Terrorverdächtige fest.", "Bavaria", "DEU"),
        ("de", "Polen kritisierte Deutschland in der Nato.", "", ""),
        ("en", "Police in Manila arrested ten protesters.", "Manila", "PHL"),
        ("en", "Israel carried out air strikes in Syria.", "Syria", "SYR"),
        ("en", "Poland criticised Germany.", "", ""),
        ("fr", "La police a arrêté dix manifestants à Alger.", "Algiers", "DZA"),
        ("es", "La policía detuvo a diez manifestantes en Managua.", "Managua", "NIC"),
        ("de", "Die israelische Armee beschoss am Abend Ziele im Gazastreifen.", "Gaza Strip", "PSE"),
        ("de", "Im Osten Afghanistans töteten die Taliban zwei US-Soldaten.", "Afghanistan", "AFG"),
        ("de", "Der polnische Präsident reiste am Montag nach Kiew.", "Kyiv", "UKR"),
        ("de", "Polen verurteilte den Angriff auf die Botschaft in Bagdad.", "", ""),
        ("en", "Police in Paris, Texas arrested two protesters.", "Paris", "USA"),
        ("en", "Poland condemned the attack in Kabul.", "", ""),
        ("en", "At the G7 Summit, the Polish president met the Senegalese president.", "", ""),
        ("en", "U.S. troops withdrew from Afghanistan on Monday.", "Afghanistan", "AFG"),
    ],
)
def test_the_place_of_the_act(reader: Reader, language: str, text: str, name: str, country: str) -> None:
    places = [event.where for event in reader.read(Document("a", text, published="2023-05-10", language=language))]
    assert [(place.name, place.country) for place in places] == [(name, country)]
    for place in places:
        assert text[max(place.start, 0) : max(place.end, 0)] == place.text
        assert bool(place.geonames) == bool(name)
