"""Money found by a calculator or an adviser, put to the cases of the people it is for."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.gains import Attribution, GainStatus
from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.incoming import FoundGain
from pbi_desktop.domain.names import name_key
from pbi_desktop.domain.times import london_day
from pbi_desktop.exchange.list_rows import Refused
from pbi_desktop.models import FinancialGain
from pbi_desktop.services.import_plan import Plan
from pbi_desktop.services.import_runs import Cells, Difference, Run
from pbi_desktop.services.import_whose import CaseInSight, InSight
from pbi_desktop.store.unit_of_work import Work

Award = tuple[UUID, str, date | None, int]
"""What tells an award apart: the case, what it is, since when, how much."""

_CHUNK = 500


def plan_gains(work: Work, rows: Sequence[FoundGain]) -> Plan:
    """Return what these gains would do; one award counts once, however often it is told."""
    difference: Difference[FinancialGain] = Difference()
    plan = Plan(keep=lambda run: _keep(run, difference))
    placed = list(_placed(InSight(work), rows, plan))
    known = _known(work, {case.id for _row, case, _person in placed})
    otherwise = 0
    for row, case, person in placed:
        award = (case.id, name_key(row.what), row.gain.start, int(row.gain.amount))
        if award in known:
            plan.unchanged += 1
            otherwise += known[award] is not row.gain.status
            continue
        known[award] = row.gain.status
        difference.new.append(_cells(work, row, case, person))
    plan.new = len(difference.new)
    if otherwise:
        plan.noticed.append(
            f"Of the awards that are there already, {otherwise} have another status in the list; "
            "they were left as they are. Change them in the case."
        )
    return plan


def _keep(run: Run, difference: Difference[FinancialGain]) -> None:
    run.apply(FinancialGain, difference)


def _placed(
    in_sight: InSight, rows: Iterable[FoundGain], plan: Plan
) -> Iterator[tuple[FoundGain, CaseInSight, PersonId]]:
    for row in rows:
        try:
            case, person = in_sight.case_of(row.whose, Category.FINANCE)
        except Refused as refused:
            plan.refused.append((row.place, str(refused)))
            continue
        yield row, case, person


def _known(work: Work, cases: set[UUID]) -> dict[Award, GainStatus]:
    found = {}
    rest = iter(sorted(cases))
    while some := list(islice(rest, _CHUNK)):
        for gain in work.all(select(FinancialGain).where(FinancialGain.case_id.in_(some))):
            award = (UUID(int=gain.case_id.int), name_key(gain.what), gain.start_on, gain.amount)
            found[award] = gain.status
    return found


def _cells(work: Work, row: FoundGain, case: CaseInSight, person: PersonId) -> Cells:
    gain = row.gain
    confirmed: dict[str, Any] = {"confirmed_on": None, "confirmed_by": None}
    if gain.counts:
        on = row.confirmed_on or london_day(work.now)
        confirmed = {"confirmed_on": on, "confirmed_by": work.actor.worker}
    return {
        "case_id": case.id,
        "subject_id": person,
        "category": Category.FINANCE,
        "gain_category": gain.category,
        "what": row.what,
        "nature": gain.nature,
        "status": gain.status,
        "amount": int(gain.amount),
        "frequency": gain.frequency,
        "previous_amount": int(gain.previous),
        "start_on": gain.start,
        "end_on": gain.end,
        "recurs_next_year": "unknown",
        "evidence": row.evidence,
        "attribution": Attribution.US_WITH_PARTNER,
        **confirmed,
    }
