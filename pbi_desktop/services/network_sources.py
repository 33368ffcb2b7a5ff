"""Which records the picture of a network tells of, for the ledger."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, select

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.disclosures import Source
from pbi_desktop.domain.ties import NetworkFacts
from pbi_desktop.models import (
    Attendance,
    Case,
    Involvement,
    Membership,
    Person,
    Record,
    Referral,
    Relationship,
)
from pbi_desktop.services.sources import source_of
from pbi_desktop.store.unit_of_work import Work

_PERSON = ("given_name", "family_name", "known_as", "born_text", "died_text", "gender", "pronouns")
_TIE = ("kind", "quality", "strength", "flow", "started_on", "ended_on")
_SERVICE = ("service", "worker_name", "quality", "strength", "flow", "started_on", "ended_on")
_REFERRAL = ("kind", "quality", "flow", "made_on", "group_id")


def network_sources(
    work: Work, case: Case, told: frozenset[Category], facts: NetworkFacts
) -> tuple[Source, ...]:
    """Return the versions of the records that a picture of these facts is made of."""
    return tuple(
        source_of(record, *fields)
        for asked, fields in _asked(case, told, facts)
        for record in work.all(asked)
    )


def _asked(
    case: Case, told: frozenset[Category], facts: NetworkFacts
) -> Iterator[tuple[Select[Any], tuple[str, ...]]]:
    people = [one.id for one in facts.people]
    yield select(Person).where(Person.id.in_(people)).order_by(Person.id), _PERSON
    tied = {(tie.subject, tie.other, tie.kind) for tie in facts.ties}
    for kind in sorted({tie[2] for tie in tied}):
        ties = [tie for tie in tied if tie[2] is kind]
        yield (
            _told(Relationship, told).where(
                Relationship.kind == kind,
                Relationship.subject_id.in_({tie[0] for tie in ties}),
                Relationship.other_id.in_({tie[1] for tie in ties}),
            ),
            _TIE,
        )
    home = {one.person for one in facts.home}
    yield _told(Membership, told).where(Membership.subject_id.in_(home)), ("started_on", "ended_on")
    of_case: tuple[tuple[Any, tuple[str, ...]], ...] = (
        (Involvement, _SERVICE),
        (Referral, _REFERRAL),
        (Attendance, ("group_id", "on_day", "came")),
    )
    for mapped, fields in of_case:
        yield (
            _told(mapped, told).where(mapped.case_id == case.id, mapped.subject_id.in_(people)),
            fields,
        )


def _told(mapped: type[Record], told: frozenset[Category]) -> Select[Any]:
    kind: Any = mapped
    return select(kind).where(kind.category.in_(told)).order_by(kind.id)
