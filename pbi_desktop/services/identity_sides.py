"""Reading records side by side: what each is called, and which cases it is in."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.casework import PartInCase
from pbi_desktop.domain.ids import CaseId, PersonId
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.models import Case, CasePerson, Person
from pbi_desktop.services.identity_rows import PersonSide, SideCase
from pbi_desktop.services.person_names import full_name
from pbi_desktop.store.unit_of_work import Work

_AT_ONCE = 500


def read_sides(work: Work, people: Sequence[UUID]) -> dict[UUID, PersonSide]:
    """Return these people as far as the worker may see them; hidden ones are not there."""
    found: dict[UUID, PersonSide] = {}
    for start in range(0, len(people), _AT_ONCE):
        some = people[start : start + _AT_ONCE]
        cases = _cases(work, some)
        for one in work.all(select(Person).where(Person.id.in_(some))):
            born = say_date(one.born) if one.born else ""
            theirs = tuple(sorted(cases[one.id], key=_main_and_latest_first))
            found[one.id] = PersonSide(PersonId(one.id), full_name(one), born, theirs)
    return found


def _main_and_latest_first(case: SideCase) -> tuple[bool, int, str]:
    return not case.is_main, -case.opened_on.toordinal(), case.reference


def _cases(work: Work, people: Sequence[UUID]) -> defaultdict[UUID, list[SideCase]]:
    rows = work.rows(
        select(CasePerson.person_id, CasePerson.part, Case)
        .join(Case, Case.id == CasePerson.case_id)
        .where(CasePerson.person_id.in_(people))
    )
    found: defaultdict[UUID, list[SideCase]] = defaultdict(list)
    for person, part, case in rows:
        is_main = part is PartInCase.MAIN
        found[person].append(
            SideCase(CaseId(case.id), case.reference, case.opened_on, case.closed_on, is_main)
        )
    return found
