"""From a text to its events: each case is a small report and what the ledger must say of it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from depesche.errors import LanguageError
from depesche.reader import Reader
from depesche.records import Document, Event


@dataclass(frozen=True)
class Row:
    """What a row must say; None leaves a field open. Countries stand for actors and recipients."""

    type: str
    actor: str
    recipient: str = ""
    modes: tuple[str, ...] | None = None
    status: str = "actual"
    voices: tuple[str, ...] | None = None
    when: str | None = None


CASES = [
    (  # a date that is still ahead does not become the date of what is told after it
        "de", "2023-03",
        "Am 6. März traf Norwegens Außenministerin in Oslo ihren schwedischen Amtskollegen. Für den 22. März ist ein "
        "Gipfel in Oslo geplant. Außerdem verurteilte Norwegen Belarus.",
        Row("ACCUSE", "NOR", "BLR", when="2023-03-06"),
    ),
    (
        "de", "2023-03-15",
        "Norwegens Außenministerin traf am Montag in Oslo ihren schwedischen Amtskollegen.",
        Row("CONSULT", "NOR SWE", when="2023-03-13"),
    ),
    (
        "de", "2023-03-15",
        "Die Türkei hat Griechenland aufgefordert, seine Truppen von der Insel abzuziehen.",
        Row("REQUEST", "TUR", "GRC", ("yield",)),
    ),
    (
        "de", "2023-03-15",
        "Russland wirft der Ukraine vor, einen Damm zerstört zu haben.",
        Row("ACCUSE", "RUS", "UKR", ("allege",)),
    ),
    (
        "de", "2023-03-15",
        "Kanada verhängte am 3. März Sanktionen gegen Belarus.",
        Row("SANCTION", "CAN", "BLR", ("discontinue",), when="2023-03-03"),
    ),
    (
        "de", "2023-03-15",
        "Die Armee des Sudan hat nach Angaben der Vereinten Nationen ein Dorf bombardiert.",
        Row("ASSAULT", "SDN", voices=("United Nations",)),
    ),
    (
        "de", "2023-03-15",
        "Der ägyptische Präsident wird sich im April mit dem König von Jordanien treffen.",
        Row("AGREE", "EGY JOR", status="actual"),
    ),
    (
        "de", "2023-03-15",
        "Indien müsse seine Soldaten zurückrufen, sagte der chinesische Außenminister.",
        Row("REQUEST", "CHN", "IND"),
    ),
    (
        "en", "2023-03-15",
        "Japan protested on Tuesday against the missile test and accused North Korea of violating UN resolutions.",
        Row("ACCUSE", "JPN", "PRK", when="2023-03-14"),
    ),
    (
        "en", "2023-03-15",
        "Three activists were arrested by Iranian police in Tehran, according to Amnesty International.",
        Row("COERCE", "IRN", modes=("arrest",), voices=("Amnesty International",)),
    ),
    (
        "en", "2023-03-15",
        "Poland will send tanks to Ukraine next month.",
        Row("AGREE", "POL", "UKR"),
    ),
    (
        "en", "2023-03-15",
        "Ethiopia has not attacked Eritrea.",
        Row("ASSAULT", "ETH", "ERI", status="negated"),
    ),
    (
        "en", "2023-03-15",
        "The French president threatened Mali with sanctions.",
        Row("THREATEN", "FRA", "MLI"),
    ),
]  # fmt: skip


def fits(event: Event, row: Row) -> bool:
    actor = " ".join(sorted({m.entity.country for m in event.actor}))
    recipient = " ".join(sorted({m.entity.country for m in event.recipient}))
    both = " ".join(sorted({m.entity.country for m in (*event.actor, *event.recipient)}))
    sides = (both == row.actor) if " " in row.actor else (actor == row.actor and recipient == row.recipient)
    if row.recipient == "" and " " not in row.actor:
        sides = actor == row.actor
    return (
        event.type == row.type
        and sides
        and event.status == row.status
        and (row.modes is None or event.modes == row.modes)
        and (row.voices is None or tuple(a.name for a in event.according_to) == row.voices)
        and (row.when is None or event.when.edtf == row.when)
    )


@pytest.mark.parametrize(("language", "published", "text", "row"), CASES)
def test_reading(reader: Reader, language: str, published: str, text: str, row: Row) -> None:
    events = reader.read(Document("case", text, published=published, language=language))
    assert any(fits(e, row) for e in events), [
        (e.type, e.modes, [m.entity.country for m in e.actor], [m.entity.country for m in e.recipient], e.status,
         [a.name for a in e.according_to], e.when.edtf) for e in events
    ]  # fmt: skip


ARTICLE = (
    "Der Präsident von Kenia reiste am Donnerstag nach Uganda. Dort sprach er mit seinem Amtskollegen über Handel. "
    "Uganda sagte zu, Zölle zu senken, teilte das kenianische Außenministerium mit.\n\n"
    "Zuvor hatte Tansania beide Länder kritisiert."
)


def test_offsets_and_ids_hold(reader: Reader) -> None:
    document = Document("artikel", ARTICLE, published="2024-05-17", language="de")
    first, second = reader.read(document), reader.read(document)
    assert first == second
    assert first
    assert len({e.id for e in first}) == len(first)
    for e in first:
        spans = [e.quote, e.trigger, *(m.span for m in (*e.actor, *e.recipient))]
        assert all(ARTICLE[s.start : s.end] == s.text for s in spans)
        assert not e.when.text or ARTICLE[e.when.start : e.when.end] == e.when.text
        assert all(not a.text or ARTICLE[a.start : a.end] == a.text for a in e.according_to)


def test_every_event_names_its_reason(reader: Reader) -> None:
    events = reader.read(Document("artikel", ARTICLE, published="2024-05-17", language="de"))
    assert all(e.why["type"] for e in events)


LANGUAGES = ["de", "en", "es", "fr", "it", "pt", "nl", "pl", "cs", "ru"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(min_size=1, max_size=400),
    language=st.sampled_from(LANGUAGES),
)
def test_any_text_can_be_read(reader: Reader, text: str, language: str) -> None:
    for event in reader.read(Document("any", text, published="2024-05", language=language)):
        assert text[event.quote.start : event.quote.end] == event.quote.text


def test_a_language_without_lexicon_is_refused(reader: Reader) -> None:
    with pytest.raises(LanguageError, match="no lexicon"):
        reader.read(Document("afrikaans", "Die minister het sy ampsgenoot ontmoet.", language="af"))


@pytest.mark.parametrize(
    "text",
    ["😀 🚀 😀", "1 2 3 4 5", "السلام عليكم", "„“»«\"'", "a\x00b", "wort " * 3000, "Nein! " * 400],
    ids=["emoji", "numbers", "right-to-left", "quotes", "nul", "long sentence", "many sentences"],
)
def test_odd_texts_are_read_without_events(reader: Reader, text: str) -> None:
    assert reader.read(Document("odd", text, language="de")) == []


def test_what_happens_on_two_days_is_two_acts(reader: Reader) -> None:
    text = (
        "Israel griff am 3. Mai Stellungen in Syrien an. Israel griff am 5. Mai Stellungen in Syrien an. "
        "Am 5. Mai griff Israel Stellungen in Syrien an."
    )
    found = reader.read(Document("days", text, published="2023-05-06", language="de"))
    assert [(e.type, e.when.edtf) for e in found] == [("ASSAULT", "2023-05-03"), ("ASSAULT", "2023-05-05")]
