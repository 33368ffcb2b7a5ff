"""Who moved or settled a step, where they are of another agency than whoever owns it."""

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.casework import ActionStatus
from pbi_desktop.models import Action, Agency, Revision, Worker
from pbi_desktop.services.plan_rows import StepChange
from pbi_desktop.store import revisions
from pbi_desktop.store.unit_of_work import Work

_TELLING = ("status", "due_on")


def read_step_changes(work: Work, steps: Iterable[Any]) -> dict[UUID, StepChange]:
    """Return the latest change of each step that somebody of another agency made to it.

    What was undone has not happened. A step whose owner changed it since is its owner's again.
    """
    changed = {step.id: step for step in steps if step.version > 1}
    if not changed:
        return {}
    rows = work.rows(
        select(Revision, Worker.name, Worker.agency_id, Agency.name)
        .join(Worker, Worker.id == Revision.worker_id)
        .join(Agency, Agency.id == Worker.agency_id)
        .where(Revision.kind == Action.__tablename__, Revision.record_id.in_(changed))
        .where(Revision.before.is_not(None))
        .order_by(Revision.record_id, Revision.version)
    )
    of_step: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        of_step[row[0].record_id].append(row)
    owners = _agencies_of_owners(work, changed.values())
    found = {}
    for key, made in of_step.items():
        kept = revisions.still_standing(made, lambda row: (row[0].before, row[0].after))
        last = next((row for row in reversed(kept) if _tells(row[0])), None)
        if last is not None and last[2] != owners.get(changed[key].owner_id):
            found[key] = _change(last)
    return found


def _tells(revision: Revision) -> bool:
    after = json.loads(revision.after)
    return any(name in after for name in _TELLING)


def _change(row: Any) -> StepChange:
    revision, by, _agency_id, agency = row
    status = json.loads(revision.after).get("status")
    return StepChange(by, agency, revision.at, None if status is None else ActionStatus(status))


def _agencies_of_owners(work: Work, steps: Iterable[Any]) -> dict[UUID, UUID]:
    owners = {step.owner_id for step in steps}
    rows = work.rows(select(Worker.id, Worker.agency_id).where(Worker.id.in_(owners)))
    return {row[0]: row[1] for row in rows}
