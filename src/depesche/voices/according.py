"""Voices in a phrase: "laut X", "nach Angaben von X", "X zufolge", "according to X", "…, so X"."""

from __future__ import annotations

from depesche.entities import Cast
from depesche.language.trees import Sentence, Token
from depesche.propositions import Proposition, case_lemma
from depesche.voices.frames import Frame, Stretch, stretch_of
from depesche.voices.words import Words

_PREDICATES = {"VERB", "AUX"}
_CLAUSAL = {"root", "ccomp", "xcomp", "csubj", "advcl", "acl", "parataxis", "conj"}


def according_frames(sentence: Sentence, found: list[Proposition], cast: Cast, words: Words) -> list[Frame]:
    """The frames that phrases open in a sentence."""
    frames = [f for t in sentence.tokens if (f := _phrase(sentence, t, found, cast, words)) is not None]
    frames += [f for t in sentence.tokens if (f := _so(sentence, t, words)) is not None]
    return frames


def _phrase(sentence: Sentence, token: Token, found: list[Proposition], cast: Cast, words: Words) -> Frame | None:
    case, cue = case_lemma(sentence, token), sentence.child(token, "case")
    if cue is None or token.upos in {"PUNCT", "NUM"} or token.head < 0:
        return None
    cited = _cited(sentence, token, case, words)
    if cited is not None:
        return cited
    outer = sentence.tokens[token.head]
    if cue.index > token.index and token.relation == "nmod" and outer.relation == "obl":
        token = outer  # in "Angaben der Polizei zufolge" the case hangs inside
    noun = words.is_source(token.lemma) or words.is_source(token.text)
    sole = words.is_in(case, "prepositions")
    if not (sole or (noun and words.is_in(case, "noun_prepositions"))) or not _opens_or_closes(
        sentence, token, cue, words
    ):
        return None
    holder: Token | None = _holder(sentence, token, cast, words) if noun else token
    if holder is not None and words.is_in(holder.lemma.lower(), "own"):  # "nach eigenen Angaben"
        holder = _subject_around(sentence, token, found)
    if holder is None:
        return None
    parts = [*sentence.children(sentence.tokens[cue.head], "case"), *sentence.children(cue, "fixed")]
    content = _clause_without(sentence, token)
    return Frame(sentence, token, [holder], parts, content, "according-to", says=bool(content))


def _cited(sentence: Sentence, token: Token, case: str, words: Words) -> Frame | None:
    """ "unter Berufung auf X": a preposition, a noun and another preposition that work as one."""
    noun = sentence.tokens[token.head]
    outer = sentence.child(noun, "case")
    if outer is None or not words.is_in(f"{outer.text.lower()} {noun.text} {case}", "prepositions"):
        return None
    parts = [outer, noun, *sentence.children(token, "case")]
    content = _clause_without(sentence, noun)
    return Frame(sentence, noun, [token], parts, content, "according-to", says=bool(content), cites=True)


def _opens_or_closes(sentence: Sentence, token: Token, cue: Token, words: Words) -> bool:
    """Is the preposition at an end of its phrase? "laut" in "dachte laut über Nachfolger nach" is not."""
    cases = sentence.children(token, "case")
    sole = len(cases) <= 1 or words.is_in(" ".join(t.text.lower() for t in cases), "prepositions")
    return cue.index > token.index or (sole and cue is sentence.subtree(token, ("punct",))[0])


def _holder(sentence: Sentence, token: Token, cast: Cast, words: Words) -> Token:
    """Whose word it is in "nach Angaben der Polizei"; the words themselves in "nach ersten Berichten"."""
    for child in sentence.children(token, "nmod", "det:poss", "compound", "flat", "appos"):
        case, opening = case_lemma(sentence, child), sentence.child(child, "case")
        behind = opening is not None and opening.index > child.index  # "Angaben der Polizei zufolge"
        if case and not behind and not (case in words.grammar.of and child.index > token.index):
            continue
        if child.upos in {"NOUN", "PROPN", "PRON", "DET"} and not words.grammar.is_in(child.lemma, "time"):
            return child
    for child in sentence.children(token, "amod", "det"):
        if words.is_in(child.lemma.lower(), "own") or cast.mentions(sentence, child):
            return child
    return token


def _subject_around(sentence: Sentence, token: Token, found: list[Proposition]) -> Token | None:
    """The subject of the clause that a phrase stands in."""
    above = {t.index for t in sentence.ancestors(token)}
    subjects = [p.slots["subject"][0] for p in found if p.head.index in above and p.slots.get("subject")]
    return subjects[-1] if subjects else None


def _clause_without(sentence: Sentence, token: Token) -> list[Stretch]:
    """The clause that a phrase stands in, around the phrase."""
    clauses = [t for t in sentence.ancestors(token) if t.relation in _CLAUSAL]
    clause = next(
        (t for t in clauses if sentence.children(t, "nsubj", "csubj", "expl")), clauses[-1] if clauses else None
    )
    if clause is None:
        return []
    return _rest(sentence, clause, {t.index for t in sentence.subtree(token)})


def _rest(sentence: Sentence, clause: Token, own: set[int]) -> list[Stretch]:
    rest = [t for t in sentence.subtree(clause) if t.index not in own]
    before, after = [t for t in rest if t.index < min(own)], [t for t in rest if t.index > max(own)]
    return [*stretch_of(before), *stretch_of(after)]


def _so(sentence: Sentence, token: Token, words: Words) -> Frame | None:
    """ "…, so der Minister": the word after a comma or quote, then a phrase without a verb up to the next mark."""
    if not words.is_in(token.lemma.lower(), "so") or token.index == 0:
        return None
    if sentence.tokens[token.index - 1].upos != "PUNCT":
        return None
    run = _up_to_mark(sentence, token.index + 1)
    if not run or not _opens_name(run[0]) or any(t.upos in _PREDICATES for t in run):
        return None
    inside = {t.index for t in run}
    heads = [t for t in run if t.upos in {"NOUN", "PROPN"} and (t.head not in inside)]
    if not heads:
        return None
    last = _end_of_phrase(sentence, heads[0], run[-1].index)
    own = set(range(token.index - 1, last + 1))
    rest = [t for t in sentence.tokens if t.index not in own]
    content = [
        *stretch_of(t for t in rest if t.index < min(own)),
        *stretch_of(t for t in rest if t.index > max(own)),
    ]
    return Frame(sentence, heads[0], heads[:1], [token], content, "according-to")


def _up_to_mark(sentence: Sentence, start: int) -> list[Token]:
    """The tokens up to the next mark that stands alone; a hyphen inside a word is no mark."""
    run: list[Token] = []
    for t in sentence.tokens[start:]:
        if t.upos == "PUNCT" and (t.text != "-" or t.start > sentence.tokens[t.index - 1].end):
            break
        run.append(t)
    return run


def _opens_name(token: Token) -> bool:
    """An article, a title or a name; "so viele Menschen", "so schnell" open none."""
    if token.upos == "DET":
        return token.feats.get("Definite") is not None or token.feats.get("Poss") == "Yes"
    return token.upos in {"NOUN", "PROPN"} or (token.upos == "ADJ" and token.text[:1].isupper())


def _end_of_phrase(sentence: Sentence, head: Token, last: int) -> int:
    """Where the phrase ends with its appositions and relative clauses."""
    for part in sentence.children(head, "appos", "acl", "conj", "flat"):
        if part.index > last:
            last = max(last, *(t.index for t in sentence.subtree(part)))
    return last
