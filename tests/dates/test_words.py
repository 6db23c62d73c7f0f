"""The data files hold together."""

from __future__ import annotations

import pytest

from depesche.dates.almanac import holiday
from depesche.dates.edtf import span_of_days
from depesche.dates.resolve import MEANINGS
from depesche.dates.words import languages, load

UNRESOLVED = {"nothing", "clock", "part", "duration", "repeated", "vague"}
CLUES = {"from", "until", "forward", "behind", "future", "past", "present", "perfect", "planned", "planned_noun"}
CLUES |= {"preterite", "speech", "circumstance", "meanwhile", "resuming"}


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
    assert all(holiday(rule, 2024)[0].year == 2024 for _, rule in values["holiday"])


@pytest.mark.parametrize(
    ("rule", "year", "day"),
    [
        ("easter+0", 2024, "2024-03-31"), ("easter-2", 2021, "2021-04-02"), ("easter+49", 2000, "2000-06-11"),
        ("11-thu-4", 2023, "2023-11-23"), ("09-mon-1", 2025, "2025-09-01"), ("12-25-sun-4", 2022, "2022-11-27"),
        ("12-24", 2020, "2020-12-24"), ("orthodox+0", 2021, "2021-05-02"), ("orthodox-2", 2014, "2014-04-18"),
        ("orthodox+0", 1900, "1900-04-22"), ("easter-7..easter+0", 2021, "2021-03-28/2021-04-04"),
    ],
)  # fmt: skip
def test_holidays(rule: str, year: int, day: str) -> None:
    assert span_of_days(*holiday(rule, year)) == day
