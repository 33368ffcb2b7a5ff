"""Undo: a command like any other. It puts back what one command changed, if nobody has since."""

import json
from collections.abc import Callable, Sequence

from sqlalchemy import select

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import NotFound, NotPermitted
from pbi_desktop.domain.ids import CommandId
from pbi_desktop.models import Revision
from pbi_desktop.store import revisions
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work

# Who a case is about and who is on it goes with the case itself: see `_in_order`.
_WITH_THE_CASE = frozenset({"case_people", "case_team"})


class Undo:
    """Takes back a worker's own command."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def undo(self, actor: Actor, command: CommandId) -> Changes:
        """Put back what a command changed; StaleRecord when somebody changed it since."""
        with self._store().command(actor, "undo") as work:
            done = work.all(select(Revision).where(Revision.command_id == command))
            if not done:
                raise NotFound("command")
            if any(revision.worker_id != actor.worker for revision in done):
                raise NotPermitted("undo another worker's change")
            for revision in _in_order(done):
                _put_back(work, revision)
        return work.changes("Undone")


def _in_order(done: Sequence[Revision]) -> list[Revision]:
    """Return what to put back: a case last, since the right to change ends with it."""
    made_case = any(one.kind == "cases" and one.before is None for one in done)
    kept = [one for one in done if not (made_case and one.kind in _WITH_THE_CASE)]
    return sorted(kept, key=lambda one: (one.kind in ("cases", *_WITH_THE_CASE), one.kind))


def _put_back(work: Work, revision: Revision) -> None:
    record = work.get(revisions.class_of(revision.kind), revision.record_id, revision.version)
    if revision.before is None:
        work.withdraw(record)
        return
    revisions.restore(record, json.loads(revision.before))
    work.save(record)
