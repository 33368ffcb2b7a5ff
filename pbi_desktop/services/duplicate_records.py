"""People as matching takes them: what this worker may see of each, and no protected address."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import aliased

from pbi_desktop.analysis.matching import Record
from pbi_desktop.domain.access import Category
from pbi_desktop.domain.identity import Pair, pair
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

_PARTS = 6
"""Into how many parts the reading is told."""


@dataclass
class _Held:
    """What is held of one person beside the name and birth."""

    names: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    home: tuple[str, str, str, str] | None = None
    """Two lines, locality, postcode."""
    earlier: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    household: set[str] = field(default_factory=set)


Held = defaultdict[UUID, _Held]


def read_records(work: Work, told: Progress = quiet) -> list[Record]:
    """Return everybody whom the worker may see; `told` hears how far it is, and may raise."""
    held: Held = defaultdict(_Held)
    for part, read in enumerate((_names, _ways, _homes, _references, _relatives)):
        told(part, _PARTS)
        read(work, held)
    told(_PARTS - 1, _PARTS)
    rows = work.rows(
        select(
            Person.id,
            Person.given_name,
            Person.family_name,
            Person.born_text,
            Person.born_precision,
        ).order_by(Person.id)
    )
    return [_record(row, held[row[0]]) for row in rows]


def related(work: Work) -> frozenset[Pair]:
    """Return the pairs of people who are something to each other: nobody is their own mother."""
    rows = work.rows(select(Relationship.subject_id, Relationship.other_id))
    return frozenset(pair(row[0], row[1]) for row in rows)


def _record(row: Any, held: _Held) -> Record:
    # Not the gender: it is as the person says, and somebody may say another today.
    key, given, family, born, precision = row
    line_1, line_2, locality, postcode = held.home or ("", "", "", "")
    return Record(
        id=str(key),
        given_name=given,
        family_name=family,
        date_of_birth=PartialDate(born, Precision(precision)) if born and precision else None,
        address_1=line_1,
        address_2=line_2,
        locality=locality,
        postcode=postcode,
        phone=_first(held.phones),
        email=_first(held.emails),
        reference=_first(held.references),
        earlier_addresses=tuple(held.earlier),
        other_names=tuple(held.names),
        household=tuple(sorted(held.household)),
    )


def _first(found: Iterable[str]) -> str:
    return next(iter(found), "")


def _names(work: Work, held: Held) -> None:
    asked = select(OtherName.subject_id, OtherName.name)
    for person, name in work.rows(asked.order_by(OtherName.name, OtherName.id)):
        held[person].names.append(name)


def _ways(work: Work, held: Held) -> None:
    asked = select(ContactPoint.subject_id, ContactPoint.kind, ContactPoint.value)
    for person, kind, value in work.rows(
        asked.order_by(ContactPoint.created_at.desc(), ContactPoint.id)
    ):
        (held[person].emails if kind == "email" else held[person].phones).append(value)


def _homes(work: Work, held: Held) -> None:
    rows = work.rows(
        select(
            Residence.subject_id,
            Residence.ended_on,
            Address.line_1,
            Address.line_2,
            Address.locality,
            Address.postcode,
        )
        .join(Address, Address.id == Residence.address_id)
        .where(Residence.category == Category.CONTACT)
        .order_by(Residence.started_on.desc().nulls_last(), Residence.id)
    )
    today = london_day(work.now)
    for person, ended, *lines in rows:
        line_1, line_2, locality, postcode = (line or "" for line in lines)
        theirs = held[person]
        if theirs.home is None and (ended is None or ended > today):
            theirs.home = (line_1, line_2, locality, postcode)
        else:
            theirs.earlier.append(", ".join(filter(None, lines)))


def _references(work: Work, held: Held) -> None:
    asked = select(PersonReference.subject_id, PersonReference.value)
    for person, value in work.rows(asked.order_by(PersonReference.value, PersonReference.id)):
        held[person].references.append(value)


def _relatives(work: Work, held: Held) -> None:
    """Have the given names of relatives, and of those who share a household."""
    ends = (Relationship.subject_id, Relationship.other_id)
    for whose, relative in (ends, reversed(ends)):
        asked = select(whose, Person.given_name).join(Person, Person.id == relative)
        for person, name in work.rows(asked):
            held[person].household.add(name)
    mate = aliased(Membership)
    shared = and_(
        mate.household_id == Membership.household_id, mate.subject_id != Membership.subject_id
    )
    living = (
        select(Membership.subject_id, Person.given_name)
        .join(mate, shared)
        .join(Person, Person.id == mate.subject_id)
        .where(Membership.ended_on.is_(None), mate.ended_on.is_(None))
    )
    for person, name in work.rows(living):
        held[person].household.add(name)
