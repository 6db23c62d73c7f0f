"""From trees to voices without coding events, so that it works in every language that can be parsed."""

from __future__ import annotations

from dataclasses import dataclass

from depesche.entities import Cast, Tables, read_cast
from depesche.language.trees import Parsed
from depesche.propositions import extract, load_grammar
from depesche.voices.find import Voice, find_voices


@dataclass(frozen=True, slots=True)
class Heard:
    """A document with its voices, and who is who in it."""

    parsed: Parsed
    cast: Cast
    voices: list[Voice]


def hear(parsed: Parsed, tables: Tables) -> Heard:
    """The voices of a parsed document."""
    cast, grammar = read_cast(parsed, tables), load_grammar(parsed.language)
    return Heard(parsed, cast, find_voices(parsed, [extract(s, grammar) for s in parsed.sentences], cast))
