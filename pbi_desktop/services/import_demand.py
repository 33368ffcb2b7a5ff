"""Calls and visits that an agency tells of, put to the people they were about."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import PurePath
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.demand import demand_category
from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.incoming import ToldDemand
from pbi_desktop.domain.intake_matching import reference_key
from pbi_desktop.domain.names import name_key
from pbi_desktop.exchange.list_rows import Refused
from pbi_desktop.models import Agency, DemandEvent
from pbi_desktop.services.import_plan import Plan
from pbi_desktop.services.import_runs import Cells, Difference
from pbi_desktop.services.import_whose import InSight
from pbi_desktop.store.unit_of_work import Work

_CHUNK = 500


def plan_demand(work: Work, rows: Sequence[ToldDemand]) -> Plan:
    """Return what these events would do; a row that is there is told apart by its source key."""
    difference: Difference[DemandEvent] = Difference()
    plan = Plan(keep=lambda run: run.apply(DemandEvent, difference))
    in_sight, agencies = InSight(work), _agencies(work)
    alike: Counter[tuple[object, ...]] = Counter()
    wanted: dict[str, Cells] = {}
    for row in rows:
        try:
            person, address = _whose(in_sight, row)
        except Refused as refused:
            plan.refused.append((row.place, str(refused)))
            continue
        key = _key(row, person, address, alike)
        if key in wanted:
            plan.unchanged += 1
            continue
        wanted[key] = _cells(row, key, person, address, agencies)
    known = _known(work, wanted)
    difference.new = [cells for key, cells in wanted.items() if key not in known]
    plan.new, plan.unchanged = len(difference.new), plan.unchanged + len(known)
    return plan


def _whose(in_sight: InSight, row: ToldDemand) -> tuple[PersonId, UUID | None]:
    """Return whom an event was about; the address where only that was told."""
    category, whose = demand_category(row.kind), row.whose
    if whose.case or whose.person or whose.name:
        return in_sight.person_of(whose, category), None
    return in_sight.at_address(row.address, row.postcode, row.on_day, category)


def _agency(row: ToldDemand) -> str:
    """Return the agency that tells of it: as the row says, else as the file is called."""
    return row.agency or PurePath(row.place.file).stem


def _key(
    row: ToldDemand,
    person: PersonId,
    address: UUID | None,
    alike: Counter[tuple[object, ...]],
) -> str:
    """Return what tells an event apart: the agency's own number for it, else all it says.

    Rows that say the same are as many events: the first, the second, and so on.
    """
    agency = name_key(row.agency)  # a file's name changes with every download
    told: tuple[object, ...] = (
        agency,
        row.kind.value,
        person,
        address or "",
        row.on_day,
        row.count,
    )
    if row.reference:
        told = (agency, row.kind.value, person, reference_key(row.reference))
        return _hashed(told)
    alike[row.place.file, *told] += 1  # two lists may overlap, one list repeats what came twice
    return _hashed((*told, alike[row.place.file, *told]))


def _hashed(told: tuple[object, ...]) -> str:
    whole = "\n".join(map(str, told))
    return hashlib.sha256(whole.encode()).hexdigest()


def _known(work: Work, wanted: Mapping[str, Cells]) -> set[str]:
    found: set[str] = set()
    rest = iter(sorted(wanted))
    while some := list(islice(rest, _CHUNK)):
        asked = select(DemandEvent.source_key).where(DemandEvent.source_key.in_(some))
        found |= {row[0] for row in work.rows(asked)}
    return found


def _agencies(work: Work) -> dict[str, UUID]:
    return {name_key(row[1]): row[0] for row in work.rows(select(Agency.id, Agency.name))}


def _cells(
    row: ToldDemand,
    key: str,
    person: PersonId,
    address: UUID | None,
    agencies: Mapping[str, UUID],
) -> Cells:
    agency = _agency(row)
    return {
        "subject_id": person,
        "category": demand_category(row.kind),
        "kind": row.kind,
        "agency": agency,
        "agency_id": agencies.get(name_key(agency)),
        "address_id": address,
        "on_day": row.on_day,
        "count": row.count,
        "source": row.place.file,
        "source_key": key,
        "unit_cost_code": row.unit_cost_code or None,
    }
