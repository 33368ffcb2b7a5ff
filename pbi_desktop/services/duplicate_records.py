"""People as lists are matched: of several numbers or homes the latest."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.analysis.matching import Record
from pbi_desktop.domain.identity import Pair, pair
from pbi_desktop.models import Relationship
from pbi_desktop.services.people_held import HeldPerson, Home
from pbi_desktop.store.unit_of_work import Work

_NO_HOME = Home("", "", "", "", "")


def records_of(everybody: Mapping[UUID, HeldPerson]) -> list[Record]:
    """Return these people as a list to be matched."""
    return [_record(key, one) for key, one in everybody.items()]


def related(work: Work) -> frozenset[Pair]:
    """Return the pairs of people who are something to each other: nobody is their own mother."""
    rows = work.rows(select(Relationship.subject_id, Relationship.other_id))
    return frozenset(pair(row[0], row[1]) for row in rows)


def _record(key: UUID, one: HeldPerson) -> Record:
    home = next(iter(one.homes), _NO_HOME)
    return Record(
        id=str(key),
        given_name=one.given_name,
        family_name=one.family_name,
        date_of_birth=one.born,
        address_1=home.line_1,
        address_2=home.line_2,
        locality=home.locality,
        postcode=home.postcode,
        phone=_first(one.phones),
        email=_first(one.emails),
        reference=_first(one.references),
        earlier_addresses=tuple(
            ", ".join(filter(None, other[:-1])) for other in (*one.homes[1:], *one.earlier)
        ),
        other_names=tuple(one.other_names),
        household=tuple(sorted(one.household)),
    )


def _first(found: Sequence[str]) -> str:
    return next(iter(found), "")
