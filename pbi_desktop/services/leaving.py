"""What may leave the program: for each verb the categories that a worker is given it for.

What may be read but not taken out is left out, and the paper says so without saying what.
"""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.access import Category, Verb
from pbi_desktop.domain.sharing_errors import NothingMayLeave, Restricted
from pbi_desktop.models import Case, Restriction
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


def restricted(work: Work, people: Iterable[UUID]) -> frozenset[UUID]:
    """Return those of these people whose records may not leave meanwhile."""
    rows = work.rows(
        select(Restriction.subject_id).where(
            Restriction.subject_id.in_(list(people)),
            Restriction.valid_from <= work.now,
            (Restriction.valid_to.is_(None)) | (Restriction.valid_to > work.now),
        )
    )
    return frozenset(row[0] for row in rows)


def _furthest(verbs: Verb) -> Verb:
    """Return the one of some verbs that a sentence names: what goes furthest from the team."""
    return max(verb for verb in Verb if verb & verbs)
