"""The lexicon's format, and how words are looked up in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from depesche.coding.entries import unmark
from depesche.coding.lexicon import load_lexicon, read_lexicon
from depesche.errors import DataError

LANGUAGE = """
name: German
compounds: true
prefixes: [an, be]
reflexive: ["sich "]
noun_actor: [durch, possessor, of]
prepositions: [durch, gegen, mit, zu, auf, on]
"""
EXAMPLE = 'example: "[Oslo] warnte {Wien}."'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small lexicon of German to which a test adds its files."""
    made = tmp_path / "de"
    made.mkdir()
    (made / "language.yaml").write_text(LANGUAGE, encoding="utf-8")
    return made


def add(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_an_entry_says_what_it_says(folder: Path) -> None:
    add(folder, "request.yaml", """
- verb: auffordern
  actor: [subject, durch]
  recipient: [object, on]
  mode: content
  when: {clause: any, zu: ["@meeting", Abzug], on: actor}
  example: "[Oslo] forderte {Wien} auf, zu reden."
""")  # fmt: skip
    (entry,) = read_lexicon(folder).entries("verb", "auffordern")
    assert entry.id == "de/request/auffordern"
    assert (entry.type, entry.kind, entry.lemma, entry.reflexive) == ("REQUEST", "verb", "auffordern", False)
    assert (entry.actor, entry.recipient) == (("subject", "durch"), ("object", "on"))
    assert (entry.modes, entry.content_mode, entry.support_only) == ((), True, False)
    assert entry.when == (("clause", ("any",)), ("zu", ("@meeting", "Abzug")), ("on", ("actor",)))


def test_what_is_left_out_is_filled_in(folder: Path) -> None:
    add(folder, "threaten.yaml", f"""
- {{verb: warnen, {EXAMPLE}}}
- {{noun: Warnung, {EXAMPLE}}}
- {{adjective: drohend, {EXAMPLE}}}
- {{verb: drohen, recipient: none, mode: violence, {EXAMPLE}}}
""")  # fmt: skip
    verb, noun, adjective, without = read_lexicon(folder).all
    assert (verb.actor, verb.recipient, verb.modes, verb.when) == (("subject",), ("object",), (), ())
    assert (noun.actor, noun.recipient, noun.support_only) == (("durch", "possessor", "of"), (), False)
    assert (adjective.actor, adjective.recipient) == (("subject",), ())
    assert (without.recipient, without.modes) == ((), ("violence",))


def test_an_entry_may_hold_only_of_what_lies_ahead(folder: Path) -> None:
    add(folder, "threaten.yaml", f"- {{verb: antworten, ahead: only, when: {{manner: hart}}, {EXAMPLE}}}")
    (entry,) = read_lexicon(folder).all
    assert entry.ahead
    assert entry.when == (("manner", ("hart",)),)
    add(folder, "threaten.yaml", f"- {{noun: Antwort, ahead: only, {EXAMPLE}}}")
    with pytest.raises(DataError, match="ahead: only on a noun"):
        read_lexicon(folder)


def test_entries_of_a_word_come_most_specific_first(folder: Path) -> None:
    add(folder, "accuse.yaml", f"""
- {{verb: richten, when: {{object: any}}, {EXAMPLE}}}
- {{verb: richten, {EXAMPLE}}}
- {{verb: richten, when: {{object: "@criticism"}}, {EXAMPLE}}}
- {{verb: richten, when: {{object: Kritik}}, {EXAMPLE}}}
- {{verb: richten, when: {{object: any, gegen: actor}}, {EXAMPLE}}}
- {{verb: sich richten, when: {{gegen: actor}}, {EXAMPLE}}}
""")  # fmt: skip
    found = [e.id.removeprefix("de/accuse/") for e in read_lexicon(folder).entries("verb", "richten")]
    assert found == ["richten#5", "sich richten", "richten#4", "richten#3", "richten", "richten#2"]


def test_reflexive_verbs_are_found_without_their_pronoun(folder: Path) -> None:
    add(folder, "agree.yaml", f"- {{verb: sich einigen, recipient: mit, {EXAMPLE}}}")
    (entry,) = read_lexicon(folder).entries("verb", "einigen")
    assert (entry.lemma, entry.reflexive) == ("sich einigen", True)


def test_compounds_count_as_their_last_part(folder: Path) -> None:
    add(folder, "consult.yaml", f"- {{noun: Gespräch, {EXAMPLE}}}\n- {{noun: Friedensgespräch, {EXAMPLE}}}")
    add(folder, "classes.yaml", "meeting: [Gipfel, Gespräch]\nvote: [Wahl]\nnuclear: [Rat]")
    lexicon = read_lexicon(folder)
    assert [e.lemma for e in lexicon.compound_entry("Krisengespräch")] == ["Gespräch"]
    assert [e.lemma for e in lexicon.compound_entry("Friedensgespräch")] == ["Friedensgespräch"]
    assert [e.lemma for e in lexicon.compound_entry("Nahost-Friedensgespräch")] == ["Friedensgespräch"]
    assert lexicon.compound_entry("Gesprächspartner") == ()
    assert lexicon.in_class("Klimagipfel", "meeting")
    assert lexicon.in_class("EU-Gipfel", "meeting")
    assert lexicon.in_class("GIPFEL", "meeting")
    assert not lexicon.in_class("Anwahl", "vote")  # a prefix makes another word, not a compound
    assert not lexicon.in_class("Vorrat", "nuclear")  # too short to be sure
    assert not lexicon.in_class("Gipfel", "weapon")  # a class without words


def test_without_compounds_only_the_word_itself_counts(folder: Path) -> None:
    add(folder, "language.yaml", LANGUAGE.replace("compounds: true", "compounds: false"))
    add(folder, "consult.yaml", f"- {{noun: talk, {EXAMPLE}}}")
    assert read_lexicon(folder).compound_entry("Talk")
    assert not read_lexicon(folder).compound_entry("sweettalk")


def test_words_tell_modes(folder: Path) -> None:
    add(folder, "modes.yaml", "ASSAULT: {explosives: [Bombe, Autobombe], suicide-attack: [Autobombe], drone: [Drohne]}")
    lexicon = read_lexicon(folder)
    assert lexicon.mode_words("ASSAULT")["drone"] == {"drohne"}
    assert lexicon.word_modes("ASSAULT", "Kampfdrohne") == ("drone",)
    assert lexicon.word_modes("ASSAULT", "Autobombe") == ("explosives", "suicide-attack")
    assert lexicon.word_modes("ASSAULT", "Gespräch") == ()
    assert lexicon.mode_words("AID") == {}


def test_support_verbs(folder: Path) -> None:
    add(folder, "support.yaml", """
- {verb: führen, noun: object, actor: subject}
- {verb: kommen, noun: zu}
- {verb: sich richten, noun: subject, recipient: [gegen, auf]}
""")  # fmt: skip
    lexicon = read_lexicon(folder)
    (run,), (come,), (aim,) = (lexicon.support_of(verb) for verb in ("führen", "kommen", "richten"))
    assert (run.role, run.actor, run.recipient) == ("object", ("subject",), ())
    assert (come.role, come.actor) == ("zu", ())
    assert (aim.reflexive, aim.recipient) == (True, ("gegen", "auf"))
    assert lexicon.support_of("bleiben") == ()


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("aid.yaml", f"- {{verb: helfen, noun: Hilfe, {EXAMPLE}}}", "2 heads"),
        ("aid.yaml", f"- {{mode: none, {EXAMPLE}}}", "0 heads"),
        ("aid.yaml", f"- {{verb: '', {EXAMPLE}}}", "is not text"),
        ("aid.yaml", "- {verb: helfen}", "no example"),
        ("aid.yaml", '- {verb: helfen, example: "Oslo half {Wien}."}', r"no \[actor\]"),
        ("aid.yaml", '- {verb: helfen, example: "[Oslo] half Wien."}', "no {recipient}"),
        ("aid.yaml", '- {verb: helfen, example: "[Oslo] half {Wien."}', "marks that do not pair"),
        ("aid.yaml", f"- {{verb: helfen, mode: gift, {EXAMPLE}}}", "no mode 'gift' of AID"),
        ("aid.yaml", f"- {{verb: helfen, mode: content, {EXAMPLE}}}", "no mode 'content' of AID"),
        ("aid.yaml", f"- {{verb: helfen, recipient: dativ, {EXAMPLE}}}", "unknown slot 'dativ'"),
        ("aid.yaml", f"- {{verb: helfen, when: {{nach: any}}, {EXAMPLE}}}", "unknown slot 'nach'"),
        ("aid.yaml", f'- {{verb: helfen, when: {{mit: "@cash"}}, {EXAMPLE}}}', "unknown class '@cash'"),
        ("aid.yaml", f"- {{verb: helfen, when: {{mit: [any, Geld]}}, {EXAMPLE}}}", "'any' beside other words"),
        ("aid.yaml", f"- {{verb: helfen, support: only, {EXAMPLE}}}", "support: only on a verb"),
        ("aid.yaml", f"- {{verb: helfen, actors: subject, {EXAMPLE}}}", "unknown key 'actors'"),
        ("aid.yaml", f"- {{verb: zu Hilfe kommen, {EXAMPLE}}}", "of several words"),
        ("aid.yaml", f"- {{verb: helfen, {EXAMPLE}}}\n- {{verb: helfen, {EXAMPLE}}}", "line 2.*a second entry"),
        ("aid.yaml", "verb: helfen", "not a list"),
        ("aid.yaml", "- helfen", "is not a mapping"),
        ("aid.yaml", "- {verb: [", "cannot be read"),
        ("classes.yaml", "cash: [Geld]", "unknown class 'cash'"),
        ("modes.yaml", "FIGHT: {drone: [Drohne]}", "no event type 'FIGHT'"),
        ("modes.yaml", "ASSAULT: {sideAB: [Krieg]}", "no mode 'sideAB'"),
        ("support.yaml", "- {verb: führen}", "is not text"),
        ("support.yaml", "- {verb: führen, noun: objekt}", "unknown slot 'objekt'"),
        ("language.yaml", "nom: German", "unknown key 'nom'"),
    ],
)
def test_a_mistake_is_named_with_its_place(folder: Path, file: str, text: str, message: str) -> None:
    with pytest.raises(DataError, match=message) as caught:
        read_lexicon(add(folder, file, text))
    assert file in caught.value.where
    assert caught.value.expected


def test_marks_come_off_examples() -> None:
    plain, actors, recipients = unmark("In Genf baten [Oslo] und [Rom] {Wien} um Hilfe.")
    assert plain == "In Genf baten Oslo und Rom Wien um Hilfe."
    assert [plain[a:b] for a, b in actors] == ["Oslo", "Rom"]
    assert [plain[a:b] for a, b in recipients] == ["Wien"]


@pytest.mark.parametrize("language", ["xx", "", "..", "DE", "de/../en"])
def test_a_language_without_lexicon_has_an_empty_one(language: str) -> None:
    lexicon = load_lexicon(language)
    assert lexicon.all == ()
    assert lexicon.compound_entry("Gespräch") == ()
    assert not lexicon.in_class("Gespräch", "meeting")


def test_a_lexicon_is_read_once() -> None:
    assert load_lexicon("xx") is load_lexicon("xx")
