"""The store on PostgreSQL: an engine for one worker's own login role."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import URL, Engine, create_engine, select, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.errors import (
    NewerStore,
    NotFound,
    NotPermitted,
    PbiError,
    StaleRecord,
    StoreUnavailable,
)
from pbi_desktop.domain.times import Clock, from_micros, system_clock, to_micros
from pbi_desktop.models import Record
from pbi_desktop.store.audit import CLOCK_SLACK_SECONDS, payload_hash
from pbi_desktop.store.columns import converted, converters
from pbi_desktop.store.postgres_failures import failures_named
from pbi_desktop.store.unit_of_work import Work
from pbi_desktop.store.units import Units
from pbi_desktop.store.version import HEAD

# Two at once for one worker's screens and one to spare: the role may have three.
POOL = {"pool_size": 2, "max_overflow": 1, "pool_timeout": 5}
_SESSION = {
    "search_path": "public",
    "jit": "off",
    "TimeZone": "UTC",
    "lock_timeout": "5s",
    "idle_in_transaction_session_timeout": "60s",
}
_QUERY = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
_COMMAND = {"isolation_level": "READ COMMITTED", "postgresql_readonly": False}

_BEGIN = text(
    "SELECT authz.me() AS worker, authz.clock() AS now, "
    "set_config('pbi.purpose', :purpose, true), version_num FROM alembic_version"
)
_WITHDRAWING = text("SELECT set_config('pbi.withdrawing', :value, true)")
_HELD = text(
    "SELECT category, max(writes) FROM authz.my_grants() WHERE case_id = :case GROUP BY category"
)
_HELD_EVERYWHERE = text(
    "SELECT case_id, category, max(writes) FROM authz.my_grants() GROUP BY case_id, category"
)
_APPEND = text("SELECT authz.append_audit(:computer, :slack, :action, :command, :payload)")


class PostgresBooks:
    """What a unit of work needs of PostgreSQL beyond a session."""

    def __init__(self, session: Session, actor: Actor, clock: Clock) -> None:
        self._session = session
        self._actor = actor
        self._clock = clock

    def facts_changed(self, kind: str, case: UUID | None) -> None:
        """Nothing to do: each statement asks for its grants."""

    def held(self, case: UUID) -> dict[int, bool]:
        """Return the categories granted in a case: category -> whether it may be written."""
        found = self._session.execute(_HELD, {"case": case})
        return {category: bool(writes) for category, writes in found}

    def held_everywhere(self) -> dict[UUID, dict[int, bool]]:
        """Return the same for every case with a grant, in one question."""
        held: dict[UUID, dict[int, bool]] = {}
        for case, category, writes in self._session.execute(_HELD_EVERYWHERE):
            held.setdefault(case, {})[category] = bool(writes)
        return held

    def append_audit(
        self,
        at: datetime,  # noqa: ARG002 - the server writes its own time
        actor: Actor,  # noqa: ARG002 - and its own worker
        action: str,
        command: UUID,
        payload: str,
    ) -> None:
        """Add one link to the chain; refuses when the server's or this computer's clock went back.

        The chain is locked from here to the end of the transaction.
        """
        values = {
            "computer": to_micros(self._clock()),
            "slack": CLOCK_SLACK_SECONDS,
            "action": action,
            "command": command,
            "payload": payload,
        }
        self._session.execute(_APPEND, values)

    @contextmanager
    def withdrawing(self) -> Iterator[None]:
        """Let records be taken out of view, or brought back, inside the block."""
        self._session.execute(_WITHDRAWING, {"value": "on"})
        yield
        self._session.execute(_WITHDRAWING, {"value": "off"})

    def why_not_changed(self, kind: type[Record], key: UUID, version: int) -> PbiError:
        """Tell a record that somebody changed first from one that is out of reach by now."""
        self._session.rollback()  # the failed flush has ended the transaction
        _begin(self._session, self._actor)
        with self.withdrawing():
            found = self._session.scalar(select(kind.version).where(kind.id == key))
        if found is None or found == version:
            return NotPermitted("change")
        return StaleRecord(kind.__tablename__)

    def insert_many(
        self,
        kind: str,
        columns: tuple[str, ...],
        rows: list[tuple[Any, ...]],
        same: Mapping[str, Any],
    ) -> str:
        """Insert rows of one kind at once, each judged by the rule; returns their hash.

        `same` are the cells that all of them have.
        """
        columns = (*columns, *same)
        rows = [(*row, *same.values()) for row in rows]
        convert = converters(kind, columns, _dialect())
        marks = ", ".join(["%s"] * len(columns))
        sql = f"INSERT INTO {kind} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608
        with self._cursor() as cursor:
            cursor.executemany(sql, [converted(row, convert) for row in rows])
        return payload_hash(repr(row) for row in rows)

    def withdraw_many(self, kind: str, at: datetime, ids: Sequence[UUID]) -> None:
        """Take records of one kind out of every view, each judged by the rule."""
        sql = f"UPDATE {kind} SET withdrawn_at = %s, version = version + 1 WHERE id = ANY(%s)"  # noqa: S608
        with self.withdrawing(), self._cursor() as cursor:
            cursor.execute(sql, (to_micros(at), list(ids)))

    def _cursor(self) -> Any:
        driver: Any = self._session.connection().connection.dbapi_connection
        return driver.cursor()


class PostgresStore(Units):
    """A server's store, as the worker of one login role sees it."""

    kind = "postgres"

    def __init__(self, url: str | URL, clock: Clock = system_clock) -> None:
        self._clock = clock
        self._engine = _engine(url)

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()

    @contextmanager
    def _unit(self, actor: Actor, *, writes: bool) -> Iterator[Work]:
        with failures_named(), self._engine.connect() as connection:
            connection.execution_options(**(_COMMAND if writes else _QUERY))
            with Session(bind=connection, autoflush=False, expire_on_commit=False) as session:
                now = _begin(session, actor)
                yield Work(session, actor, now, PostgresBooks(session, actor, self._clock))
                if writes:
                    session.commit()


def _engine(url: str | URL) -> Engine:
    settings = " ".join(f"-c {name}={value}" for name, value in _SESSION.items())
    return create_engine(
        url,
        connect_args={"options": settings, "application_name": "pbi"},
        use_native_hstore=False,
        pool_pre_ping=True,  # a server that was restarted is no reason to fail
        hide_parameters=True,
        **POOL,
    )


def _begin(session: Session, actor: Actor) -> datetime:
    """Make the transaction this worker's, for the purpose declared; return the server's time."""
    found = session.execute(_BEGIN, {"purpose": actor.purpose}).one()
    if found.version_num != HEAD:
        if found.version_num > HEAD:
            raise NewerStore(found.version_num)
        raise StoreUnavailable(f"schema {found.version_num}")
    if found.worker is None:
        raise NotFound("worker")
    if found.worker != actor.worker:
        raise NotPermitted("act for another worker")
    return from_micros(found.now)


def _dialect() -> Any:
    made: Any = postgresql.dialect
    return made()
