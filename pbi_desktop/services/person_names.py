"""What a person is called."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select

from pbi_desktop.domain.times import PartialDate
from pbi_desktop.models import Person
from pbi_desktop.store.questions import Question
from pbi_desktop.store.unit_of_work import Work

_NAMES = Question(
    select(Person.id, Person.given_name, Person.family_name).where(
        Person.id.in_(bindparam("people", expanding=True))
    )
)


def full_name(person: Any) -> str:
    """Return the name as it is given, whatever its parts; of a record, or of a row with them."""
    return f"{person.given_name} {person.family_name}".strip()


def born_of(row: Any) -> PartialDate | None:
    """Return when somebody was born, as far as it is known, from a row with both columns."""
    if row.born_text is None or row.born_precision is None:
        return None
    return PartialDate(row.born_text, row.born_precision)


def names_of(work: Work, people: Collection[UUID]) -> dict[UUID, str]:
    """Return what these people are called, by person; who is hidden is not there."""
    if not people:
        return {}
    found = work.ask(_NAMES, people=list(people))
    return {one.id: full_name(one) for one in found}
