from __future__ import annotations

import pytest

from depesche.entities import Tables
from depesche.entities.people import period


@pytest.mark.parametrize(
    ("office", "country", "date", "name"),
    [
        ("president", "USA", "2012-05", "Barack Obama"),
        ("president", "FRA", "2010", "Nicolas Sarkozy"),
        ("head-of-government", "DEU", "2015-01-31", "Angela Merkel"),
        ("head-of-state", "GBR", "1999", "Elizabeth II"),
        ("leader", "RUS", "2022-02-24", "Vladimir Putin"),
        ("foreign-minister", "RUS", "2010-10", "Sergey Lavrov"),
        ("secretary-general", "United Nations", "2001", "Kofi Annan"),
        ("prime-minister", "HUN", "2000-05", "Viktor Orbán"),
        ("security-adviser", "USA", "2023-05", "Jake Sullivan"),
        ("vice-president", "USA", "2023-05", "Kamala Harris"),
        ("president", "GIN", "2006-05", "Lansana Conte"),
    ],
)
def test_holder(office: str, country: str, date: str, name: str) -> None:
    person = Tables.load().people.holder(office, country, period(date))
    assert person is not None
    assert person.name == name


def test_nobody_without_a_date_or_for_an_office_of_many() -> None:
    assert Tables.load().people.holder("president", "USA", period("")) is None
    assert Tables.load().people.holder("party-leader", "DEU", period("2018")) is None


@pytest.mark.parametrize(
    ("name", "date", "expected"),
    [("Bush", "1991-01-17", "George H. W. Bush"), ("Bush", "2003-03", "George W. Bush"), ("Bush", "2015", None)],
)
def test_bare_surnames_need_an_office_at_that_date(name: str, date: str, expected: str | None) -> None:
    person = Tables.load().people.choose(name, period(date), "", "", bare=True)
    assert (person.name if person else None) == expected


@pytest.mark.parametrize(
    ("name", "date", "expected"),
    [
        ("George Bush", "1991-01-17", "George H. W. Bush"),
        ("Michail Gorbatschow", "2009", "Mikhail Gorbachev"),
        ("Kishida Fumio", "2022", "Fumio Kishida"),
        ("Michael Jackson", "2009", None),
    ],
)
def test_full_names_without_a_title(name: str, date: str, expected: str | None) -> None:
    person = Tables.load().people.choose(name, period(date), "", "", bare=False)
    assert (person.name if person else None) == expected


def test_former_office_holders_are_elite() -> None:
    people = Tables.load().people
    (person,) = people.named("Gerhard Schröder")
    assert people.entity(person, period("2001-09")).sector == "GOV"
    assert people.entity(person, period("2017-09")).sector == "ELI"


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2021-04-13", ("2021-04-13", "2021-04-13")),
        ("2021-04", ("2021-04-00", "2021-04-99")),
        ("2021", ("2021-00-00", "2021-99-99")),
        ("2006-05-30/2006-05-31", ("2006-05-30", "2006-05-30")),
        ("", ("", "")),
    ],
)
def test_period(edtf: str, expected: tuple[str, str]) -> None:
    assert period(edtf) == expected


def test_nearly_a_name_needs_a_fitting_title() -> None:
    people, when = Tables.load().people, period("2014-05-01")
    found = people.choose("Sergej Lavroff", when, "RUS", "foreign-minister", bare=False)
    assert found is None or found.name == "Sergey Lavrov"
    assert people.choose("Angela Merkal", when, "DEU", "chancellor", bare=False).name == "Angela Merkel"  # type: ignore[union-attr]
    assert people.choose("Angela Merkal", when, "FRA", "", bare=False) is None
    assert people.choose("Angela Merkal", when, "", "", bare=False) is None
    assert people.choose("Angelo Merkal", when, "DEU", "chancellor", bare=False) is None


def test_who_left_an_organisation_is_of_his_state() -> None:
    people = Tables.load().people
    (person,) = people.named("Anders Fogh Rasmussen")
    assert people.entity(person, period("2012-05-01")).country == "IGO"
    assert people.entity(person, period("2021-05-01")).country == "DNK"
