"""My day: what is on today, what was promised, what is new, and the worker's cases."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import ActionStatus
from pbi_desktop.domain.ids import CaseId, PersonId
from pbi_desktop.domain.times import london_day, start_of
from pbi_desktop.models import Action, Appointment, Worker
from pbi_desktop.services.case_parts import days_late
from pbi_desktop.services.housing_reading import read_going_along
from pbi_desktop.services.my_day_cases import read_case_lines, read_own_cases
from pbi_desktop.services.my_day_needs import dated_lines, going_lines, read_needs
from pbi_desktop.services.my_day_news import read_news
from pbi_desktop.services.my_day_rows import CaseOrder, Day, DayItem, Promise
from pbi_desktop.services.my_day_sharing import read_sharing
from pbi_desktop.services.phases_reading import checks_due
from pbi_desktop.services.referral_reading import referrals_waiting
from pbi_desktop.services.safety_reading import markers_of
from pbi_desktop.services.safety_rows import MarkerLine
from pbi_desktop.store.port import Store
from pbi_desktop.store.questions import Question
from pbi_desktop.store.unit_of_work import Work

_BOOKED = Question(
    select(
        Appointment.id,
        Appointment.version,
        Appointment.at,
        Appointment.case_id,
        Appointment.subject_id,
        Appointment.what,
        Appointment.done,
        Appointment.place,
        Appointment.ends_at,
    )
    .where(
        Appointment.worker_id == bindparam("me"),
        Appointment.at >= bindparam("start"),
        Appointment.at < bindparam("end"),
    )
    .order_by(Appointment.at, Appointment.id)
)
_OWN_STEPS = Question(
    select(
        Action.id,
        Action.version,
        Action.case_id,
        Action.subject_id,
        Action.what,
        Action.due_on,
        Action.status,
    ).where(Action.owner_id == bindparam("me"), Action.status == ActionStatus.OPEN)
)
_ME = Question(select(Worker.name).where(Worker.id == bindparam("me")))
_WEEK = timedelta(days=6)
_COMING = timedelta(days=15)


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
            booked, steps = _visits(work, today), _own_steps(work)
            visits = [one for one in booked if london_day(one.at) == today]
            names = own.names_with(work, {one.subject_id for one in (*booked, *steps)})
            promises = _promises(steps, names, today)
            opened = [key for key, case in own.cases.items() if not case.closed_on]
            needs = read_needs(work, opened)
            going = read_going_along(work, opened, planned=True)
            return Day(
                greeting_name=_first_word(work.ask(_ME, me=actor.worker)[0].name),
                today=today,
                items=_items(visits, names),
                promises=promises,
                late=sum(promise.late_days > 0 for promise in promises),
                due_today=sum(promise.due_on == today for promise in promises),
                due_this_week=sum(_this_week(promise.due_on, today) for promise in promises),
                news=read_news(work, own),
                cases=read_case_lines(work, own, order, needs),
                sharing=read_sharing(work),
                concerns=needs.concerns,
                going=going_lines(going, own.names, start_of(today + _COMING)),
                key_dates=dated_lines(needs.dates, own.names),
                checks=checks_due(work),
                referrals=referrals_waiting(work, own=own.on_team),
                coming=_items([one for one in booked if one not in visits], names),
                markers=_markers(work, booked),
            )


def _first_word(name: str) -> str:
    return next(iter(name.split()), "")


def _this_week(due_on: date | None, today: date) -> bool:
    return due_on is not None and today < due_on <= today + _WEEK


def _visits(work: Work, today: date) -> Sequence[Any]:
    start, end = start_of(today), start_of(today + _COMING)
    return work.ask(_BOOKED, me=work.actor.worker, start=start, end=end)


def _items(visits: Sequence[Any], names: Mapping[UUID, str]) -> tuple[DayItem, ...]:
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
            PersonId(item.subject_id),
        )
        for item in visits
        if item.subject_id in names
    )


def _own_steps(work: Work) -> Sequence[Any]:
    return work.ask(_OWN_STEPS, me=work.actor.worker)


def _promises(steps: Sequence[Any], names: Mapping[UUID, str], today: date) -> tuple[Promise, ...]:
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


def _markers(work: Work, visits: Sequence[Any]) -> tuple[MarkerLine, ...]:
    """Return what to know before the visits that are booked; nothing once they have been."""
    people = {PersonId(one.subject_id) for one in visits if not one.done}
    return markers_of(work, people) if people else ()
