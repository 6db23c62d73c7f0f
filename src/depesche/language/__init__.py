"""The language layer: text -> words -> Universal Dependencies trees with entities."""

from depesche.language.bridge import from_spacy
from depesche.language.conllu import format_conllu, parse_conllu
from depesche.language.identify import identify, languages
from depesche.language.parser import Parser
from depesche.language.trees import Parsed, Sentence, Token

__all__ = [
    "Parsed",
    "Parser",
    "Sentence",
    "Token",
    "format_conllu",
    "from_spacy",
    "identify",
    "languages",
    "parse_conllu",
]
