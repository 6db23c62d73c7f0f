"""Does a time lie behind or ahead? What the words around it say."""

from __future__ import annotations

import re

from depesche.dates.words import Words
from depesche.language.trees import Sentence, Token

_CLAUSE = re.compile(r"[,;:()–„“\"\n]|(?<!\d)[.!?](?=\s|$)")
_STOP = re.compile(r"(?<!\d)(?<!\b\w)[.!?][\"”“’»)]*\s+(?=[^\Wa-zà-ÿ_]|[\"“„«»(]|$)|\n")


def sentence_of(text: str, start: int) -> tuple[int, int]:
    """Start and end of the sentence around a position in plain text; an ordinal's full stop ends none."""
    begin = max((m.end() for m in _STOP.finditer(text, max(0, start - 600), start)), default=max(0, start - 600))
    end = _STOP.search(text, start)
    return begin, end.end() if end else len(text)


def _clause_of(text: str, start: int, end: int) -> str:
    first, last = sentence_of(text, start)
    begin = max((m.end() for m in _CLAUSE.finditer(text, first, start)), default=first)
    close = _CLAUSE.search(text, end, last)
    return text[begin : close.start() if close else last]


def _is_planned(text: str, start: int, words: Words) -> bool:
    """Whether words before it in its clause call the date one to come ("Einladung zum Treffen am …")."""
    clause = _CLAUSE.split(text[sentence_of(text, start)[0] : start])[-1]
    return bool(words.clues["planned_noun"].search(clause))


def _may_lie_ahead(text: str, start: int, words: Words) -> bool:
    """Whether a date told in the past may lie in the future for all that ("verlegte die Wahl auf den 3. Mai")."""
    return follows(text[max(0, start - 40) : start], words, "forward")


def follows(before: str, words: Words, clue: str) -> bool:
    """Whether ``before`` ends with one of the clue's words, whatever its capitals; not every language has each clue."""
    return clue in words.clues and any(
        m.end() >= len(before.rstrip()) for m in words.clues[clue].finditer(before.lower(), len(before) - 40)
    )


def tense_in_text(text: str, start: int, end: int, words: Words) -> str:
    """Past, future or "" from the words of the clause, else of the sentence."""
    if _is_planned(text, start, words):
        return "future"
    for stretch in (_clause_of(text, start, end), text[slice(*sentence_of(text, start))]):
        for tense in ("future", "past", "present"):
            if words.clues[tense].search(stretch):
                return "" if tense == "past" and _may_lie_ahead(text, start, words) else tense
    return ""


def tense_in_tree(sentence: Sentence, start: int, end: int, words: Words) -> str:
    """Past, present, future or "" from the verb that governs the words from ``start`` to ``end``.

    A date that hangs on a noun in a past sentence ("called off the talks on 3 May") is not told to be past: "".
    """
    inside = sentence.within(start, end)
    if not inside:
        return ""
    top = next((t for t in inside if t.head < 0 or sentence.tokens[t.head] not in inside), inside[0])
    governor = sentence.head(top) or top
    if governor.relation != "amod" and _is_planned(sentence.text, start, words):
        return "future"
    since = follows(sentence.text[max(0, start - 40) : start], words, "from")
    of = governor.upos == "NOUN" and follows(sentence.text[max(0, start - 10) : start], words, "of")
    if since or of or _is_behind(sentence, governor, words) or _follows_past_verb(sentence, inside[0], words):
        return "past"
    open_future = governor.upos in ("NOUN", "PROPN") or _may_lie_ahead(sentence.text, start, words)
    for verb in (governor, *sentence.ancestors(governor)):
        told = _tense_of(sentence, verb, words)
        if verb is not governor and _plans(sentence, verb, words):
            return "future"
        if told:
            return "" if told == "past" and open_future else told
    return ""


def _is_behind(sentence: Sentence, governor: Token, words: Words) -> bool:
    """Whether the date hangs on what is over: "nach dem Anschlag am Dienstag", "das am Dienstag gesunkene Schiff"."""
    if governor.upos == "ADJ" and governor.relation == "amod":
        return not _plans(sentence, governor, words)
    for noun in (governor, *sentence.ancestors(governor)):  # "nach der Tötung des Generals am Mittwoch"
        if noun.upos not in ("NOUN", "PROPN"):
            return False
        if any(words.clues["behind"].fullmatch(case.text.lower()) for case in sentence.children(noun, "case")):
            return True
    return False


def _follows_past_verb(sentence: Sentence, first: Token, words: Words) -> bool:
    """Whether a bare date stands right behind a past verb: "said Sunday"."""
    return first.index > 0 and first.upos != "ADP" and _is_past(sentence.tokens[first.index - 1], words)


def _is_present(token: Token) -> bool:
    """Whether a verb is finite and in the present; treebanks do not always mark a finite verb as such."""
    return token.feats.get("Tense") == "Pres" and token.feats.get("VerbForm", "Fin") == "Fin"


def _is_past(token: Token, words: Words) -> bool:
    """Whether a finite verb is in the past, by its features or by its form where they miss it."""
    if token.upos not in ("VERB", "AUX") or token.feats.get("VerbForm", "Fin") != "Fin":
        return False
    by_form = words.clues["preterite"].fullmatch(token.text) and not token.lemma.startswith(token.text)
    return token.feats.get("Tense") == "Past" or bool(by_form)


def _plans(sentence: Sentence, word: Token, words: Words) -> bool:
    """Whether a verb, noun or adjective speaks of something to come ("planen", "scheduled", "kündigte … an")."""
    particles = [child.text + word.lemma for child in sentence.children(word, "compound:prt")]
    return any(words.clues["planned"].fullmatch(form) for form in (word.lemma, word.text, *particles))


def _tense_of(sentence: Sentence, word: Token, words: Words) -> str:
    """The tense of a verb or copula clause with its auxiliaries; what is being planned is in the future."""
    auxiliaries = sentence.children(word, "aux", "cop")
    group = [word, *auxiliaries]
    if word.upos in ("VERB", "AUX") or auxiliaries:
        if any(words.clues["future"].fullmatch(t.text.lower()) for t in group):
            return "future"
        if any(_is_past(t, words) or words.clues["perfect"].fullmatch(t.lemma) for t in group):
            return "past"
    if _plans(sentence, word, words):
        return "future"
    if word.feats.get("VerbForm") == "Part" and (auxiliaries or word.feats.get("Tense") == "Past"):
        return "past"
    if (word.upos in ("VERB", "AUX") or auxiliaries) and any(_is_present(t) for t in group):
        return "past" if words.clues["speech"].fullmatch(word.lemma) else "present"
    return ""
