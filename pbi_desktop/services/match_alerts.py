"""Calls about hidden matches: somebody at a desk may be known under a record not shown there.

Whoever wrote the contact is told nothing, ever. The store calls who answers for the record, one
after the other while nobody answers; a line shows from the instant of its call.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.approaches import AlertAnswer
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import StaleRecord
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.models import (
    AlertCall,
    Case,
    CasePerson,
    MatchAlert,
    Person,
    Site,
    Worker,
)
from pbi_desktop.services.approach_keeping import born_of, name_of
from pbi_desktop.services.approach_rows import AlertLine
from pbi_desktop.services.person_names import full_name
from pbi_desktop.services.typed import Typed
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work

Cases = Mapping[UUID, list[tuple[UUID, str]]]
"""The cases of each person, the newest first: id and reference."""


class MatchAlerts:
    """Shows a worker whom they are called about, and keeps their answer."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def waiting(self, actor: Actor) -> tuple[AlertLine, ...]:
        """Return the alerts that call this worker by now and that nobody has answered."""
        with self._store().query(actor) as work:
            return read_alerts(work)

    def answer(
        self, actor: Actor, alert_id: UUID, seen: int, answer: AlertAnswer, words: str = ""
    ) -> Changes:
        """Say whether the two are one person: nobody else is called then, and the answer stands."""
        typed = Typed()
        with self._store().command(actor, "answer alert") as work:
            alert = work.get(MatchAlert, alert_id, seen)
            if alert.answer is not None:
                raise StaleRecord("match_alerts")
            alert.answer, alert.answer_words = answer, typed.text(words) or None
            alert.answered_at, alert.answered_by = work.now, actor.worker
            work.save(alert)
        return replace(work.changes(typed.done("Answered"), made=alert_id), command=None)


def read_alerts(work: Work) -> tuple[AlertLine, ...]:
    """Return the alerts that call this worker by now and that nobody has answered, oldest first."""
    asked = (
        select(MatchAlert, AlertCall.call_at, Worker.name, Site.name)
        .join(AlertCall, AlertCall.alert_id == MatchAlert.id)
        .join(Worker, Worker.id == MatchAlert.created_by)
        .join(Site, Site.id == MatchAlert.site_id)
        .where(MatchAlert.answer.is_(None))
        .order_by(AlertCall.call_at, MatchAlert.id)
    )
    found = work.rows(asked)
    if not found:
        return ()
    known = {row[0].known_id for row in found}
    people = {one.id: one for one in work.all(select(Person).where(Person.id.in_(known)))}
    cases = _cases(work, people)
    return tuple(
        _line(alert, call_at, (by, site), people.get(alert.known_id), cases)
        for alert, call_at, by, site in found
    )


def _line(
    alert: MatchAlert,
    call_at: datetime,
    taken: tuple[str, str],
    known: Person | None,
    cases: Cases,
) -> AlertLine:
    born, theirs = born_of(alert), cases.get(alert.known_id, []) if known else []
    return AlertLine(
        id=alert.id,
        version=alert.version,
        raised_at=alert.raised_at,
        called_at=call_at,
        by=taken[0],
        site=taken[1],
        method=alert.method,
        urgency=alert.urgency,
        safe_now=alert.safe_now,
        said_name=name_of(alert),
        said_born=say_date(born) if born else "",
        known=full_name(known) if known else "",
        references=tuple(reference for _key, reference in theirs),
        case_id=CaseId(theirs[0][0]) if theirs else None,
    )


def _cases(work: Work, people: Collection[UUID]) -> Cases:
    found: dict[UUID, list[tuple[UUID, str]]] = defaultdict(list)
    asked = (
        select(CasePerson.person_id, Case.id, Case.reference)
        .join(Case, Case.id == CasePerson.case_id)
        .where(CasePerson.person_id.in_(people))
        .order_by(Case.closed_on.is_(None).desc(), Case.opened_on.desc(), Case.id)
    )
    for person, case, reference in work.rows(asked):
        found[person].append((case, reference))
    return found
