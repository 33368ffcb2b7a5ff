"""Protecting an address: where somebody lives, and with whom, for the few who may know."""

from collections.abc import Callable, Iterator

from sqlalchemy import select

from pbi_desktop.domain.access import Category, Verb
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import Invalid, NotPermitted
from pbi_desktop.domain.ids import CaseId, PersonId
from pbi_desktop.models import Case, Membership, Residence
from pbi_desktop.services.case_people import person_of
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work


class Protecting:
    """Takes an address off maps, household groups, hints and lists for all without the category."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def protect(self, actor: Actor, case_id: CaseId, person: PersonId) -> Changes:
        """Protect where a person of a case lives.

        Everybody whom this worker knows at the same address or in the same household is protected
        with them: whoever sees one of them there would know the other. Where they lived before
        stays as it is.
        """
        with self._store().command(actor, "protect address") as work:
            work.get(Case, case_id)
            person_of(work, case_id, person)
            if not work.may(Verb.WRITE, case_id, Category.PROTECTED_ADDRESS):
                raise NotPermitted("protect this address")
            changed = 0
            for record in (*_lives(work, person), *_belongs(work, person)):
                if record.category is not Category.PROTECTED_ADDRESS:
                    record.category = Category.PROTECTED_ADDRESS
                    work.save(record)
                    changed += 1
            if not changed:
                raise Invalid({"address": "There is no open address to protect."})
        return work.changes("Address protected: only those who may know it see it")


def _lives(work: Work, person: PersonId) -> Iterator[Residence]:
    own = select(Residence.address_id).where(
        Residence.subject_id == person, Residence.ended_on.is_(None)
    )
    yield from work.all(
        select(Residence)
        .where(Residence.address_id.in_(own), Residence.ended_on.is_(None))
        .order_by(Residence.id)
    )


def _belongs(work: Work, person: PersonId) -> Iterator[Membership]:
    own = select(Membership.household_id).where(
        Membership.subject_id == person, Membership.ended_on.is_(None)
    )
    yield from work.all(
        select(Membership)
        .where(Membership.household_id.in_(own), Membership.ended_on.is_(None))
        .order_by(Membership.id)
    )
