"""UD tree -> propositions: predicates with their arguments, polarity, modality, tense and nesting."""

from depesche.propositions.extract import case_lemma, compound_lemma, extract, measured
from depesche.propositions.frames import Grammar, Proposition, grammar_languages, load_grammar

__all__ = [
    "Grammar",
    "Proposition",
    "case_lemma",
    "compound_lemma",
    "extract",
    "grammar_languages",
    "load_grammar",
    "measured",
]
