"""What surrounds a time expression, and the slots that all resolvers read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

Slots = Mapping[str, str]
Span = tuple[date, date]
_SHIFTS = {"last": -1, "this": 0, "next": 1, "earlier": 0, "later": 0, "": 0}


@dataclass(frozen=True, slots=True)
class Setting:
    """What surrounds an expression.

    ``published``: first and last day of publication, None if unknown. ``tense``: "past", "present", "future" or "".
    ``story``: the date the narrative has reached, EDTF or "". ``window``: the days on which the text can have been
    written, where its own dates narrow that down.
    """

    published: Span | None = None
    tense: str = ""
    story: str = ""
    window: Span | None = None


def shift_word(slots: Slots) -> str:
    """The value "last", "this", "next" and so on; a language may keep its words for "this" apart.

    "past" differs from "last" where a week, month or year is counted back from today, and only there.
    """
    word = slots.get("shift") or slots.get("this", "")
    return "last" if word == "past" else word


def steps_of(slots: Slots) -> int:
    """How many units away: "last" -> -1, "next" -> 1, "2" -> 2."""
    word = shift_word(slots)
    return _SHIFTS[word] if word in _SHIFTS else int(word)


def number_of(slots: Slots, name: str) -> float | None:
    """The value of a number word or numeral; None if there is none or it is vague ("some")."""
    value = slots.get(f"number{name}") or slots.get(f"count{name}") or ""
    return float(value.replace(",", ".")) if value[:1].isdigit() else None
