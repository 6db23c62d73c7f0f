"""Words that tell a time, found in plain text and not yet resolved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from depesche.dates.words import Words

_KINDS = {"clock": "TIME", "part": "TIME", "night": "TIME", "duration": "DURATION", "repeated": "SET"}


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression: where it stands, what it means, and the values of its slots, e.g. {"day": "22"}."""

    start: int
    end: int
    meaning: str
    values: Mapping[str, str]

    @property
    def kind(self) -> str:
        return _KINDS.get(self.meaning) or ("TIME" if self.values.keys() & {"daypart", "suffix", "hour"} else "DATE")


def find_expressions(text: str, words: Words) -> list[Expression]:
    """All time expressions in text order. The longer wins over the shorter, then the pattern listed first.

    Patterns of the meaning "nothing" ("the 38-year-old") keep others from reading their words.
    """
    found: list[tuple[int, int, Expression]] = []
    for order, pattern in enumerate(words.patterns):
        for match in pattern.regex.finditer(text):
            groups = {slot: form for slot, form in match.groupdict().items() if form is not None}
            start, end = match.span("span") if "span" in groups else match.span()
            values = {slot: words.value(slot, form) for slot, form in groups.items() if slot != "span"}
            found.append((start - end, order, Expression(start, end, pattern.meaning, values)))
    found.sort(key=lambda item: item[:2])
    kept: list[Expression] = []
    for _, _, expression in found:
        if all(expression.end <= other.start or other.end <= expression.start for other in kept):
            kept.append(expression)
    return sorted((e for e in kept if e.meaning != "nothing"), key=lambda e: e.start)
