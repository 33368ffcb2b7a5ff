"""Money: what the words say, what is asked, and what is said back before it is kept."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbi_desktop.domain.gains import Evidence, GainCategory, GainNature, GainStatus
from pbi_desktop.domain.money import Amount, Frequency, Pence
from pbi_desktop.services.case_rows import MoneySummary
from pbi_desktop.ui.screens.case.gain_words import (
    GainFields,
    comes_once,
    echo,
    kept_apart,
    new_gain,
    not_counted,
    pounds,
    problems,
)
from pbi_desktop.ui.screens.case.understanding_gains import GainWords, read_gain

TODAY = date(2026, 11, 21)
CARER = GainFields(
    what="Carer element",
    category=GainCategory.BENEFIT,
    status=GainStatus.CONFIRMED,
    evidence=Evidence.AWARD_LETTER,
    amount=Amount(Pence(20168), Frequency.MONTHLY),
    previous=Amount(Pence(0)),
    start=date(2026, 11, 12),
    end=None,
)


def test_one_line_says_it_all() -> None:
    read = read_gain("carer element 201.68 a month from 12 nov letter", TODAY)
    assert read == GainWords(
        what="Carer element",
        amount=Amount(Pence(20168), Frequency.MONTHLY),
        category=GainCategory.BENEFIT,
        status=GainStatus.CONFIRMED,
        evidence=Evidence.AWARD_LETTER,
        start=date(2026, 11, 12),
    )


@pytest.mark.parametrize(
    ("words", "category"),
    [
        ("council tax support 1023 a year", GainCategory.BILL_REDUCTION),
        ("household support grant 200", GainCategory.GRANT),
        ("rent debt written off 640", GainCategory.DEBT_WRITTEN_OFF),
        ("PIP backdated 1,310", GainCategory.BACKDATE),
        ("pension credit 81.90 a week", GainCategory.BENEFIT),
    ],
)
def test_the_kind_of_money_is_read(words: str, category: GainCategory) -> None:
    assert read_gain(words, TODAY).category is category


def test_without_a_letter_it_is_claimed_and_not_confirmed() -> None:
    assert read_gain("attendance allowance 73.90 a week", TODAY).status is GainStatus.CLAIMED
    assert read_gain("estimated 20 a week more", TODAY).status is GainStatus.ESTIMATED
    assert read_gain("pip 100 a week confirmed", TODAY).status is GainStatus.CONFIRMED


def test_words_without_an_amount_leave_it_to_be_asked() -> None:
    assert read_gain("free school meals from september", TODAY).amount is None


def test_the_amount_before_is_always_asked() -> None:
    asked = replace(CARER, previous=None)
    assert problems(asked) == {"previous": "Say what it was before. Write 0 if there was nothing."}
    assert new_gain(asked) is None


def test_money_that_comes_once_has_no_amount_before() -> None:
    once = replace(CARER, category=GainCategory.GRANT, amount=Amount(Pence(20000)), previous=None)
    assert comes_once(once)
    gain = new_gain(once)
    assert gain is not None
    assert (gain.nature, gain.frequency, gain.previous) == (
        GainNature.ONE_OFF,
        Frequency.ONE_OFF,
        0,
    )
    assert "kept apart" in echo(gain)


def test_how_often_must_be_said_of_a_benefit() -> None:
    assert "how often" in problems(replace(CARER, amount=Amount(Pence(20168))))["amount"]


def test_old_and_new_must_be_for_the_same_time() -> None:
    weekly = replace(CARER, previous=Amount(Pence(1000), Frequency.WEEKLY))
    assert "same time" in problems(weekly)["previous"]
    assert problems(replace(CARER, previous=Amount(Pence(1000)))) == {}


def test_confirmed_needs_something_that_shows_it() -> None:
    assert "evidence" in problems(replace(CARER, evidence=Evidence.NONE))
    claimed = replace(CARER, evidence=Evidence.NONE, status=GainStatus.CLAIMED)
    assert problems(claimed) == {}


def test_an_end_before_the_start_is_refused() -> None:
    assert "end" in problems(replace(CARER, end=date(2026, 11, 1)))


def test_the_year_value_is_said_back() -> None:
    gain = new_gain(CARER)
    assert gain is not None
    assert echo(gain) == (
        "Was £0, now £201.68 a month: £2,420.16 a year more. "
        "Confirmed (award letter), so it counts."
    )
    less = new_gain(replace(CARER, previous=Amount(Pence(30168))))
    assert less is not None
    assert "£1,200 a year less" in echo(less)


def test_a_claim_is_said_not_to_count_yet() -> None:
    gain = new_gain(replace(CARER, status=GainStatus.CLAIMED, evidence=Evidence.NONE))
    assert gain is not None
    assert echo(gain).endswith("Claimed, so it does not count yet.")


def test_what_must_not_be_added_is_kept_apart() -> None:
    money = MoneySummary(Pence(0), Pence(64000), Pence(131000), Pence(384300), (), None)
    assert kept_apart(money) == "Kept apart: £640 one-off · £1,310 of debt gone"
    assert not_counted(money) == "Not counted yet: £3,843, claimed or estimated"
    none = MoneySummary(Pence(0), Pence(0), Pence(0), Pence(0), (), None)
    assert (kept_apart(none), not_counted(none)) == ("", "")
    assert pounds(242016) == "£2,420"


@given(st.text(max_size=60))
def test_reading_never_refuses_and_never_confirms_by_itself(words: str) -> None:
    read = read_gain(words, TODAY)
    shown = read.evidence is Evidence.AWARD_LETTER
    said = any(word in words.casefold() for word in ("confirm", "award"))
    assert read.status is not GainStatus.CONFIRMED or shown or said
