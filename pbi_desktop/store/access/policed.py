"""A connection to the encrypted file that shows and takes only what the rule allows.

For each table there is a TEMP view of its own name; behind it a private view of a random name
holds the condition. An authorizer refuses every read of a real table that does not come from a
private view, and every write but the one a unit of work has announced. The rule itself is in
`kinds.py` and `grants.py`; this module only enforces what is compiled from it
(`policy.sqlite.json`).
Why two views: the authorizer is told a name for the source of a read, and a CTE may bear any
name; nobody outside this connection knows the private one.
"""

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlcipher3 import dbapi2

from pbi_desktop.domain.access import Emergency
from pbi_desktop.domain.actor import Actor, Viewing
from pbi_desktop.domain.errors import NotFound, NotPermitted
from pbi_desktop.store.access import own_records
from pbi_desktop.store.access.own_statements import OwnStatements
from pbi_desktop.store.access.temp_tables import INNER, SMALL, TEMP_TABLES
from pbi_desktop.store.encrypted_file import RawConnection

REFUSED = "pbi: not permitted"
EPOCH = "policy_epoch"
BOOKS = frozenset(
    {"audit_checkpoints", "audit_details", "audit_entries", "erasures", "store_meta", "tickets"}
)
"""Written by the store itself and by nobody else."""

_OK: int = dbapi2.SQLITE_OK
_DENY: int = dbapi2.SQLITE_DENY
# The codes of https://sqlite.org/c3ref/c_alter_table.html; the driver does not name them all.
_INSERT, _PRAGMA, _READ, _SELECT, _TRANSACTION, _UPDATE = 18, 19, 20, 21, 22, 23
_FUNCTION, _RECURSIVE = 31, 33
_ALWAYS = frozenset({_SELECT, _TRANSACTION, _RECURSIVE})
_FORBIDDEN_FUNCTIONS = frozenset({"load_extension", "sqlcipher_export", "fts3_tokenizer"})
_SCHEMA_TABLES = frozenset(
    {"sqlite_master", "sqlite_schema", "sqlite_temp_master", "sqlite_temp_schema"}
)
_GUARDED = INNER | _SCHEMA_TABLES


@cache
def _policy() -> dict[str, Any]:
    text = Path(__file__).with_name("policy.sqlite.json").read_text(encoding="utf-8")
    policy: dict[str, Any] = json.loads(text)
    return policy


def fact_kinds() -> frozenset[str]:
    """Return the tables that grants are made of."""
    return frozenset(_policy()["facts"])


@dataclass
class _Filled:
    """For whom, when and under which epoch the grants were last filled."""

    worker: UUID
    purpose: str
    epoch: str
    at: int
    until: int | None
    viewing: Viewing | None = None


class PolicedConnection:
    """One raw connection, closed to all but the rule; it serves one worker at a time."""

    def __init__(self, raw: RawConnection) -> None:
        self.raw = raw
        self._mark = f" --{secrets.token_hex(16)}"
        self.own = OwnStatements(raw, self.above, self._mark)
        self.reads_only = False
        self._private: set[str] = set()
        self._triggers: set[str] = set()
        self._guards: dict[str, tuple[str, ...]] = {}
        self._keys: dict[str, list[str]] = _policy()["keys"]
        self._writing: str | None = None
        self._trusted = True
        self._filled: _Filled | None = None
        self._stale_case: UUID | None = None
        self._stale = False
        self._set_up()
        raw.set_authorizer(self._authorize)
        self._trusted = False

    # --- whose it is ---------------------------------------------------------------------------

    def become(self, actor: Actor, now: int, sweep: UUID | None = None) -> None:
        """Fill the grants of this worker unless they still hold; call inside a transaction.

        Tickets are read here and nowhere else: one made in this transaction does not count in it.
        `sweep` is a ticket that opens every case for this one unit of work.
        """
        epoch = self._epoch()
        if self._still_holds(actor, epoch, now):
            self.own.execute("UPDATE temp.me SET now = ?", (now,))
            if self._filled is not None:
                self._filled.at = now  # what begins now counts when a case is filled again
        else:
            self._refill_all(actor, now, epoch)
        self._take_tickets(actor, now, sweep)

    def may_work(self) -> bool:
        """Say whether whoever this connection serves may work at all."""
        filled = self._filled
        if filled is None:
            return False
        worker = {"worker": filled.worker.bytes}
        return self.own.execute(_policy()["fill"]["may_work"], worker).fetchone() is not None

    def facts_changed(self, case: UUID | None) -> None:
        """Remember that grants must be filled again: of one case, or of all when None."""
        if case is None or self._stale or (self._stale_case not in (None, case)):
            self._stale, self._stale_case = True, None
        else:
            self._stale_case = case

    def refresh(self) -> None:
        """Fill again what `facts_changed` named; does nothing otherwise."""
        filled = self._filled
        if filled is None or not (self._stale or self._stale_case):
            return
        if self._stale_case is not None:
            self._refill_case(filled, self._stale_case)
        else:
            actor = Actor(filled.worker, "", filled.purpose)  # type: ignore[arg-type]
            self._refill_all(actor, filled.at, filled.epoch)
        self._stale, self._stale_case = False, None

    def forget(self) -> None:
        """Drop what is known of the grants: a rollback has taken them back too."""
        self._filled = None
        self._stale, self._stale_case = False, None

    def bump_epoch(self) -> None:
        """Tell every other connection that facts have changed, from the commit on."""
        self.own.execute(
            "INSERT INTO main.store_meta (name, value) VALUES (?, '1') "
            "ON CONFLICT (name) DO UPDATE SET value = CAST(value AS INTEGER) + 1",
            (EPOCH,),
        )
        if self._filled is not None:
            self._filled.epoch = self._epoch()

    def has_opened(self, case: UUID) -> bool:
        """Say whether a ticket opens this case in this unit of work."""
        found = self.own.execute(
            "SELECT EXISTS (SELECT 1 FROM temp.my_open WHERE case_id = ?) "
            "OR (SELECT sweeping FROM temp.me)",
            (case.bytes,),
        ).fetchone()
        return bool(found[0])

    def held(self, case: UUID) -> list[tuple[int, int]]:
        """Return category and verbs of each grant in a case."""
        held = "SELECT category, verbs FROM temp.my_grants WHERE case_id = ?"
        found: list[tuple[int, int]] = self.own.execute(held, (case.bytes,)).fetchall()
        return found

    def held_everywhere(self) -> list[tuple[bytes, int, int]]:
        """Return case, category and verbs of every grant."""
        every = "SELECT case_id, category, verbs FROM temp.my_grants"
        found: list[tuple[bytes, int, int]] = self.own.execute(every).fetchall()
        return found

    def add_ticket(self, ticket: UUID, case: UUID | None, until: int) -> None:
        """Write a ticket of this worker; it counts once the transaction is committed."""
        filled = self._whose()
        values = (
            ticket.bytes,
            filled.worker.bytes,
            case.bytes if case else None,
            filled.purpose,
            filled.at,
            until,
        )
        self.own.execute(
            "INSERT INTO main.tickets (id, worker_id, case_id, purpose, at, until) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            values,
        )

    def add_glass(self, glass: UUID, case: UUID, asked: Emergency) -> None:
        """Write that this worker broke the glass of a case, and what it opens."""
        filled = self._whose()
        with self.trusted():
            self._unguard("broken_glass")
            own_records.add_glass(self.raw, filled.worker, filled.at, glass, case, asked)

    def raise_alerts(self, approach: UUID) -> None:
        """Tell those who may know, where somebody hidden from this worker fits an approach."""
        filled = self._whose()
        with self.trusted():
            self._unguard("match_alerts")
            own_records.raise_alerts(
                self.raw, _policy()["fill"], filled.worker, filled.at, approach
            )

    def _whose(self) -> _Filled:
        if self._filled is None:
            raise NotPermitted("change")
        return self._filled

    def may_break(self, case: UUID) -> tuple[bytes, ...]:
        """Return the people of a case whose glass this worker may break; nobody where not."""
        filled = self._filled
        if filled is None:
            return ()
        values = {"worker": filled.worker.bytes, "now": filled.at, "case": case.bytes}
        found = self.own.execute(_policy()["fill"]["breakable"], values).fetchall()
        return tuple(person for _case, person in found)

    # --- doors ---------------------------------------------------------------------------------

    @contextmanager
    def writing(self, kind: str) -> Iterator[str]:
        """Open the door for one announced INSERT or UPDATE of this table.

        Gives what the statement must end with: nobody else is to meet it, prepared as it is.
        """
        if kind in BOOKS or self.reads_only:
            raise NotPermitted("change")
        self._guard(kind)
        self._writing = kind
        try:
            yield self._mark
        finally:
            self._writing = None

    @contextmanager
    def withdrawing(self) -> Iterator[None]:
        """Show what was taken out of view as well, while the rule allows to see it."""
        self._set_withdrawing(1)
        try:
            yield
        finally:
            self._set_withdrawing(0)

    @contextmanager
    def trusted(self) -> Iterator[None]:
        """Lift the rule inside the block, at the price of preparing all anew; see `own`."""
        before = self._trusted
        self._trusted = True
        self._expire()
        try:
            yield
        finally:
            self._trusted = before
            self._expire()

    @contextmanager
    def above(self) -> Iterator[None]:
        """Lift the rule while one marked statement runs; `own` alone knows the mark."""
        before = self._trusted
        self._trusted = True
        try:
            yield
        finally:
            self._trusted = before

    def _set_withdrawing(self, on: int) -> None:
        self.own.execute("UPDATE temp.me SET withdrawing = ?", (on,))

    def _expire(self) -> None:
        # Statements are authorised when they are prepared; setting it again expires cached ones.
        self.raw.set_authorizer(self._authorize)

    # --- the allow-list ------------------------------------------------------------------------

    def _authorize(
        self, action: int, first: str | None, second: str | None, place: str | None, source: Any
    ) -> int:
        if self._trusted:
            return _OK
        if action == _READ:
            # The answers to nearly all: it is asked for each column of each view of a statement.
            if place == "main":
                if source in self._private:
                    return _DENY if first in _SCHEMA_TABLES else _OK
            elif place == "temp" and first not in _GUARDED:
                return _OK
            return self._may_read(first or "", second or "", place, source)
        if action in _ALWAYS:
            return _OK
        if action == _FUNCTION:
            return _DENY if second in _FORBIDDEN_FUNCTIONS else _OK
        if action in (_INSERT, _UPDATE):
            return _OK if place == "main" and first == self._writing else _DENY
        if action == _PRAGMA:  # SQLAlchemy asks for it once, and it changes nothing
            return _OK if first == "read_uncommitted" and second is None else _DENY
        return _DENY

    def _may_read(self, table: str, column: str, place: str | None, source: Any) -> int:
        if table in _SCHEMA_TABLES:
            return _DENY
        if place == "temp":
            inner = table in INNER and source not in self._private | self._triggers
            return _DENY if inner else _OK
        if place != "main":
            # A name without a database is a sub-query or CTE: what it reads is asked about too.
            return _OK if place is None else _DENY
        if source in self._private:
            return _OK
        if self._writing is None:
            return _DENY
        own_keys = source is None and (not column or column in self._keys.get(table, ()))
        return _OK if own_keys or source in self._triggers else _DENY

    # --- set-up and filling --------------------------------------------------------------------

    def _set_up(self) -> None:
        views = [self._view(kind, texts["view"]) for kind, texts in _policy()["kinds"].items()]
        # As a script: what is asked once is not to be kept prepared.
        self.raw.executescript(";".join((*TEMP_TABLES, *views)))

    def _view(self, kind: str, select: str) -> str:
        private = f"p_{secrets.token_hex(12)}"
        self._private.add(private)
        inner = f"CREATE TEMP VIEW {private} AS {select}"
        return f"{inner}; CREATE TEMP VIEW {kind} AS SELECT * FROM temp.{private}"  # noqa: S608

    def _guard(self, kind: str) -> None:
        """See to it that this table has its triggers: made when needed, lost in a rollback."""
        if kind in self._guards and self._has_triggers(self._guards[kind]):
            return
        with self.trusted():
            texts = _policy()["kinds"][kind]
            self._guards[kind] = (
                self._make_trigger(kind, "INSERT", texts["insert"]),
                self._make_trigger(kind, "UPDATE", texts["update"]),
            )

    def _unguard(self, kind: str) -> None:
        """Take a table's triggers away: what no worker may insert, the store itself does."""
        for name in self._guards.pop(kind, ()):
            self.raw.execute(f"DROP TRIGGER IF EXISTS temp.{name}")

    def _has_triggers(self, names: tuple[str, ...]) -> bool:
        marks = ", ".join("?" * len(names))
        found: int = self.own.execute(
            f"SELECT count(*) FROM temp.sqlite_master WHERE name IN ({marks})",  # noqa: S608
            names,
        ).fetchone()[0]
        return found == len(names)

    def _make_trigger(self, kind: str, event: str, check: str) -> str:
        name = f"t_{secrets.token_hex(12)}"
        self._triggers.add(name)
        self.raw.execute(
            f"CREATE TEMP TRIGGER {name} BEFORE {event} ON main.{kind} "
            f"WHEN NOT coalesce({check}, 0) "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
        )
        return name

    def _epoch(self) -> str:
        found = self.own.execute(
            "SELECT value FROM main.store_meta WHERE name = ?", (EPOCH,)
        ).fetchone()
        return str(found[0]) if found else ""

    def _still_holds(self, actor: Actor, epoch: str, now: int) -> bool:
        filled = self._filled
        if filled is None or self._stale or self._stale_case:
            return False
        same = (filled.worker, filled.purpose) == (actor.worker, actor.purpose)
        same = same and filled.viewing == actor.viewing
        in_time = filled.at <= now and (filled.until is None or now < filled.until)
        return same and filled.epoch == epoch and in_time

    def _refill_all(self, actor: Actor, now: int, epoch: str) -> None:
        worker = actor.worker.bytes
        values = {"worker": worker, "purpose": actor.purpose, "now": now}
        run, fill = self.own.execute, _policy()["fill"]
        for table in ("me", "my_roles", "my_cases", "my_grants"):
            run(f"DELETE FROM temp.{table}")  # noqa: S608 - the four names above
        run("INSERT INTO temp.me VALUES (:worker, :purpose, :now, 0, 0, 0)", values)
        run(f"INSERT INTO temp.my_roles {fill['my_roles']}", values)
        run(_insert_grants(fill["my_grants"]), values)
        run("INSERT INTO temp.my_cases SELECT DISTINCT case_id FROM temp.my_grants")
        self._refill_small(values)
        if actor.viewing is not None:
            self._narrow(actor.viewing, now)
        self._derive("")
        until = run(fill["next_change"], values).fetchone()[0]
        self._filled = _Filled(actor.worker, actor.purpose, epoch, now, until, actor.viewing)

    def _narrow(self, viewing: Viewing, now: int) -> None:
        """Keep of the grants what an agency may receive; see `narrowing.py`."""
        run, fill = self.own.execute, _policy()["fill"]
        values = {"agency": viewing.agency_kind.value, "aim": viewing.purpose.value, "now": now}
        about = "(case_id, subject_id, category)"
        kept = f"verbs & 1 AND {about} IN ({fill['receivable']})"
        run(f"DELETE FROM temp.my_grants WHERE NOT ({kept})", values)  # noqa: S608 - our own text
        run("UPDATE temp.my_grants SET verbs = 1")
        for table in ("my_cases", "my_roles", "my_named", "my_sealed"):
            run(f"DELETE FROM temp.{table}")  # noqa: S608 - the four names above
        run("INSERT INTO temp.my_cases SELECT DISTINCT case_id FROM temp.my_grants")
        run(f"INSERT INTO temp.my_sealed {fill['every_sealed']}", values)
        run("UPDATE temp.me SET narrowed = 1")

    def _refill_case(self, filled: _Filled, case: UUID) -> None:
        values = {
            "worker": filled.worker.bytes,
            "purpose": filled.purpose,
            "now": filled.at,
            "case": case.bytes,
        }
        run = self.own.execute
        run("DELETE FROM temp.my_grants WHERE case_id = :case", {"case": case.bytes})
        run("DELETE FROM temp.my_cases WHERE case_id = :case", {"case": case.bytes})
        of_case = f"SELECT * FROM ({_policy()['fill']['my_grants']}) WHERE case_id = :case"  # noqa: S608
        run(_insert_grants(of_case), values)
        run(
            "INSERT INTO temp.my_cases SELECT DISTINCT case_id FROM temp.my_grants "
            "WHERE case_id = :case",
            {"case": case.bytes},
        )
        self._refill_small(values)
        self._derive(" AND case_id = :case", case=case.bytes)

    def _derive(self, of_case: str, **values: bytes) -> None:
        """Fill what follows from the grants: those that read, and the cases that may be met."""
        run = self.own.execute
        run(f"DELETE FROM temp.my_reads WHERE true{of_case}", values)  # noqa: S608 - as above
        reads = f"SELECT case_id, subject_id, category FROM temp.my_grants WHERE verbs & 1{of_case}"  # noqa: S608
        run(f"INSERT INTO temp.my_reads {reads}", values)
        run("DELETE FROM temp.my_met")
        run(
            "INSERT INTO temp.my_met SELECT case_id FROM temp.my_grants WHERE working "
            "UNION SELECT case_id FROM temp.my_named"
        )

    def _refill_small(self, values: dict[str, Any]) -> None:
        for table in SMALL:
            self.own.execute(f"DELETE FROM temp.{table}")  # noqa: S608 - the names above
            self.own.execute(f"INSERT INTO temp.{table} {_policy()['fill'][table]}", values)

    def _take_tickets(self, actor: Actor, now: int, sweep: UUID | None) -> None:
        run, fill = self.own.execute, _policy()["fill"]
        # A clock that was set back brings no ticket to life: the chain knows a later time.
        newest = run("SELECT at FROM main.audit_entries ORDER BY rowid DESC LIMIT 1").fetchone()
        now = max(now, newest[0] if newest else now)
        values: dict[str, Any] = {
            "worker": actor.worker.bytes,
            "purpose": actor.purpose,
            "now": now,
            "ticket": sweep.bytes if sweep else None,
        }
        run("DELETE FROM temp.my_open")
        run(f"INSERT INTO temp.my_open {fill['my_open']}", values)
        sweeping = f"UPDATE temp.me SET sweeping = EXISTS ({fill['sweep']})"  # noqa: S608
        run(sweeping, values)


_GRANT_COLUMNS = "(case_id, subject_id, category, verbs, working)"


def _insert_grants(select: str) -> str:
    verbs = _policy()["fill"]["verbs"]
    found = f"SELECT case_id, person_id, category, {verbs}, max(working) FROM ({select})"  # noqa: S608
    return f"INSERT INTO temp.my_grants {_GRANT_COLUMNS} {found} GROUP BY 1, 2, 3"


def require_worker(connection: PolicedConnection) -> None:
    """Refuse a unit of work whose worker is unknown or no longer active."""
    if not connection.may_work():
        raise NotFound("worker")
