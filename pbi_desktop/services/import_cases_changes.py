"""What a file may change of records there are: what an import wrote, never what a person did.

A cell that somebody changed in the program since the last import stays theirs. Where the file has
changed it as well, the run says so.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from pbi_desktop.models import (
    FinancialGain,
    ImportItem,
    ImportRun,
    Record,
    StageRating,
)
from pbi_desktop.services.import_cases_plan import Change, Plan
from pbi_desktop.services.import_cases_work import (
    GAIN_CELLS,
    STAGE_CELLS,
    Found,
    KnownRow,
)
from pbi_desktop.services.standing_changes import standing_changes
from pbi_desktop.store import revisions
from pbi_desktop.store.unit_of_work import Work

KIND = "cases"
KEPT = "Cells that people changed in the program and the file gives otherwise: theirs were kept."
OF_OTHERS = "Cells of records that no import of yours wrote, and the file gives otherwise: kept."
_FEW = 5_000


@dataclass(frozen=True)
class _Edits:
    """What people made of a record since an import wrote it: cell -> what it said before them."""

    cells: Mapping[str, Any]
    by_import: bool


def settle(work: Work, plan: Plan, wanted: Sequence[Change]) -> None:
    """Keep in the plan what differs from what is there and may change."""
    differing = list(_differing(work, wanted))
    edits = _edits(work, [change for change, _now in differing])
    for change, now in differing:
        allowed = _allowed(plan, change, now, edits[change.key])
        if allowed is not None:
            plan.changes.append(allowed)


def known_ratings(work: Work, cases: set[UUID]) -> Found:
    """Return the ratings of known cases, by case, part of life and day."""
    marks = (StageRating.case_id, StageRating.domain, StageRating.rated_on)
    return _found(work, StageRating, marks, STAGE_CELLS, cases)


def known_gains(work: Work, cases: set[UUID]) -> Found:
    """Return the gains of known cases, by case, category, name, nature and start."""
    gain = FinancialGain
    marks = (gain.case_id, gain.gain_category, gain.what, gain.nature, gain.start_on)
    return _found(work, gain, marks, GAIN_CELLS, cases)


def _found(
    work: Work,
    kind: type[StageRating | FinancialGain],
    marks: tuple[Any, ...],
    names: tuple[str, ...],
    cases: set[UUID],
) -> Found:
    """Return the records by their marks, the oldest first; the case is the first mark."""
    if not cases:
        return {}
    found: Found = defaultdict(list)
    asked = select(kind.id, *marks, *(getattr(kind, name) for name in names))
    asked = asked.order_by(kind.created_at, kind.id)
    for key, *told in work.rows(_of_few(asked, kind.case_id, cases)):
        if told[0] in cases:
            mark, cells = tuple(told[: len(marks)]), told[len(marks) :]
            found[mark].append(KnownRow(key, dict(zip(names, cells, strict=True))))
    return found


def _of_few(asked: Select[Any], column: Any, keys: set[UUID]) -> Select[Any]:
    return asked.where(column.in_(keys)) if len(keys) < _FEW else asked


def _differing(work: Work, wanted: Iterable[Change]) -> Iterator[tuple[Change, Mapping[str, Any]]]:
    """Give the changes that say something else than there is, with what there is."""
    by_kind = defaultdict[type[Record], dict[UUID, list[Change]]](lambda: defaultdict(list))
    for change in wanted:
        by_kind[change.kind][change.key].append(change)
    for kind, changes in by_kind.items():
        names = sorted({name for each in changes.values() for one in each for name in one.cells})
        columns = [getattr(kind, name) for name in names]
        asked = _of_few(select(kind.id, *columns), kind.id, set(changes))
        for key, *values in work.rows(asked):
            now = dict(zip(names, values, strict=True))
            for change in changes.get(key, ()):
                if any(now[name] != value for name, value in change.cells.items()):
                    yield change, now


def _allowed(plan: Plan, change: Change, now: Mapping[str, Any], edits: _Edits) -> Change | None:
    """Return the change without the cells that are a person's own; None where nothing is left."""
    differ = {name: value for name, value in change.cells.items() if now[name] != value}
    free = {
        name: value for name, value in differ.items() if edits.by_import and name not in edits.cells
    }
    theirs = differ.keys() - free.keys()
    if theirs and not edits.by_import:
        plan.noticed[OF_OTHERS] += 1
    elif any(edits.cells[name] != revisions.plain(differ[name]) for name in theirs):
        plan.noticed[KEPT] += 1
    return replace(change, cells=free) if free else None


def _edits(work: Work, changes: Sequence[Change]) -> dict[UUID, _Edits]:
    """Return what people did to each record since imports wrote it."""
    by_runs: dict[UUID, set[int]] = defaultdict(set)
    keys = {change.key for change in changes}
    for some in _portions(keys):
        rows = work.rows(
            select(ImportItem.record_id, ImportItem.record_version)
            .join(ImportRun, ImportRun.id == ImportItem.run_id)
            .where(ImportRun.kind == KIND, ImportItem.record_id.in_(some))
        )
        for key, version in rows:
            by_runs[key].add(version)
    standing = standing_changes(work, keys & by_runs.keys())
    return {
        key: _Edits(_first_words(standing.get(key, ()), by_runs[key]), bool(by_runs.get(key)))
        for key in keys
    }


def _first_words(changed: Iterable[Any], by_runs: set[int]) -> dict[str, Any]:
    """Return each cell that people changed, with what it said before the first of them."""
    found: dict[str, Any] = {}
    for _key, version, before, _after in changed:
        if version not in by_runs:
            for name, value in json.loads(before).items():
                found.setdefault(name, value)
    return found


def _portions(keys: set[UUID]) -> Iterator[list[UUID]]:
    every = sorted(keys)
    for start in range(0, len(every), _FEW):
        yield every[start : start + _FEW]
