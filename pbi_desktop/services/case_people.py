"""Who belongs to a case, as far as the worker may know them."""

from dataclasses import dataclass

from sqlalchemy import case, select

from pbi_desktop.domain.casework import PartInCase
from pbi_desktop.domain.errors import NotFound
from pbi_desktop.domain.ids import CaseId, PersonId
from pbi_desktop.models import CasePerson, Person
from pbi_desktop.services.person_names import full_name
from pbi_desktop.store.unit_of_work import Work


@dataclass(frozen=True)
class PersonChoice:
    """Somebody of a case."""

    id: PersonId
    name: str
    is_main: bool


def people_of(work: Work, case_id: CaseId) -> tuple[PersonChoice, ...]:
    """Return the people of a case whom the worker may know, the main person first."""
    main_first = case((CasePerson.part == PartInCase.MAIN, 0), else_=1)
    rows = work.rows(
        select(Person, CasePerson.part)
        .join(CasePerson, CasePerson.person_id == Person.id)
        .where(CasePerson.case_id == case_id)
        .order_by(main_first, Person.given_key, Person.id)
    )
    return tuple(
        PersonChoice(PersonId(person.id), full_name(person), part is PartInCase.MAIN)
        for person, part in rows
    )


def person_of(work: Work, case_id: CaseId, person: PersonId) -> PersonChoice:
    """Return one person of a case; NotFound where they are not of it, or not known."""
    for one in people_of(work, case_id):
        if one.id == person:
            return one
    raise NotFound("people")
