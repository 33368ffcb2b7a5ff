"""What workers are called."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.models import Worker
from pbi_desktop.store.unit_of_work import Work


def worker_names(work: Work, ids: Iterable[UUID | None]) -> Mapping[UUID | None, str]:
    """Return what these workers are called, by worker; None is nobody, and is not there."""
    wanted = {one for one in ids if one is not None}
    if not wanted:
        return {}
    rows = work.rows(select(Worker.id, Worker.name).where(Worker.id.in_(wanted)))
    return {row[0]: row[1] for row in rows}
