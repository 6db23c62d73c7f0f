"""Who publishes a document, and what that makes of its events."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from depesche.entities import Tables
from depesche.reader import Reader
from depesche.records import Document
from depesche.voices import publisher_voice

READOUT = "President Macron called President Duda of Poland on Monday. Russia shelled the Polish embassy in Kyiv."


@pytest.mark.parametrize(
    ("language", "source", "name"),
    [
        ("en", "The White House", "White House"),
        ("de", "Weißes Haus", "White House"),
        ("de", "Auswärtiges Amt", "Ministry of Foreign Affairs of Germany"),
        ("de", "Russisches Außenministerium", "Ministry of Foreign Affairs of Russia"),
        ("de", "Government of Canada", "Government of Canada"),
        ("es", "Gobierno de España", "Government of Spain"),
        ("en", "NATO", "North Atlantic Treaty Organisation"),
        ("en", "Kremlin press service", "Kremlin"),
    ],
)
def test_a_political_actor_speaks_in_what_it_publishes(language: str, source: str, name: str) -> None:
    voice = publisher_voice(Document("d", "Some text.", language=language, source=source), Tables.load())
    assert voice is not None
    assert (voice.speaker.entity.name, voice.speaker.start, voice.cue) == (name, -1, None)
    assert voice.content == ((0, 10),)


@pytest.mark.parametrize(
    "source",
    ["", "Reuters", "Voice of America", "China Daily", "Korea Herald", "France 24", "El País", "The Nation", "CNN",
     "whitehouse.gov", "https://www.kremlin.ru/events", "Ministère des Affaires étrangères"],
)  # fmt: skip
def test_outlets_hosts_and_nameless_offices_are_no_voice(source: str) -> None:
    assert publisher_voice(Document("d", "Some text.", language="en", source=source), Tables.load()) is None


def test_the_publisher_is_the_outermost_voice(reader: Reader) -> None:
    text = READOUT + " Duda said Belarus had arrested two Polish diplomats."
    reading = reader.reading(reader.parse(Document("d", text, language="en", source="Élysée")))
    chains = [[a.name for a in e.according_to] for e in reading.events]
    assert chains
    assert all(names[0] == "Élysée Palace" for names in chains)
    assert max(len(names) for names in chains) == 2
    assert all(a.cue is None and a.start == -1 for e in reading.events for a in e.according_to[:1])
    outlet = reader.read(Document("d", READOUT, language="en", source="Reuters"))
    assert [e.according_to for e in outlet] == [()] * len(outlet)


PIECES = {
    "de": ["Russland griff Polen an", ", sagte Duda", "laut Kreml", "soll Moskau", "„Wir bleiben“", "\n\n", ".",
           ",", "Macron reiste nach Kiew.", "Die Polizei nahm drei Russen fest."],
    "en": ["Russia shelled Poland", ", Duda said", "according to the Kremlin", "allegedly", '"We stay,"', "\n\n", ".",
           ",", "Macron visited Kyiv.", "Police arrested three Russians."],
    "fr": ["La Russie aurait bombardé la Pologne", ", a dit Duda", "selon le Kremlin", "« Nous restons »", "\n\n", ".",
           ",", "Macron a visité Kiev.", "La police a arrêté trois Russes."],
    "es": ["Rusia bombardeó Polonia", ", dijo Duda", "según el Kremlin", "supuestamente", "«Nos quedamos»", "\n\n", ".",
           ",", "Macron visitó Kiev.", "La policía detuvo a tres rusos."],
}  # fmt: skip
SOURCES = st.sampled_from(["", "White House", "Élysée", "Kremlin", "Reuters", "El País", "gov.example"]) | st.text(
    max_size=20
)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data(), st.sampled_from(list(PIECES)), SOURCES)
def test_every_attribution_is_in_the_text_or_the_source(
    reader: Reader, data: st.DataObject, language: str, source: str
) -> None:
    parts = data.draw(st.lists(st.sampled_from(PIECES[language]), min_size=1, max_size=8))
    text = " ".join(parts)
    document = Document("d", text, language=language, source=source)
    publisher = publisher_voice(document, Tables.load())
    for event in reader.read(document) if text.strip() else ():
        for place, a in enumerate(event.according_to):
            if a.start == -1:  # nobody in the text: only whoever publishes it, and outermost
                assert (place, a.end, a.text, a.cue) == (0, -1, "", None)
                assert publisher is not None
                assert a.name == publisher.speaker.entity.name
            else:
                assert text[a.start : a.end] == a.text != ""
                assert a.cue is not None
                assert text[a.cue.start : a.cue.end] == a.cue.text != ""
