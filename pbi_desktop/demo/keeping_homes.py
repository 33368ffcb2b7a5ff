"""Writes where the cast lives, what they owe, the days that matter and who goes along."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pbi_desktop.demo.case_file import CORE, CaseFile
from pbi_desktop.demo.chapter import Chapter
from pbi_desktop.demo.dice import Dice
from pbi_desktop.demo.instants import as_date, clock, next_working_day, working_day
from pbi_desktop.demo.telling import say
from pbi_desktop.domain.access import Category
from pbi_desktop.domain.bulk import Value
from pbi_desktop.domain.housing import (
    DebtKind,
    DebtState,
    GoingTo,
    KeyDateKind,
    KeyDateState,
    Tenure,
    Went,
)
from pbi_desktop.domain.money import Frequency

_HOUSING, _FINANCE = Category.HOUSING.value, Category.FINANCE.value


@dataclass(frozen=True)
class _Day:
    """A day that matters, so many days from today."""

    kind: KeyDateKind
    what: str
    away: int
    missed: str
    category: int
    place: str | None = None
    hour: int | None = None
    outcome: str | None = None


@dataclass(frozen=True)
class _Owed:
    """A debt, as it was so many days ago."""

    kind: DebtKind
    creditor: str
    pence: int
    ago: int
    state: DebtState = DebtState.OWED
    back: int | None = None


@dataclass(frozen=True)
class _Situation:
    """How one household of the cast lives."""

    tenure: Tenure
    landlord: str | None
    rent: int | None
    debts: tuple[_Owed, ...] = ()
    days: tuple[_Day, ...] = ()
    along: tuple[GoingTo, str, int, int] | None = None
    """Where to, its name, in how many days, at what hour."""


_SITUATIONS = (
    _Situation(
        Tenure.HOUSING_ASSOCIATION,
        "Tanyard Homes",
        98_40,
        (
            _Owed(DebtKind.COUNCIL_TAX, "The council", 640_00, 18, DebtState.PAYING, 10_00),
            _Owed(DebtKind.ENERGY, "Pennine Power", 212_35, 9),
            _Owed(DebtKind.CATALOGUE, "Larkspur catalogue", 380_00, 60),
        ),
        (
            _Day(
                KeyDateKind.PAYMENT_BY,
                "Council tax: first payment of the plan",
                3,
                "The plan is cancelled and the whole bill goes to bailiffs.",
                _FINANCE,
            ),
            _Day(
                KeyDateKind.FORM_BY,
                "Attendance Allowance form",
                20,
                "The claim starts again, and the weeks until then are lost.",
                CORE,
            ),
        ),
        (GoingTo.FIRST_VISIT, "Carers' table", 5, 11),
    ),
    _Situation(
        Tenure.PRIVATE_RENT,
        "A letting agent",
        128_00,
        (
            _Owed(DebtKind.RENT, "A letting agent", 1_240_00, 4, DebtState.OWED),
            _Owed(DebtKind.LOAN, "Doorstep lender", 900_00, 30),
        ),
        (
            _Day(
                KeyDateKind.HEARING,
                "Possession hearing",
                4,
                "The court can give the home back without hearing {name}.",
                _HOUSING,
                "County court, court 2",
                10,
            ),
            _Day(
                KeyDateKind.NOTICE_ENDS,
                "Notice from the landlord ended",
                -24,
                "The landlord can go to court.",
                _HOUSING,
                outcome="The landlord asked the court for the home.",
            ),
        ),
        (GoingTo.COURT, "County court", 4, 9),
    ),
    _Situation(
        Tenure.COUNCIL,
        "The council",
        89_10,
        (_Owed(DebtKind.BENEFIT, "DWP", 455_00, 40, DebtState.DISPUTED),),
        (
            _Day(
                KeyDateKind.APPEAL_BY,
                "Universal Credit: ask them to look again",
                -2,
                "The decision stays as it is.",
                _FINANCE,
            ),
        ),
    ),
    _Situation(
        Tenure.COUNCIL,
        "The council",
        92_75,
        (_Owed(DebtKind.WATER, "The water company", 178_60, 75, DebtState.PAYING, 5_00),),
    ),
)


def keep_home(chapter: Chapter, file: CaseFile, place: int) -> None:
    """Add the home, debts and dates of one household of the cast, while its case is open."""
    if file.course.closed is None:
        _Writer(chapter, file).write(_SITUATIONS[place % len(_SITUATIONS)])


class _Writer:
    """Writes into one case, with chance of its own: what others throw stays as it was."""

    def __init__(self, chapter: Chapter, file: CaseFile) -> None:
        self._chapter, self._file = chapter, file
        self._dice = Dice.of("homes", file.id)
        self._today = chapter.setting.today

    def write(self, lives: _Situation) -> None:
        """Add all of it."""
        begun = as_date(self._today - self._dice.between(400, 4000))
        weekly = None if lives.rent is None else Frequency.WEEKLY.value
        home = (lives.tenure.value, lives.landlord, lives.rent, weekly, begun, None, None)
        self._add("tenancies", self._file.course.opened, _HOUSING, home)
        for owed in lives.debts:
            back = None if owed.back is None else Frequency.WEEKLY.value
            row = (
                owed.kind.value, owed.creditor, owed.pence, as_date(self._today - owed.ago),
                owed.back, back, owed.state.value, None,
            )  # fmt: skip
            self._add("debts", self._today - owed.ago, _FINANCE, row)
        for one in lives.days:
            self._day(one)
        if lives.along is not None:
            to, where, away, hour = lives.along
            at = clock(next_working_day(self._today + away), hour, 30)
            going = (at, self._file.key.id, to.value, where, Went.PLANNED.value, None, None)
            self._add("going_along", self._today - 3, CORE, going)

    def _day(self, one: _Day) -> None:
        on = self._today + one.away
        on = next_working_day(on) if one.away > 0 else working_day(on)
        at: datetime | None = None if one.hour is None else clock(on, one.hour)
        state = KeyDateState.COMING if one.outcome is None else KeyDateState.KEPT
        missed = say(self._file, one.missed)
        row = (
            one.kind.value, one.what, as_date(on), at, one.place, missed, state.value, one.outcome,
        )  # fmt: skip
        self._add("key_dates", self._today - 12, one.category, row)

    def _add(self, table: str, day: int, category: int, row: tuple[Value, ...]) -> None:
        """Add a record by whoever of the team may write it; nothing where nobody may."""
        file, writer = self._file, self._file.writer(category)
        if writer is None:
            return
        made: UUID = self._dice.new_id()
        at = clock(working_day(max(min(day, self._today - 1), file.course.opened)), 15)
        at = min(at, self._chapter.setting.now)
        self._chapter.books.keep(
            table, made, at, writer.id, file.id, file.subject.id, category, *row
        )
