"""The facts that outcome figures are counted from, read from the records a worker may see."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.casework import DOMAIN_CATEGORY
from pbi_desktop.domain.ids import CaseId, GroupId, HouseholdId, PersonId, RecordId, SiteId
from pbi_desktop.domain.outcomes import (
    TOLD_EACH,
    AttendanceFact,
    CaseFacts,
    GainFact,
    Period,
    Progress,
    RatingFact,
    has_taken_part,
    quiet,
)
from pbi_desktop.domain.stages import LifeDomain
from pbi_desktop.models import Attendance, Case, FinancialGain, Membership, StageRating
from pbi_desktop.services.same_people import leads_of_all
from pbi_desktop.store.unit_of_work import Work

T = TypeVar("T")
_OF_VISITS = sorted(set(DOMAIN_CATEGORY.values()))
"""What a visit to a group may be kept under: the part of life that the group is about."""


def read_case_facts(
    work: Work, period: Period, site: SiteId | None, told: Progress = quiet
) -> list[CaseFacts]:
    """Return the facts of every case opened in the period whose work the worker may read.

    A case of which only the name is granted, as at a front door, is not counted: nothing that the
    figures rest on could be seen of it. `told` hears how far it is, and may raise to stop.
    """
    rows = _rows_that_count(work, period, site, told)
    ratings = _by_case(_ratings(work, period, site))
    told(0, len(rows))
    gains = _by_case(_gains(work, period, site))
    told(0, len(rows))
    came = _by_case(_attendances(work, period, site))
    lead = leads_of_all(work)
    homes = _households(work, lead)
    facts: list[CaseFacts] = []
    for row, may_read in rows:
        person = PersonId(lead.get(row.subject_id, row.subject_id))
        known = _Known(person, ratings[row.id], gains[row.id], came[row.id], homes.get(person))
        facts.append(_facts(row, known, may_read))
        if len(facts) % TOLD_EACH == 0:
            told(len(facts), len(rows))
    return facts


def _rows_that_count(
    work: Work, period: Period, site: SiteId | None, told: Progress
) -> list[tuple[Any, Container[int]]]:
    """Return the cases of which the worker may read the work, each with what they may read."""
    found, held = _cases(work, period, site), work.books.held_everywhere()
    rows: list[tuple[Any, Container[int]]] = []
    for at, row in enumerate(found):
        if at % TOLD_EACH == 0:
            told(0, len(found))
        may_read = held.get(row.id, {})
        if Category.CORE in may_read:
            rows.append((row, may_read))
    return rows


def _cases(work: Work, period: Period, site: SiteId | None) -> Sequence[Any]:
    asked = select(
        Case.id,
        Case.subject_id,
        Case.site_id,
        Case.reference,
        Case.opened_on,
        Case.phase,
        Case.closed_on,
        Case.closure_reason,
    ).where(Case.opened_on >= period.first, Case.opened_on <= period.last)
    if site is not None:
        asked = asked.where(Case.site_id == site)
    return work.rows(asked.order_by(Case.id))


@dataclass(frozen=True)
class _Known:
    """What is on record of one case."""

    person: PersonId
    """The lead of the records that are linked as this person."""
    ratings: list[RatingFact]
    gains: list[GainFact]
    came: list[AttendanceFact]
    household: HouseholdId | None


def _facts(case: Any, known: _Known, may_read: Container[int]) -> CaseFacts:
    return CaseFacts(
        case=CaseId(case.id),
        person=known.person,
        site=case.site_id,
        reference=case.reference,
        opened_on=case.opened_on,
        phase=case.phase,
        engaged=has_taken_part(case.phase, known.ratings),
        household=known.household,
        closed_on=case.closed_on,
        closure_reason=case.closure_reason,
        ratings=tuple(known.ratings),
        gains=tuple(known.gains),
        money_assessed=any(rating.domain is LifeDomain.MONEY for rating in known.ratings),
        attendances=tuple(known.came),
        money_hidden=Category.FINANCE not in may_read,
        visits_hidden=not all(one in may_read for one in _OF_VISITS),
    )


def _by_case(pairs: Iterable[tuple[UUID, T]]) -> defaultdict[UUID, list[T]]:
    found: defaultdict[UUID, list[T]] = defaultdict(list)
    for case, fact in pairs:
        found[case].append(fact)
    return found


def _of_cases(asked: Any, record: Any, period: Period, site: SiteId | None) -> Any:
    asked = asked.join(Case, Case.id == record.case_id).where(
        Case.opened_on >= period.first, Case.opened_on <= period.last
    )
    return asked if site is None else asked.where(Case.site_id == site)


def _ratings(work: Work, period: Period, site: SiteId | None) -> Iterable[tuple[UUID, RatingFact]]:
    # Core rows, not records: a city has millions of ratings and a report needs five cells of each.
    asked = select(
        StageRating.case_id,
        StageRating.domain,
        StageRating.kind,
        StageRating.stage,
        StageRating.rated_on,
        StageRating.own_view,
    ).where(StageRating.subject_id == Case.subject_id)
    asked = asked.order_by(StageRating.rated_on, StageRating.created_at, StageRating.id)
    for row in work.rows(_of_cases(asked, StageRating, period, site)):
        yield row[0], RatingFact(row[1], row[2], row[3], row[4], row[5])


def _gains(work: Work, period: Period, site: SiteId | None) -> Iterable[tuple[UUID, GainFact]]:
    asked = select(FinancialGain).order_by(FinancialGain.id)
    for gain in work.all(_of_cases(asked, FinancialGain, period, site)):
        yield gain.case_id, GainFact(RecordId(gain.id), gain.figures, gain.confirmed_on)


def _attendances(
    work: Work, period: Period, site: SiteId | None
) -> Iterable[tuple[UUID, AttendanceFact]]:
    asked = select(
        Attendance.case_id, Attendance.group_id, Attendance.on_day, Attendance.came
    ).order_by(Attendance.on_day, Attendance.id)
    for row in work.rows(_of_cases(asked, Attendance, period, site)):
        yield row[0], AttendanceFact(GroupId(row[1]), row[2], row[3])


def _households(work: Work, lead: Mapping[UUID, UUID]) -> dict[PersonId, HouseholdId]:
    """Return the household of each person: of several records of one, that joined the latest."""
    rows: Sequence[Any] = work.rows(
        select(Membership.subject_id, Membership.household_id)
        .where(Membership.ended_on.is_(None))
        .order_by(Membership.started_on.nulls_first(), Membership.id)
    )
    return {PersonId(lead.get(row[0], row[0])): HouseholdId(row[1]) for row in rows}
