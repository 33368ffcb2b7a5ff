"""Somebody comes, rings, is met or is talked of: kept with or without a person or case on record.

What somebody said stays once: in their case where one is named, in the approach itself where none
is. Nothing done: they wait until somebody sees to it.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.approaches import (
    REPEAT_WITHIN,
    ApproachState,
    Done,
    keep_done,
    read_done,
    refuse_untrue_done,
    times_within,
)
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import Approach, Case, Contact, Person
from pbi_desktop.services.approach_keeping import (
    Came,
    SaidWho,
    keep_approach,
    read_who,
    settle_as,
)
from pbi_desktop.services.approach_rows import NewContact
from pbi_desktop.services.arrivals import keep_apart, keep_contact
from pbi_desktop.services.casework import open_case
from pbi_desktop.services.same_people import records_of
from pbi_desktop.services.standing import desk_sites
from pbi_desktop.services.typed import Typed
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work

_WHAT = "Say what was done for them: advice, a signpost, a group, a referral or a place issue."
_SAID = {
    ApproachState.WAITING: "Contact kept. They wait until somebody sees to it",
    ApproachState.SETTLED: "Contact kept",
    ApproachState.ACCEPTED: "Contact kept in the case",
}


class Contacts:
    """Keeps every contact, and counts those who come again."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def keep(self, actor: Actor, new: NewContact) -> Changes:
        """Keep that somebody came; `made` is the approach."""
        typed = Typed()
        refuse_untrue_done(new.done, has_case=new.case_id is not None)
        with self._store().command(actor, "keep contact") as work:
            desk_sites(work, "keep a contact")
            case = None if new.case_id is None else open_case(work, new.case_id)
            person = _person_of(work, new, case)
            who = _who(work, typed, new, person)
            came = Came(
                new.site_id, who, new.facts, new.reasons, new.words, person, case, new.referrer
            )
            if case is not None:
                keep_contact(work, typed, case, came, checked=new.identity_checked)
                if not work.has_opened(case.id):
                    work.open_case(case.id)
            made = keep_approach(work, typed, came)
            if person is not None:
                keep_apart(work, person, new.not_same)
            work.raise_alerts(made.id)
        return work.changes(typed.done(_SAID[made.state]), made=made.id)

    def settle(
        self,
        actor: Actor,
        approach_id: UUID,
        seen: int,
        done: tuple[Done, ...],
        done_words: str = "",
    ) -> Changes:
        """Say what was done for somebody who waits; they wait no more."""
        typed = Typed()
        if not done:
            raise Invalid({"done": _WHAT})
        with self._store().command(actor, "settle contact") as work:
            approach = work.get(Approach, approach_id, seen)
            refuse_untrue_done(done, has_case=approach.case_id is not None)
            approach.done = keep_done((*read_done(approach.done), *done))
            approach.done_words = typed.text(done_words) or approach.done_words
            settle_as(work, approach, ApproachState.SETTLED)
        return work.changes(typed.done("Seen to"), made=approach_id)

    def repeats(self, actor: Actor, person: PersonId) -> int:
        """Return how often a person came within eight weeks, as far as the worker may see."""
        store = self._store()
        with store.query(actor) as work:
            work.get(Person, person)
            return times_within((at for at, _by in comings(work, person)), work.now)


def comings(work: Work, person: PersonId) -> set[tuple[datetime, UUID]]:
    """Return when a person came within eight weeks and who took it, under whichever record.

    A contact in a case and the approach beside it are one coming.
    """
    since, people = work.now - REPEAT_WITHIN, records_of(work, person)
    came = select(Approach.at, Approach.worker_id).where(
        Approach.person_id.in_(people), Approach.at > since
    )
    told = select(Contact.at, Contact.worker_id).where(
        Contact.subject_id.in_(people), Contact.at > since
    )
    return {*_pairs(work.rows(came)), *_pairs(work.rows(told))}


def _pairs(rows: Iterable[tuple[datetime, UUID]]) -> set[tuple[datetime, UUID]]:
    return {(row[0], row[1]) for row in rows}


def _person_of(work: Work, new: NewContact, case: Case | None) -> PersonId | None:
    """Return whom the contact is about: who is named, or whom the case is about."""
    if new.person_id is not None:
        return PersonId(work.get(Person, new.person_id).id)
    return None if case is None else PersonId(case.subject_id)


def _who(work: Work, typed: Typed, new: NewContact, person: PersonId | None) -> SaidWho:
    """Return who they say they are; somebody known who says no name is called as on record."""
    if person is not None and not f"{new.given_name}{new.family_name}".strip():
        return SaidWho.of(work.get(Person, person))
    return read_who(typed, new, london_day(work.now))
