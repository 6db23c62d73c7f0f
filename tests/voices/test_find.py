"""Who says what, in sentences that the shipped model parses."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from depesche.entities import Tables
from depesche.language.parser import Parser
from depesche.records import Document
from depesche.voices import Voice, chain, hear

CASES = [
    # language, text, words of the speaker, kind, words that are his
    ("de", "Die Ministerin sagte, dass die Brücke gesperrt bleibe.", "Ministerin", "indirect", "Brücke gesperrt"),
    ("de", "Der Bürgermeister erklärte, er werde nicht zurücktreten.", "Bürgermeister", "indirect", "zurücktreten"),
    ("de", "Die Brücke bleibt gesperrt, teilte die Polizei mit.", "Polizei", "indirect", "Brücke bleibt"),
    ("de", "Wie die Behörde mitteilte, wurden zwei Häuser zerstört.", "Behörde", "indirect", "zwei Häuser zerstört"),
    ("de", "Laut Polizei wurden zwei Männer festgenommen.", "Polizei", "according-to", "zwei Männer"),
    ("de", "Nach Angaben der Feuerwehr brannten drei Lager.", "Feuerwehr", "according-to", "drei Lager"),
    ("de", "Augenzeugenberichten zufolge fielen drei Schüsse.", "Augenzeugenberichten", "according-to", "Schüsse"),
    ("de", "„Wir geben nicht nach und bleiben hier“, sagte Anna Berg.", "Anna Berg", "direct", "Wir geben nicht nach"),
    ("de", "Anna Berg sagte: „Wir geben nicht nach und bleiben hier.“", "Anna Berg", "direct", "Wir geben nicht nach"),
    ("de", "Das Abkommen sei „ein Irrweg“, so die Kanzlerin.", "Kanzlerin", "direct", "ein Irrweg"),
    ("de", "Das Abkommen sei ein Irrweg, so die Kanzlerin.", "Kanzlerin", "according-to", "Irrweg"),
    ("de", "Der Sprecher wies die Kritik zurück. Man habe rechtzeitig gewarnt.", "Sprecher", "indirect", "rechtzeitig"),
    ("de", "Aus Regierungskreisen verlautete, der Vertrag sei fertig.", "Regierungskreisen", "indirect", "Vertrag"),
    ("de", "Augenzeugen der dpa zufolge hat der Sturm ein Dorf zerstört.", "Augenzeugen", "according-to", "der Sturm"),
    ("de", "Augenzeugen berichteten der dpa, dass drei Schüsse fielen.", "Augenzeugen", "indirect", "Schüsse"),
    ("de", "Drei Lager brennen, meldet die dpa unter Berufung auf Fischer.", "Fischer", "according-to", "Drei Lager"),
    ("en", "The minister made clear that the bridge would stay closed.", "minister", "indirect", "bridge would stay"),
    ("en", "The minister made it clear that the bridge would close.", "minister", "indirect", "bridge would close"),
    ("en", "The bridge will close, Reuters reported, citing the Pentagon.", "Pentagon", "indirect", "bridge will"),
    ("fr", "Le pont est fermé, a rapporté l'agence Reuters, citant des témoins.", "Reuters", "indirect", "pont est"),
    ("fr", "Le pont est fermé, a rapporté l'agence Reuters, citant des témoins.", "témoins", "indirect", "pont est"),
    ("es", "El ministro dejó claro que el puente seguirá cerrado.", "ministro", "indirect", "puente seguirá"),
    ("en", "The minister said that the bridge would stay closed.", "minister", "indirect", "bridge would stay"),
    ("en", "The bridge will stay closed, police said.", "police", "indirect", "bridge will stay"),
    ("en", "According to police, two men were arrested.", "police", "according-to", "two men"),
    ("en", '"We will not give in to them," said Anna Berg.', "Anna Berg", "direct", "We will not"),
    ("en", 'Anna Berg called the treaty "a grave mistake".', "Anna Berg", "direct", "a grave mistake"),
    ("fr", "Selon la police, deux hommes ont été arrêtés.", "police", "according-to", "deux hommes"),
    ("fr", "Le ministre a déclaré que le pont resterait fermé.", "ministre", "indirect", "pont resterait"),
    ("fr", "« Nous ne céderons pas cette fois », a affirmé Anna Berg.", "Anna Berg", "direct", "Nous ne céderons"),
    ("es", "Según la policía, dos hombres fueron detenidos.", "policía", "according-to", "dos hombres"),
    ("es", "El ministro declaró que el puente seguirá cerrado.", "ministro", "indirect", "puente seguirá"),
    ("es", "«No vamos a ceder esta vez», afirmó Anna Berg.", "Anna Berg", "direct", "No vamos a ceder"),
]


@pytest.fixture(scope="module")
def tables() -> Tables:
    return Tables.load()


def voices(parser: Parser, tables: Tables, text: str, language: str) -> list[Voice]:
    return hear(parser.parse(Document("d", text, language=language)), tables).voices


@pytest.mark.parametrize(("language", "text", "speaker", "kind", "said"), CASES, ids=[c[1] for c in CASES])
def test_voice(parser: Parser, tables: Tables, language: str, text: str, speaker: str, kind: str, said: str) -> None:
    start = text.index(said)
    found = [v for v in voices(parser, tables, text, language) if v.kind == kind and v.covers(start, start + len(said))]
    assert found, "nobody says it"
    assert any(speaker in v.speaker.text or v.speaker.text in speaker for v in found)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die Polizei nahm am Montag zwei Männer fest."),
        ("de", "Der Film „Drei Brücken“ läuft seit gestern im Kino."),
        ("de", "Nach dem Regen wurde die Straße gesperrt."),
        ("en", "Police arrested two men on Monday."),
        ("en", "After the rain the road was closed."),
        ("en", "The mayor closed the road, citing safety concerns."),
        ("en", "The mayor continued strengthening the bridge and its pillars."),
        ("en", "The new road took up safety concerns raised by the old one."),
        ("fr", "Le maire a poursuivi les travaux du pont."),
    ],
)
def test_the_outlet_speaks_for_itself(parser: Parser, tables: Tables, language: str, text: str) -> None:
    assert voices(parser, tables, text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "stance"),
    [
        ("de", "Der Minister sagte, dass die Brücke sicher sei.", "asserts"),
        ("de", "Der Minister bestritt, dass die Brücke einsturzgefährdet sei.", "denies"),
        ("de", "Der Minister räumte ein, dass die Brücke alt sei.", "confirms"),
        ("de", "Der Minister behauptete, dass die Brücke sicher sei.", "distances"),
        ("en", "The minister denied that the bridge was unsafe.", "denies"),
        ("en", "The minister did not deny that the bridge was unsafe.", "confirms"),
        ("en", "The minister claimed that the bridge was safe.", "distances"),
    ],
)
def test_stance(parser: Parser, tables: Tables, language: str, text: str, stance: str) -> None:
    assert {v.stance for v in voices(parser, tables, text, language)} == {stance}


def test_a_voice_in_a_voice_has_a_chain(parser: Parser, tables: Tables) -> None:
    text = "Die Ministerin sagte, der Richter habe erklärt, das Gesetz sei ungültig."
    found = voices(parser, tables, text, "de")
    inner = min(found, key=lambda v: v.length)
    assert "Richter" in inner.speaker.text
    assert ["Ministerin" in v.speaker.text for v in chain(found, inner)] == [True]


def test_a_statement_that_says_something_is_no_speaker(parser: Parser, tables: Tables) -> None:
    text = "The ministry issued a statement saying that the bridge had been closed."
    assert [v.speaker.text for v in voices(parser, tables, text, "en")] == ["ministry"]


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "Quoting eyewitnesses, Reuters reported that the bridge had burnt.", ["Reuters", "eyewitnesses"]),
        ("de", "Unter Berufung auf Fischer meldete die dpa, dass die Brücke brennt.", ["dpa", "Fischer"]),
        ("es", "El puente ardió, informó la agencia EFE, citando a testigos.", ["EFE", "testigos"]),
    ],
)
def test_who_cites_comes_before_who_is_cited(
    parser: Parser, tables: Tables, language: str, text: str, names: list[str]
) -> None:
    assert [v.speaker.text for v in voices(parser, tables, text, language)] == names


def test_whom_witnesses_told_is_no_witness(parser: Parser, tables: Tables) -> None:
    text = "Wie Augenzeugen der dpa sagten, fielen drei Schüsse."
    assert [v.speaker.entity.name for v in voices(parser, tables, text, "de")] == ["Augenzeugen"]


def test_a_quote_spans_sentences(parser: Parser, tables: Tables) -> None:
    text = "„Wir haben lange gewartet. Jetzt ist es genug“, sagte Anna Berg."
    (quote,) = [v for v in voices(parser, tables, text, "de") if v.kind == "direct"]
    assert text[slice(*quote.content[0])] == "„Wir haben lange gewartet. Jetzt ist es genug“"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "„Wir haben lange gewartet.\n\n„Jetzt ist es genug.\n\n„Wir gehen“, sagte Anna Berg."),
        ("de", "Anna Berg sagte: „Wir haben lange gewartet.\n\n„Jetzt ist es genug.\n\n„Wir gehen jetzt.“"),
        ("en", "“We have waited for years.\n\n“Now it is enough.\n\n“We are leaving,” said Anna Berg."),
        ("fr", "« Nous avons attendu.\n\n« L'heure est venue.\n\n« Nous partons », a dit Anna Berg."),
        ("es", "«Hemos esperado años.\n\n»Ha llegado la hora.\n\n»Nos vamos», dijo Anna Berg."),
    ],
)
def test_a_quote_spans_paragraphs(parser: Parser, tables: Tables, language: str, text: str) -> None:
    found = voices(parser, tables, text, language)
    assert [(v.kind, v.speaker.text) for v in found] == [("direct", "Anna Berg")] * 3


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "„Wir werden“, sagte Anna Berg, „nicht weichen.“"),
        ("de", "„Das ist“, so Anna Berg, „ein großer Fehler.“"),
        ("en", '"We will not," Anna Berg said, "give in to them."'),
        ("en", "'We will never,' said Anna Berg, 'leave this town.'"),
        ("fr", "« Nous resterons », a déclaré Anna Berg, « jusqu'à la fin. »"),
        ("es", "«Nos quedaremos», dijo Anna Berg, «hasta el final»."),
    ],
)
def test_a_quote_is_broken_by_its_speaker(parser: Parser, tables: Tables, language: str, text: str) -> None:
    found = voices(parser, tables, text, language)
    assert [(v.kind, v.speaker.text) for v in found] == [("direct", "Anna Berg")] * 2


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Anna Berg sagte, die Lage sei „sehr ernst“ und man werde „alles tun“."),
        ("en", 'Anna Berg said the situation was "very grave" and that she would "do everything".'),
        ("fr", "Anna Berg a affirmé que la situation était « très grave » et qu'elle « ferait tout »."),
        ("es", "Anna Berg afirmó que la situación es «muy grave» y que «hará todo»."),
    ],
)
def test_quotes_inside_indirect_speech(parser: Parser, tables: Tables, language: str, text: str) -> None:
    found = voices(parser, tables, text, language)
    assert {v.speaker.text for v in found} == {"Anna Berg"}
    assert sorted(v.kind for v in found) == ["direct", "direct", "indirect"]


PIECES = {
    "de": [
        "Die Ministerin sagte", "laut", "nach Angaben", "so", "erklärte er", "„Nein“", "„Wir bleiben hier“", "es hieß",
        "Die Polizei", "dass alles ruhig sei", ",", ".", ":", "Das Haus brennt", "\n\n", "man", "der sagte", "“",
        "zufolge", "Augenzeugen der dpa", "Moskau", "keine Belege dafür,",
    ],
    "en": [
        "The minister said", "according to", "a statement saying that", "she added", '"No"', '"We will stay here,"',
        "it is said", "Police", "that all was calm", ",", ".", ":", "The house is burning", "\n\n", "who told", '"',
        "made clear", "citing the Kremlin", "Reuters reported", "allegedly", "in a view of",
    ],
    "fr": [
        "Le ministre a déclaré", "selon", "d'après", "a-t-il ajouté", "« Non »", "« Nous restons ici »", "on dit",
        "citant", "La police", "que tout serait calme", ",", ".", ":", "La maison brûle", "\n\n", "qui dit", "«",
        "Moscou", "a rapporté l'agence Reuters", "aurait brûlé", "à son avis",
    ],
    "es": [
        "El ministro declaró", "según", "de acuerdo con", "añadió", "«No»", "«Nos quedamos aquí»", "se dice",
        "citando a", "La policía", "que todo estaría en calma", ",", ".", ":", "La casa arde", "\n\n", "quien dijo",
        "»", "Moscú", "el presunto ataque", "habría ardido", "a su juicio",
    ],
}  # fmt: skip
"""Parts of sentences, to be strung together in any order."""


def strung(language: str) -> st.SearchStrategy[tuple[str, str]]:
    parts = st.lists(st.sampled_from(PIECES[language]), min_size=1, max_size=9)
    return parts.map(" ".join).filter(str.strip).map(lambda text: (language, text))


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(list(PIECES)).flatmap(strung))
def test_no_voice_is_invented(parser: Parser, tables: Tables, drawn: tuple[str, str]) -> None:
    """Who speaks, the cue and what is said are words of the text; a name without an entity is, too."""
    language, text = drawn
    for voice in voices(parser, tables, text, language):
        assert voice.cue is not None
        for span in (voice.speaker, voice.cue):
            assert text[span.start : span.end] == span.text != ""
        assert voice.content
        assert all(0 <= a < b <= len(text) for a, b in voice.content)
        if not voice.speaker.entity.id:
            assert voice.speaker.entity.name in text
