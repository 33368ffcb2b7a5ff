"""Homes, debts, days that matter and going along, as the screen says them. No Qt."""

from datetime import date, datetime
from typing import NamedTuple

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.calendar_words import DAY_NAMES, MONTH_NAMES
from pbi_desktop.domain.case_words import GOING_TO_WORDS
from pbi_desktop.domain.debts import PRIORITY
from pbi_desktop.domain.housing import (
    DebtKind,
    DebtState,
    KeyDateKind,
    KeyDateState,
    Tenure,
    Went,
)
from pbi_desktop.domain.money import say_amount, say_pence
from pbi_desktop.domain.pressing import HowNear, away_words
from pbi_desktop.domain.times import LONDON
from pbi_desktop.services.housing_rows import (
    DebtLine,
    GoingAlongLine,
    HomeAndDebts,
    HomeLine,
    KeyDateLine,
)
from pbi_desktop.ui.kit.days import short_day
from pbi_desktop.ui.screens.case.day_words import in_sentence

TENURES = {
    Tenure.COUNCIL: "Council tenant",
    Tenure.HOUSING_ASSOCIATION: "Housing association tenant",
    Tenure.PRIVATE_RENT: "Rents privately",
    Tenure.OWNED: "Owns, or pays a mortgage",
    Tenure.SUPPORTED: "Supported housing",
    Tenure.TEMPORARY: "Temporary housing",
    Tenure.WITH_OTHERS: "Stays with others",
    Tenure.NO_HOME: "No home",
    Tenure.OTHER: "Something else",
}
DEBT_KINDS = {
    DebtKind.RENT: "Rent",
    DebtKind.MORTGAGE: "Mortgage",
    DebtKind.COUNCIL_TAX: "Council tax",
    DebtKind.ENERGY: "Gas or electricity",
    DebtKind.COURT_FINE: "Court fine",
    DebtKind.WATER: "Water",
    DebtKind.BENEFIT: "Benefit paid too much",
    DebtKind.LOAN: "Loan",
    DebtKind.CATALOGUE: "Catalogue or card",
    DebtKind.FAMILY: "Family or friends",
    DebtKind.OTHER: "Something else",
}
DEBT_STATES = {
    DebtState.OWED: "Owed",
    DebtState.PAYING: "Being paid back",
    DebtState.BREATHING_SPACE: "Breathing space",
    DebtState.DISPUTED: "They say it is wrong",
    DebtState.PAID: "Paid",
    DebtState.WRITTEN_OFF: "Written off",
}
DATE_KINDS = {
    KeyDateKind.HEARING: "Hearing",
    KeyDateKind.NOTICE_ENDS: "Notice ends",
    KeyDateKind.EVICTION: "Eviction",
    KeyDateKind.APPEAL_BY: "Last day to appeal",
    KeyDateKind.FORM_BY: "Last day for a form",
    KeyDateKind.ASSESSMENT: "Assessment",
    KeyDateKind.PAYMENT_BY: "Last day to pay",
    KeyDateKind.OTHER: "Another day",
}
DATE_STATES = {
    KeyDateState.COMING: "To come",
    KeyDateState.KEPT: "Kept",
    KeyDateState.MOVED: "Moved",
    KeyDateState.MISSED: "Missed",
    KeyDateState.CALLED_OFF: "Called off",
}
GOING_TO = GOING_TO_WORDS
WENT = {
    Went.PLANNED: "Planned",
    Went.WENT: "We went",
    Went.DID_NOT_COME: "They did not come",
    Went.CALLED_OFF: "Called off",
}
ABOUT = {
    Category.HOUSING: "Their home",
    Category.OFFENDING: "An offence",
    Category.FINANCE: "Money or benefits",
    Category.CHILD: "Children",
    Category.CORE: "Something else",
}
"""What a hearing is about: it decides who may see it."""

_NEAR = {
    HowNear.PASSED: ("circle-alert", "danger"),
    HowNear.TODAY: ("triangle-alert", "danger"),
    HowNear.THIS_WEEK: ("triangle-alert", "warn"),
    HowNear.SOON: ("calendar-clock", "ink2"),
    HowNear.FAR: ("calendar", "ink2"),
}


class Mark(NamedTuple):
    """An icon and its tone; the words beside it say the same."""

    icon: str
    tone: str


def mark_of(line: KeyDateLine) -> Mark:
    """Return how pressing a key date looks."""
    return Mark(*_NEAR[line.near])


def full_day(day: date, at: datetime | None = None) -> str:
    """Return a day in full: "Tuesday 24 November 2026, 10:00"."""
    said = f"{DAY_NAMES[day.weekday()]} {day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
    return said if at is None else f"{said}, {at.astimezone(LONDON):%H:%M}"


def short_instant(day: date, at: datetime | None) -> str:
    """Return a day in few letters, so that it reads back: "24 Nov 2026, 10:00"."""
    said = f"{day.day} {MONTH_NAMES[day.month - 1][:3]} {day.year}"
    return said if at is None else f"{said}, {at.astimezone(LONDON):%H:%M}"


def how_near_words(line: KeyDateLine, today: date) -> str:
    """Return how near a key date is: "in 3 days", "3 days ago: say what became of it"."""
    said = away_words(line.on_day, today)
    return f"{said}: say what became of it" if line.near is HowNear.PASSED else said


def when_and_where(line: KeyDateLine) -> str:
    """Return the day in full, and the place: "Tuesday 24 November 2026, 10:00 · Court"."""
    return " · ".join(part for part in (full_day(line.on_day, line.at), line.place) if part)


def became_words(line: KeyDateLine) -> str:
    """Return what became of a key date: "Kept: suspended at £3.70 a week"."""
    if line.state is KeyDateState.MOVED and line.outcome:
        return line.outcome
    said = kept_words(line.kind) if line.state is KeyDateState.KEPT else DATE_STATES[line.state]
    return f"{said}: {line.outcome}" if line.outcome else said


def kept_words(kind: KeyDateKind) -> str:
    """Return what it is called that a key date came about: nobody keeps an eviction."""
    return {KeyDateKind.EVICTION: "It happened", KeyDateKind.NOTICE_ENDS: "It ran out"}.get(
        kind, DATE_STATES[KeyDateState.KEPT]
    )


def home_facts(home: HomeLine, today: date) -> list[str]:
    """Return what is known of a home beside its footing: landlord, rent, from and until when."""
    facts = [home.landlord] if home.landlord else []
    if home.rent is not None:
        facts.append(f"{say_amount(home.rent)} rent")
    if home.started_on is not None:
        facts.append(f"since {in_sentence(home.started_on, today)}")
    if home.ended_on is not None:
        facts.append(f"ended {in_sentence(home.ended_on, today)}")
    elif home.ends_by is not None:
        facts.append(f"fixed until {in_sentence(home.ends_by, today)}")
    return facts


def arrears_words(rows: HomeAndDebts) -> str:
    """Return the rent that is owed and the weeks it comes to; nothing where none is owed."""
    if rows.arrears is None:
        return ""
    owed = f"{say_pence(rows.arrears)} of rent is owed"
    home = next((one for one in rows.homes if one.ended_on is None), None)
    if rows.weeks is None or home is None or home.rent is None:
        return f"{owed}. Write down the rent to see how many weeks that is."
    weeks = f"{rows.weeks:f}".removesuffix(".0")
    return f"{owed}: {weeks} weeks of rent, at {say_amount(home.rent)}."


def debt_now(debt: DebtLine, today: date) -> str:
    """Return a debt as it stands: "£1,240 on 3 November"."""
    return f"{say_pence(debt.amount)} on {_day(debt.as_at, today)}"


def debt_before(debt: DebtLine, today: date) -> str:
    """Return every earlier figure, the latest first: "was £1,410 on 6 October"."""
    return ", ".join(
        f"was {say_pence(one.amount)} on {_day(one.as_at, today)}" for one in debt.earlier
    )


def debt_state(debt: DebtLine, today: date) -> str:
    """Return where a debt is: "Paid on 21 November", "Paying £5 a week"."""
    said = DEBT_STATES[debt.state]
    if debt.settled_on is not None:
        return f"{said} on {_day(debt.settled_on, today)}"
    if debt.repayment is None:
        return said
    back = say_amount(debt.repayment)
    return f"Paying {back}" if debt.state is DebtState.PAYING else f"{said}, {back}"


def totals_words(rows: HomeAndDebts) -> str:
    """Return what the debts of each state come to, each by itself, never added up."""
    parts = [
        f"{DEBT_STATES[state].lower()} {say_pence(rows.totals[state])}"
        for state in DebtState
        if state in rows.totals
    ]
    said = " · ".join(parts)
    return said[:1].upper() + said[1:]


def why_first(kind: DebtKind) -> str:
    """Return why a debt comes first; nothing where it does not."""
    return _WHY[kind] if kind in PRIORITY else ""


_WHY = {
    DebtKind.RENT: "Comes first: it can cost the home",
    DebtKind.MORTGAGE: "Comes first: it can cost the home",
    DebtKind.COUNCIL_TAX: "Comes first: it can bring bailiffs",
    DebtKind.ENERGY: "Comes first: it can cost the heating",
    DebtKind.COURT_FINE: "Comes first: it can bring arrest",
}


def going_words(line: GoingAlongLine) -> str:
    """Return who goes along where: "Leah goes along to County court"."""
    who = "You go along" if line.mine else f"{line.worker} goes along"
    return f"{who}: {line.place}"


def _day(day: date, today: date) -> str:
    """Return a day after "on": never "on yesterday"."""
    said = short_day(day, today)
    if said in ("Yesterday", "Today", "Tomorrow"):
        return f"{day.day} {MONTH_NAMES[day.month - 1]}"
    return said
