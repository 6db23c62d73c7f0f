"""The data files hold together."""

from __future__ import annotations

import pytest

from depesche.dates.almanac import holiday
from depesche.dates.resolve import MEANINGS
from depesche.dates.words import languages, load

UNRESOLVED = {"nothing", "clock", "part", "duration", "repeated", "vague"}
CLUES = {"from", "until", "forward", "behind", "future", "past", "present", "perfect", "planned", "planned_noun"}
CLUES |= {"preterite", "speech"}


def test_four_languages() -> None:
    assert set(languages()) >= {"de", "en", "es", "fr"}


@pytest.mark.parametrize("language", languages())
def test_every_pattern_has_a_known_meaning(language: str) -> None:
    words = load(language)
    assert {pattern.meaning for pattern in words.patterns} <= set(MEANINGS) | UNRESOLVED
    assert set(words.clues) >= CLUES


@pytest.mark.parametrize("language", languages())
def test_months_weekdays_and_holidays_are_complete(language: str) -> None:
    values = load(language).values
    assert [value for _, value in values["month"]] == [str(n) for n in range(1, 13)]
    assert [value for _, value in values["weekday"]] == [str(n) for n in range(7)]
    assert all(holiday(rule, 2024).year == 2024 for _, rule in values["holiday"])


@pytest.mark.parametrize(
    ("rule", "year", "day"),
    [
        ("easter+0", 2024, "2024-03-31"), ("easter-2", 2021, "2021-04-02"), ("easter+49", 2000, "2000-06-11"),
        ("11-thu-4", 2023, "2023-11-23"), ("09-mon-1", 2025, "2025-09-01"), ("12-25-sun-4", 2022, "2022-11-27"),
        ("12-24", 2020, "2020-12-24"),
    ],
)  # fmt: skip
def test_holidays(rule: str, year: int, day: str) -> None:
    assert holiday(rule, year).isoformat() == day
