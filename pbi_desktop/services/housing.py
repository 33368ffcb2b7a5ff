"""Homes and debts: on what footing somebody lives, what they owe, and what it was before."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.debts import OPEN
from pbi_desktop.domain.errors import Invalid, StaleRecord
from pbi_desktop.domain.housing import DebtState
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.money import Frequency, say_pence
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import Case, Debt, Tenancy
from pbi_desktop.services.casework import changeable, open_case
from pbi_desktop.services.housing_reading import read_home_and_debts
from pbi_desktop.services.housing_rows import HomeAndDebts, NewDebt, NewHome
from pbi_desktop.services.lawful import refuse_without_consent
from pbi_desktop.services.typed import Typed, required
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work

_MOST_PENCE = 10_000_000_00
_TO_COME = "That day is yet to come. Give the day it was so."


class Housing:
    """Commands on homes and debts; each is undone as one."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def shown(self, actor: Actor, case_id: CaseId) -> HomeAndDebts:
        """Return where somebody lives, what they owe, and the days that hang on it."""
        with self._store().query_case(actor, case_id) as work:
            work.get(Case, case_id)
            return read_home_and_debts(work, case_id)

    # --- homes ---------------------------------------------------------------------------------

    def add_home(self, actor: Actor, case_id: CaseId, home: NewHome) -> Changes:
        """Write down on what footing somebody lives."""
        typed = Typed()
        _check_home(home)
        with self._store().command(actor, "add home") as work:
            case = _case_for(work, case_id, Category.HOUSING)
            made = Tenancy(case_id=case_id, subject_id=case.subject_id, category=Category.HOUSING)
            _fill_home(made, home, typed)
            work.add(made)
        return work.changes(typed.done("Home written down"), made=made.id)

    def change_home(self, actor: Actor, home_id: UUID, seen: int, home: NewHome) -> Changes:
        """Change what is known of a home: another rent, another landlord."""
        typed = Typed()
        _check_home(home)
        with self._store().command(actor, "change home") as work:
            kept = changeable(work, Tenancy, home_id, seen)
            _fill_home(kept, home, typed)
            work.save(kept)
        return work.changes(typed.done("Home changed"))

    def end_home(self, actor: Actor, home_id: UUID, seen: int, on_day: date) -> Changes:
        """Say on which day somebody's footing there ended."""
        with self._store().command(actor, "end home") as work:
            kept = changeable(work, Tenancy, home_id, seen)
            if on_day > london_day(work.now):
                raise Invalid({"ended_on": "That day is yet to come. Make it a date that matters."})
            if kept.started_on is not None and on_day < kept.started_on:
                raise Invalid({"ended_on": "That is before it began. Check both days."})
            kept.ended_on = on_day
            work.save(kept)
        return work.changes("Home ended")

    # --- debts ---------------------------------------------------------------------------------

    def add_debt(self, actor: Actor, case_id: CaseId, debt: NewDebt) -> Changes:
        """Write down what is owed to whom."""
        typed = Typed()
        creditor = _creditor(typed, debt)
        _check_debt(debt)
        with self._store().command(actor, "add debt") as work:
            case = _case_for(work, case_id, Category.FINANCE)
            made = work.add(
                Debt(
                    case_id=case_id,
                    subject_id=case.subject_id,
                    category=Category.FINANCE,
                    debt_kind=debt.kind,
                    creditor=creditor,
                    amount=debt.amount,
                    as_at=_as_at(work, debt),
                    repayment=debt.repayment,
                    repayment_frequency=debt.repayment_frequency,
                    state=debt.state,
                )
            )
        return work.changes(typed.done("Debt written down"), made=made.id)

    def change_debt(self, actor: Actor, debt_id: UUID, seen: int, debt: NewDebt) -> Changes:
        """Say what a debt is now; what it was before stays in its history."""
        typed = Typed()
        creditor = _creditor(typed, debt)
        _check_debt(debt)
        with self._store().command(actor, "change debt") as work:
            kept = changeable(work, Debt, debt_id, seen)
            kept.debt_kind, kept.creditor = debt.kind, creditor
            kept.amount, kept.as_at = debt.amount, _as_at(work, debt)
            kept.repayment = debt.repayment
            kept.repayment_frequency = debt.repayment_frequency
            kept.state, kept.settled_on = debt.state, None
            work.save(kept)
        return work.changes(typed.done(f"Debt is now {say_pence(debt.amount)}"))

    def settle_debt(
        self, actor: Actor, debt_id: UUID, seen: int, state: DebtState, on_day: date
    ) -> Changes:
        """Say that a debt is gone: paid, or written off. What it came to stays on record."""
        if state in OPEN:
            raise Invalid({"state": "Say whether it was paid or written off."})
        with self._store().command(actor, "settle debt") as work:
            kept = changeable(work, Debt, debt_id, seen)
            if kept.state not in OPEN:
                raise StaleRecord(Debt.__tablename__)
            if on_day > london_day(work.now):
                raise Invalid({"settled_on": _TO_COME})
            kept.state, kept.settled_on = state, on_day
            work.save(kept)
        return work.changes("Debt paid" if state is DebtState.PAID else "Debt written off")


def _case_for(work: Work, case_id: CaseId, category: Category) -> Case:
    """Return a case into which this worker may write this sort of record."""
    case = open_case(work, case_id)
    refuse_without_consent(work, case_id, case.subject_id, category)
    return case


def _check_home(home: NewHome) -> None:
    problems = {}
    if home.rent is not None and not 0 <= home.rent.pence <= _MOST_PENCE:
        problems["rent"] = "That is not a rent. Check the amount."
    if home.rent is not None and home.rent.frequency in (None, Frequency.ONE_OFF):
        problems["rent"] = "Say how often it is paid: a week, four weeks or a month."
    if home.started_on and home.ends_by and home.ends_by < home.started_on:
        problems["ends_by"] = "It ends before it begins. Check both days."
    if problems:
        raise Invalid(problems)


def _fill_home(kept: Tenancy, home: NewHome, typed: Typed) -> None:
    kept.tenure = home.tenure
    kept.landlord = typed.line(home.landlord) or None
    kept.rent = None if home.rent is None else home.rent.pence
    kept.rent_frequency = None if home.rent is None else home.rent.frequency
    kept.started_on, kept.ends_by = home.started_on, home.ends_by


def _creditor(typed: Typed, debt: NewDebt) -> str:
    return required(typed.line(debt.creditor), "creditor", "Write to whom it is owed.")


def _check_debt(debt: NewDebt) -> None:
    problems = {}
    if not 0 < debt.amount <= _MOST_PENCE:
        problems["amount"] = "Write what is owed now. If it is paid, say that it is paid."
    if debt.state not in OPEN:
        problems["state"] = "A debt that is gone is settled: say when it was paid or written off."
    if debt.repayment is not None and not 0 < debt.repayment <= debt.amount:
        problems["repayment"] = "Write what is paid back each time: not more than the debt."
    said = debt.repayment_frequency
    if (debt.repayment is None) is not (said is None) or said is Frequency.ONE_OFF:
        problems["repayment"] = "Say how often it is paid back: 5 a week, 20 a month."
    if problems:
        raise Invalid(problems)


def _as_at(work: Work, debt: NewDebt) -> date:
    today = london_day(work.now)
    if debt.as_at is not None and debt.as_at > today:
        raise Invalid({"as_at": _TO_COME})
    return debt.as_at or today
