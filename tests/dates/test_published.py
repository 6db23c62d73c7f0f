"""Publication dates as users write them."""

from __future__ import annotations

import pytest

from depesche.dates import valid_published
from depesche.errors import DateError


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("", ""), ("2021", "2021"), ("2021-04", "2021-04"), (" 2021-4-3 ", "2021-04-03"), ("13.04.2021", "2021-04-13"),
        ("3. 4. 2021", "2021-04-03"), ("04.2021", "2021-04"), ("2021/04/13", "2021-04-13"),
        ("2021-04-13T08:15:00+02:00", "2021-04-13"), ("2021-04-13 08:15", "2021-04-13"),
    ],
)  # fmt: skip
def test_usual_shapes(text: str, edtf: str) -> None:
    assert valid_published(text) == edtf


@pytest.mark.parametrize("text", ["2021-02-30", "2021-13", "31.06.2021", "04/13/2021", "April", "13.04.21", "0000"])
def test_impossible_dates_say_what_was_expected(text: str) -> None:
    with pytest.raises(DateError) as caught:
        valid_published(text)
    assert caught.value.expected
    assert caught.value.hint
    assert text in str(caught.value)
