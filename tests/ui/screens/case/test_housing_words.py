"""Home, debts and dates in words: as they are typed, and as they are said back."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.casework import ActionStatus
from pbi_desktop.domain.housing import (
    DebtKind,
    DebtState,
    GoingTo,
    KeyDateKind,
    KeyDateState,
    Tenure,
)
from pbi_desktop.domain.ids import CaseId, PersonId
from pbi_desktop.domain.money import Amount, Frequency, Pence, say_amount
from pbi_desktop.domain.pressing import how_near, rank_of_key_date
from pbi_desktop.domain.time_words import say_moment
from pbi_desktop.domain.times import LONDON
from pbi_desktop.services.housing_rows import (
    DebtFigure,
    DebtLine,
    HomeAndDebts,
    HomeLine,
    KeyDateLine,
)
from pbi_desktop.services.plan_rows import DoneBy, PlanAgreed, StepChange
from pbi_desktop.ui.screens.case.asking import agreed_words
from pbi_desktop.ui.screens.case.housing_words import (
    arrears_words,
    became_words,
    debt_before,
    debt_now,
    debt_state,
    how_near_words,
    totals_words,
    when_and_where,
)
from pbi_desktop.ui.screens.case.plan_words import on_scale, review_words, step_facts
from pbi_desktop.ui.screens.case.understanding import CommandWords
from pbi_desktop.ui.screens.case.understanding_housing import (
    read_debt,
    read_going,
    read_home,
    read_key_date,
)
from pbi_desktop.ui.screens.case.understanding_words import command_words
from pbi_desktop.ui.screens.case.wishes import Form
from tests.ui.screens.case import invented

TODAY = date(2026, 11, 21)  # a Saturday


@pytest.mark.parametrize(
    ("typed", "what", "kind", "when"),
    [
        (
            "possession hearing tue at 10",
            "Possession hearing",
            KeyDateKind.HEARING,
            "Tuesday 24 November 2026, 10:00",
        ),
        ("PIP form by 12 dec", "PIP form", KeyDateKind.FORM_BY, "Saturday 12 December 2026"),
        ("eviction in 2 weeks", "Eviction", KeyDateKind.EVICTION, "Saturday 5 December 2026"),
        ("notice to quit court 2", "Notice to quit court 2", KeyDateKind.NOTICE_ENDS, None),
        ("meet the head at 14:30", "Meet the head", KeyDateKind.OTHER, "Saturday 21 November"),
    ],
)
def test_a_date_that_matters_is_read_from_one_line(
    typed: str, what: str, kind: KeyDateKind, when: str | None
) -> None:
    read = read_key_date(typed, TODAY)
    assert (read.what, read.kind) == (what, kind)
    if when is None:
        assert read.when is None
    else:
        assert read.when is not None
        assert say_moment(read.when).startswith(when)


def test_debts_homes_and_going_along_are_read_from_one_line() -> None:
    debt = read_debt("rent 1,240 Invented Homes")
    assert (debt.kind, debt.creditor) == (DebtKind.RENT, "Invented Homes")
    assert debt.amount == Amount(Pence(1_240_00))
    assert read_debt("something").amount is None
    home = read_home("private landlord Mr Field 128 a week")
    assert home.tenure is Tenure.PRIVATE_RENT
    assert home.rent is not None
    assert say_amount(home.rent) == "£128 a week"
    going = read_going("county court tue at 10", TODAY)
    assert (going.place, going.going_to) == ("County court", GoingTo.COURT)
    assert going.when is not None


@pytest.mark.parametrize(
    ("form", "typed", "said"),
    [
        (
            Form.KEY_DATE,
            "hearing tue at 10",
            "Enter opens a date that matters: Hearing (hearing), Tuesday 24 November 2026, 10:00.",
        ),
        (
            Form.DEBT,
            "rent 1240 Invented Homes",
            "Enter opens a debt: rent, £1,240, Invented Homes.",
        ),
        (Form.HOME, "council flat", "Enter opens a home: council tenant, no amount yet, Flat."),
        (
            Form.GOING_ALONG,
            "clinic",
            "Enter opens going along: Clinic (clinic or hospital), no day yet.",
        ),
    ],
)
def test_what_was_read_is_said_before_anything_opens(form: Form, typed: str, said: str) -> None:
    assert command_words(CommandWords(form, typed), TODAY, ()) == said


def key_date(away: int, **columns: object) -> KeyDateLine:
    day, kind = TODAY + timedelta(days=away), KeyDateKind.HEARING
    made = KeyDateLine(
        uuid4(), 1, CaseId(uuid4()), PersonId(uuid4()), kind, Category.HOUSING, "Hearing", day,
        datetime(2026, 11, 24, 10, tzinfo=LONDON), "Court 2", "The home is lost",
        KeyDateState.COMING, "", away, how_near(day, TODAY), rank_of_key_date(day, kind, TODAY),
    )  # fmt: skip
    return replace(made, **columns)  # type: ignore[arg-type]


def test_a_date_says_how_near_it_is_in_full_and_what_became_of_it() -> None:
    assert how_near_words(key_date(3), TODAY) == "in 3 days"
    assert how_near_words(key_date(-2), TODAY) == "2 days ago: say what became of it"
    assert when_and_where(key_date(3)) == "Tuesday 24 November 2026, 10:00 · Court 2"
    kept = key_date(-2, state=KeyDateState.KEPT, outcome="suspended")
    assert became_words(kept) == "Kept: suspended"
    gone = replace(kept, kind=KeyDateKind.EVICTION, outcome="")
    assert became_words(gone) == "It happened"
    moved = replace(kept, state=KeyDateState.MOVED, outcome="Moved to 8 December 2026")
    assert became_words(moved) == "Moved to 8 December 2026"


def debt(**columns: object) -> DebtLine:
    made = DebtLine(
        uuid4(), 1, DebtKind.RENT, "Invented Homes", Pence(1_240_00), date(2026, 11, 3),
        Amount(Pence(5_00), Frequency.WEEKLY), DebtState.PAYING, None,
        (DebtFigure(Pence(1_410_00), date(2026, 10, 6)),),
    )  # fmt: skip
    return replace(made, **columns)  # type: ignore[arg-type]


def test_a_debt_says_what_it_was() -> None:
    assert debt_now(debt(), TODAY) == "£1,240 on 3 November"
    assert debt_now(debt(as_at=TODAY), TODAY) == "£1,240 on 21 November"
    assert debt_before(debt(), TODAY) == "was £1,410 on 6 October"
    assert debt_state(debt(), TODAY) == "Paying £5 a week"
    assert debt_state(debt(state=DebtState.PAID, settled_on=TODAY), TODAY) == "Paid on 21 November"


def test_arrears_are_said_with_the_rent_they_are_reckoned_from() -> None:
    rent = Amount(Pence(128_00), Frequency.WEEKLY)
    home = HomeLine(uuid4(), 1, Tenure.PRIVATE_RENT, "", rent, None, None, None)
    sums = {DebtState.OWED: Pence(100_00), DebtState.PAID: Pence(5_00)}
    rows = HomeAndDebts(
        (home,), (debt(),), sums, Pence(1_240_00), Decimal("9.6"), (), (), True, True
    )
    assert arrears_words(rows) == "£1,240 of rent is owed: 9.6 weeks of rent, at £128 a week."
    unknown = replace(rows, homes=(), weeks=None)
    assert arrears_words(unknown).endswith("Write down the rent to see how many weeks that is.")
    assert arrears_words(replace(rows, arrears=None)) == ""
    assert totals_words(rows) == "Owed £100 · paid £5"


def test_a_step_says_who_does_it_and_who_changed_it() -> None:
    at = datetime(2026, 11, 20, 12, tzinfo=LONDON)
    moved = StepChange("Tom", "Invented Homes", at, None)
    step = replace(
        invented.step("Mend the roof"),
        agency="Invented Homes",
        done_by=DoneBy(uuid4(), "Repairs"),
        confidence=4,
        changed=moved,
    )
    assert step_facts(step, TODAY) == [
        "Repairs, Invented Homes does it, you ask after it",
        "4 of 10 sure it will happen",
        "Moved by Tom, Invented Homes, yesterday",
    ]
    settled = replace(moved, became=ActionStatus.NOT_POSSIBLE)
    other = replace(
        step, mine=False, status=ActionStatus.NOT_POSSIBLE, changed=settled, reason="Listed"
    )
    assert step_facts(other, TODAY)[1:] == [
        "Not possible by Tom, Invented Homes, yesterday",
        "Listed",
    ]


def test_the_plan_as_a_whole_in_words() -> None:
    assert agreed_words(PlanAgreed(TODAY, "", TODAY)) == "Agreed with them on 21 November 2026."
    why = PlanAgreed(None, "He is in hospital.", TODAY)
    assert agreed_words(why) == "Not agreed, said on 21 November 2026: He is in hospital."
    assert review_words(None, TODAY)[1] == "warn"
    assert review_words(TODAY, TODAY)[0] == "Look at it again today."
    assert review_words(date(2026, 11, 20), TODAY) == (
        "It was to be looked at again yesterday.",
        "danger",
    )


@pytest.mark.parametrize(
    ("typed", "number"),
    [("1", 1), ("10", 10), ("0", None), ("11", None), ("\u0663", None), ("", None), ("7.5", None)],
)
def test_the_scale_goes_from_1_to_10(typed: str, number: int | None) -> None:
    assert on_scale(typed) == number
