"""Accounts, threads and relations over the examples and over small articles of our own."""

from __future__ import annotations

import pytest

from depesche.errors import LedgerError
from depesche.ledger import Ledger
from depesche.ledger.accounts import Account, Telling, accounts
from depesche.ledger.choice import Choice
from depesche.ledger.relations import dyad
from depesche.ledger.threads import threads
from depesche.reader import Reader
from depesche.records import Document
from tests.ledger.conftest import fill


def telling(voice: str, words: str, **other: object) -> Telling:
    fields = {
        "type": "ASSAULT",
        "modes": (),
        "status": "actual",
        "stance": "asserts",
        "edtf": "",
        "parties": frozenset(),
    }
    return Telling(voice, voice, voice, words, **{**fields, **other})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ({}, {"status": "negated"}, ["A / B: asserted / denied"]),
        ({"stance": "denies"}, {}, ["A / B: denied / asserted"]),
        ({"edtf": "2021-04"}, {"edtf": "2021-05-01"}, ["A / B: dates 2021-04 / 2021-05-01"]),
        ({"edtf": "2021-04"}, {"edtf": "2021-04-01"}, []),
        ({"parties": frozenset("XY")}, {"parties": frozenset("XZ")}, ["A / B: parties X, Y / X, Z"]),
        ({"parties": frozenset("XY")}, {"parties": frozenset("X")}, []),
    ],
)
def test_contradictions(first: dict[str, object], second: dict[str, object], found: list[str]) -> None:
    account = Account("e", "ASSAULT", "", "", (), (), (telling("A", "x", **first), telling("B", "x", **second)))
    assert account.contradictions == found


def test_numbers_contradict() -> None:
    account = Account("e", "ASSAULT", "", "", (), (), (telling("A", "12 dead"), telling("B", "15 dead")))
    assert account.contradictions == ["A / B: numbers 12 / 15"]


def test_a_call_as_each_voice_tells_it(examples: Ledger) -> None:
    with examples.session() as connection:
        (key,) = connection.execute("SELECT event FROM events WHERE type = 'CONSULT'").fetchall()[0]
        found = accounts(connection, key)
        texts = dict(connection.execute("SELECT id, text FROM documents").fetchall())
    assert found[0].type == "CONSULT"
    assert found[0].voices == ["summit-call.de.txt", "summit-call.en.txt"]
    voices = {v for a in found for v in a.voices}
    assert voices == {"summit-call.de.txt", "summit-call.en.txt", "Kremlin", "Dmitry Peskov"}
    assert any(len(a.voices) == 1 for a in found)
    assert all(t.words in texts[t.document] for a in found for t in a.tellings)


def test_an_official_publisher_is_one_voice_with_itself_quoted_elsewhere(ledger: Ledger, reader: Reader) -> None:
    text = "President Joe Biden spoke today with Chancellor Olaf Scholz of Germany."
    fill(ledger, reader, Document("r", text, published="2022-03-01", language="en", source="whitehouse.gov"))
    with ledger.session() as connection:
        assert accounts(connection, "USA-DEU")[0].voices == ["White House"]


@pytest.mark.parametrize("what", ["USA-RUS", "usa rus", "2021-04-13", "2021-04"])
def test_accounts_of_a_dyad_or_a_date(examples: Ledger, what: str) -> None:
    with examples.session() as connection:
        assert len(accounts(connection, what)) > 5


@pytest.mark.parametrize("what", ["", "FRA-DEU", "1999", "nothing"])
def test_accounts_of_nothing(examples: Ledger, what: str) -> None:
    with examples.session() as connection, pytest.raises(LedgerError, match="nothing on"):
        accounts(connection, what)


DEMAND = {
    "de": "Am Montag forderte Norwegen Schweden auf, die Truppen von der Grenze abzuziehen.",
    "en": "On Monday Norway demanded that Sweden withdraw its troops from the border.",
    "fr": "Lundi, la Norvège a exigé que la Suède retire ses troupes de la frontière.",
    "es": "El lunes Noruega exigió a Suecia que retirara sus tropas de la frontera.",
}
INVITATION = {
    "de": "Am Montag lud Norwegen den schwedischen Außenminister zu Gesprächen über die Fischerei nach Oslo ein.",
    "en": "On Monday Norway invited the Swedish foreign minister to talks on fisheries in Oslo.",
    "fr": "Lundi, la Norvège a invité le ministre suédois des Affaires étrangères à Oslo.",
    "es": "El lunes Noruega invitó al ministro de Exteriores sueco a Oslo.",
}
THREAT = {
    "de": "Am Montag drohte Norwegen Schweden mit Sanktionen.",
    "en": "On Monday Norway threatened Sweden with sanctions over its tariffs.",
    "fr": "Lundi, la Norvège a menacé la Suède de sanctions.",
    "es": "El lunes Noruega amenazó a Suecia con sanciones.",
}
DELIVERY = {"en": "On Monday Norway promised to deliver tanks to Ukraine."}
ATTACK = {
    "de": "Am Montag drohte Norwegen Schweden mit einem Angriff.",
    "en": "On Monday Norway threatened to attack Sweden.",
}
DATE = {
    "de": "Am Montag vereinbarten Norwegen und Schweden ein Treffen in Oslo.",
    "en": "On Monday the presidents of Finland and Estonia agreed to meet in Tallinn.",
}
STORIES = [
    ("demand", "rejected", DEMAND, {
        "de": "Am Mittwoch lehnte Schweden die Forderung Norwegens ab, die Truppen von der Grenze abzuziehen.",
        "en": "On Wednesday Sweden rejected Norway's demand to withdraw its troops from the border.",
        "fr": "Mercredi, la Suède a rejeté la demande de la Norvège de retirer ses troupes de la frontière.",
        "es": "El miércoles Suecia rechazó la exigencia de Noruega de retirar sus tropas de la frontera.",
    }),
    ("demand", "accepted", DEMAND, {
        "de": "Am Mittwoch stimmte Schweden der Forderung Norwegens zu, die Truppen von der Grenze abzuziehen.",
    }),
    ("demand", "carried out", DEMAND, {
        "de": "Am Mittwoch zog Schweden seine Truppen von der norwegischen Grenze ab.",
        "en": "On Wednesday Sweden withdrew its troops from the border with Norway.",
    }),
    ("demand", "withdrawn", DEMAND, {
        "de": "Am Mittwoch verzichtete Norwegen gegenüber Schweden auf die Forderung, "
              "die Truppen von der Grenze abzuziehen.",
    }),
    ("demand", "overtaken", DEMAND, {
        "de": "Am Mittwoch verhängte Norwegen wegen der Truppen an der Grenze Sanktionen gegen Schweden.",
        "en": "On Wednesday Norway imposed sanctions on Sweden over its troops at the border.",
    }),
    ("offer", "carried out", INVITATION, {
        "de": "Am Donnerstag trafen sich die Außenminister von Norwegen und Schweden in Oslo.",
        "en": "On Thursday the foreign ministers of Norway and Sweden met in Oslo for talks on fisheries.",
        "fr": "Jeudi, les ministres des Affaires étrangères de la Norvège et de la Suède se sont rencontrés à Oslo.",
        "es": "El jueves los ministros de Exteriores de Noruega y Suecia se reunieron en Oslo.",
    }),
    ("offer", "accepted", INVITATION, {
        "de": "Am Dienstag nahm Schweden die Einladung Norwegens zu Gesprächen über die Fischerei an.",
        "en": "On Tuesday Sweden accepted Norway's invitation to talks on fisheries in Oslo.",
    }),
    ("offer", "rejected", INVITATION, {
        "de": "Am Dienstag lehnte Schweden die Einladung Norwegens zu Gesprächen über die Fischerei ab.",
        "en": "On Tuesday Sweden rejected Norway's invitation to talks on fisheries in Oslo.",
    }),
    ("offer", "withdrawn", INVITATION, {
        "de": "Am Dienstag sagte Norwegen die Gespräche mit Schweden über die Fischerei ab.",
        "en": "On Tuesday Norway withdrew its invitation to Sweden to talks on fisheries in Oslo.",
    }),
    ("offer", "open", INVITATION, {
        "de": "Am Dienstag telefonierten die Außenminister von Norwegen und Schweden.",
        "en": "On Tuesday Norway praised Sweden for its talks with Finland on fisheries.",
    }),
    ("offer", "carried out", DELIVERY, {"en": "On Thursday Norway delivered the tanks to Ukraine."}),
    ("threat", "carried out", THREAT, {
        "de": "Am Mittwoch verhängte Norwegen Sanktionen gegen Schweden.",
        "fr": "Mercredi, la Norvège a imposé des sanctions à la Suède.",
        "es": "El miércoles Noruega impuso sanciones a Suecia.",
    }),
    ("threat", "carried out", ATTACK, {
        "de": "Am Mittwoch griff Norwegen Schweden an.",
        "en": "On Wednesday Norway attacked Sweden.",
    }),
    ("threat", "accepted", THREAT, {"en": "On Wednesday Sweden gave in to Norway and lifted the tariffs."}),
    ("threat", "rejected", THREAT, {"de": "Am Mittwoch wies Schweden die Drohung Norwegens mit Sanktionen zurück."}),
    ("threat", "withdrawn", THREAT, {"en": "On Wednesday Norway withdrew its threat of sanctions against Sweden."}),
    ("agreement", "carried out", DATE, {
        "de": "Am Donnerstag trafen sich Norwegen und Schweden in Oslo.",
        "en": "On Thursday the presidents of Finland and Estonia met in Tallinn.",
    }),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "outcome", "language", "opening", "answer"),
    [(k, o, lang, opening[lang], words) for k, o, opening, answers in STORIES for lang, words in answers.items()],
)
def test_a_thread_is_open_until_something_answers_it(
    ledger: Ledger, reader: Reader, kind: str, outcome: str, language: str, opening: str, answer: str
) -> None:
    fill(ledger, reader, Document("a", opening, published="2023-05-09", language=language))
    with ledger.session() as connection:
        assert [(t.kind, t.outcome) for t in threads(connection)] == [(kind, "open")]
    fill(ledger, reader, Document("b", answer, published="2023-05-12", language=language))
    with ledger.session() as connection:
        assert [(t.kind, t.outcome) for t in threads(connection)] == [(kind, outcome)]


def test_what_was_accepted_may_still_be_carried_out(ledger: Ledger, reader: Reader) -> None:
    told = [INVITATION["en"], *(answers["en"] for kind, outcome, _, answers in STORIES
            if (kind, outcome) in (("offer", "accepted"), ("offer", "carried out")) and "de" in answers)]  # fmt: skip
    documents = [Document(f"{n}", text, published="2023-05-12", language="en") for n, text in enumerate(told)]
    fill(ledger, reader, *documents)
    with ledger.session() as connection:
        (thread,) = threads(connection)
    assert (thread.outcome, len(thread.steps)) == ("carried out", 3)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "On Monday Norway reaffirmed its strong ties with Sweden."),
        ("de", "Am Montag bekräftigte Norwegen die Partnerschaft mit Schweden."),
    ],
)
def test_what_nothing_could_answer_opens_no_thread(ledger: Ledger, reader: Reader, language: str, text: str) -> None:
    fill(ledger, reader, Document("a", text, published="2023-05-09", language=language))
    with ledger.session() as connection:
        assert threads(connection) == []


def test_threads_between_two_and_since(ledger: Ledger, reader: Reader) -> None:
    fill(ledger, reader, Document("a", DEMAND["de"], published="2023-05-09", language="de"))
    both = "Am Montag forderten Norwegen und Finnland Schweden auf, die Truppen abzuziehen."
    fill(ledger, reader, Document("b", both, published="2023-06-06", language="de"))
    with ledger.session() as connection:
        assert len(threads(connection, ("SWE", "NOR"))) == 2
        assert len(threads(connection, ("FIN", "SWE"))) == 1
        assert threads(connection, ("NOR", "FIN")) == []  # they are on one side
        assert len(threads(connection, choice=Choice(since="2023-06"))) == 1


@pytest.mark.parametrize("period", ["day", "week", "month"])
@pytest.mark.parametrize("by_voice", [False, True])
def test_relations(examples: Ledger, period: str, by_voice: bool) -> None:
    with examples.session() as connection:
        found = dyad(connection, "USA", "RUS", period, by_voice)
        assert dyad(connection, "RUS", "USA", period, by_voice) == found
    name = {"day": "2021-04-13", "week": "2021-W15", "month": "2021-04"}[period]
    row = next(p for p in found if p.period == name)
    assert row.cooperation >= 3
    assert row.conflict >= 2
    assert (row.cooperation_score or 0) > 0 > (row.conflict_score or 0)


def test_what_two_agree_counts_between_them(ledger: Ledger, reader: Reader) -> None:
    fill(ledger, reader, Document("a", DATE["de"], published="2023-05-09", language="de"))
    with ledger.session() as connection:
        assert [(p.period, p.cooperation) for p in dyad(connection, "SWE", "NOR")] == [("2023-05", 1)]
