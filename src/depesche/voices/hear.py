"""From trees to voices without coding events, so that it works in every language that can be parsed."""

from __future__ import annotations

from dataclasses import dataclass

from depesche.entities import Cast, Tables, read_cast
from depesche.language.trees import Parsed
from depesche.propositions import extract, load_grammar
from depesche.voices.find import Voice, find_voices
from depesche.voices.publisher import publisher_voice


@dataclass(frozen=True, slots=True)
class Heard:
    """A document with its voices, and who is who in it."""

    parsed: Parsed
    cast: Cast
    voices: list[Voice]


def hear(parsed: Parsed, tables: Tables) -> Heard:
    """The voices of a parsed document, first that of whoever published it if it is a political actor."""
    cast, grammar = read_cast(parsed, tables), load_grammar(parsed.language)
    voices = find_voices(parsed, [extract(s, grammar) for s in parsed.sentences], cast)
    publisher = publisher_voice(parsed.document, tables)
    return Heard(parsed, cast, voices if publisher is None else [publisher, *voices])
