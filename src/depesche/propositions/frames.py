"""A proposition: a predicate with its arguments, free of the language's way of saying it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from depesche.data import data_path, read_yaml
from depesche.language.trees import Sentence, Token


@dataclass(slots=True)
class Proposition:
    """One predicate of a sentence.

    ``slots`` maps a role to the heads of the phrases that fill it: "subject" and "object" are deep (a passive's
    agent is the subject), then "dative", "clause", a preposition by its lemma, and for nouns "of" and "possessor".
    A slot names heads only; what is coordinated with them hangs below.
    """

    sentence: Sentence
    head: Token
    kind: str  # verb, noun or adjective
    lemma: str
    words: list[Token]  # the predicate's own words: verb and particle, noun, copula
    slots: dict[str, list[Token]] = field(default_factory=dict)
    compound: str = ""  # the whole lemma where the word was cut at hyphens: "cyber-attack"
    reflexive: bool = False
    passive: bool = False
    negated: bool = False
    modality: str = ""  # "", possible, necessary, intended, willed, conditional
    tense: str = ""  # past, present, future
    mood: str = ""  # the finite verb's UD Mood
    finite: bool = False
    parent: Proposition | None = None  # the verb whose clause or argument this is
    link: str = ""  # how it hangs there: clause, argument, adverbial, relative, conj, speech
    marker: str = ""  # lemma of the subordinator ("wenn", "if", "um")
    support: Proposition | None = None  # a noun's support verb

    def add(self, slot: str, token: Token) -> None:
        filled = self.slots.setdefault(slot, [])
        if token not in filled:
            filled.append(token)

    def arguments(self) -> list[Token]:
        return [t for tokens in self.slots.values() for t in tokens]


@dataclass(frozen=True, slots=True)
class Grammar:
    """A language's function words, as sets (see ``data/grammar``)."""

    verb_second: bool
    strict_order: bool  # the subject never stands between verb and object
    agent: frozenset[str]
    of: frozenset[str]
    agent_case: str  # UD Case of a passive's agent without a preposition ("задержан полицией")
    dative_prepositions: frozenset[str]
    infinitive_marks: frozenset[str]
    negation: frozenset[str]
    negative_prefix: str  # opens a verb that denies by itself ("nepošle")
    future: frozenset[str]
    perfective_future: bool  # the present tense of a perfective verb is the future
    modals: dict[str, str]
    phrasal: dict[str, str]  # noun of a phrasal preposition -> a preposition as good ("à l'égard de": envers)
    pronominal: dict[str, str]  # adverb -> the preposition it holds ("darüber": über)
    null_subject: bool
    participles: tuple[tuple[str, str], ...]  # endings and the infinitives', longest first (data/language)
    long_cases: dict[str, str]
    words: dict[str, frozenset[str]]

    def is_in(self, lemma: str, name: str) -> bool:
        """Is the lemma in the word list ``name`` ("plan", "prevent", "possible_nouns", …)?"""
        return lemma in self.words.get(name, frozenset())

    def infinitive(self, participle: str) -> str:
        """The infinitive of a participle by its ending, the longest known one; the word itself where none is known."""
        for ending, whole in self.participles:
            if participle.endswith(ending):
                return participle.removesuffix(ending) + whole
        return participle


@cache
def grammar_languages() -> tuple[str, ...]:
    """Codes of the languages whose sentences can be turned into propositions."""
    files = data_path("grammar").iterdir()
    return tuple(sorted(f.name.removesuffix(".yaml") for f in files if f.name.endswith(".yaml")))


@cache
def load_grammar(language: str) -> Grammar:
    """The grammar words of a language; all empty where there is no file."""
    raw: dict[str, Any] = read_yaml("grammar", f"{language}.yaml")

    def of(name: str) -> frozenset[str]:
        return frozenset(map(str, raw.get(name, ())))

    endings: dict[str, str] = read_yaml("language", f"{language}.yaml").get("verbs", {}).get("endings", {})
    participles = tuple(sorted(endings.items(), key=lambda pair: -len(pair[0])))
    lists = {k: of(k) for k, v in raw.items() if isinstance(v, list)}
    return Grammar(
        bool(raw.get("verb_second", False)), bool(raw.get("strict_order", False)), of("agent"), of("of"),
        str(raw.get("agent_case", "")), of("dative_prepositions"), of("infinitive_marks"),
        of("negation"), str(raw.get("negative_prefix", "")), of("future"), bool(raw.get("perfective_future", False)),
        dict(raw.get("modals", {})), dict(raw.get("phrasal", {})),
        dict(raw.get("pronominal", {})),
        bool(raw.get("null_subject", False)), participles, dict(raw.get("long_cases", {})), lists,
    )  # fmt: skip
