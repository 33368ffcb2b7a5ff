"""What "/date possession hearing tue at 10" says, and "/home", "/debt" and "/with". No Qt."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.housing import DebtKind, GoingTo, KeyDateKind, Tenure
from pbi_desktop.domain.money import Amount, say_amount
from pbi_desktop.domain.people_words import Lean
from pbi_desktop.domain.time_words import Moment, read_moment, say_moment
from pbi_desktop.ui.screens.case.housing_words import DATE_KINDS, DEBT_KINDS, GOING_TO, TENURES
from pbi_desktop.ui.screens.case.understanding_gains import take_amount
from pbi_desktop.ui.screens.case.wishes import Form
from pbi_desktop.ui.screens.case.words import capital, low

T = TypeVar("T")

_LONGEST = 8  # "by the end of next month at 10"
_BEFORE_A_DAY = ("by", "on", "before")
_DATE_KINDS = (
    (KeyDateKind.EVICTION, re.compile(r"\b(evict\w*|bailiffs?)\b", re.I)),
    (KeyDateKind.NOTICE_ENDS, re.compile(r"\bnotice\b", re.I)),
    (KeyDateKind.APPEAL_BY, re.compile(r"\b(appeal|reconsideration)\b", re.I)),
    (KeyDateKind.HEARING, re.compile(r"\b(hearing|court|tribunal|trial|sentenc\w*)\b", re.I)),
    (KeyDateKind.FORM_BY, re.compile(r"\b(form|claim)\b", re.I)),
    (KeyDateKind.ASSESSMENT, re.compile(r"\b(assessment|medical)\b", re.I)),
    (KeyDateKind.PAYMENT_BY, re.compile(r"\b(pay|payment|instalment|fine)\b", re.I)),
)
_DEBT_KINDS = (
    (DebtKind.COUNCIL_TAX, re.compile(r"\bcouncil tax\b", re.I)),
    (DebtKind.COURT_FINE, re.compile(r"\b(court )?fine\b", re.I)),
    (DebtKind.MORTGAGE, re.compile(r"\bmortgage\b", re.I)),
    (DebtKind.RENT, re.compile(r"\b(rent arrears|rent)\b", re.I)),
    (DebtKind.ENERGY, re.compile(r"\b(gas|electric(ity)?|energy)\b", re.I)),
    (DebtKind.WATER, re.compile(r"\bwater\b", re.I)),
    (DebtKind.BENEFIT, re.compile(r"\b(overpayment|overpaid)\b", re.I)),
    (DebtKind.CATALOGUE, re.compile(r"\b(catalogue|credit card)\b", re.I)),
    (DebtKind.LOAN, re.compile(r"\bloan\b", re.I)),
)
_TENURES = (
    (Tenure.HOUSING_ASSOCIATION, re.compile(r"\bhousing association\b", re.I)),
    (Tenure.COUNCIL, re.compile(r"\bcouncil\b", re.I)),
    (Tenure.PRIVATE_RENT, re.compile(r"\b(private(ly)?( landlord)?|landlord)\b", re.I)),
    (Tenure.SUPPORTED, re.compile(r"\bsupported\b", re.I)),
    (Tenure.TEMPORARY, re.compile(r"\b(temporary|hostel|b&b|refuge)\b", re.I)),
    (Tenure.OWNED, re.compile(r"\b(owns?|mortgage)\b", re.I)),
    (Tenure.WITH_OTHERS, re.compile(r"\b(sofa|stays with|lodg\w+)\b", re.I)),
    (Tenure.NO_HOME, re.compile(r"\b(homeless|no home|rough)\b", re.I)),
)
_GOING_TO = (
    (GoingTo.COURT, re.compile(r"\b(court|tribunal)\b", re.I)),
    (GoingTo.CLINIC, re.compile(r"\b(clinic|hospital|surgery|gp|dentist)\b", re.I)),
    (GoingTo.BENEFITS, re.compile(r"\b(jobcentre|job centre|benefits?|pip|dwp)\b", re.I)),
    (GoingTo.HOUSING, re.compile(r"\b(housing|landlord)\b", re.I)),
    (GoingTo.FIRST_VISIT, re.compile(r"\b(group|first|choir|club|caf[eé])\b", re.I)),
)


@dataclass(frozen=True)
class DateWords:
    """A key date as it was understood; what happens if it is missed is always asked."""

    what: str = ""
    kind: KeyDateKind = KeyDateKind.OTHER
    when: Moment | None = None


@dataclass(frozen=True)
class DebtWords:
    """A debt as it was understood."""

    creditor: str = ""
    kind: DebtKind = DebtKind.OTHER
    amount: Amount | None = None


@dataclass(frozen=True)
class HomeWords:
    """A home as it was understood."""

    landlord: str = ""
    tenure: Tenure = Tenure.OTHER
    rent: Amount | None = None


@dataclass(frozen=True)
class GoingWords:
    """Going along as it was understood."""

    place: str = ""
    going_to: GoingTo = GoingTo.OTHER
    when: Moment | None = None


def read_key_date(words: str, today: date) -> DateWords:
    """Return what the words say of a day that matters."""
    what, when = split_moment(words, today)
    return DateWords(capital(what), _first(_DATE_KINDS, what, KeyDateKind.OTHER), when)


def read_debt(words: str) -> DebtWords:
    """Return what the words say of a debt; the words that name its kind name no creditor."""
    rest, amount = take_amount(words)
    kind, rest = _taken(_DEBT_KINDS, rest, DebtKind.OTHER)
    return DebtWords(_bare(rest), kind, amount)


def read_home(words: str) -> HomeWords:
    """Return what the words say of a home."""
    rest, rent = take_amount(words)
    tenure, rest = _taken(_TENURES, rest, Tenure.OTHER)
    return HomeWords(_bare(rest), tenure, rent)


def read_going(words: str, today: date) -> GoingWords:
    """Return where somebody goes along, and when."""
    place, when = split_moment(words, today)
    return GoingWords(capital(place), _first(_GOING_TO, place, GoingTo.OTHER), when)


def split_moment(words: str, today: date) -> tuple[str, Moment | None]:
    """Return the words before a moment at their end, and that moment; all of them without one."""
    parts = words.split()
    for count in range(min(_LONGEST, len(parts) - 1), 0, -1):
        tail, before = parts[-count:], parts[:-count]
        if tail[0].casefold() in _BEFORE_A_DAY:
            tail = tail[1:]
        when = _moment(" ".join(tail), today)
        if when is not None:
            return " ".join(before), when
    return " ".join(parts), None


def housing_command_words(form: Form, words: str, today: date) -> str:
    """Return how the words after one of these commands were read; nothing for other commands."""
    if form is Form.KEY_DATE:
        read = read_key_date(words, today)
        return f"a date that matters: {read.what or '?'} ({low(DATE_KINDS[read.kind])}), " + _when(
            read.when
        )
    if form is Form.GOING_ALONG:
        going = read_going(words, today)
        return f"going along: {going.place or '?'} ({low(GOING_TO[going.going_to])}), " + _when(
            going.when
        )
    if form is Form.DEBT:
        debt = read_debt(words)
        return f"a debt: {low(DEBT_KINDS[debt.kind])}, {_amount(debt.amount)}" + _to(debt.creditor)
    if form is Form.HOME:
        home = read_home(words)
        return f"a home: {low(TENURES[home.tenure])}, {_amount(home.rent)}" + _to(home.landlord)
    return ""


def _moment(words: str, today: date) -> Moment | None:
    """Return a moment; a number alone is none, since it may be a house or a court room."""
    if not words or words.isdecimal():
        return None
    try:
        return read_moment(words, today, lean=Lean.COMING)
    except Invalid:
        return None


def _first(shapes: Sequence[tuple[T, re.Pattern[str]]], words: str, otherwise: T) -> T:
    return next((meaning for meaning, shape in shapes if shape.search(words)), otherwise)


def _taken(shapes: Sequence[tuple[T, re.Pattern[str]]], words: str, otherwise: T) -> tuple[T, str]:
    for meaning, shape in shapes:
        if shape.search(words):
            return meaning, shape.sub(" ", words, count=1)
    return otherwise, words


def _when(when: Moment | None) -> str:
    return "no day yet" if when is None else say_moment(when)


def _amount(amount: Amount | None) -> str:
    return say_amount(amount) if amount else "no amount yet"


def _to(whom: str) -> str:
    return f", {whom}" if whom else ""


def _bare(words: str) -> str:
    return capital(" ".join(words.split()).strip(" ,.;:"))
