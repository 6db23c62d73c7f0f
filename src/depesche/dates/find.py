"""The package's verb: all times of a document, found and resolved."""

from __future__ import annotations

import bisect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from depesche.dates.almanac import DAY
from depesche.dates.edtf import Edtf
from depesche.dates.expressions import Expression, find_expressions
from depesche.dates.resolve import resolve
from depesche.dates.setting import Setting, Span, steps_of
from depesche.dates.tense import follows, sentence_of, tense_in_text, tense_in_tree
from depesche.dates.words import Words, languages, load
from depesche.language.trees import Parsed, Sentence, Token

_UNMARKED_TIMES = {"obl:tmod", "obl:unmarked"}  # "wurde 1900 gegründet"
_REACH = 2500  # characters over which a narrative keeps its date
TenseOf = Callable[[Expression], str]


@dataclass(frozen=True, slots=True)
class TimeMention:
    """Words that tell a time: ``document.text[start:end] == text``.

    ``kind`` is DATE, TIME (with a time of day), DURATION or SET (repeated). ``edtf`` says when, to the day at most;
    it is "" where that cannot be told. ``tense`` is that of the clause around it: past, present, future or "".
    """

    text: str
    start: int
    end: int
    kind: str
    edtf: str
    tense: str = ""


def find_times(parsed: Parsed) -> list[TimeMention]:
    """All times in a parsed document, in text order, resolved against its publication date and its own story.

    A language without date words gives none. Raises DateError where ``published`` is not EDTF.
    """
    document = parsed.document
    if parsed.language not in languages():
        return []
    words = load(parsed.language)
    starts = [sentence.start for sentence in parsed.sentences]

    def sentence_at(expression: Expression) -> Sentence | None:
        place = bisect.bisect_right(starts, expression.start) - 1
        return parsed.sentences[place] if place >= 0 else None

    def tense_of(expression: Expression) -> str:
        sentence = sentence_at(expression)
        return tense_in_tree(sentence, expression.start, expression.end, words) if sentence else ""

    found = [e for e in find_expressions(document.text, words) if not _is_something_else(e, sentence_at(e))]
    return _resolve_all(document.text, found, document.published, words, tense_of)


def find_in_text(text: str, language: str, published: str) -> list[TimeMention]:
    """The same for a text without trees; tenses are then read from the words alone."""
    if language not in languages():
        return []
    words = load(language)

    def tense_of(expression: Expression) -> str:
        return tense_in_text(text, expression.start, expression.end, words)

    found = [e for e in find_expressions(text, words) if "bareyear" not in e.values]
    return _resolve_all(text, found, published, words, tense_of)


def _is_something_else(expression: Expression, sentence: Sentence | None) -> bool:
    """Whether the trees know better: a number that counts things, a person called May, a part of a longer name."""
    if sentence is None:
        return False
    inside = sentence.within(expression.start, expression.end)
    if not inside:
        return False
    if "bareyear" in expression.values and inside[0].deprel not in _UNMARKED_TIMES:
        return True
    if expression.values.keys() <= {"year", "plainyear"} and _counts(sentence, inside[0]):
        return True
    named = [t for t in inside if t.entity[2:] in ("PER", "ORG")]
    return bool(named) and _name_goes_on(sentence, named)


def _counts(sentence: Sentence, number: Token) -> bool:
    """Whether a number counts the things named right after it, and no preposition makes it a time."""
    noun = sentence.head(number)
    if noun is None or number.relation != "nummod" or noun.index != number.index + 1:
        return False
    return noun.feats.get("Number") == "Plur" and (number.index == 0 or sentence.tokens[number.index - 1].upos != "ADP")


def _name_goes_on(sentence: Sentence, inside: list[Token]) -> bool:
    """Whether the name that holds the tokens ``inside`` is longer than they are."""
    before, after = inside[0].index - 1, inside[-1].index + 1
    if inside[0].entity.startswith("I-") and before >= 0:
        return True
    return after < len(sentence.tokens) and sentence.tokens[after].entity.startswith("I-")


def _resolve_all(
    text: str, found: list[Expression], published: str, words: Words, tense_of: TenseOf
) -> list[TimeMention]:
    """Resolve in text order, carrying the story's date along; times of day last, for their date may stand after."""
    known = Edtf.parse(published).bounds() if published else None
    tenses = [tense_of(expression) for expression in found]
    window = _window(found, tenses, known)
    named = _named_weekdays(found, known)
    values: list[str] = []
    story, told = "", -10_000
    for expression, tense in zip(found, tenses, strict=True):
        carried = story if expression.start - told < _REACH else ""
        today = _day_of_telling(text, expression, story, told) or known
        edtf = resolve(expression, Setting(today, tense, carried, window))
        if edtf.startswith("[") and set(expression.values) <= {"weekday", "daypart", "suffix"}:
            edtf = named.get(expression.values["weekday"], edtf)
        values.append(edtf)
        if edtf and ".." not in edtf and "compared" not in expression.values:
            story, told = edtf, expression.end
    dated = zip(found, _with_clocks(text, found, values, known), tenses, strict=True)
    return [_mention(text, expression, edtf, tense, words) for expression, edtf, tense in dated]


def _day_of_telling(text: str, expression: Expression, story: str, told: int) -> Span | None:
    """The day from which "the past week" counts, where its sentence tells it: "said Saturday that he lost three
    soldiers in the past week"."""
    back = expression.meaning == "recent" or expression.values.get("shift") == "past"
    if not back or steps_of(expression.values) >= 0 or told < sentence_of(text, expression.start)[0]:
        return None
    span = Edtf.parse(story).bounds()
    return span if span[0] == span[1] else None


def _mention(text: str, expression: Expression, edtf: str, tense: str, words: Words) -> TimeMention:
    """The record; "since" and "until" before a date make it an open interval."""
    start, end = expression.start, expression.end
    kind = "DURATION" if expression.meaning == "ahead" and not edtf else expression.kind
    bare = edtf and edtf[0] not in "[{" and ".." not in edtf and expression.meaning not in ("range", "both")
    if kind == "DATE" and bare:
        first, _, last = edtf.partition("/")
        before = text[max(0, start - 30) : start]
        if follows(before, words, "from"):
            edtf = f"{first}/.."
        elif follows(before, words, "until"):
            edtf = f"../{last or first}"
    return TimeMention(text[start:end], start, end, kind, edtf, tense)


def _window(found: list[Expression], tenses: list[str], known: Span | None) -> Span | None:
    """The days on which the text can have been written: after what it tells, before what it expects."""
    if known is None or known[0] == known[1]:
        return known
    first, last = known
    for expression, tense in zip(found, tenses, strict=True):
        if expression.meaning not in ("date", "range", "both") or "day" not in expression.values:
            continue
        edtf = resolve(expression, Setting(known, tense))
        begin, end = Edtf.parse(edtf).bounds() if edtf else (date.min, date.min)
        if tense == "future" and first < begin <= last:
            last = begin - DAY
        elif tense == "past" and first < end <= last:
            first = end
    return (first, last) if first <= last else known


def _named_weekdays(found: list[Expression], known: Span | None) -> dict[str, str]:
    """Weekdays that the text gives a full date in the time of publication ("Tuesday, 13 April 2021")."""
    named: dict[str, str] = {}
    for expression in found:
        if known and expression.meaning == "date" and {"weekday", "day"} <= set(expression.values):
            edtf = resolve(expression, Setting(known))
            if edtf and known[0] <= Edtf.parse(edtf).bounds()[0] <= known[1]:
                named[expression.values["weekday"]] = edtf
    return named


def _with_clocks(text: str, found: list[Expression], values: list[str], known: Span | None) -> list[str]:
    """Give times of day the date of their sentence, else the last one told, else the day of publication."""
    results = list(values)
    for place, expression in enumerate(found):
        if expression.meaning not in ("clock", "part"):
            continue
        first, last = sentence_of(text, expression.start)
        dated = [
            (abs(other.start - expression.start), values[n])
            for n, other in enumerate(found)
            if first <= other.start < last and (_is_days(values[n]) or other.meaning == "night")
        ]
        near = [n for n in range(place) if expression.start - found[n].end < _REACH]
        earlier = [values[n] for n in near if _is_days(values[n])]
        today = known[0].isoformat() if known and known[0] == known[1] else ""
        results[place] = min(dated)[1] if dated else earlier[-1] if earlier else today
    return results


def _is_days(edtf: str) -> bool:
    """Whether a value is one day or a choice of days."""
    return edtf.startswith("[") or len(edtf) == 10
