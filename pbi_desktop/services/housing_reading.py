"""Reads homes, debts, key dates and going along of cases, as far as the worker may see them."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, select

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.debts import OPEN, debt_order, totals, weeks_of_arrears
from pbi_desktop.domain.housing import DebtKind, GoingTo, KeyDateState, Went
from pbi_desktop.domain.ids import CaseId, PersonId
from pbi_desktop.domain.money import Amount, Frequency, Pence
from pbi_desktop.domain.pressing import how_near, rank_of_key_date
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import Debt, GoingAlong, KeyDate, Tenancy, Worker
from pbi_desktop.services.housing_rows import (
    DebtFigure,
    DebtLine,
    GoingAlongLine,
    HomeAndDebts,
    HomeLine,
    KeyDateLine,
)
from pbi_desktop.services.past_versions import Values, as_they_stood
from pbi_desktop.store.questions import Question
from pbi_desktop.store.unit_of_work import Work

_CASES: Any = bindparam("cases", expanding=True)


def _dates(*only: Any) -> Select[*tuple[Any, ...]]:
    """Return the question after key dates of some cases."""
    return select(
        KeyDate.id,
        KeyDate.version,
        KeyDate.case_id,
        KeyDate.subject_id,
        KeyDate.category,
        KeyDate.date_kind,
        KeyDate.what,
        KeyDate.on_day,
        KeyDate.at,
        KeyDate.place,
        KeyDate.consequence,
        KeyDate.state,
        KeyDate.outcome,
    ).where(KeyDate.case_id.in_(_CASES), *only)


def _along(*only: Any) -> Select[*tuple[Any, ...]]:
    """Return the question after who went, or is to go, along in some cases; the latest first."""
    return (
        select(
            GoingAlong.id,
            GoingAlong.version,
            GoingAlong.case_id,
            GoingAlong.at,
            GoingAlong.worker_id,
            Worker.name.label("worker"),
            GoingAlong.going_to,
            GoingAlong.place,
            GoingAlong.went,
            GoingAlong.minutes,
            GoingAlong.note_id,
        )
        .join(Worker, Worker.id == GoingAlong.worker_id)
        .where(GoingAlong.case_id.in_(_CASES), *only)
        .order_by(GoingAlong.at.desc(), GoingAlong.id)
    )


_EVERY_DATE = Question(_dates())
_DATES_TO_COME = Question(_dates(KeyDate.state == KeyDateState.COMING))
_EVERY_GOING = Question(_along())
_GOING_PLANNED = Question(_along(GoingAlong.went == Went.PLANNED))


def read_key_dates(work: Work, cases: Collection[UUID]) -> tuple[KeyDateLine, ...]:
    """Return the key dates of these cases that are to come or to be settled, most pressing first.

    They compare with promises by `rank` and `domain.pressing.rank_of_promise`.
    """
    return _key_dates(work, work.ask(_DATES_TO_COME, cases=list(cases)))


def read_all_key_dates(work: Work, case_id: CaseId) -> tuple[KeyDateLine, ...]:
    """Return every key date of a case: those to come, then what became of the others."""
    lines = _key_dates(work, work.ask(_EVERY_DATE, cases=[case_id]))
    open_ones = [line for line in lines if line.state is KeyDateState.COMING]
    settled = [line for line in lines if line.state is not KeyDateState.COMING]
    return (*open_ones, *sorted(settled, key=lambda line: line.on_day, reverse=True))


def read_going_along(
    work: Work, cases: Collection[UUID], *, planned: bool = False
) -> tuple[GoingAlongLine, ...]:
    """Return who went along in these cases, the latest first; `planned`: what is yet to be done."""
    asked = _GOING_PLANNED if planned else _EVERY_GOING
    return tuple(_going(work, one) for one in work.ask(asked, cases=list(cases)))


def read_home_and_debts(work: Work, case_id: CaseId) -> HomeAndDebts:
    """Return where somebody lives, what they owe, and the days that hang on it."""
    homes, debts = _homes(work, case_id), _debts(work, case_id)
    arrears = [one.amount for one in debts if one.kind is DebtKind.RENT and one.state in OPEN]
    owed = Pence(sum(arrears)) if arrears else None
    present = next((home for home in homes if home.ended_on is None), None)
    dates = [
        line
        for line in read_all_key_dates(work, case_id)
        if line.category in (Category.HOUSING, Category.FINANCE)
    ]
    return HomeAndDebts(
        homes=homes,
        debts=debts,
        totals=totals((one.state, one.amount) for one in debts),
        arrears=owed,
        weeks=None if owed is None or present is None else weeks_of_arrears(owed, present.rent),
        dates=tuple(dates),
        going=tuple(
            one
            for one in read_going_along(work, [case_id])
            if one.going_to in (GoingTo.COURT, GoingTo.HOUSING, GoingTo.BENEFITS)
        ),
        sees_home=work.may_read(case_id, Category.HOUSING),
        sees_money=work.may_read(case_id, Category.FINANCE),
    )


def _key_dates(work: Work, found: Sequence[Any]) -> tuple[KeyDateLine, ...]:
    today = london_day(work.now)
    lines = [_key_date(one, today) for one in found]
    return tuple(sorted(lines, key=lambda line: (line.rank, line.what, line.id)))


def _key_date(one: Any, today: date) -> KeyDateLine:
    return KeyDateLine(
        id=one.id,
        version=one.version,
        case_id=CaseId(one.case_id),
        person_id=PersonId(one.subject_id),
        kind=one.date_kind,
        category=one.category,
        what=one.what,
        on_day=one.on_day,
        at=one.at,
        place=one.place or "",
        consequence=one.consequence,
        state=one.state,
        outcome=one.outcome or "",
        days_left=(one.on_day - today).days,
        near=how_near(one.on_day, today),
        rank=rank_of_key_date(one.on_day, one.date_kind, today),
    )


def _homes(work: Work, case_id: CaseId) -> tuple[HomeLine, ...]:
    found = work.all(
        select(Tenancy)
        .where(Tenancy.case_id == case_id)
        .order_by(
            Tenancy.ended_on.desc().nulls_first(),
            Tenancy.started_on.desc().nulls_last(),
            Tenancy.id,
        )
    )
    return tuple(
        HomeLine(
            one.id,
            one.version,
            one.tenure,
            one.landlord or "",
            _amount(one.rent, one.rent_frequency),
            one.started_on,
            one.ended_on,
            one.ends_by,
        )
        for one in found
    )


def _debts(work: Work, case_id: CaseId) -> tuple[DebtLine, ...]:
    found = work.all(select(Debt).where(Debt.case_id == case_id))
    earlier = _earlier_figures(work, found)
    lines = [
        DebtLine(
            one.id,
            one.version,
            one.debt_kind,
            one.creditor,
            Pence(one.amount),
            one.as_at,
            _amount(one.repayment, one.repayment_frequency),
            one.state,
            one.settled_on,
            earlier.get(one.id, ()),
        )
        for one in found
    ]
    return tuple(
        sorted(lines, key=lambda line: (debt_order(line.kind, line.state, line.amount), line.id))
    )


def _earlier_figures(work: Work, debts: Sequence[Debt]) -> dict[UUID, tuple[DebtFigure, ...]]:
    """Return what each debt was before, from its history; what was undone was never so."""
    changed = [one for one in debts if one.version > 1]
    wanted = [
        (Debt.__tablename__, one.id, version)
        for one in changed
        for version in range(1, one.version + 1)
    ]
    stood = as_they_stood(work, wanted)
    figures: dict[UUID, list[DebtFigure]] = {one.id: [] for one in changed}
    for (_kind, key, _version), values in stood.items():
        figure, known = _figure(values), figures[key]
        if figure in known:
            del known[known.index(figure) + 1 :]
        else:
            known.append(figure)
    return {key: tuple(reversed(known[:-1])) for key, known in figures.items()}


def _figure(values: Values) -> DebtFigure:
    return DebtFigure(Pence(values["amount"]), date.fromisoformat(values["as_at"]))


def _amount(pence: int | None, frequency: Frequency | None) -> Amount | None:
    return None if pence is None else Amount(Pence(pence), frequency)


def _going(work: Work, one: Any) -> GoingAlongLine:
    return GoingAlongLine(
        id=one.id,
        version=one.version,
        case_id=CaseId(one.case_id),
        at=one.at,
        worker=one.worker,
        mine=one.worker_id == work.actor.worker,
        going_to=one.going_to,
        place=one.place,
        went=one.went,
        minutes=one.minutes,
        has_note=one.note_id is not None,
    )
