"""What people of different cases may share: asked by a lead, to keep somebody safe, and logged.

It is off unless a lead states a reason. It is read for the purpose of safeguarding alone: what no
agreement gives for it is not there, whatever the worker may see otherwise. The reason is in the
audit before anything is read, and the questions before they are shown. Nothing is kept of them.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.access import LEADS, SHORTEST_REASON, Category, Purpose, Seal, Verb
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import TieKind
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import Invalid, NotPermitted
from pbi_desktop.domain.ids import CaseId, PersonId
from pbi_desktop.domain.names import name_key
from pbi_desktop.domain.search_keys import phone_key, street_key
from pbi_desktop.domain.shared_ties import Held, Known, SharedKind, SharedQuestion, questions
from pbi_desktop.models import (
    Address,
    Case,
    CasePerson,
    CommunityGroup,
    ContactPoint,
    Membership,
    Person,
    Relationship,
    Residence,
    Restriction,
)
from pbi_desktop.services.person_names import full_name
from pbi_desktop.services.safety_reading import live_pairs
from pbi_desktop.services.same_people import leads_of_all
from pbi_desktop.services.standing import has_role, is_live, require_role
from pbi_desktop.services.typed import Typed
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work

_ASK = "ask what cases share"
ASKED = "asked what cases share"
SHOWN = "was shown questions on what cases share"
ASKED_ABOUT = "asked what people of this case share with others"


@dataclass(frozen=True)
class Asking:
    """For what somebody asks, and why: both are in the audit."""

    reason: str
    purpose: Purpose = Purpose.SAFEGUARDING


@dataclass(frozen=True)
class FoundTie:
    """What somebody found out: the two are tied, and since when. A lead's own words follow."""

    one: PersonId
    other: PersonId
    kind: TieKind = TieKind.OTHER
    started_on: date | None = None
    ended_on: date | None = None


class SharedTies:
    """Asks what people of different cases may share."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def may_ask(self, actor: Actor) -> bool:
        """Say whether this worker is one who may ask at all."""
        with self._store().query(actor) as work:
            return actor.viewing is None and has_role(work, LEADS)

    def ask(self, actor: Actor, asking: Asking) -> tuple[SharedQuestion, ...]:
        """Return what may be asked about the cases in this worker's sight.

        NotPermitted for anybody but a lead and for any other purpose; Invalid without a reason.
        """
        reason = self._refuse(actor, asking)
        eyes = replace(actor, purpose=Purpose.SAFEGUARDING.value)
        with self._store().command(eyes, _ASK) as work:
            require_role(work, LEADS, _ASK)
            work.log(ASKED, text=reason)
        with self._store().query(eyes) as work:
            found = read_questions(work)
        with self._store().command(eyes, _ASK) as work:
            _log(work, found, reason)
        return found

    def add_tie(self, actor: Actor, found: FoundTie) -> Changes:
        """Keep a tie between two people whom this worker may see; `made` is the tie."""
        if found.one == found.other:
            raise Invalid({"other": "Choose somebody else: nobody is tied to themselves."})
        if found.started_on and found.ended_on and found.ended_on < found.started_on:
            raise Invalid({"ended_on": "It ends before it begins. Check both dates."})
        with self._store().command(actor, "add tie") as work:
            work.get(Person, found.one)
            work.get(Person, found.other)
            if any({found.one, found.other} == set(pair) for pair in live_pairs(work)):
                raise NotPermitted("add a tie between people who are kept apart")
            made = work.add(
                Relationship(
                    subject_id=found.one,
                    other_id=found.other,
                    category=Category.IDENTITY,
                    kind=found.kind,
                    started_on=found.started_on,
                    ended_on=found.ended_on,
                )
            )
        return work.changes("Tie added", made=made.id)

    def _refuse(self, actor: Actor, asking: Asking) -> str:
        if asking.purpose is not Purpose.SAFEGUARDING or actor.viewing is not None:
            raise NotPermitted(_ASK)
        reason = Typed().text(asking.reason)
        if len(reason) < SHORTEST_REASON:
            raise Invalid({"reason": f"Write why, in {SHORTEST_REASON} letters or more."})
        return reason


def _log(work: Work, found: Collection[SharedQuestion], reason: str) -> None:
    """Log every question before it is shown; of a case, never which other case it was about."""
    said = "; ".join(f"{one.kind} {one.one.reference} {one.other.reference}" for one in found)
    work.log(SHOWN, text=f"{reason}: {said or 'no question'}")
    for case in sorted({end.case_id for one in found for end in (one.one, one.other)}, key=str):
        work.log(ASKED_ABOUT, case=case, text=reason)


def read_questions(work: Work) -> tuple[SharedQuestion, ...]:
    """Return what may be asked, of what shows in this unit of work and of nothing else."""
    ties, lead = _relationships(work), leads_of_all(work)
    known = Known(
        {lead.get(one, one) for one in _protected(work) | _restricted(work)},
        _pairs(live_pairs(work), lead),
        _pairs(ties, lead),
        _public_phones(work),
    )
    return questions((_led(one, lead) for one in _held(work, _people(work), ties)), known)


def _pairs(rows: Iterable[Any], lead: Mapping[UUID, UUID]) -> set[frozenset[UUID]]:
    return {frozenset(lead.get(end, end) for end in row[:2]) for row in rows}


def _led(one: Held, lead: Mapping[UUID, UUID]) -> Held:
    """Return the same of the one person whose record this is, where several are linked."""
    somebody = UUID(one.key) if _is_somebody(one) else None
    key = one.key if somebody is None else str(lead.get(somebody, somebody))
    return replace(one, key=key, person=PersonId(lead.get(one.person, one.person)))


def _is_somebody(one: Held) -> bool:
    return one.kind is SharedKind.ASSOCIATE


def _people(work: Work) -> list[Held]:
    """Return the people of every open, unsealed case in sight whose contact may be read."""
    may = work.books.held_everywhere()
    rows = work.rows(
        select(Person, Case.id, Case.reference)
        .join(CasePerson, CasePerson.person_id == Person.id)
        .join(Case, Case.id == CasePerson.case_id)
        .where(Case.seal == Seal.OPEN, Case.closed_on.is_(None))
        .order_by(Case.id, Person.id)
    )
    return [
        Held(
            SharedKind.ADDRESS,
            "",
            "",
            PersonId(person.id),
            full_name(person),
            CaseId(case),
            known_as,
        )
        for person, case, known_as in rows
        if may.get(case, {}).get(int(Category.CONTACT), Verb(0)) & Verb.READ
    ]


def _held(work: Work, people: list[Held], ties: list[Any]) -> Iterator[Held]:
    whose: dict[UUID, list[Held]] = {}
    for one in people:
        whose.setdefault(one.person, []).append(one)
    for made in (*_addresses(work), *_phones(work), *_associates(work, ties)):
        for one in whose.get(made.person, ()):
            yield replace(made, name=one.name, case_id=one.case_id, reference=one.reference)


def _blank(kind: SharedKind, key: str, words: str, person: UUID, *dates: date | None) -> Held:
    return Held(kind, key, words, PersonId(person), "", CaseId(UUID(int=0)), "", *dates)


def _addresses(work: Work) -> Iterator[Held]:
    rows = work.rows(
        select(Residence, Address)
        .join(Address, Address.id == Residence.address_id)
        .where(Residence.category == Category.CONTACT)
    )
    for one, at in rows:
        words = ", ".join(part for part in (at.line_1, at.line_2) if part)
        alike = (street_key(at.line_1), name_key(at.line_2 or ""), at.postcode or str(at.id))
        dates = one.started_on, one.ended_on
        yield _blank(SharedKind.ADDRESS, "|".join(alike), words, one.subject_id, *dates)


def _phones(work: Work) -> Iterator[Held]:
    asked = select(ContactPoint).where(
        ContactPoint.kind == "phone", ContactPoint.category == Category.CONTACT
    )
    for one in work.all(asked):
        yield _blank(SharedKind.PHONE, one.value_key, one.value, one.subject_id)


def _associates(work: Work, ties: list[Any]) -> Iterator[Held]:
    """Yield whom people know, both ways; whoever both know must be in sight themselves."""
    ends = {end for row in ties for end in row[:2]}
    names = {one.id: full_name(one) for one in work.all(select(Person).where(Person.id.in_(ends)))}
    for subject, other, started, ended in ties:
        for person, known in ((subject, other), (other, subject)):
            if known in names:
                kind = SharedKind.ASSOCIATE
                yield _blank(kind, str(known), names[known], person, started, ended)


def _relationships(work: Work) -> list[Any]:
    tie = Relationship
    rows = work.rows(select(tie.subject_id, tie.other_id, tie.started_on, tie.ended_on))
    return list(rows)


def _protected(work: Work) -> set[UUID]:
    """Return everybody of whom a protected address is in sight."""
    found: set[UUID] = set()
    for kind in (Residence, Membership, ContactPoint):
        asked = select(kind.subject_id).where(kind.category == Category.PROTECTED_ADDRESS)
        found |= {row[0] for row in work.rows(asked)}
    return found


def _restricted(work: Work) -> set[UUID]:
    """Return everybody whose data may only be kept, not used."""
    asked = select(Restriction.subject_id).where(is_live(Restriction, work.now))
    return {row[0] for row in work.rows(asked)}


def _public_phones(work: Work) -> Mapping[str, str]:
    rows = work.rows(
        select(CommunityGroup.phone, CommunityGroup.name)
        .where(CommunityGroup.phone.is_not(None))
        .order_by(CommunityGroup.name, CommunityGroup.id)
    )
    return {key: name for phone, name in rows if (key := phone_key(phone))}
