"""What the panels of safety offer: the people of a case, the leads, the steps."""

from datetime import date
from typing import Any

from sqlalchemy import bindparam, select

from pbi_desktop.domain.access import DESK, SiteRole
from pbi_desktop.domain.casework import ActionStatus, PartInCase
from pbi_desktop.domain.ids import CaseId, PersonId, SiteId
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import (
    Action,
    Case,
    CasePerson,
    CaseTeamMember,
    Person,
    SafeContact,
)
from pbi_desktop.services.deciders import deciders_at
from pbi_desktop.services.person_names import born_of, full_name
from pbi_desktop.services.safety_reading import latest_contacts
from pbi_desktop.services.safety_rows import (
    Decider,
    NewSafeContact,
    OpenStep,
    SafetyChoices,
    SafetyPerson,
)
from pbi_desktop.services.standing import closed_to, is_live, site_workers
from pbi_desktop.store.questions import Question
from pbi_desktop.store.unit_of_work import Work

# Two questions: joined, SQLite would go through everybody in sight.
_PARTS = Question(
    select(CasePerson.person_id, CasePerson.part).where(CasePerson.case_id == bindparam("case"))
)
_PEOPLE = Question(
    select(
        Person.id,
        Person.given_name,
        Person.family_name,
        Person.known_as,
        Person.born_text,
        Person.born_precision,
    )
    .where(Person.id.in_(bindparam("people", expanding=True)))
    .order_by(Person.given_key, Person.id)
)
_MAY_TAKE_UP = tuple(role for role in DESK if role is not SiteRole.FRONT_DOOR)


def read_choices(work: Work, case_id: CaseId) -> SafetyChoices:
    """Return whom and what the panels of safety offer."""
    case = work.get(Case, case_id)
    today = london_day(work.now)
    people = people_and_parts(work, case_id)
    ways = latest_contacts(work, [person.id for person, _part in people])
    contact = {way.subject_id: way for way in ways}
    return SafetyChoices(
        people=tuple(
            _offered(person, part, contact.get(PersonId(person.id)), today)
            for person, part in people
        ),
        deciders=deciders_at(work, case.site_id),
        workers=may_take_up(work, case),
        steps=_open_steps(work, case_id),
    )


def people_and_parts(work: Work, case_id: CaseId) -> list[tuple[Any, PartInCase]]:
    """Return the people of a case as rows of names and births, whom it is about first."""
    parts = work.ask(_PARTS, case=case_id)
    people = work.ask(_PEOPLE, people=[one.person_id for one in parts])
    found = [(one, part.part) for one in people for part in parts if part.person_id == one.id]
    return sorted(found, key=lambda one: one[1] is not PartInCase.MAIN)


def _offered(person: Any, part: PartInCase, way: SafeContact | None, today: date) -> SafetyPerson:
    said = (
        None
        if way is None
        else NewSafeContact(
            way.may_text,
            way.may_call,
            way.may_voicemail,
            way.may_write,
            way.from_hour,
            way.to_hour,
            way.code_word or "",
            way.letters_to or "",
            PersonId(person.id),
        )
    )
    return SafetyPerson(
        PersonId(person.id),
        full_name(person),
        part is PartInCase.MAIN,
        age_of(person, today),
        said,
        way.id if way else None,
        way.version if way else None,
    )


def age_of(person: Any, today: date) -> int | None:
    """Return how old somebody of `people_and_parts` is; None where it is not known."""
    born = born_of(person)
    return born.age_on(today) if born else None


def may_take_up(work: Work, case: Case) -> tuple[Decider, ...]:
    """Return who of the site may take up a case, and is not on the team of this one."""
    team = select(CaseTeamMember.worker_id).where(
        CaseTeamMember.case_id == case.id, is_live(CaseTeamMember, work.now)
    )
    on_team = {row[0] for row in work.rows(team)}
    # Whoever a conflict keeps from the household would have a case that does not open to them.
    closed = closed_to(work, CaseId(case.id))
    return tuple(
        Decider(key, name, key == work.actor.worker)
        for key, name in site_workers(work, SiteId(case.site_id), _MAY_TAKE_UP)
        if key not in on_team and key not in closed
    )


def _open_steps(work: Work, case_id: CaseId) -> tuple[OpenStep, ...]:
    rows = work.rows(
        select(Action.id, Action.what, Action.restricts)
        .where(Action.case_id == case_id, Action.status == ActionStatus.OPEN)
        .order_by(Action.restricts.is_(True).desc(), Action.what, Action.id)
    )
    return tuple(OpenStep(row[0], row[1], bool(row[2])) for row in rows)
