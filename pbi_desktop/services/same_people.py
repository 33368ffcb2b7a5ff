"""Who is one person by the links that a worker may see: for all that counts or lists people.

Nothing here is kept: a figure that follows a link is worked out from the links as they are.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, or_, select

from pbi_desktop.domain.identity import Pair, identity_of, leads, refuse_torn
from pbi_desktop.domain.ids import PersonId
from pbi_desktop.models import IdentityLink
from pbi_desktop.store.questions import Question
from pbi_desktop.store.unit_of_work import Work

_PEOPLE: Any = bindparam("people", expanding=True)
_LINKS = Question(
    select(IdentityLink.subject_id, IdentityLink.other_id)
    .where(or_(IdentityLink.subject_id.in_(_PEOPLE), IdentityLink.other_id.in_(_PEOPLE)))
    .where(IdentityLink.same == bindparam("same"))
)


def leads_of_all(work: Work) -> Mapping[UUID, UUID]:
    """Return, for everybody with a link, the lead of their identity: for figures over a store."""
    asked = select(IdentityLink.subject_id, IdentityLink.other_id)
    return leads((row[0], row[1]) for row in work.rows(asked.where(IdentityLink.same.is_(True))))


def links_around(work: Work, people: Iterable[UUID]) -> set[Pair]:
    """Return every link of the identities of these people, however long the way."""
    found: set[Pair] = set()
    asked: set[UUID] = set()
    ask = set(people)
    while ask:
        found |= _pairs(work, ask, same=True)
        asked |= ask
        ask = {person for link in found for person in link} - asked
    return found


def apart_around(work: Work, people: Collection[UUID]) -> set[Pair]:
    """Return the pairs with one of these people that were said not to be the same."""
    return _pairs(work, people, same=False)


def records_of(work: Work, person: UUID) -> tuple[PersonId, ...]:
    """Return every record of a person that links lead to, the one asked about among them."""
    return tuple(map(PersonId, identity_of(person, links_around(work, [person]))))


def leads_of(work: Work, people: Iterable[UUID]) -> Mapping[UUID, UUID]:
    """Return the lead of each of these people's identity, those without a link too."""
    some = set(people)
    lead = leads(links_around(work, some))
    return {person: lead.get(person, person) for person in some}


def refuse_torn_identity(work: Work, people: Iterable[UUID]) -> None:
    """Refuse what would stand: one person of two who are kept apart."""
    links = links_around(work, people)
    if not links:
        return
    refuse_torn(links, apart_around(work, {person for link in links for person in link}))


def _pairs(work: Work, people: Collection[UUID], *, same: bool) -> set[Pair]:
    return {(row[0], row[1]) for row in work.ask(_LINKS, people=list(people), same=same)}
