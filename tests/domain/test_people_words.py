"""Dates and amounts are read as people type them, and read back as they are said."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.money import Amount, Frequency, Pence, say_amount
from pbi_desktop.domain.people_words import Lean, read_date, read_money, say_date, say_day
from pbi_desktop.domain.times import PartialDate, Precision

TODAY = date(2026, 11, 21)  # a Saturday


def refusal(text: str, lean: Lean = Lean.COMING) -> str:
    with pytest.raises(Invalid) as refused:
        read_date(text, TODAY, lean=lean)
    return refused.value.fields["date"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("9 4 91", "9 April 1991"),
        ("9/4/1991", "9 April 1991"),
        ("09.04.91", "9 April 1991"),
        ("1991-04-09", "9 April 1991"),
        ("19850412", "12 April 1985"),
        ("12041985", "12 April 1985"),
        ("120485", "12 April 1985"),
        ("12th of March, 1984", "12 March 1984"),
        ("12-Mar-84", "12 March 1984"),
        ("March 12 1984", "12 March 1984"),
        ("1991", "1991"),
        ("April 1991", "April 1991"),
        ("04/1991", "April 1991"),
        ("1991-04", "April 1991"),
        ("about 1960", "about 1960"),
        ("c. 60", "about 1960"),
        ("1960ish", "about 1960"),
        ("12/11/2026", "12 November 2026"),
        ("12 nov", "12 November 2027"),
        ("22 nov", "22 November 2026"),
        ("29 feb", "29 February 2028"),
        ("today", "21 November 2026"),
        ("tomorrow", "22 November 2026"),
        ("yesterday", "20 November 2026"),
        ("tue", "24 November 2026"),
        ("sat", "28 November 2026"),
        ("last fri", "20 November 2026"),
        ("next mon", "23 November 2026"),
        ("mon 23 nov", "23 November 2026"),
        ("in 2 weeks", "5 December 2026"),
        ("in a fortnight", "5 December 2026"),
        ("in three months", "21 February 2027"),
        ("3 days ago", "18 November 2026"),
        ("next week", "28 November 2026"),
        ("last month", "21 October 2026"),
        ("1/1/30", "1 January 2030"),
        ("\u0669 \u0664 \u0669\u0661", "9 April 1991"),
    ],
)
def test_a_date_is_read_as_it_is_typed(typed: str, said: str) -> None:
    assert say_date(read_date(typed, TODAY)) == said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("tue", "17 November 2026"),
        ("12 nov", "12 November 2026"),
        ("22 nov", "22 November 2025"),
        ("29 feb", "29 February 2024"),
        ("2 weeks", "7 November 2026"),
        ("1/1/30", "1 January 1930"),
    ],
)
def test_what_has_happened_points_back(typed: str, said: str) -> None:
    assert say_date(read_date(typed, TODAY, lean=Lean.PAST)) == said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("9 4 26", "9 April 2026"),
        ("12 12 26", "12 December 1926"),
        ("1.1.30", "1 January 1930"),
        ("yesterday", "20 November 2026"),
    ],
)
def test_two_figures_never_mean_a_birth_to_come(typed: str, said: str) -> None:
    assert say_date(read_date(typed, TODAY, lean=Lean.BIRTH)) == said


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "There is no date here."),
        ("31/02", "There is no 31 February."),
        ("31/02/2026", "There is no 31 February."),
        ("29/02/2026", "There is no 29 February in 2026."),
        ("4/13/1991", "There is no month 13. Write the day first, then the month."),
        ("Monday 24 November 2026", "24 November 2026 is a Tuesday, not a Monday."),
        ("in 9999 years", "That is too far away. Check the number."),
        ("1/1/1800", "The year 1800 is too far away. Check the year."),
        ("1791", "1791 is too far away. Check the year."),
        (
            "soonish",
            "That is not a date. Write it like 9 4 1991, 12 nov, tue, in 2 weeks or about 1960.",
        ),
    ],
)
def test_what_is_not_a_date_is_refused_in_one_sentence(typed: str, sentence: str) -> None:
    assert refusal(typed) == sentence


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("12 nov", "Write the year too, like 9 4 1991."),
        ("12 nov 2031", "12 November 2031 is in the future. Check the year."),
        ("2031", "2031 is in the future. Check the year."),
        ("1880", "1880 is more than 130 years ago. Check the year."),
    ],
)
def test_a_birth_has_its_year_and_lies_in_a_life_time(typed: str, sentence: str) -> None:
    assert refusal(typed, Lean.BIRTH) == sentence


@pytest.mark.parametrize("name", ["may", "april", "mo", "we", "june", "mark"])
def test_a_word_that_may_be_a_name_is_not_a_date(name: str) -> None:
    assert refusal(name).startswith("That is not a date.")


@pytest.mark.parametrize("typed", ["many weeks", "13/1991", "wren 12 nov", "12 wren", "m 1991"])
def test_words_in_the_shape_of_a_date_are_not_one(typed: str) -> None:
    assert refusal(typed).startswith("That is not a date.")


def test_the_sentence_goes_to_the_field_that_was_read() -> None:
    with pytest.raises(Invalid) as refused:
        read_date("soonish", TODAY, field="born")
    assert list(refused.value.fields) == ["born"]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 21), "Today"),
        (date(2026, 11, 20), "Yesterday"),
        (date(2026, 11, 22), "Tomorrow"),
        (date(2026, 11, 24), "Tuesday 24 November"),
        (date(2025, 11, 24), "Monday 24 November 2025"),
    ],
)
def test_a_day_near_today_is_said_by_its_name(day: date, said: str) -> None:
    assert say_day(day, TODAY) == said


days = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@settings(max_examples=60)
@given(days, days, st.sampled_from([Lean.COMING, Lean.PAST]))
def test_a_date_that_is_said_reads_back_whatever_today_is(
    day: date, today: date, lean: Lean
) -> None:
    for partial in (
        PartialDate.of_day(day),
        PartialDate.of_year(day.year),
        PartialDate.of_year(day.year, about=True),
        PartialDate(day.isoformat()[:7], Precision.MONTH),
    ):
        assert read_date(say_date(partial), today, lean=lean) == partial


@settings(max_examples=60)
@given(days, st.integers(-300, 300))
def test_a_day_that_is_said_near_today_reads_back(today: date, away: int) -> None:
    day = date.fromordinal(today.toordinal() + away)
    lean = Lean.COMING if away >= 0 else Lean.PAST
    assert read_date(say_day(day, today), today, lean=lean).day == day


@settings(max_examples=60)
@given(st.one_of(st.text(max_size=30), st.from_regex(r"[0-9a-z ./-]{1,16}", fullmatch=True)), days)
def test_a_birth_that_is_read_is_never_in_the_future(text: str, today: date) -> None:
    try:
        read = read_date(text, today, lean=Lean.BIRTH)
    except Invalid:
        return
    assert read.text <= today.isoformat()


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("81.90 a week", Amount(Pence(8190), Frequency.WEEKLY)),
        ("£1,023 a year", Amount(Pence(102300), Frequency.ANNUAL)),
        ("200 one-off", Amount(Pence(20000), Frequency.ONE_OFF)),
        ("201.68 pcm", Amount(Pence(20168), Frequency.MONTHLY)),
        ("£20 p.w.", Amount(Pence(2000), Frequency.WEEKLY)),
        ("20/wk", Amount(Pence(2000), Frequency.WEEKLY)),
        ("20p/w", Amount(Pence(2000), Frequency.WEEKLY)),
        ("20 every 4 weeks", Amount(Pence(2000), Frequency.FOUR_WEEKLY)),
        ("20 four-weekly", Amount(Pence(2000), Frequency.FOUR_WEEKLY)),
        ("20 pounds a fortnight", Amount(Pence(2000), Frequency.FORTNIGHTLY)),
        ("50p", Amount(Pence(50))),
        ("81.9", Amount(Pence(8190))),
        (".50", Amount(Pence(50))),
        ("-£20.50 pa", Amount(Pence(-2050), Frequency.ANNUAL)),
        ("−20", Amount(Pence(-2000))),
        ("nothing", Amount(Pence(0))),
    ],
)
def test_an_amount_is_read_as_it_is_typed(typed: str, amount: Amount) -> None:
    assert read_money(typed) == amount


@pytest.mark.parametrize(
    ("typed", "beginning"),
    [
        ("", "There is no amount here."),
        ("a lot", "That is not an amount of money."),
        ("£", "That is not an amount of money."),
        ("81,90", "Write pounds and pence with a dot"),
        ("1.234", "Write pounds and pence with a dot"),
        ("£1,02", "Write pounds and pence with a dot"),
        ("12.5p", "Pence are whole."),
        ("20 a day", "How often is it?"),
        ("1e5", "How often is it?"),
        ("9" * 5000, "That is more than £100,000,000."),
    ],
)
def test_what_could_mean_two_amounts_is_refused_in_one_sentence(typed: str, beginning: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_money(typed)
    assert refused.value.fields["amount"].startswith(beginning)


@settings(max_examples=60)
@given(
    st.integers(-100_000_000_00, 100_000_000_00), st.one_of(st.none(), st.sampled_from(Frequency))
)
def test_an_amount_that_is_said_reads_back_to_the_penny(
    pence: int, frequency: Frequency | None
) -> None:
    amount = Amount(Pence(pence), frequency)
    assert read_money(say_amount(amount)) == amount


@settings(max_examples=60)
@given(st.one_of(st.text(max_size=30), st.from_regex(r"[-£0-9a-z ./,]{1,16}", fullmatch=True)))
def test_an_amount_is_never_a_float(text: str) -> None:
    try:
        amount = read_money(text)
    except Invalid:
        return
    assert type(amount.pence) is int
    assert amount.yearly is None or type(amount.yearly) is int
