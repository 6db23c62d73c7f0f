"""The date words of a language, read from ``data/dates/<language>.yaml`` and compiled to patterns.

A file has four parts. ``words`` maps a class ("month") to values and their forms (4: [April, "Apr\\."]). ``parts``
names pieces of pattern. ``patterns`` lists, for each meaning that ``depesche.dates.resolve`` knows, how it is said;
``{month}`` stands for a word of the class and hands its value on, ``{month2}`` for a second one, a space for any
white space, and « » enclose the words of the mention where they are not the whole pattern. ``clues`` are the
words that tell past from future. Forms are regular expressions; one in lower case may begin with a capital, unless
it is written with "=" in front.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from depesche.errors import DataError

_FOLDER = files("depesche") / "data" / "dates"
_SPACE = r"(?:[ \t\u00a0\u202f]{1,3}\n?|\n)"
_BEFORE, _AFTER = r"(?<![\w@#])(?<!\d[.,:/])", r"(?![\w@])(?![.,:/]\d)"
NUMERALS = {
    "day": r"(?:0?[1-9]|[12][0-9]|3[01])",
    "year": r"(?:1[5-9]|20)[0-9][0-9]",
    "oldyear": r"[1-9][0-9]{2,3}",
    "plainyear": r"(?:19[0-9][1-9]|19[1-9]0|20[0-9][1-9]|20[1-4]0)",  # no round number, which might count something
    "bareyear": r"(?:1[0-9]{3}|20[0-9]{2})",  # a year only where the tree says that it is a time
    "shortyear": r"[0-9][0-9]",
    "quarternumber": r"[1-4]",
    "monthnumber": r"(?:0?[1-9]|1[0-2])",
    "hour": r"(?:[01]?[0-9]|2[0-4])",
    "minute": r"[0-5][0-9]",
    "decade": r"(?:(?:1[5-9]|20)?[0-9]0)",
    "count": r"[0-9]{1,4}(?:[.,][0-9])?",
}
_SLOT = re.compile(r"\{([a-z_]+)(\d?)\}")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to say a meaning."""

    meaning: str
    regex: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Words:
    """A language's date words, ready to use."""

    language: str
    values: Mapping[str, list[tuple[re.Pattern[str], str]]]
    patterns: tuple[Pattern, ...]
    clues: Mapping[str, re.Pattern[str]]

    def value(self, slot: str, form: str) -> str:
        """What a form means: ("month", "Mai") -> "5"; numerals mean themselves."""
        name = slot.rstrip("0123456789")
        return next((value for regex, value in self.values.get(name, ()) if regex.fullmatch(form)), form)


@cache
def languages() -> tuple[str, ...]:
    """The languages that have date words."""
    return tuple(sorted(f.name.removesuffix(".yaml") for f in _FOLDER.iterdir() if f.name.endswith(".yaml")))


@cache
def load(language: str) -> Words:
    """The date words of one of ``languages()``. Raises DataError where the file does not hold together."""
    name = f"{language}.yaml"
    data: dict[str, Any] = yaml.safe_load((_FOLDER / name).read_text(encoding="utf-8"))
    classes = {c: {str(v): forms for v, forms in values.items()} for c, values in data["words"].items()}
    forms = {c: [form for forms in values.values() for form in forms] for c, values in classes.items()}
    pieces = {**NUMERALS, **{c: _alternatives(listed) for c, listed in forms.items()}}
    try:
        parts: dict[str, str] = {}
        for part, template in data["parts"].items():
            parts[part] = f"(?:{_expand(template, pieces, parts)})"
        patterns = tuple(
            Pattern(meaning, re.compile(f"{_BEFORE}(?:{_expand(template, pieces, parts)}){_AFTER}"))
            for meaning, templates in data["patterns"].items()
            for template in templates
        )
        values = {
            c: [(re.compile(_alternatives(forms)), value) for value, forms in values.items()]
            for c, values in classes.items()
        }
        clues = {c: re.compile(rf"(?<!\w){_alternatives(forms)}(?!\w)") for c, forms in data["clues"].items()}
    except (KeyError, re.error) as error:
        raise DataError(str(error), where=name, expected="known classes and valid regular expressions") from error
    return Words(language, values, patterns, clues)


def _alternatives(forms: list[str]) -> str:
    """One expression for all forms, longest first."""
    return "(?:" + "|".join(_form(form) for form in sorted(map(str, forms), key=len, reverse=True)) + ")"


def _form(form: str) -> str:
    if form.startswith("="):
        form = form[1:]
    elif form[0].islower():
        form = f"[{form[0].upper()}{form[0]}]{form[1:]}"
    return form.replace(" ", _SPACE)


def _expand(template: str, pieces: Mapping[str, str], parts: Mapping[str, str]) -> str:
    """A template as a regular expression with one named group for each slot."""

    def slot(match: re.Match[str]) -> str:
        name, number = match.groups()
        return parts[name] if name in parts else f"(?P<{name}{number}>{pieces[name]})"

    text = template.replace(" ", _SPACE).replace("«", "(?P<span>").replace("»", ")")
    return _SLOT.sub(slot, text)
