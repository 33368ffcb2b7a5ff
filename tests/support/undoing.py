"""Each command that any test of the services keeps on a file is undone too, on a copy of it.

    PBI_UNDO_EACH=<answer file> pytest tests/services

The test itself notices nothing. The answer says, action by action, how often undoing put back
every record as it stood before, how often it was refused and with what, and where it did not.
"""

import json
import os
import shutil
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.errors import PbiError
from pbi_desktop.domain.ids import CaseId, CommandId, TicketId
from pbi_desktop.models import Base, Record
from pbi_desktop.services.undo import Undo
from pbi_desktop.store.encrypted_file import open_raw
from pbi_desktop.store.file_store import FileStore
from pbi_desktop.store.unit_of_work import Work
from tests.support.desks import EveryonesStore
from tests.support.stores import FileHome

ASKED = "PBI_UNDO_EACH"
UNDONE, NO_CHANGE = "undone", "changed no record"
# Drafts are not undone; a ticket says that a case was opened, which stays true. Whether somebody
# was called who may know a person must make no difference to whoever wrote them down.
_APART = frozenset({"drafts", "tickets", "match_alerts", "alert_calls"})
_TABLES = sorted(
    mapper.class_.__tablename__
    for mapper in Base.registry.mappers
    if issubclass(mapper.class_, Record) and mapper.class_.__tablename__ not in _APART
)
# Who a case is about and who is on it goes with the case itself: nobody sees it without.
_WITH_THE_CASE = frozenset({"case_people", "case_team"})
_STANDING = " AND case_id IN (SELECT id FROM cases WHERE withdrawn_at IS NULL)"
_found: dict[str, Counter[str]] = defaultdict(Counter)
_real = EveryonesStore.command


def records(path: Path, key: bytes) -> dict[str, list[Any]]:
    """Return every record that is there, by its kind, whatever its version."""
    with closing(open_raw(path, key, wipe_memory=False)) as raw:
        found = {}
        for table in _TABLES:
            columns = [one.name for one in Base.metadata.tables[table].c if one.name != "version"]
            rows = raw.execute(
                f"SELECT {', '.join(columns)} FROM {table} WHERE withdrawn_at IS NULL"
                + (_STANDING if table in _WITH_THE_CASE else "")
            ).fetchall()
            found[table] = sorted(map(repr, rows))
        return found


@contextmanager
def _command(
    self: EveryonesStore, actor: Actor, action: str, *, sweep: TicketId | None = None
) -> Iterator[Work]:
    home = self.world.home
    if not isinstance(home, FileHome):
        with _real(self, actor, action, sweep=sweep) as work:
            yield work
        return
    before = records(home.path, home.key)
    with _real(self, actor, action, sweep=sweep) as work:
        yield work
        command, touched, changes = work.command, frozenset(work._cases), bool(work._revisions)
    if action != "undo":
        came = _undo(home, actor, command, touched, before) if changes else NO_CHANGE
        test = os.environ.get("PYTEST_CURRENT_TEST", "").rpartition("::")[2].partition(" ")[0]
        _found[action][came if came in (UNDONE, NO_CHANGE) else f"{came}: {test}"] += 1


def _undo(
    home: FileHome,
    actor: Actor,
    command: CommandId,
    cases: frozenset[CaseId],
    before: dict[str, Any],
) -> str:
    """Return what came of undoing a command on a copy of its store."""
    with tempfile.TemporaryDirectory() as folder:
        for path in home.path.parent.glob(f"{home.path.name}*"):
            shutil.copy(path, folder)
        copy = Path(folder) / home.path.name
        store = FileStore(copy, home.key, home.clock, wipe_memory=False)
        try:
            Undo(lambda: store).undo(actor, command, cases)
        except PbiError as error:
            return type(error).__name__
        finally:
            store.close()
        after = records(copy, home.key)
    differ = [table for table in _TABLES if after[table] != before[table]]
    return f"differs: {differ}" if differ else UNDONE


@contextmanager
def each_undone(answer: Path) -> Iterator[None]:
    """Have each command undone on a copy inside the block; then write what came of it."""
    made: Any = _command
    EveryonesStore.command = made  # type: ignore[method-assign]
    try:
        yield
    finally:
        EveryonesStore.command = _real  # type: ignore[method-assign]
        answer.write_text(json.dumps(_found, indent=1, sort_keys=True))
