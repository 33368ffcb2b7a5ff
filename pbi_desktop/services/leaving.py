"""What may leave the program: for each verb the categories that a worker is given it for.

What may be read but not taken out is left out, and the paper says so without saying what.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.access import Category, Verb
from pbi_desktop.domain.sharing_errors import NothingMayLeave, Restricted
from pbi_desktop.models import Case, CasePerson, Restriction
from pbi_desktop.store.unit_of_work import Work


def may_leave(work: Work, case: Case, verbs: Verb) -> frozenset[Category]:
    """Return the categories of a case that this worker may take out with every one of the verbs.

    Restricted where nothing of the person may leave; NothingMayLeave where there is no category.
    """
    found = allowed(work.books.held(case.id), verbs)
    if restricted(work, [case.subject_id]):
        raise Restricted
    if not found:
        raise NothingMayLeave(_furthest(verbs))
    return found


def allowed(held: dict[int, Verb], verbs: Verb) -> frozenset[Category]:
    """Return the categories that are held with every one of the verbs."""
    return frozenset(Category(one) for one, given in held.items() if given & verbs == verbs)


def restricted(work: Work, people: Iterable[UUID] | None = None) -> frozenset[UUID]:
    """Return those of these people, or of all, whose records may not leave meanwhile."""
    asked = select(Restriction.subject_id).where(
        Restriction.valid_from <= work.now,
        (Restriction.valid_to.is_(None)) | (Restriction.valid_to > work.now),
    )
    if people is not None:
        asked = asked.where(Restriction.subject_id.in_(list(people)))
    rows = work.rows(asked)
    return frozenset(row[0] for row in rows)


def _furthest(verbs: Verb) -> Verb:
    """Return the one of some verbs that a sentence names: what goes furthest from the team."""
    return max(verb for verb in Verb if verb & verbs)


@dataclass
class Exportable:
    """What may leave with an export of many cases, record by record."""

    by_case: Mapping[UUID, frozenset[Category]]
    by_person: Mapping[UUID, frozenset[Category]]
    restricted: frozenset[UUID]
    left_out: bool = False
    """Something was asked for that may not leave: the export says so, without saying what."""

    def of_case(self, case: UUID, person: UUID, category: Category) -> bool:
        """Say whether a record of a case may leave."""
        return self._noted(person, category, self.by_case.get(case, frozenset()))

    def of_person(self, person: UUID, category: Category) -> bool:
        """Say whether a record of a person may leave, whatever the case."""
        return self._noted(person, category, self.by_person.get(person, frozenset()))

    def _noted(self, person: UUID, category: Category, may: frozenset[Category]) -> bool:
        leaves = category in may and person not in self.restricted
        self.left_out = self.left_out or not leaves
        return leaves


def exportable(work: Work, verb: Verb = Verb.EXPORT) -> Exportable:
    """Return what this worker may take out, of all the cases that they see."""
    by_case = {case: allowed(held, verb) for case, held in work.books.held_everywhere().items()}
    by_person: dict[UUID, frozenset[Category]] = defaultdict(frozenset)
    for case, person in work.rows(select(CasePerson.case_id, CasePerson.person_id)):
        by_person[person] |= by_case.get(case, frozenset())
    return Exportable(by_case, by_person, restricted(work))
