"""Whom a row of a list is about: one case or person in sight, or nobody.

What a worker may not see, or not write to, is refused in the words of what is not there.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.access import Category, Verb
from pbi_desktop.domain.casework import PartInCase
from pbi_desktop.domain.ids import CaseId, PersonId
from pbi_desktop.domain.incoming import Whose
from pbi_desktop.domain.intake_matching import reference_key
from pbi_desktop.domain.names import name_key
from pbi_desktop.domain.search_keys import street_key
from pbi_desktop.exchange.list_rows import NOBODY, Refused
from pbi_desktop.models import (
    Address,
    Case,
    CasePerson,
    OtherName,
    Person,
    PersonReference,
    Residence,
)
from pbi_desktop.services.import_cases_known import CASE_OF
from pbi_desktop.store.unit_of_work import Work

NOT_THERE = "There is no such case or person, or they are not shared with you."

OTHER_BIRTH = "That reference is of somebody with another date of birth."


@dataclass(frozen=True)
class CaseInSight:
    """A case that the worker may see."""

    id: CaseId
    reference: str
    subject: PersonId
    opened_on: date
    is_open: bool


@dataclass(frozen=True)
class Home:
    """Where somebody in sight lives or lived."""

    person: PersonId
    address: UUID
    started_on: date | None
    ended_on: date | None

    def held_on(self, day: date) -> bool:
        """Say whether they lived there on a day, as far as is known."""
        begun = self.started_on is None or self.started_on <= day
        return begun and (self.ended_on is None or self.ended_on >= day)


class InSight:
    """The cases and people that a worker may see, by what lists call them; looked up once."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._cases = {case.id: case for case in _cases(work)}
        self._by_reference = {reference_key(one.reference): one for one in self._cases.values()}
        self._people_in: dict[CaseId, list[PersonId]] = defaultdict(list)
        self._opened_by: dict[PersonId, list[CaseInSight]] = defaultdict(list)
        self._cases_of: dict[PersonId, list[CaseInSight]] = defaultdict(list)
        parts = select(CasePerson.case_id, CasePerson.person_id, CasePerson.part)
        for case, person, part in work.rows(parts):
            if case in self._cases:
                self._people_in[case].append(person)
                self._opened_by[person].append(self._cases[case])
                if part is not PartInCase.FAMILY:  # money of a grown son is not his mother's case
                    self._cases_of[person].append(self._cases[case])
        self._references: dict[str, set[PersonId]] = defaultdict(set)
        self._read_references()
        self._names, self._born = _names(work)
        self._homes: dict[tuple[str, str], list[Home]] | None = None
        self._held = work.books.held_everywhere()

    def case_of(self, whose: Whose, category: Category) -> tuple[CaseInSight, PersonId]:
        """Return the one case that a row is about, and whom; the worker may write to it.

        A case about the person comes first; else one in whose household they are.
        """
        if whose.case:
            found = self._by_reference.get(reference_key(whose.case))
            self._refuse_other_birth(whose, self._people_in[found.id] if found else ())
            case = self._standing([found] if found else [], category)
            return case, case.subject
        person = self._person_named(whose)
        cases = self._cases_of[person]
        own = [case for case in cases if case.subject == person]
        return self._standing(own or cases, category), person

    def _standing(self, cases: list[CaseInSight], category: Category) -> CaseInSight:
        cases = [case for case in cases if self._may_write(case, category)]
        standing = [case for case in cases if case.is_open] or _newest(cases)
        if not standing:
            raise Refused(NOT_THERE)
        if len(standing) > 1:
            raise Refused(f"They have {len(standing)} open cases. Give the reference of the case.")
        return standing[0]

    def person_of(self, whose: Whose, category: Category) -> PersonId:
        """Return the one person that a row is about and of whom the worker may write this."""
        person = self._person_named(whose)
        if not self._may_write_of(person, category):
            raise Refused(NOT_THERE)
        return person

    def known_as(self, reference: str) -> PersonId | None:
        """Return whom one of our own references means, if exactly one person in sight."""
        found = self._people_called(reference)
        return next(iter(found)) if len(found) == 1 else None

    def open_case(self, person: PersonId, category: Category) -> CaseInSight | None:
        """Return the newest open case about somebody that the worker may write to."""
        cases = [case for case in self._cases_of[person] if case.is_open]
        cases = [case for case in cases if case.subject == person]
        found = _newest([case for case in cases if self._may_write(case, category)])
        return found[0] if found else None

    def at_address(
        self, street: str, postcode: str, day: date, category: Category
    ) -> tuple[PersonId, UUID]:
        """Return the one person with a case who lived somewhere on a day, and the address."""
        if self._homes is None:
            self._homes = _homes(self._work)
        there = self._homes.get((street_key(street), postcode), [])
        there = [home for home in there if home.held_on(day)]
        mine = [home for home in there if self._may_write_of(home.person, category)]
        about = {home.person: home.address for home in mine if self._has_own_case(home.person)}
        if not about:
            raise Refused("Nobody with a case is known there, or they are not shared with you.")
        if len(about) > 1:
            raise Refused(f"{len(about)} people with cases you can see live there. Say which.")
        return next(iter(about.items()))

    def _read_references(self) -> None:
        """Learn what the team's own lists call people and cases, where one name means one."""
        called = defaultdict[str, set[str]](set)
        asked = select(
            PersonReference.value_key, PersonReference.subject_id, PersonReference.issuer
        )
        for key, person, issuer in self._work.rows(asked):
            _list, is_case, ours = issuer.rpartition(CASE_OF)
            if is_case:
                called[key].add(reference_key(ours))
            else:
                self._references[key].add(person)
        for key, ours in called.items():
            if len(ours) == 1 and (case := self._by_reference.get(next(iter(ours)))):
                self._by_reference.setdefault(key, case)

    def _person_named(self, whose: Whose) -> PersonId:
        reference = whose.case or whose.person
        if reference:
            found = self._people_called(reference)
        elif whose.name and whose.born is not None and whose.born.day is not None:
            found = self._names.get((name_key(whose.name), whose.born.text), set())
        else:
            raise Refused(NOBODY)
        if len(found) > 1:
            raise Refused(
                f"{len(found)} people you can see fit this. Give the reference of the case."
            )
        if not found:
            raise Refused(NOT_THERE)
        self._refuse_other_birth(whose, found)
        return next(iter(found))

    def _refuse_other_birth(self, whose: Whose, people: Collection[PersonId]) -> None:
        """Refuse a reference that is of people born on other days than the row says."""
        if whose.born is None or whose.born.day is None or not people:
            return
        if all(self._born.get(one, whose.born.text) != whose.born.text for one in people):
            raise Refused(OTHER_BIRTH)

    def _people_called(self, reference: str) -> set[PersonId]:
        key = reference_key(reference)
        found = set(self._references.get(key, ()))
        if key in self._by_reference:
            found.add(self._by_reference[key].subject)
        return found

    def _has_own_case(self, person: PersonId) -> bool:
        return any(case.subject == person for case in self._cases_of[person])

    def _may_write_of(self, person: PersonId, category: Category) -> bool:
        return any(self._may_write(case, category) for case in self._opened_by[person])

    def _may_write(self, case: CaseInSight, category: Category) -> bool:
        return bool(self._held.get(case.id, {}).get(int(category), Verb(0)) & Verb.WRITE)


def _cases(work: Work) -> Iterable[CaseInSight]:
    asked = select(Case.id, Case.reference, Case.subject_id, Case.opened_on, Case.closed_on)
    for key, reference, subject, opened_on, closed_on in work.rows(asked):
        yield CaseInSight(key, reference, subject, opened_on, closed_on is None)


def _newest(cases: list[CaseInSight]) -> list[CaseInSight]:
    return sorted(cases, key=lambda case: (case.opened_on, case.reference))[-1:]


def _names(work: Work) -> tuple[dict[tuple[str, str], set[PersonId]], dict[PersonId, str]]:
    """Return who goes by a whole name and was born on a day, and when each was born.

    Either name may stand first.
    """
    found: dict[tuple[str, str], set[PersonId]] = defaultdict(set)
    asked = select(Person.id, Person.given_key, Person.family_key, Person.born_text)
    born = {}
    for key, given, family, text in work.rows(asked):
        if text:
            born[key] = text
            found[f"{given} {family}".strip(), text].add(key)
            found[f"{family} {given}".strip(), text].add(key)
    for key, name in work.rows(select(OtherName.subject_id, OtherName.name_key)):
        if key in born:
            found[name, born[key]].add(key)
    return found, born


def _homes(work: Work) -> dict[tuple[str, str], list[Home]]:
    found = defaultdict(list)
    asked = select(
        Residence.subject_id,
        Residence.address_id,
        Residence.started_on,
        Residence.ended_on,
        Address.street_key,
        Address.postcode,
    ).join(Address, Address.id == Residence.address_id)
    for person, address, started_on, ended_on, street, postcode in work.rows(asked):
        found[street, postcode or ""].append(Home(person, address, started_on, ended_on))
    return found
