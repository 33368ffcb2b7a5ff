"""My day: what is on today, what was promised, what is new, and the worker's cases."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import literal, select, union_all

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import ActionStatus
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.times import LONDON, london_day
from pbi_desktop.models import (
    Action,
    Appointment,
    Attendance,
    FinancialGain,
    Note,
    Risk,
    StageRating,
    Worker,
)
from pbi_desktop.models.base import CaseRecord
from pbi_desktop.services.case_parts import days_late
from pbi_desktop.services.my_day_cases import OwnCases, read_case_lines, read_own_cases
from pbi_desktop.services.my_day_rows import CaseOrder, Day, DayItem, News, NewsKind, Promise
from pbi_desktop.services.my_day_sharing import read_sharing
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work

_MOST_NEWS = 12
_WEEK = timedelta(days=6)
_NEWS: tuple[tuple[type[CaseRecord], NewsKind], ...] = (
    (Note, NewsKind.NOTE),
    (StageRating, NewsKind.STAGE),
    (FinancialGain, NewsKind.MONEY),
    (Attendance, NewsKind.GROUP),
    (Action, NewsKind.PLAN),
    (Risk, NewsKind.RISK),
)
_TITLES = {
    NewsKind.NOTE: "New note",
    NewsKind.STAGE: "Stage reviewed",
    NewsKind.MONEY: "Money recorded",
    NewsKind.GROUP: "Group attendance recorded",
    NewsKind.PLAN: "New step",
    NewsKind.RISK: "Safety checked",
}


class MyDay:
    """Reads for the first screen of the day."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def show(self, actor: Actor, order: CaseOrder = CaseOrder.NEEDS_YOU) -> Day:
        """Return the whole day of this worker."""
        store = self._store()
        with store.query(actor, sweep=store.sweep(actor, "my day")) as work:
            today = london_day(work.now)
            own = read_own_cases(work)
            visits, steps = _visits(work, today), _own_steps(work)
            names = own.names_with(work, {one.subject_id for one in (*visits, *steps)})
            promises = _promises(steps, names, today)
            return Day(
                greeting_name=_first_word(work.get(Worker, actor.worker).name),
                today=today,
                items=_items(visits, names),
                promises=promises,
                late=sum(promise.late_days > 0 for promise in promises),
                due_today=sum(promise.due_on == today for promise in promises),
                due_this_week=sum(_this_week(promise.due_on, today) for promise in promises),
                news=_news(work, own, today),
                cases=read_case_lines(work, own, order),
                sharing=read_sharing(work),
            )


def _first_word(name: str) -> str:
    return next(iter(name.split()), "")


def _this_week(due_on: date | None, today: date) -> bool:
    return due_on is not None and today < due_on <= today + _WEEK


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time(0), tzinfo=LONDON)


def _visits(work: Work, today: date) -> Sequence[Appointment]:
    return work.all(
        select(Appointment)
        .where(
            Appointment.worker_id == work.actor.worker,
            Appointment.at >= _start_of(today),
            Appointment.at < _start_of(today + timedelta(days=1)),
        )
        .order_by(Appointment.at, Appointment.id)
    )


def _items(visits: Sequence[Appointment], names: Mapping[UUID, str]) -> tuple[DayItem, ...]:
    return tuple(
        DayItem(
            item.id,
            item.version,
            item.at,
            CaseId(item.case_id),
            names[item.subject_id],
            item.what,
            item.done,
            item.place or "",
            item.ends_at,
        )
        for item in visits
        if item.subject_id in names
    )


def _own_steps(work: Work) -> Sequence[Action]:
    return work.all(
        select(Action).where(
            Action.owner_id == work.actor.worker, Action.status == ActionStatus.OPEN
        )
    )


def _promises(
    steps: Sequence[Action], names: Mapping[UUID, str], today: date
) -> tuple[Promise, ...]:
    promises = [
        Promise(
            step.id,
            step.version,
            CaseId(step.case_id),
            names[step.subject_id],
            step.what,
            step.due_on,
            days_late(step.status, step.due_on, today),
        )
        for step in steps
        if step.subject_id in names
    ]
    promises.sort(key=lambda one: (one.due_on is None, one.due_on or date.max, one.what, one.id))
    return tuple(promises)


def _news(work: Work, own: OwnCases, today: date) -> tuple[News, ...]:
    """Return what others did on one's cases since yesterday: one statement for every kind."""
    since, ids = _start_of(today - timedelta(days=1)), list(own.cases)
    parts = [
        # One review of twelve parts of life is one piece of news: each moment counts once.
        select(literal(word.value).label("word"), kind.created_at, kind.case_id, kind.created_by)
        .distinct()
        .where(kind.case_id.in_(ids), kind.created_at >= since)
        .where(kind.created_by != work.actor.worker)
        for kind, word in _NEWS
    ]
    every = union_all(*parts).subquery("news")
    rows = work.rows(
        select(every, Worker.name)
        .join(Worker, Worker.id == every.c.created_by)
        .order_by(every.c.created_at.desc(), every.c.word, every.c.case_id)
        .limit(_MOST_NEWS)
    )
    return tuple(
        News(at, CaseId(case), own.names[case], NewsKind(word), _TITLES[NewsKind(word)], by)
        for word, at, case, _worker, by in rows
    )
