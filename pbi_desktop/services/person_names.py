"""What a person is called."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.models import Person
from pbi_desktop.store.unit_of_work import Work


def full_name(person: Person) -> str:
    """Return the name as it is given, whatever its parts."""
    return f"{person.given_name} {person.family_name}".strip()


def names_of(work: Work, people: Collection[UUID]) -> dict[UUID, str]:
    """Return what these people are called, by person; who is hidden is not there."""
    if not people:
        return {}
    found = work.all(select(Person).where(Person.id.in_(people)))
    return {one.id: full_name(one) for one in found}
