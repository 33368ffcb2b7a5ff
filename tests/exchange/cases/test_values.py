"""Days and amounts as teams write them: day first, two-figure years never in the future."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.domain.money import Amount, Frequency, Pence
from pbi_desktop.domain.people_words import Lean
from pbi_desktop.exchange.cases.values import read_amount, read_birth, read_day, read_frequency
from tests.exchange.cases.made import TODAY

DAYS = st.dates(date(1900, 1, 1), TODAY)


@pytest.mark.parametrize(
    "text",
    ["31/12/1990", "31.12.90", "31-12-1990", "1990-12-31", "31 Dec 1990", "31 December 1990",
     "31st December, 1990", "Mon 31 Dec 1990", "33238", "33238.5", "31121990", "19901231",
     "1990-12-31 00:00:00", "1990-12-31T10:30", "31/12/1990 10:30", "31 / 12 / 1990",
     "Dec 31 1990", "1990/12/31"],
)  # fmt: skip
def test_a_day_is_read_in_any_usual_form(text: str) -> None:
    read = read_day(text, TODAY, Lean.PAST)
    assert read.fault == ""
    assert read.day is not None
    assert read.day.day == date(1990, 12, 31)


@pytest.mark.parametrize(
    ("text", "known"),
    [("Dec 1990", "1990-12"), ("12/1990", "1990-12"), ("1990", "1990"), ("about 1960", "1960"),
     ("34", "1992"), ("1990-12", "1990-12")],
)  # fmt: skip
def test_a_birth_may_be_known_in_part(text: str, known: str) -> None:
    read = read_birth(text, TODAY)
    assert read.day is not None
    assert read.day.text == known


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("31/02/2020", '"31/02/2020" is no day: there is no 31 February.'),
        ("29/02/2023", '"29/02/2023" is no day: there is no 29 February in 2023.'),
        ("2020-02-31", '"2020-02-31" is no day: there is no 31 February.'),
        ("12/31/1990", "Write the day first"),
        ("31/12", '"31/12" has no year'),
        ("12 nov", "has no year"),
        ("next week", "is not a date"),
        ("3 days ago", "is not a date"),
        ("tuesday", "is not a date"),
        ("soon", "is not a date"),
        ("22/11/2026", "in the future"),
        ("01/01/0990", "is too far away"),
    ],
)
def test_what_is_no_day_is_refused_with_the_reason(text: str, reason: str) -> None:
    read = read_day(text, TODAY, Lean.PAST)
    assert read.day is None
    assert reason in read.fault


def test_a_birth_to_come_or_beyond_any_age_is_refused() -> None:
    assert "in the future" in read_birth("01/01/2027", TODAY).fault
    assert "in the future" in read_birth("2027", TODAY).fault
    assert "130 years ago" in read_birth("01/01/1880", TODAY).fault


def test_two_figures_for_a_year_are_the_last_such_year_or_a_coming_review() -> None:
    def year(text: str, lean: Lean) -> int | None:
        day = read_day(text, TODAY, lean).day
        return day.year if day else None

    assert year("21/11/26", Lean.PAST) == 2026
    assert year("22/11/26", Lean.PAST) == 1926
    assert year("22/11/26", Lean.BIRTH) == 1926
    assert year("22/11/27", Lean.COMING) == 2027
    assert year("22/11/90", Lean.COMING) == 1990


@given(DAYS)
@settings(max_examples=60)
def test_every_day_is_the_same_however_it_is_written(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    forms = [
        day.isoformat(),
        f"{day:%d/%m/%Y}",
        f"{day:%d.%m.%Y}",
        f"{day:%d %b %Y}",
        f"{day:%Y%m%d}",
    ]
    if serial >= 10_000:
        forms.append(str(serial))
    for form in forms:
        read = read_day(form, TODAY, Lean.PAST)
        assert read.day is not None, form
        assert read.day.day == day


@given(DAYS, st.integers(1, 20_000))
@settings(max_examples=60)
def test_nothing_that_has_happened_is_ever_in_the_future(day: date, ahead: int) -> None:
    coming = day + timedelta(days=ahead)
    read = read_day(f"{coming:%d/%m/%y}", TODAY, Lean.PAST)
    assert read.day is not None
    assert read.day.day is not None
    assert read.day.day <= TODAY


@pytest.mark.parametrize(
    ("text", "pence", "frequency"),
    [
        ("£81.90 pw", 8190, Frequency.WEEKLY),
        ("81.9", 8190, None),
        ("1,023 a year", 102300, Frequency.ANNUAL),
        ("£400 pcm", 40000, Frequency.MONTHLY),
        ("200 one-off", 20000, Frequency.ONE_OFF),
        ("433.33333333333", 43333, None),
        ("0.0050000001", 1, None),
        ("nil", 0, None),
    ],
)
def test_amounts_are_read_in_peoples_words(
    text: str, pence: int, frequency: Frequency | None
) -> None:
    assert read_amount(text).amount == Amount(Pence(pence), frequency)


def test_an_amount_that_could_mean_two_things_is_refused() -> None:
    for text in ("1.234", "1,5", "lots", "1e5", "12/3"):
        assert read_amount(text).amount is None
        assert text in read_amount(text).fault


@pytest.mark.parametrize(
    ("text", "frequency"),
    [("pw", "weekly"), ("Weekly", "weekly"), ("per week", "weekly"), ("pcm", "monthly"),
     ("per calendar month", "monthly"), ("4 weekly", "four_weekly"), ("fortnightly", "fortnightly"),
     ("four_weekly", "four_weekly"), ("one_off", "one_off"), ("p.a.", "annual")],
)  # fmt: skip
def test_frequencies_are_read_in_peoples_words(text: str, frequency: str) -> None:
    assert read_frequency(text) == frequency
