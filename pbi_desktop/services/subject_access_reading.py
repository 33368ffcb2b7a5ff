"""Reading all that is held of one person, across every case that the asking worker may see."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.approaches import SAYS_DONE, read_done
from pbi_desktop.domain.data_rights import HeldItem, OtherPeople
from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.names import name_key
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.stages import LABELS, Stage
from pbi_desktop.domain.times import PartialDate, london_day
from pbi_desktop.models import (
    Address,
    Agency,
    Approach,
    Case,
    CasePerson,
    CaseRecord,
    CommunityGroup,
    ContactPoint,
    Household,
    IdentityLink,
    Involvement,
    Membership,
    OtherName,
    Person,
    Relationship,
    Residence,
    Worker,
)
from pbi_desktop.reports.phrases import say_instant
from pbi_desktop.services.approach_keeping import born_of
from pbi_desktop.services.person_names import full_name
from pbi_desktop.services.same_people import records_of
from pbi_desktop.services.subject_access_kinds import CAME, KINDS, Said
from pbi_desktop.store.unit_of_work import Work

_OF_TWO = (Relationship, IdentityLink)
"""What is about two people is in the answer of either."""
_SELF = frozenset({"self", "herself", "himself", "themselves", "themself", "person", "the"})
_PERSON_CELLS = {
    "given_name": "Given name",
    "family_name": "Family name",
    "known_as": "Known as",
    "gender": "Gender",
    "pronouns": "Pronouns",
    "born": "Born",
    "died_text": "Died",
    "first_language": "First language",
    "interpreter": "Interpreter",
}
_CASE_CELLS = {
    "reference": "Reference",
    "phase": "Where it stands",
    "source": "How it came",
    "opened_on": "Opened on",
    "closed_on": "Closed on",
    "closure_reason": "Why it closed",
    "next_review_on": "Looked at again on",
}


@dataclass
class Reading:
    """One person's records through one unit of work."""

    work: Work
    person: PersonId

    def items(self) -> tuple[HeldItem, ...]:
        """Return every record about the person, and those about others in which they come up."""
        found = [*self._of_person(), *self._cases(), *self._arrivals()]
        for said in KINDS:
            found += self._of_kind(said)
        return tuple(sorted(found, key=lambda one: (one.on, one.title, one.said, one.record_id)))

    @cached_property
    def records(self) -> frozenset[UUID]:
        """The records of this person: the one asked about, and those linked with it."""
        return frozenset(records_of(self.work, self.person))

    @cached_property
    def others(self) -> OtherPeople:
        """Everybody else of whom these records could tell."""
        people = self._other_people
        rows = self.work.rows(
            select(Person.given_name, Person.family_name, Person.known_as).where(
                Person.id.in_(people)
            )
        )
        names = [name for row in rows for name in row if name]
        also = select(OtherName.name).where(OtherName.subject_id.in_(people))
        names += [row[0] for row in self.work.rows(also)]
        numbers = select(ContactPoint.value).where(ContactPoint.subject_id.in_(people))
        reached = [row[0] for row in self.work.rows(numbers)]
        return OtherPeople.of(names, reached, own=self._own_names)

    @cached_property
    def name(self) -> str:
        """What the person is called."""
        return full_name(self.work.get(Person, self.person))

    # --- whose ---------------------------------------------------------------------------------

    @cached_property
    def _own_names(self) -> list[str]:
        called = select(Person.given_name, Person.family_name, Person.known_as)
        rows = self.work.rows(called.where(Person.id.in_(self.records)))
        also = select(OtherName.name).where(OtherName.subject_id.in_(self.records))
        named = [name or "" for row in rows for name in row]
        return [*named, *(row[0] for row in self.work.rows(also))]

    @cached_property
    def _own(self) -> OtherPeople:
        return OtherPeople.of(self._own_names)

    @cached_property
    def case_ids(self) -> list[UUID]:
        """The cases that hold the person, as far as the worker sees."""
        held = select(CasePerson.case_id).where(CasePerson.person_id.in_(self.records))
        return sorted({row[0] for row in self.work.rows(held)})

    @cached_property
    def _references(self) -> dict[UUID, str]:
        asked = select(Case.id, Case.reference).where(Case.id.in_(self.case_ids))
        return {row[0]: row[1] for row in self.work.rows(asked)}

    @cached_property
    def _other_people(self) -> list[UUID]:
        held = select(CasePerson.person_id).where(CasePerson.case_id.in_(self.case_ids))
        ties = select(Relationship.subject_id, Relationship.other_id).where(
            or_(
                Relationship.subject_id.in_(self.records),
                Relationship.other_id.in_(self.records),
            )
        )
        not_them = select(IdentityLink.subject_id, IdentityLink.other_id).where(
            or_(
                IdentityLink.subject_id.in_(self.records),
                IdentityLink.other_id.in_(self.records),
            )
        )
        found = {row[0] for row in self.work.rows(held)}
        for asked in (ties, not_them):
            found |= {key for row in self.work.rows(asked) for key in row}
        return sorted(found - self.records)

    @cached_property
    def _agency_of(self) -> dict[UUID, UUID]:
        asked = select(Worker.id, Worker.agency_id)
        return {row[0]: row[1] for row in self.work.rows(asked)}

    @cached_property
    def _in_role(self) -> frozenset[str]:
        """Everything that people at work here are called by."""
        names = [row[0] for row in self.work.rows(select(Worker.name))]
        names += [row[0] for row in self.work.rows(select(Agency.name))]
        services = select(Involvement.service, Involvement.worker_name).where(
            Involvement.case_id.in_(self.case_ids)
        )
        names += [name for row in self.work.rows(services) for name in row if name]
        return frozenset(part for name in names for part in name_key(name).split())

    @cached_property
    def _names(self) -> dict[UUID, str]:
        """What everything is called that a record may point to."""
        found: dict[UUID, str] = {}
        lived = select(Membership.household_id).where(Membership.subject_id.in_(self.records))
        homes = select(Household.id, Household.name).where(Household.id.in_(lived))
        questions = [homes]
        for kind in (Worker, Agency, CommunityGroup):
            named: Any = kind
            questions.append(select(named.id, named.name))
        for question in questions:
            found.update((key, name) for key, name in self.work.rows(question))
        people = select(Person).where(Person.id.in_([*self._other_people, *self.records]))
        found |= {one.id: full_name(one) for one in self.work.all(people)}
        lines = (Address.line_1, Address.line_2, Address.locality, Address.postcode)
        stayed = select(Residence.address_id).where(Residence.subject_id.in_(self.records))
        for key, *said in self.work.rows(select(Address.id, *lines).where(Address.id.in_(stayed))):
            found[key] = ", ".join(filter(None, said))
        return found

    # --- what ----------------------------------------------------------------------------------

    def _of_person(self) -> Iterator[HeldItem]:
        self.work.get(Person, self.person)
        for whose in self.work.all(select(Person).where(Person.id.in_(self.records))):
            day = london_day(whose.created_at)
            yield self._item(whose, "Who you are", day, _PERSON_CELLS)

    def _cases(self) -> Iterator[HeldItem]:
        for one in self.work.all(select(Case).where(Case.id.in_(self.case_ids))):
            about = one.subject_id in self.records
            title = "A case about you" if about else "A case you are in"
            cells = _CASE_CELLS if about else {"reference": "Reference"}
            yield self._item(one, title, one.opened_on, cells)

    def _arrivals(self) -> Iterator[HeldItem]:
        for one in self.work.all(select(Approach).where(Approach.person_id.in_(self.records))):
            yield self._item(one, "You came to the front door", london_day(one.at), CAME)

    def _of_kind(self, said: Said) -> Iterator[HeldItem]:
        kind: Any = said.kind
        theirs = kind.subject_id.in_(self.records)
        if issubclass(kind, CaseRecord):  # nobody has a record in a case that does not hold them
            theirs = kind.case_id.in_(self.case_ids)
        elif kind in _OF_TWO:
            theirs = or_(theirs, kind.other_id.in_(self.records))
        for one in self.work.all(select(kind).where(theirs)):
            found = self._item(one, said.title, _day(getattr(one, said.day)), said.cells)
            if one.subject_id in self.records or kind in _OF_TWO or self._comes_up(found):
                yield found

    def _comes_up(self, item: HeldItem) -> bool:
        return any(self._own.is_in(text) for _heading, text in item.said)

    def _item(self, one: Any, title: str, on: date, cells: Any) -> HeldItem:
        said = tuple(
            (heading, text)
            for name, heading in cells.items()
            if (text := self._text(_cell(one, name)))
        )
        subject = getattr(one, "subject_id", self.person)
        about_other = subject not in self.records
        told = getattr(one, "told_by", None) or ""
        return HeldItem(
            kind=one.__tablename__,
            title=title,
            record_id=one.id,
            owner=self._owner(one),
            on=on,
            case=self._references.get(getattr(one, "case_id", self.person), ""),
            said=said,
            category=getattr(one, "category", Category.IDENTITY),
            about_other=about_other,
            names_others=any(self.others.is_in(text) for _heading, text in said),
            told_by_other=bool(told) and not self._told_in_role(told),
            told_by_person=bool(told) and self._told_by_self(told),
            endangers=bool(getattr(one, "endangers", False)),
        )

    def _owner(self, one: Any) -> UUID:
        """Return the agency that answers for a record: as it says, else its author's."""
        named = getattr(one, "controller_id", None)
        if named is None and one.__tablename__ == "notes":
            named = one.agency_id
        author: UUID = one.created_by
        found: UUID = named or self._agency_of.get(author, self._here)
        return found

    @cached_property
    def _here(self) -> UUID:
        agency = self.work.agency
        if agency is None:
            raise LookupError("a worker without an agency")
        return agency

    def _told_by_self(self, told: str) -> bool:
        own = {part for name in self._own_names for part in name_key(name).split()}
        return set(name_key(told).split()) <= own | _SELF

    def _told_in_role(self, told: str) -> bool:
        return self._told_by_self(told) or set(name_key(told).split()) <= self._in_role

    def _text(self, value: Any) -> str:
        if value is None or value == "":
            return ""
        if isinstance(value, UUID):
            return self._names.get(value, "")
        return said(value)


def _cell(one: Any, name: str) -> Any:
    """Return a cell of a record; codes that are kept together as their words."""
    if name == "born" and isinstance(one, Approach):
        return born_of(one)
    value = getattr(one, name)
    if name == "done" and isinstance(value, str):
        return ", ".join(SAYS_DONE[code] for code in read_done(value))
    return value


def said(value: Any) -> str:
    """Return a cell as words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Stage):
        return LABELS[value]
    if isinstance(value, Enum):
        word = value.value if isinstance(value.value, str) else value.name.lower()
        return word.replace("_", " ")
    if isinstance(value, datetime):
        return say_instant(value)
    return say_date(value) if isinstance(value, date | PartialDate) else str(value)


def _day(value: date | datetime) -> date:
    return london_day(value) if isinstance(value, datetime) else value


def owners(items: Iterable[HeldItem]) -> dict[UUID, int]:
    """Return the agencies that answer for these records, and for how many each."""
    found: dict[UUID, int] = {}
    for item in items:
        found[item.owner] = found.get(item.owner, 0) + 1
    return found
