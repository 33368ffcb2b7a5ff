"""Money with its days, in one line: said back in full, and refused where it could mean two."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.money import Amount, Frequency, Pence
from pbi_desktop.domain.payment_words import Payment, read_payment, say_payment

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("81.90 a week from 12 nov", "£81.90 a week from 12 November 2026"),
        ("£201.68 a month", "£201.68 a month"),
        ("1.2k once", "£1,200 one-off"),
        ("£1.25k a year", "£1,250 a year"),
        ("20/m", "£20 a month"),
        (
            "81.90 a week from 12 nov until end of march",
            "£81.90 a week from 12 November 2026 until 31 March 2027",
        ),
        ("20 a week from 1 dec", "£20 a week from 1 December 2026"),
    ],
)
def test_a_payment_is_read_as_it_is_typed(typed: str, said: str) -> None:
    assert say_payment(read_payment(typed, TODAY)) == said


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("20 a week from 1 june", "Say the year too: 1 June 2026 or 1 June 2027?"),
        ("20 a week from mon", "Last Monday or next Monday?"),
        ("20 a week from november 2026", "Say the whole day, like 12 nov 2026."),
        ("20 a week from soon", "That is not a date."),
        ("20 a week from 12 nov until 1 nov 2026", "It ends before it starts."),
        ("1.2m", "Say a month, or write the pounds out: m may mean a million."),
        ("20m a year", "Say a month, or write the pounds out: m may mean a million."),
        ("1,2k", "Write thousands like 1.2k"),
    ],
)
def test_what_could_mean_two_things_is_refused(typed: str, sentence: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_payment(typed, TODAY)
    assert refused.value.fields["amount"].startswith(sentence)


days = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@settings(max_examples=60)
@given(
    st.integers(0, 100_000_00),
    st.none() | st.sampled_from(Frequency),
    st.none() | days,
    st.none() | st.integers(0, 900),
    days,
)
def test_a_payment_that_is_said_reads_back(
    pence: int, often: Frequency | None, start: date | None, lasts: int | None, today: date
) -> None:
    end = None if lasts is None else (start or today) + timedelta(days=lasts)
    payment = Payment(Amount(Pence(pence), often), start, end)
    assert read_payment(say_payment(payment), today) == payment
