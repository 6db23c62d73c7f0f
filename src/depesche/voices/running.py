"""What runs on: a sentence in the mood of reported speech, or after "demnach", is still the last speaker's."""

from __future__ import annotations

from depesche.language.trees import Sentence, Token
from depesche.voices.frames import Frame
from depesche.voices.words import Words


def runs_on(sentence: Sentence, frames: list[Frame], words: Words, just_spoke: bool) -> bool:
    """Is a sentence the continued words of whoever spoke before?

    It is if a word such as "demnach" says so, or if its main clause stands in the mood of reported speech; where that
    may as well be a condition ("wäre", "serait"), only right after somebody spoke (``just_spoke``). A main clause
    that somebody else is said to speak in breaks it off.
    """
    main = [f for f in frames if f.says and (f.head.relation in {"root", "parataxis"} or f.kind == "according-to")]
    if any(not in_mood(sentence, f.head, words) for f in main):
        return False
    if any(words.is_in(t.lemma.lower(), "continuing") for t in sentence.tokens):
        return True
    root = sentence.root
    return is_reported(sentence, root, words) or (just_spoke and in_mood(sentence, root, words))


def in_mood(sentence: Sentence, clause: Token, words: Words) -> bool:
    """Is a clause in the mood in which words run on?"""
    return any(words.is_reportive(t) for t in _group(sentence, clause))


def is_reported(sentence: Sentence, clause: Token, words: Words) -> bool:
    """Is a clause in a mood that only reported speech has?"""
    return any(words.is_reported(t) for t in _group(sentence, clause))


def _group(sentence: Sentence, clause: Token) -> list[Token]:
    return [clause, *sentence.children(clause, "aux", "cop", "advmod", "dep")]
