"""Linking records of one person, keeping others apart, and splitting: nothing is ever merged.

Each is one command of a person, with who, when and why on record; the records themselves are not
touched, so a split leaves them as they came. Links join what the worker may see, and no more.
"""

from collections.abc import Callable, Sequence
from uuid import UUID

from sqlalchemy import or_, select

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.identity import (
    Pair,
    identity_of,
    leads,
    pair,
    parts_after_split,
    refuse_apart,
    refuse_link,
    together,
)
from pbi_desktop.domain.ids import PersonId
from pbi_desktop.models import IdentityLink, Person, Worker
from pbi_desktop.services.identity_rows import Identity, LinkLine
from pbi_desktop.services.identity_sides import read_sides
from pbi_desktop.services.person_names import names_of
from pbi_desktop.services.same_people import apart_around, links_around
from pbi_desktop.services.typed import Typed, required
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work

_MOST_DECIDED = 200
_OTHER = "Choose another record: this is the same one."


class Identities:
    """Decides, for a person who says so, which records are of one person."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def of(self, actor: Actor, person: PersonId) -> Identity:
        """Return every record of a person, who linked them and why, and who they are not.

        NotFound where the person is missing or hidden.
        """
        with self._store().query(actor) as work:
            work.get(Person, person)
            links = links_around(work, [person])
            people = identity_of(person, links)
            sides = read_sides(work, people)
            others = sorted(people, key=lambda one: one != person)
            lines = _lines(work, people)
        return Identity(
            tuple(sides[one] for one in others if one in sides),
            tuple(line for line in lines if line.same),
            tuple(line for line in lines if not line.same),
        )

    def decided(self, actor: Actor) -> tuple[LinkLine, ...]:
        """Return what was said of pairs of records, the latest first: linked and kept apart.

        At most 200, of those that the worker may see.
        """
        with self._store().query(actor) as work:
            return _lines(work, None)

    def link(
        self,
        actor: Actor,
        one: PersonId,
        other: PersonId,
        reason: str,
        weight: float | None = None,
    ) -> Changes:
        """Say that two records are of one person; `weight` is what their match came to.

        KeptApart where that would join two who were said not to be the same.
        """
        typed = Typed()
        why = required(typed.text(reason), "reason", "Write why they are the same person.")
        with self._store().command(actor, "link records") as work:
            made = link_in(work, one, other, why, weight)
        if made is None:
            return Changes(done="They are linked as one person already")
        return work.changes(typed.done("Linked as one person"), made=made)

    def keep_apart(
        self,
        actor: Actor,
        one: PersonId,
        other: PersonId,
        reason: str,
        weight: float | None = None,
    ) -> Changes:
        """Say that two records are not of one person: remembered until somebody takes it back.

        OnePerson where links make them one: whoever means it splits them first.
        """
        typed = Typed()
        why = required(typed.text(reason), "reason", "Write why they are not the same person.")
        with self._store().command(actor, "keep records apart") as work:
            made = keep_apart_in(work, one, other, why, weight)
        if made is None:
            return Changes(done="They are kept apart already")
        return work.changes(typed.done("Not the same person: kept apart"), made=made)

    def split(self, actor: Actor, link_id: UUID, seen: int) -> Changes:
        """Take a link back, or that two are not the same; the records are as they came.

        StaleRecord where somebody was faster, NotFound where it is gone or hidden.
        """
        with self._store().command(actor, "split records") as work:
            link = work.get(IdentityLink, link_id, seen)
            ends = pair(link.subject_id, link.other_id)
            done = _said_of_split(work, ends) if link.same else "No longer kept apart"
            work.withdraw(link)
        return work.changes(done)


def link_in(
    work: Work, one: PersonId, other: PersonId, reason: str, weight: float | None = None
) -> UUID | None:
    """Link two records within a command; None where links make them one person already."""
    ends = _both(work, one, other)
    links = links_around(work, ends)
    if together(*ends, leads(links)):
        return None
    everybody = {person for link in (*links, ends) for person in link}
    refuse_link(*ends, links, apart_around(work, everybody))
    return _decide(work, ends, reason, same=True, weight=weight)


def keep_apart_in(
    work: Work, one: PersonId, other: PersonId, reason: str, weight: float | None = None
) -> UUID | None:
    """Keep two records apart within a command; None where that was said before."""
    ends = _both(work, one, other)
    refuse_apart(*ends, links_around(work, ends))
    if ends in apart_around(work, ends):
        return None
    return _decide(work, ends, reason, same=False, weight=weight)


def _both(work: Work, one: PersonId, other: PersonId) -> Pair:
    """Return two people who may both be seen, in the order of a link."""
    if one == other:
        raise Invalid({"other": _OTHER})
    for person in (one, other):
        work.get(Person, person)
    return pair(one, other)


def _decide(work: Work, ends: Pair, reason: str, *, same: bool, weight: float | None) -> UUID:
    made = work.add(
        IdentityLink(
            subject_id=PersonId(ends[0]),
            other_id=PersonId(ends[1]),
            category=Category.IDENTITY,
            same=same,
            reason=reason,
            weight=weight,
        )
    )
    return made.id


def _said_of_split(work: Work, ends: Pair) -> str:
    parts = parts_after_split(ends, links_around(work, ends))
    if len(parts) == 1:
        return "Link taken back. Other links still make them one person"
    return "Split: two people again"


def _lines(work: Work, people: Sequence[UUID] | None) -> tuple[LinkLine, ...]:
    """Return all that was said of these records, or the latest of all, the latest first."""
    asked = (
        select(IdentityLink, Worker.name)
        .outerjoin(Worker, Worker.id == IdentityLink.created_by)
        .order_by(IdentityLink.created_at.desc(), IdentityLink.id)
    )
    if people is None:
        found = work.rows(asked.limit(_MOST_DECIDED))
    else:
        ends = or_(IdentityLink.subject_id.in_(people), IdentityLink.other_id.in_(people))
        found = work.rows(asked.where(ends))
    names = names_of(work, {end for link, _by in found for end in (link.subject_id, link.other_id)})
    return tuple(
        LinkLine(
            link.id,
            link.version,
            link.subject_id,
            link.other_id,
            (names[link.subject_id], names[link.other_id]),
            link.same,
            by or "",
            link.created_at,
            link.reason,
        )
        for link, by in found
        if link.subject_id in names and link.other_id in names
    )
