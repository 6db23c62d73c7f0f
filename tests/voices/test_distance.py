"""How an outlet keeps its distance, and where that is written down."""

from __future__ import annotations

import pytest

from depesche.reader import Reader
from depesche.records import Document


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("de", "Laut Kreml hat die Ukraine angeblich ein russisches Dorf beschossen.", "angeblich"),
        ("de", "Nach Angaben des Pentagons soll der Iran Raketen an Russland geliefert haben.", "soll"),
        ("en", "According to the Kremlin, Ukraine allegedly shelled a Russian village.", "allegedly"),
        ("fr", "L'armée russe aurait bombardé un village ukrainien, selon l'ONU.", "aurait"),
        ("fr", "L'Iran aurait, d'après Washington, livré des missiles à la Russie.", "aurait"),
        ("fr", "Selon Téhéran, Israël a lancé une attaque présumée contre un navire iranien.", "présumée"),
        ("es", "Irán habría entregado misiles a Rusia, según el Pentágono.", "habría"),
        ("es", "Según Kiev, Rusia bombardeó supuestamente un hospital ucraniano.", "supuestamente"),
        ("en", "Iran reportedly shipped missiles to Russia, according to the Pentagon.", "reportedly"),
    ],
)
def test_distance_is_a_stance(reader: Reader, language: str, text: str, words: str) -> None:
    (event,) = reader.read(Document("d", text, language=language))
    assert [a.stance for a in event.according_to] == ["distances"]
    assert event.why["distance"] == words


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("de", "Der Iran soll Raketen an Russland geliefert haben.", "soll"),
        ("en", "France condemned the alleged attack by Iran on a French ship.", "alleged"),
        ("fr", "Le ministre iranien de la Défense aurait démissionné.", "aurait"),
        ("fr", "L'Iran a mené une soi-disant attaque contre Israël.", "soi-disant"),
        ("fr", "L'Iran a mené une prétendue attaque contre Israël.", "prétendue"),
        ("es", "España condenó el presunto ataque de Irán contra un barco español.", "presunto"),
        ("es", "Irán habría entregado misiles a Rusia.", "habría"),
        ("es", "Francia condenó el supuesto ataque de Irán contra un barco francés.", "supuesto"),
    ],
)
def test_where_the_outlet_speaks_the_words_are_kept(reader: Reader, language: str, text: str, words: str) -> None:
    doubted = [e for e in reader.read(Document("d", text, language=language)) if "distance" in e.why]
    assert [(e.why["distance"], e.according_to) for e in doubted] == [(words, ())]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Si Moscou avait cédé, Paris aurait levé les sanctions contre la Russie."),
        ("fr", "Le président a déclaré que l'Allemagne livrerait des chars à l'Ukraine."),
        ("fr", "La France aurait pu envoyer des troupes en Ukraine."),
        ("es", "Si Rusia hubiera cedido, Francia habría levantado las sanciones contra Rusia."),
    ],
)
def test_a_condition_is_no_rumour(reader: Reader, language: str, text: str) -> None:
    events = reader.read(Document("d", text, language=language))
    assert events
    assert all("distance" not in e.why for e in events)


def test_a_plan_is_told_without_distance(reader: Reader) -> None:
    events = reader.read(Document("d", "Laut Kreml soll Macron am Montag Moskau besuchen.", language="de"))
    assert all("distance" not in e.why for e in events)
    assert all(a.stance == "asserts" for e in events for a in e.according_to)
