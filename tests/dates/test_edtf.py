"""The Edtf type, with the edtf package as oracle."""

from __future__ import annotations

import calendar
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.dates import Edtf, valid_published
from depesche.dates.edtf import span_of_days
from depesche.errors import DateError

DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021", "2021-01-01", "2021-12-31"),
        ("2021-04", "2021-04-01", "2021-04-30"),
        ("2021-04-13", "2021-04-13", "2021-04-13"),
        ("2021-04-13T15:30:00Z", "2021-04-13", "2021-04-13"),
        ("2020-02~", "2020-02-01", "2020-02-29"),
        ("2019?", "2019-01-01", "2019-12-31"),
        ("2021-21", "2021-03-01", "2021-05-31"),
        ("2021-24", "2021-12-01", "2022-02-28"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("14XX", "1400-01-01", "1499-12-31"),
        ("2004-XX", "2004-01-01", "2004-12-31"),
        ("2004-06-XX", "2004-06-01", "2004-06-30"),
        ("2006-05-30/2006-05-31", "2006-05-30", "2006-05-31"),
        ("2021-04/..", "2021-04-01", "9999-12-31"),
        ("../2021", "0001-01-01", "2021-12-31"),
        ("2021-04-06/", "2021-04-06", "9999-12-31"),
        ("[2021-04-06,2021-04-13]", "2021-04-06", "2021-04-13"),
        ("{2021-04-06,2021-06}", "2021-04-06", "2021-06-30"),
    ],
)
def test_bounds(text: str, first: str, last: str) -> None:
    edtf = Edtf.parse(text)
    assert str(edtf) == text
    assert tuple(day.isoformat() for day in edtf.bounds()) == (first, last)


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "2021-13", "2021-02-30", "21-04-13", "2021-4-1", "2021/2020", "/", "../..", "[]", "199X-04",
     "2021-XX-05", "0000", "2021-04-13/2021-04-14/2021-04-15", "2021-21-01"],
)  # fmt: skip
def test_nonsense_is_refused(text: str) -> None:
    with pytest.raises(DateError):
        Edtf.parse(text)


def test_a_set_overlaps_only_its_days() -> None:
    tuesdays = Edtf.parse("[2021-04-06,2021-04-13]")
    assert tuesdays.overlaps(Edtf.parse("2021-04-13"))
    assert not tuesdays.overlaps(Edtf.parse("2021-04-10"))
    assert tuesdays.overlaps(Edtf.parse("2021-04-10/.."))


def oracle_bounds(text: str) -> tuple[list[int], list[int]] | None:
    """First and last day as the edtf package has them; None where it gives none."""
    oracle = pytest.importorskip("edtf")
    expression = oracle.parse_edtf(text)
    try:
        first, last = expression.lower_strict(), expression.upper_strict()
        return list(first[:3]), list(last[:3])
    except (AttributeError, TypeError, ValueError, NotImplementedError):
        return None


def own_bounds(text: str) -> tuple[list[int], list[int]]:
    first, last = Edtf.parse(text).bounds()
    return list(first.timetuple()[:3]), list(last.timetuple()[:3])


@settings(deadline=None)  # the oracle takes milliseconds a string
@given(DAYS, DAYS)
def test_days_agree_with_the_oracle(one: date, other: date) -> None:
    oracle = pytest.importorskip("edtf")
    first, last = sorted((one, other))
    for text in (f"{first}", f"{first}/{last}", f"{first:%Y-%m}", f"{first:%Y}~", f"{first}/.."):
        theirs = oracle.parse_edtf(text)
        bounds = Edtf.parse(text).bounds()
        assert tuple(theirs.lower_strict()[:3]) == bounds[0].timetuple()[:3]
        if not text.endswith(".."):
            assert tuple(theirs.upper_strict()[:3]) == bounds[1].timetuple()[:3]


@settings(deadline=None)
@given(
    st.from_regex(r"\A[12]\d{2}[\dX](-[012X]\d?X?(-[0-3X][\dX])?)?[?~%]?\Z", alphabet=st.characters(max_codepoint=127))
)
def test_what_is_read_is_edtf_and_means_the_same(text: str) -> None:
    try:
        Edtf.parse(text)
    except DateError:
        return
    theirs = None if text.endswith("-24") else oracle_bounds(text)  # its winter ends with the year, ours with February
    assert theirs is None or own_bounds(text) == theirs


@given(st.text(max_size=30) | st.text(st.sampled_from("0129-/.[]{},X?~%"), max_size=24))
def test_any_text_is_read_whole_or_refused_with_a_date_error(text: str) -> None:
    problem = ""
    try:
        edtf = Edtf.parse(text)
    except DateError as error:
        problem = str(error)
    if problem:
        assert repr(text.strip()) in problem
        return
    first, last = edtf.bounds()
    assert first <= last
    assert edtf.overlaps(edtf)
    assert Edtf.parse(str(edtf)) == edtf


@given(st.text(max_size=30) | DAYS.map("{0.day}.{0.month}.{0.year}".format))
def test_a_publication_date_is_refused_or_made_edtf(text: str) -> None:
    problem, published = "", ""
    try:
        published = valid_published(text)
    except DateError as error:
        problem = str(error)
    assert bool(published) == (not problem and bool(text.strip()))
    assert not problem or "publication date" in problem
    assert published == valid_published(published)
    assert not published or str(Edtf.parse(published)) == published


@given(DAYS, DAYS)
def test_span_of_days_keeps_the_days(one: date, other: date) -> None:
    first, last = sorted((one, other))
    assert Edtf.parse(span_of_days(first, last)).bounds() == (first, last)


@given(DAYS)
def test_overlap_is_symmetric_and_includes_the_month(day: date) -> None:
    end = calendar.monthrange(day.year, day.month)[1]
    month = span_of_days(day.replace(day=1), day.replace(day=end))
    assert month == f"{day:%Y-%m}"
    assert Edtf.parse(month).overlaps(Edtf.parse(str(day)))
    assert Edtf.parse(str(day)).overlaps(Edtf.parse(month))
