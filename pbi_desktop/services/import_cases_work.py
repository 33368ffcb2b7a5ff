"""Cases of a team's files, and their stages and gains: new, or to be compared with those known."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.casework import DOMAIN_CATEGORY, PartInCase, TeamRole
from pbi_desktop.domain.gains import Attribution
from pbi_desktop.domain.ids import new_id, new_reference
from pbi_desktop.domain.intake import CaseRow, GainRow, Intake, RowPlace, StageRow
from pbi_desktop.domain.intake_matching import reference_key
from pbi_desktop.domain.names import name_key
from pbi_desktop.domain.stages import SCALE_ID, SCALE_VERSION
from pbi_desktop.models import Case, FinancialGain, StageRating
from pbi_desktop.services.import_cases_known import CASE_OF
from pbi_desktop.services.import_cases_people import WAITING
from pbi_desktop.services.import_cases_plan import CaseAt, Change, Plan, Reach

CORE, FINANCE = int(Category.CORE), int(Category.FINANCE)
Mark = tuple[Any, ...]
STAGE_CELLS = ("kind", "stage", "own_view", "reason")
GAIN_CELLS = (
    *("status", "amount", "frequency", "previous_amount"),
    *("evidence", "end_on", "confirmed_on"),
)


@dataclass(frozen=True)
class KnownRow:
    """A record of a known case, and what it says."""

    id: UUID
    cells: Mapping[str, Any]


Found = dict[Mark, list[KnownRow]]
"""Records of known cases, by what tells them apart within a case."""

NO_WORKER = "Cases whose key worker is not known here: you stand in."
NO_RATER = "Ratings by somebody who is not known here: they are kept as yours."
_SOURCE = "spreadsheet"
_LONGER = 8


def plan_cases(plan: Plan, rows: Iterable[CaseRow], reach: Reach, intake: Intake) -> list[Change]:
    """Plan every case whose person is taken; returns what may change of those known."""
    changes = []
    for row in rows:
        key = reference_key(row.case)
        site = reach.site_of_case[key]
        person = _subject(plan, row, site.name)
        if person is None:
            plan.cases_out.add(key)
            continue
        known = plan.known.cases.get((site.name, key))
        if known is None:
            plan.cases[key] = CaseAt(
                _new_case(plan, row, site.id, site.name, person), person, False
            )
            plan.new.add(row.place)
        elif known.subject != person:
            plan.refuse(row.place, f"Case {row.case} is about another person here.")
            plan.cases_out.add(key)
            continue
        else:
            plan.cases[key] = CaseAt(known.id, known.subject, True)
            changes.append(Change(Case, known.id, case_cells(row, intake), row.place))
        plan.with_case.add(reference_key(row.person))
    return changes


def _subject(plan: Plan, row: CaseRow, site: str) -> UUID | None:
    """Return the person of a case; refuses the row where there is none."""
    key = reference_key(row.person)
    person = plan.people.get(key)
    if person is None and key not in plan.waiting and key not in plan.answered_out:
        person = plan.known.people.get((site, key)) or plan.known.own_ids.get(key)
    if person is not None:
        return person
    if key in plan.answered_out:
        plan.left_out.add(row.place)
        plan.answered_out.add(f"case {reference_key(row.case)}")
    elif key in plan.waiting:
        plan.refuse(row.place, WAITING)
    else:
        plan.refuse(row.place, f"No row of people is about {row.person}.")
    return None


def _new_case(plan: Plan, row: CaseRow, site: UUID, name: str, person: UUID) -> UUID:
    case, ours = new_id(), _new_reference(plan)
    source = row.source or (None if plan.as_written else _SOURCE)
    said = (row.phase, source, row.opened_on, row.closed_on, row.closure_reason)
    plan.rows["cases"].append((case, ours, site, person, CORE, *said, row.next_review_on, None))
    first = person not in plan.made_people or person not in plan.in_case
    plan.in_case.add(person)
    people = plan.first_people if first else plan.rows["case_people"]
    people.append((new_id(), case, person, PartInCase.MAIN))
    worker = _key_worker(plan, row)
    team = plan.own_team if worker == plan.worker else plan.rows["case_team"]
    if worker is not None:
        team.append((new_id(), case, worker, TeamRole.KEY_WORKER, plan.now, None))
    reference = (person, CORE, f"{name}{CASE_OF}{ours}", row.case, reference_key(row.case))
    plan.rows["person_references"].append((new_id(), *reference))
    return case


def _key_worker(plan: Plan, row: CaseRow) -> UUID | None:
    """Return who leads a case: the importer where nobody is named or nobody of that name known."""
    if not row.key_worker:
        return None if plan.as_written else plan.worker
    worker = plan.known.workers.get(name_key(row.key_worker))
    if worker is None:
        plan.noticed[NO_WORKER] += 1
    return worker or plan.worker


def _new_reference(plan: Plan) -> str:
    """Return a reference that no case in sight has; longer than those given one by one."""
    while (found := new_reference(_LONGER)) in plan.references:
        pass
    plan.references.add(found)
    return found


def case_cells(row: CaseRow, intake: Intake) -> dict[str, Any]:
    """Return what a row says of a case, without what it leaves empty or has no column for."""
    said: dict[str, Any] = {
        "opened_on": row.opened_on,
        "phase": row.phase,
        "source": row.source or None,
        "closed_on": row.closed_on,
        "closure_reason": row.closure_reason,
        "next_review_on": row.next_review_on,
    }
    read = {field for fields in intake.columns.values() for field in fields.values()}
    if read and not read & {"phase", "closed_on"}:
        del said["phase"]
    return {name: value for name, value in said.items() if value is not None}


# --- stages and gains ----------------------------------------------------------------------------


def plan_stages(plan: Plan, rows: Sequence[StageRow], found: Found) -> list[Change]:
    """Plan the ratings of cases that are taken; returns what may change of those known."""
    changes = []
    taken: list[tuple[StageRow, CaseAt]] = []
    for row in rows:
        case = _case_of(plan, row.case, row.place, int(DOMAIN_CATEGORY[row.domain]))
        if case is not None:
            taken.append((row, case))
    marks = [(case.id, row.domain, row.rated_on) for row, case in taken]
    known = paired(marks, [_stage_cells(row) for row, _case in taken], found)
    for (row, case), at in zip(taken, known, strict=True):
        if at is not None:
            changes.append(Change(StageRating, at, _stage_cells(row), row.place))
            continue
        plan.new.add(row.place)
        category = int(DOMAIN_CATEGORY[row.domain])
        about = (new_id(), case.id, case.subject, category)
        rated = (row.domain, row.kind, row.stage, row.own_view, row.reason or None, row.rated_on)
        by = (_rater(plan, row), plan.agency, SCALE_ID, SCALE_VERSION)
        plan.rows["stage_ratings"].append((*about, *rated, *by))
    return changes


def plan_gains(plan: Plan, rows: Sequence[GainRow], found: Found) -> list[Change]:
    """Plan the gains of cases that are taken; returns what may change of those known."""
    changes = []
    taken: list[tuple[GainRow, CaseAt, str]] = []
    for row in rows:
        case = _case_of(plan, row.case, row.place, FINANCE)
        if case is not None:
            taken.append((row, case, _called(plan, row)))
    marks = [
        (case.id, row.gain.category, what, row.gain.nature, row.gain.start)
        for row, case, what in taken
    ]
    known = paired(marks, [_gain_cells(row) for row, _case, _what in taken], found)
    for (row, case, what), at in zip(taken, known, strict=True):
        if at is not None:
            changes.append(Change(FinancialGain, at, _gain_cells(row), row.place))
            continue
        plan.new.add(row.place)
        gain = row.gain
        plan.rows["gains"].append(
            (
                *(new_id(), case.id, case.subject, FINANCE, gain.category, what, gain.nature),
                *(gain.status, gain.amount, gain.frequency, gain.previous, gain.start, gain.end),
                *("unknown", row.evidence, row.confirmed_on),
                plan.worker if row.confirmed_on else None,
                Attribution.US_WITH_PARTNER,
            )
        )
    return changes


def _called(plan: Plan, row: GainRow) -> str:
    if row.what or plan.as_written:
        return row.what
    return row.gain.category.value.replace("_", " ").capitalize()


def paired(
    marks: Sequence[Mark], cells: Sequence[Mapping[str, Any]], found: Found
) -> list[UUID | None]:
    """Return the record that each row is about, none twice: of those with its marks one that
    says the same, else the oldest that no other row is about.
    """
    left = {mark: list(found[mark]) for mark in dict.fromkeys(marks) if mark in found}
    pairs: list[UUID | None] = [None] * len(marks)
    for alike in (True, False):
        for at, mark in enumerate(marks):
            if pairs[at] is not None or not left.get(mark):
                continue
            for known in left[mark]:
                if not alike or _says_the_same(known, cells[at]):
                    pairs[at] = known.id
                    left[mark].remove(known)
                    break
    return pairs


def _says_the_same(known: KnownRow, cells: Mapping[str, Any]) -> bool:
    return all(known.cells[name] == value for name, value in cells.items())


def _stage_cells(row: StageRow) -> dict[str, Any]:
    said: dict[str, Any] = {
        "kind": row.kind,
        "stage": row.stage,
        "own_view": row.own_view,
        "reason": row.reason or None,
    }
    return {name: value for name, value in said.items() if value is not None}


def _gain_cells(row: GainRow) -> dict[str, Any]:
    gain = row.gain
    said: dict[str, Any] = {
        "status": gain.status,
        "amount": gain.amount,
        "frequency": gain.frequency,
        "previous_amount": gain.previous,
        "evidence": row.evidence,
        "end_on": gain.end,
        "confirmed_on": row.confirmed_on,
    }
    return {name: value for name, value in said.items() if value is not None}


def _rater(plan: Plan, row: StageRow) -> UUID:
    worker = plan.known.workers.get(name_key(row.rated_by)) if row.rated_by else plan.worker
    if worker is None:
        plan.noticed[NO_RATER] += 1
    return worker or plan.worker


def _case_of(plan: Plan, reference: str, place: RowPlace, category: int) -> CaseAt | None:
    """Return the case of a row; refuses the row where it is not taken, or may not be written."""
    key = reference_key(reference)
    case = plan.cases.get(key) or _known_case(plan, key)
    if case is None:
        if f"case {key}" in plan.answered_out:
            plan.left_out.add(place)
        elif key in plan.cases_out:
            plan.refuse(place, f"Case {reference} is not taken.")
        else:
            plan.refuse(place, f"No row of cases is about {reference}.")
        return None
    if not plan.known.may_write(case.id, category):
        plan.refuse(place, "Your agency may not hold this part of a record.")
        return None
    return case


def _known_case(plan: Plan, key: str) -> CaseAt | None:
    """Return a case that the files do not name as a case but that is known, at one site alone."""
    if key in plan.cases_out:
        return None
    known = plan.known
    found = {
        known.cases[one.name, key].id: known.cases[one.name, key]
        for one in known.sites.values()
        if (one.name, key) in known.cases
    }
    if len(found) != 1:
        return None
    (case,) = found.values()
    plan.cases[key] = CaseAt(case.id, case.subject, known=True)
    return plan.cases[key]
