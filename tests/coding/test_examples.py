"""Every lexicon entry has an example sentence, and the examples code as they say.

The parser is not perfect, so not each of them does; the share that does is pinned as a floor, per language.
"""

from __future__ import annotations

import pytest

from depesche.coding.entries import Entry, unmark
from depesche.coding.languages import coded_languages
from depesche.coding.lexicon import load_lexicon
from depesche.reader import Reader
from depesche.records import Document, Event

# share of examples: (the type is coded, also with the marked actor). Lower one only with a reason in the change.
FLOORS = {"de": (0.83, 0.83), "en": (0.91, 0.90), "es": (0.97, 0.97), "fr": (0.95, 0.95)}


def outcome(entry: Entry, events: list[Event]) -> tuple[bool, bool]:
    """(a right type, a right type with one of the marked actors) for an entry's example."""
    _, actors, _ = unmark(entry.example)
    wanted = {entry.type}
    if entry.type in {"CONSULT", "SUPPORT", "COOPERATE", "AID"}:
        wanted.add("AGREE")  # the act lies ahead
    if entry.type == "RETREAT":
        wanted.add("CONCEDE")
    typed = [e for e in events if e.type in wanted]
    acted = [e for e in typed if any(m.start < b and a < m.end for m in e.actor for a, b in actors)]
    return bool(typed), bool(acted)


def test_every_language_has_a_floor() -> None:
    assert set(FLOORS) == set(coded_languages())


@pytest.mark.parametrize("language", sorted(FLOORS))
def test_examples_code_as_they_say(reader: Reader, language: str) -> None:
    entries = load_lexicon(language).all
    texts = (Document(e.id, unmark(e.example)[0], published="2024-05-15", language=language) for e in entries)
    found = [outcome(e, events) for e, events in zip(entries, reader.read_all(texts), strict=True)]
    typed, acted = (sum(f[i] for f in found) / len(entries) for i in (0, 1))
    print(f"{language}: {len(entries)} examples, type {typed:.3f}, type and actor {acted:.3f}")
    assert typed >= FLOORS[language][0]
    assert acted >= FLOORS[language][1]
