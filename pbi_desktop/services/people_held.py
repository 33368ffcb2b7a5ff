"""What is held of everybody in sight, to compare them: what this worker may see of each.

No protected address is among it: whoever compares is not told who lives where in secret.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import aliased

from pbi_desktop.analysis import matching
from pbi_desktop.domain.access import Category
from pbi_desktop.domain.names import name_key
from pbi_desktop.domain.outcomes import Progress, quiet
from pbi_desktop.domain.times import PartialDate, Precision, london_day
from pbi_desktop.models import (
    Address,
    ContactPoint,
    Membership,
    OtherName,
    Person,
    PersonReference,
    Relationship,
    Residence,
)
from pbi_desktop.store.unit_of_work import Work


class Home(NamedTuple):
    """An address, as it is written and by the key of its street."""

    line_1: str
    line_2: str
    locality: str
    postcode: str
    street_key: str


@dataclass
class HeldPerson:
    """What is held of one person, as it is written and as search keys."""

    given_name: str
    family_name: str
    key: str
    """Of the name."""
    born: PartialDate | None
    other_names: list[str] = field(default_factory=list)
    other_keys: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    """The keys of their numbers, the newest first."""
    emails: list[str] = field(default_factory=list)
    homes: list[Home] = field(default_factory=list)
    """Where they live now, the latest first."""
    earlier: list[Home] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    """The keys of what agencies call them by."""
    household: set[str] = field(default_factory=set)
    """Given names of relatives and of those who live with them."""

    @property
    def full_name(self) -> str:
        """Their name as it is written."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def names(self) -> tuple[str, ...]:
        """The keys of what they are and were called by, each once."""
        return tuple(dict.fromkeys((self.key, *self.other_keys)))

    @property
    def streets(self) -> tuple[str, ...]:
        """The keys of the streets where they live."""
        return _keys(self.homes)

    @property
    def every_street(self) -> tuple[str, ...]:
        """The keys of the streets where they live or lived."""
        return _keys([*self.homes, *self.earlier])

    @property
    def relatives(self) -> tuple[str, ...]:
        """The keys of the names of relatives and of those who live with them."""
        return tuple(name_key(name) for name in sorted(self.household))

    @property
    def held(self) -> matching.Held:
        """The same for the weighing."""
        return matching.Held(
            self.names,
            self.born,
            self.streets,
            tuple(self.phones),
            earlier=_keys(self.earlier),
            household=self.relatives,
            references=tuple(self.references),
        )


def _keys(homes: list[Home]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(home.street_key for home in homes if home.street_key))


Everybody = Mapping[UUID, HeldPerson]
_Read = Callable[[Work, Mapping[UUID, HeldPerson]], None]


def held_of_all(work: Work, told: Progress = quiet) -> dict[UUID, HeldPerson]:
    """Return everybody whom the worker may see; `told` hears how far it is, and may raise."""
    parts: tuple[_Read, ...] = (_other_names, _ways, _homes, _references, _relatives)
    told(0, len(parts) + 1)
    found = {row[0]: _person(*row[1:]) for row in work.rows(_PEOPLE)}
    for part, read in enumerate(parts if found else ()):
        told(part + 1, len(parts) + 1)
        read(work, found)
    return found


# Not the gender: it is as the person says, and somebody may say another today.
_PEOPLE = select(
    Person.id,
    Person.given_name,
    Person.family_name,
    Person.given_key,
    Person.family_key,
    Person.born_text,
    Person.born_precision,
).order_by(Person.id)


def _person(  # noqa: PLR0913 - a row of so many columns
    given: str, family: str, given_key: str, family_key: str, born: str | None, precision: Any
) -> HeldPerson:
    birth = PartialDate(born, Precision(precision)) if born and precision else None
    return HeldPerson(given, family, f"{given_key} {family_key}".strip(), birth)


def _other_names(work: Work, held: Everybody) -> None:
    asked = select(OtherName.subject_id, OtherName.name, OtherName.name_key)
    for person, name, key in work.rows(asked.order_by(OtherName.name, OtherName.id)):
        if person in held:
            held[person].other_names.append(name)
            held[person].other_keys.append(key)


def _ways(work: Work, held: Everybody) -> None:
    asked = select(
        ContactPoint.subject_id, ContactPoint.kind, ContactPoint.value, ContactPoint.value_key
    ).order_by(ContactPoint.created_at.desc(), ContactPoint.id)
    for person, kind, value, key in work.rows(asked):
        if person not in held:
            continue
        if kind == "email":
            held[person].emails.append(value)
        elif key and key not in held[person].phones:
            held[person].phones.append(key)


def _homes(work: Work, held: Everybody) -> None:
    rows = work.rows(
        select(
            Residence.subject_id,
            Residence.ended_on,
            Address.line_1,
            Address.line_2,
            Address.locality,
            Address.postcode,
            Address.street_key,
        )
        .join(Address, Address.id == Residence.address_id)
        .where(Residence.category == Category.CONTACT)
        .order_by(Residence.started_on.desc().nulls_last(), Residence.id)
    )
    today = london_day(work.now)
    for person, ended, *lines in rows:
        if person in held:
            now = ended is None or ended > today
            theirs = held[person].homes if now else held[person].earlier
            theirs.append(Home(*(line or "" for line in lines)))


def _references(work: Work, held: Everybody) -> None:
    asked = select(PersonReference.subject_id, PersonReference.value_key)
    for person, key in work.rows(asked.order_by(PersonReference.value_key, PersonReference.id)):
        if person in held and key and key not in held[person].references:
            held[person].references.append(key)


def _relatives(work: Work, held: Everybody) -> None:
    """Have the given names of relatives, and of those who share a household."""
    ends = (Relationship.subject_id, Relationship.other_id)
    mate = aliased(Membership)
    shared = and_(
        mate.household_id == Membership.household_id, mate.subject_id != Membership.subject_id
    )
    living = (
        select(Membership.subject_id, mate.subject_id)
        .join(mate, shared)
        .where(Membership.ended_on.is_(None), mate.ended_on.is_(None))
    )
    for asked in (select(*ends), select(*reversed(ends)), living):
        for person, relative in work.rows(asked):
            if person in held and relative in held:
                held[person].household.add(held[relative].given_name)
