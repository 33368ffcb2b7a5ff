"""My day: what is on today, what was promised, what is new, and the worker's cases."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import ActionStatus
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.times import LONDON, london_day
from pbi_desktop.models import (
    Action,
    Appointment,
    Attendance,
    Case,
    FinancialGain,
    Note,
    Person,
    Risk,
    StageRating,
    Worker,
)
from pbi_desktop.models.base import CaseRecord
from pbi_desktop.services.case_header import full_name
from pbi_desktop.services.case_parts import days_late
from pbi_desktop.services.my_day_cases import my_cases, read_case_lines
from pbi_desktop.services.my_day_rows import CaseOrder, Day, DayItem, News, NewsKind, Promise
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work

_MOST_NEWS = 12
_WEEK = timedelta(days=6)
_NEWS: tuple[tuple[type[CaseRecord], NewsKind, str], ...] = (
    (Note, NewsKind.NOTE, "New note"),
    (StageRating, NewsKind.STAGE, "Stage reviewed"),
    (FinancialGain, NewsKind.MONEY, "Money recorded"),
    (Attendance, NewsKind.GROUP, "Group attendance recorded"),
    (Action, NewsKind.PLAN, "New step"),
    (Risk, NewsKind.RISK, "Safety checked"),
)


class MyDay:
    """Reads for the first screen of the day."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def show(self, actor: Actor, order: CaseOrder = CaseOrder.NEEDS_YOU) -> Day:
        """Return the whole day of this worker."""
        with self._store().query(actor) as work:
            today = london_day(work.now)
            promises = _promises(work, today)
            return Day(
                greeting_name=_first_word(work.get(Worker, actor.worker).name),
                today=today,
                items=_items(work, today),
                promises=promises,
                late=sum(promise.late_days > 0 for promise in promises),
                due_today=sum(promise.due_on == today for promise in promises),
                due_this_week=sum(_this_week(promise.due_on, today) for promise in promises),
                news=_news(work, today),
                cases=read_case_lines(work, order),
            )


def _first_word(name: str) -> str:
    return next(iter(name.split()), "")


def _this_week(due_on: date | None, today: date) -> bool:
    return due_on is not None and today < due_on <= today + _WEEK


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time(0), tzinfo=LONDON)


def _items(work: Work, today: date) -> tuple[DayItem, ...]:
    rows = work.rows(
        select(Appointment, Person)
        .join(Person, Person.id == Appointment.subject_id)
        .where(
            Appointment.worker_id == work.actor.worker,
            Appointment.at >= _start_of(today),
            Appointment.at < _start_of(today + timedelta(days=1)),
        )
        .order_by(Appointment.at, Appointment.id)
    )
    return tuple(
        DayItem(
            item.id,
            item.version,
            item.at,
            CaseId(item.case_id),
            full_name(person),
            item.what,
            item.done,
        )
        for item, person in rows
    )


def _promises(work: Work, today: date) -> tuple[Promise, ...]:
    rows = work.rows(
        select(Action, Person)
        .join(Person, Person.id == Action.subject_id)
        .where(Action.owner_id == work.actor.worker, Action.status == ActionStatus.OPEN)
    )
    promises = [
        Promise(
            action.id,
            action.version,
            CaseId(action.case_id),
            full_name(person),
            action.what,
            action.due_on,
            days_late(action.status, action.due_on, today),
        )
        for action, person in rows
    ]
    promises.sort(key=lambda one: (one.due_on is None, one.due_on or date.max, one.what, one.id))
    return tuple(promises)


def _news(work: Work, today: date) -> tuple[News, ...]:
    since = _start_of(today - timedelta(days=1))
    news = [one for kind, word, title in _NEWS for one in _of_kind(work, kind, word, title, since)]
    news.sort(key=lambda one: (one.at, one.person, one.kind), reverse=True)
    return tuple(news[:_MOST_NEWS])


def _of_kind(
    work: Work, kind: type[CaseRecord], word: NewsKind, title: str, since: datetime
) -> list[News]:
    # One review of twelve parts of life is one piece of news, so each moment counts once.
    rows = work.rows(
        select(
            kind.created_at,
            kind.case_id,
            Person.given_name,
            Person.family_name,
            Worker.name,
        )
        .distinct()
        .join(Case, Case.id == kind.case_id)
        .join(Person, Person.id == Case.subject_id)
        .join(Worker, Worker.id == kind.created_by)
        .where(kind.created_at >= since, kind.created_by != work.actor.worker)
        .where(kind.case_id.in_(my_cases(work)))
        .order_by(kind.created_at.desc(), kind.case_id)
        .limit(_MOST_NEWS)
    )
    return [
        News(row[0], CaseId(row[1]), f"{row[2]} {row[3]}".strip(), word, title, row[4])
        for row in rows
    ]
