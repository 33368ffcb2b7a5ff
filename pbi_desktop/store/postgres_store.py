"""The store on PostgreSQL: an engine for one worker's own login role."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, NoReturn
from uuid import UUID

from sqlalchemy import Connection, Engine, event, select, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session

from pbi_desktop.domain.access import Emergency, Verb
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.errors import (
    NewerStore,
    NotFound,
    NotPermitted,
    PbiError,
    StaleRecord,
    StoreUnavailable,
)
from pbi_desktop.domain.ids import TicketId
from pbi_desktop.domain.server_errors import LoginWithoutWorker
from pbi_desktop.domain.times import Clock, from_micros, system_clock, to_micros
from pbi_desktop.models import Base, Record
from pbi_desktop.store import inserting
from pbi_desktop.store.audit import (
    CLOCK_SLACK_SECONDS,
    NOTHING,
    About,
    in_one_line,
    payload_hash,
)
from pbi_desktop.store.audit_postgres import PostgresTrail
from pbi_desktop.store.columns import converted, converters
from pbi_desktop.store.postgres_address import Target, engine_of
from pbi_desktop.store.postgres_bell import RING
from pbi_desktop.store.postgres_failures import failures_named
from pbi_desktop.store.questions import Question
from pbi_desktop.store.unit_of_work import TicketAsked, Work
from pbi_desktop.store.units import Units
from pbi_desktop.store.version import HEAD

# Two at once for one worker's screens; the third that the role may have hears of changes.
POOL = {"pool_size": 2, "max_overflow": 0, "pool_timeout": 5}
_SESSION = {
    "search_path": "public",
    "jit": "off",
    "TimeZone": "UTC",
    "lock_timeout": "5s",
    "idle_in_transaction_session_timeout": "60s",
}
_QUERY = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
_COMMAND = {"isolation_level": "READ COMMITTED", "postgresql_readonly": False}

_NO_NEWS = frozenset({"drafts"})  # nobody else sees them, and they are kept each second

_BEGIN = text(
    "SELECT authz.me() AS worker, authz.clock() AS now, "
    "set_config('pbi.purpose', :purpose, true), set_config('pbi.ticket', :ticket, true), "
    "set_config('pbi.viewing', :viewing, true), "
    "authz.is_kept() AS kept, version_num FROM alembic_version"
)
_REFILL = text("SELECT set_config('pbi.purpose', :purpose, true), authz.refill()")
_WHO = text("SELECT authz.me() AS worker, version_num FROM alembic_version")
_WITHDRAWING = text("SELECT set_config('pbi.withdrawing', :value, true)")
_HELD = text("SELECT category, bit_or(verbs) FROM authz.held(:case) GROUP BY category")
_HELD_EVERYWHERE = text(
    "SELECT case_id, category, bit_or(verbs) FROM authz.my_grants() GROUP BY case_id, category"
)
_HAS_OPENED = text("SELECT authz.sweeping() OR :case = ANY(authz.my_open())")
_IS_MINE = text("SELECT :case = ANY(authz.my_cases())")
_OPEN_CASE = text("SELECT authz.open_case(:ticket, :case, :until, :command, :task, :told)")
_BREAK_GLASS = text("SELECT authz.break_glass(:glass, :case, :people, :categories, :reason)")
_RAISE_ALERTS = text("SELECT authz.raise_alerts(:approach)")
_APPEND = text(
    "SELECT authz.append_audit(:computer, :slack, :action, :command, :payload, "
    ":about_case, :about_person, :about, :near_case)"
)


class PostgresBooks:
    """What a unit of work needs of PostgreSQL beyond a session."""

    def __init__(self, session: Session, actor: Actor, clock: Clock) -> None:
        self._session = session
        self._actor = actor
        self._clock = clock

    def facts_changed(self, kind: str, case: UUID | None) -> None:
        """Nothing to do: triggers take away what is kept of the grants."""

    def answer(self, question: Question, given: Mapping[str, Any]) -> list[Any]:
        """Return the rows of one question."""
        ready = question.on_server(given)
        with self._cursor() as cursor:
            return ready.rows(cursor.execute(ready.sql, ready.values(given)))

    def held(self, case: UUID) -> dict[int, Verb]:
        """Return the categories granted in a case: category -> what may be done with some of it."""
        found = self._session.execute(_HELD, {"case": case})
        return {category: Verb(verbs) for category, verbs in found}

    def held_everywhere(self) -> dict[UUID, dict[int, Verb]]:
        """Return the same for every case with a grant, in one question."""
        held: dict[UUID, dict[int, Verb]] = {}
        for case, category, verbs in self._session.execute(_HELD_EVERYWHERE):
            held.setdefault(case, {})[category] = Verb(verbs)
        return held

    def has_opened(self, case: UUID) -> bool:
        """Say whether a ticket of the worker's opens this case."""
        return bool(self._session.scalar(_HAS_OPENED, {"case": case}))

    def open_case(self, asked: TicketAsked) -> bool:
        """Write a ticket; returns whether it is in the audit chain already: it is.

        NotFound where the case is hidden or missing.
        """
        if asked.case is not None and not self._session.scalar(_IS_MINE, {"case": asked.case}):
            raise NotFound("cases")
        values = {
            "ticket": asked.id,
            "case": asked.case,
            "until": to_micros(asked.until),
            "command": asked.command,
            "task": asked.task,
            "told": asked.told,
        }
        self._session.execute(_OPEN_CASE, values)
        return True

    def break_glass(self, glass: UUID, case: UUID, asked: Emergency) -> None:
        """Open people and categories of a case for four hours; NotPermitted where it may not be."""
        values = {
            "glass": glass,
            "case": case,
            "people": list(asked.people),
            "categories": [int(one) for one in asked.categories],
            "reason": asked.reason,
        }
        self._session.execute(_BREAK_GLASS, values)

    def raise_alerts(self, approach: UUID) -> None:
        """Have the store tell whoever may know, where somebody hidden fits an approach."""
        self._session.execute(_RAISE_ALERTS, {"approach": approach})

    @property
    def trail(self) -> PostgresTrail:
        """The audit trail: checkpoints, erasure, checking."""
        return PostgresTrail(self._session)

    def append_audit(  # noqa: PLR0913 - what an entry consists of
        self,
        at: datetime,  # noqa: ARG002 - the server writes its own time
        actor: Actor,  # noqa: ARG002 - and its own worker
        action: str,
        command: UUID,
        payload: str,
        about: About = NOTHING,
    ) -> None:
        """Add one link to a chain; refuses when the server's or this computer's clock went back.

        The chain is locked from here to the end of the transaction.
        """
        values = {
            "computer": to_micros(self._clock()),
            "slack": CLOCK_SLACK_SECONDS,
            "action": in_one_line(action),
            "command": command,
            "payload": in_one_line(payload),
            "about_case": about.case,
            "about_person": about.person,
            "about": about.text,
            "near_case": about.near,
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

    def insert(self, kind: type[Base], values: Mapping[str, Any]) -> None:
        """Insert one row, judged by the rule; `values` has every column."""
        made = inserting.on_server(kind)
        with self._cursor() as cursor:
            cursor.execute(made.sql, made.row(values))

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
        # One array a column: a third of the time of one statement a row, and COPY is refused
        # where row-level security holds.
        arrays = ", ".join(f"%s::{_type_of(kind, name)}[]" for name in columns)
        sql = f"INSERT INTO {kind} ({', '.join(columns)}) SELECT * FROM unnest({arrays})"  # noqa: S608
        cells = zip(*(converted(row, convert) for row in rows), strict=True)
        with self._cursor() as cursor:
            cursor.execute(sql, [list(column) for column in cells])
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

    def __init__(self, target: Target, clock: Clock = system_clock) -> None:
        super().__init__(clock)
        self._engine = _engine(target)
        self.backends: set[int] = set()
        """The server's processes that work for this store: what they change is known here."""
        event.listen(self._engine, "connect", self._note_backend)

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()

    def signed_in(self) -> UUID:
        """Return the worker whose login connects; LoginWithoutWorker where it is nobody's."""
        with failures_named(), self._engine.connect() as connection:
            found = connection.execute(_WHO).one()
            if found.version_num != HEAD:
                _refuse_version(found.version_num)
            if found.worker is None:
                raise LoginWithoutWorker("worker")
            return UUID(str(found.worker))

    @contextmanager
    def _unit(self, actor: Actor, *, writes: bool, sweep: TicketId | None = None) -> Iterator[Work]:
        with failures_named(), self._engine.connect() as connection:
            how = _COMMAND if writes else _QUERY
            connection.execution_options(**how)
            with Session(bind=connection, autoflush=False, expire_on_commit=False) as session:
                now, is_kept = _begin(session, actor, sweep)
                if not is_kept:
                    session.rollback()
                    _keep_grants(connection, actor, how)
                    now, _is_kept = _begin(session, actor, sweep)
                work = Work(session, actor, now, PostgresBooks(session, actor, self._clock))
                yield work
                if writes:
                    if work.changes("").kinds - _NO_NEWS:
                        session.execute(RING)
                    session.commit()

    def _note_backend(self, driver: Any, _record: object) -> None:
        self.backends.add(driver.info.backend_pid)


def _engine(target: Target) -> Engine:
    settings = " ".join(f"-c {name}={value}" for name, value in _SESSION.items())
    return engine_of(
        target,
        {"options": settings, "application_name": "pbi"},
        poolclass=None,
        use_native_hstore=False,
        pool_pre_ping=True,  # a server that was restarted is no reason to fail
        **POOL,
    )


def _keep_grants(connection: Connection, actor: Actor, then: dict[str, Any]) -> None:
    """Have the grants kept ready: in a transaction of its own, before the one that needs them."""
    connection.execution_options(**_COMMAND)
    with connection.begin():
        connection.execute(_REFILL, {"purpose": actor.purpose})
    connection.execution_options(**then)


def _begin(session: Session, actor: Actor, sweep: TicketId | None = None) -> tuple[datetime, bool]:
    """Make the transaction this worker's, for the purpose declared.

    Returns the server's time, and whether the worker's grants are ready (or need not be).
    """
    viewing = actor.viewing
    narrowed = f"{viewing.agency_kind}/{viewing.purpose}" if viewing else ""
    values = {"purpose": actor.purpose, "ticket": str(sweep or ""), "viewing": narrowed}
    found = session.execute(_BEGIN, values).one()
    if found.version_num != HEAD:
        _refuse_version(found.version_num)
    if found.worker is None:
        raise LoginWithoutWorker("worker")
    if found.worker != actor.worker:
        raise NotPermitted("act for another worker")
    return from_micros(found.now), found.kept or viewing is not None


def _refuse_version(found: str) -> NoReturn:
    if found > HEAD:
        raise NewerStore(found)
    raise StoreUnavailable(f"schema {found}")


def _type_of(kind: str, name: str) -> str:
    return Base.metadata.tables[kind].c[name].type.compile(_dialect())


def _dialect() -> Any:
    made: Any = postgresql.dialect
    return made()
