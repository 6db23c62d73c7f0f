"""A language's words for voices, from ``data/voices``; ``de.yaml`` says what each list is for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from depesche.data import read_yaml
from depesche.language.trees import Token
from depesche.propositions import Grammar, load_grammar


@dataclass(frozen=True, slots=True)
class Words:
    """Word lists by their key, how verbs show reported speech, and the language's grammar words."""

    lists: dict[str, frozenset[str]]
    stances: dict[str, str]  # lemma of a cue -> denies, confirms, distances
    reportive_mood: str
    reportive_tense: str
    reportive_ending: str
    grammar: Grammar

    def is_in(self, word: str, name: str) -> bool:
        """Is the word in the list ``name`` ("say", "nouns", …)?"""
        return word in self.lists.get(name, frozenset())

    def any_in(self, words: Iterable[str], name: str) -> bool:
        return not self.lists.get(name, frozenset()).isdisjoint(words)

    def is_reportive(self, token: Token) -> bool:
        """Is a verb in the mood that lets somebody's words run on? An ending of its own tells it where features err."""
        feats = token.feats
        if self.reportive_mood and feats.get("Mood") == self.reportive_mood:
            # the past of full verbs looks like the indicative ("sie sagten"), so only auxiliaries tell
            return token.upos == "AUX" or feats.get("Tense") != "Past"
        third = feats.get("Person") == "3" and feats.get("Number") == "Sing" and feats.get("Tense") == "Pres"
        return bool(self.reportive_ending) and third and token.text.endswith(self.reportive_ending)

    def is_reported(self, token: Token) -> bool:
        """Is a verb somebody's word whatever stands before it (German Konjunktiv I)? Else it may be a condition."""
        return self.is_reportive(token) and token.feats.get("Tense", self.reportive_tense) == self.reportive_tense != ""

    def is_source(self, noun: str) -> bool:
        """Does the noun make a phrase a voice ("Angaben"), alone or as the last part of a compound?"""
        if self.is_in(noun, "according_nouns"):
            return True
        lasts = self.lists.get("according_lasts", frozenset())
        return any(noun.endswith(last) and len(noun) > len(last) + 2 for last in lasts)


@cache
def load_words(language: str) -> Words:
    """The words of a language; all lists are empty where there is no file."""
    raw: dict[str, Any] = read_yaml("voices", f"{language}.yaml")
    lists = {key: frozenset(map(str, value)) for key, value in raw.items() if isinstance(value, list)}
    stances = {str(word): stance for stance, words in raw.get("stances", {}).items() for word in words}
    mood, tense, ending = (str(raw.get(f"reportive_{key}", "")) for key in ("mood", "tense", "ending"))
    return Words(lists, stances, mood, tense, ending, load_grammar(language))
