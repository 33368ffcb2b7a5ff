"""The store as one encrypted file on this computer: SQLAlchemy over policed connections."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor, ExecutionContext
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool
from sqlcipher3 import dbapi2

from pbi_desktop.domain.access import Emergency, Verb
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.copies import Head
from pbi_desktop.domain.errors import (
    NotFound,
    NotPermitted,
    PbiError,
    StaleRecord,
)
from pbi_desktop.domain.ids import TicketId
from pbi_desktop.domain.times import Clock, system_clock, to_micros
from pbi_desktop.models import Base, Record
from pbi_desktop.store import audit_file, inserting
from pbi_desktop.store.access.policed import (
    REFUSED,
    PolicedConnection,
    fact_kinds,
    require_worker,
)
from pbi_desktop.store.audit import NOTHING, About
from pbi_desktop.store.audit_file import Said
from pbi_desktop.store.audit_signing import Signer
from pbi_desktop.store.audit_trail import FileTrail
from pbi_desktop.store.columns import by_columns, column_converters, columns_hash
from pbi_desktop.store.encrypted_file import RawConnection, checkpoint, open_raw, translated
from pbi_desktop.store.file_failures import primary_code
from pbi_desktop.store.questions import Question
from pbi_desktop.store.unit_of_work import TicketAsked, Work
from pbi_desktop.store.units import Units

_FLUSHING = "flushing"


class _Session(Session):
    """A session that says when the statements on its connection are a flush's own."""

    def flush(self, objects: Any = None) -> None:
        info = self.connection().info
        info[_FLUSHING] = True
        try:
            super().flush(objects)
        finally:
            info[_FLUSHING] = False


class FileBooks:
    """Grants and audit chain of one policed connection."""

    def __init__(self, policed: PolicedConnection, signer: Signer) -> None:
        self._policed = policed
        self._signer = signer
        self._chain = ""
        self.facts_moved = False
        self.checkpointed = False
        """Whether a checkpoint of the audit trail was due in this transaction."""

    def facts_changed(self, kind: str, case: UUID | None) -> None:
        """Have the grants filled again before the next statement, if this kind makes grants."""
        if kind in fact_kinds():
            self.facts_moved = True
            self._policed.facts_changed(case)

    def answer(self, question: Question, given: Mapping[str, Any]) -> list[Any]:
        """Return the rows of one question."""
        self._policed.refresh()
        ready = question.on_file(given)
        return ready.rows(self._policed.raw.execute(ready.sql, ready.values(given)))

    def held(self, case: UUID) -> dict[int, Verb]:
        """Return the categories granted in a case: category -> what may be done with some of it."""
        self._policed.refresh()
        held: dict[int, Verb] = {}
        for category, verbs in self._policed.held(case):
            held[category] = held.get(category, Verb(0)) | Verb(verbs)
        return held

    def held_everywhere(self) -> dict[UUID, dict[int, Verb]]:
        """Return the same for every case with a grant, in one question."""
        self._policed.refresh()
        # A site has tens of thousands of grants: plain values until there is one of each case.
        held: dict[bytes, dict[int, int]] = {}
        for case, category, verbs in self._policed.held_everywhere():
            of_case = held.setdefault(case, {})
            of_case[category] = of_case.get(category, 0) | verbs
        return {
            UUID(bytes=case): {category: Verb(verbs) for category, verbs in of_case.items()}
            for case, of_case in held.items()
        }

    def has_opened(self, case: UUID) -> bool:
        """Say whether a ticket of the worker's opens this case."""
        return self._policed.has_opened(case)

    def open_case(self, asked: TicketAsked) -> bool:
        """Write a ticket; returns whether it is in the audit chain already: it is not.

        NotFound where the case is hidden or missing.
        """
        self._policed.refresh()
        if self._policed.reads_only:
            raise NotPermitted("change")
        if asked.case is not None and not self.held(asked.case):
            raise NotFound("cases")
        self._policed.add_ticket(asked.id, asked.case, to_micros(asked.until))
        return False

    def break_glass(self, glass: UUID, case: UUID, asked: Emergency) -> None:
        """Open people and categories of a case for four hours; NotPermitted where it may not be."""
        there = {UUID(bytes=person) for person in self._policed.may_break(case)}
        wanted = set(asked.people)
        if self._policed.reads_only or not wanted or not wanted <= there or not asked.is_reasoned:
            raise NotPermitted("break the glass")
        self._policed.add_glass(glass, case, asked)
        self.facts_moved = True

    def raise_alerts(self, approach: UUID) -> None:
        """Have the store tell whoever may know, where somebody hidden fits an approach."""
        self._policed.refresh()
        if self._policed.reads_only:
            raise NotPermitted("change")
        self._policed.raise_alerts(approach)

    @contextmanager
    def withdrawing(self) -> Iterator[None]:
        """Let records be taken out of view, or brought back, inside the block."""
        self._policed.refresh()
        with self._policed.withdrawing():
            yield

    def why_not_changed(self, kind: type[Record], key: UUID, version: int) -> PbiError:  # noqa: ARG002
        """On a file the rule refuses by itself: a change that met nothing was overtaken."""
        return StaleRecord(kind.__tablename__)

    @property
    def trail(self) -> FileTrail:
        """The audit trail: checkpoints, erasure, checking."""
        return FileTrail(self._policed, self._signer)

    def append_audit(  # noqa: PLR0913 - what an entry consists of
        self,
        at: datetime,
        actor: Actor,
        action: str,
        command: UUID,
        payload: str,
        about: About = NOTHING,
    ) -> None:
        """Add one link to this transaction's chain; refuses when the clock went back."""
        if self._policed.reads_only:
            raise NotPermitted("change")
        said = Said(at, actor, action, command, payload, about)
        own = self._policed.own
        self._chain = self._chain or audit_file.chain_for(own, said)
        due = audit_file.append(own, self._chain, said, self._signer.sign)
        self.checkpointed = self.checkpointed or due

    def insert(self, kind: type[Base], values: Mapping[str, Any]) -> None:
        """Insert one row, judged by the rule; `values` has every column."""
        made = inserting.on_file(kind)
        self._policed.refresh()
        with self._policed.writing(kind.__tablename__) as mark:
            self._policed.raw.execute(made.sql + mark, made.row(values))

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
        cells = by_columns(rows, column_converters(kind, columns))
        one = by_columns([tuple(same.values())], column_converters(kind, tuple(same)))
        cells += [cell * len(rows) for cell in map(tuple, one)]
        columns = (*columns, *same)
        marks = ", ".join("?" * len(columns))
        sql = f"INSERT INTO main.{kind} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608
        self._policed.refresh()
        with self._policed.writing(kind) as mark:
            self._policed.raw.executemany(sql + mark, zip(*cells, strict=True))
        return columns_hash(cells)

    def withdraw_many(self, kind: str, at: datetime, ids: Sequence[UUID]) -> None:
        """Take records of one kind out of every view, each judged by the rule."""
        sql = f"UPDATE main.{kind} SET withdrawn_at = ?, version = version + 1 WHERE id = ?"  # noqa: S608
        self._policed.refresh()
        with self._policed.writing(kind) as mark:
            self._policed.raw.executemany(sql + mark, [(to_micros(at), one.bytes) for one in ids])


class FileStore(Units):
    """The encrypted file behind units of work."""

    kind = "file"

    def __init__(
        self,
        path: Path,
        key: bytes | bytearray,
        clock: Clock = system_clock,
        *,
        wipe_memory: bool = False,
    ) -> None:
        self.path = path
        self._key = key
        self.has_written = False
        """Whether anything was done through this store."""
        self.after_checkpoint: Callable[[], None] = _nothing
        """Called when a checkpoint of the audit trail was kept, about once an hour of work."""
        super().__init__(clock)
        self._wipe_memory = wipe_memory
        self._engine = create_engine(
            "sqlite://",
            module=dbapi2,
            creator=self.open_file,
            poolclass=QueuePool,
            hide_parameters=True,
        )
        event.listen(self._engine, "connect", _close_to_all_but_the_rule)
        event.listen(self._engine, "do_execute", _execute)
        event.listen(self._engine, "do_executemany", _execute)

    def open_file(self) -> RawConnection:
        """Return a connection of one's own to the file, above the rule."""
        return open_raw(self.path, self._key, wipe_memory=self._wipe_memory)

    def heads(self, *, checkpoint: bool = False) -> tuple[Head, ...]:
        """Return the newest entry of each audit chain, after a checkpoint of each if wanted."""
        raw = self.open_file()
        try:
            if checkpoint:
                raw.execute("BEGIN IMMEDIATE")
                audit_file.add_checkpoints(raw, self._clock(), Signer(self._key).sign)
                raw.execute("COMMIT")
            return audit_file.heads(raw)
        except dbapi2.Error as error:
            raise translated(error, self.path) from error
        finally:
            raw.close()

    def close(self) -> None:
        """Empty the log into the file and let go of it."""
        try:
            raw = self.open_file()
            try:
                checkpoint(raw)
            finally:
                raw.close()
        finally:
            self._engine.dispose()

    @contextmanager
    def _unit(self, actor: Actor, *, writes: bool, sweep: TicketId | None = None) -> Iterator[Work]:
        try:
            with self._engine.connect() as connection:
                yield from self._transaction(connection, actor, sweep, writes=writes)
        except PbiError:
            raise
        except StaleDataError as error:
            raise StaleRecord("record") from error
        except DBAPIError as error:
            if not isinstance(error.orig, dbapi2.Error):
                raise
            raise self._named(error.orig) from error
        except dbapi2.Error as error:
            raise self._named(error) from error

    def _transaction(
        self, connection: Connection, actor: Actor, sweep: TicketId | None, *, writes: bool
    ) -> Iterator[Work]:
        policed = _policed(connection)
        now = self._clock()
        books = FileBooks(policed, Signer(self._key))
        policed.reads_only = not writes
        policed.raw.execute("BEGIN IMMEDIATE" if writes else "BEGIN")
        try:
            policed.become(actor, to_micros(now), sweep)
            require_worker(policed)
            with _Session(bind=connection, autoflush=False, expire_on_commit=False) as session:
                yield Work(session, actor, now, books)
                if books.facts_moved:
                    policed.bump_epoch()
                if not writes:
                    session.expunge_all()  # what a query changed in passing is not kept
                session.commit()  # a query's too: a rollback would take back the grants it filled
            if policed.raw.in_transaction:  # nothing was asked of the session
                policed.raw.execute("COMMIT")
            self.has_written = self.has_written or writes
            if books.checkpointed:
                self.after_checkpoint()
        except BaseException:
            policed.forget()
            if policed.raw.in_transaction:
                policed.raw.execute("ROLLBACK")
            raise

    def _named(self, error: dbapi2.Error) -> PbiError:
        if REFUSED in str(error) or primary_code(error) == dbapi2.SQLITE_AUTH:
            return NotPermitted("change")
        return translated(error, self.path)


def _nothing() -> None:
    """Do nothing."""


def _close_to_all_but_the_rule(raw: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
    entry.info["policed"] = PolicedConnection(raw)  # type: ignore[arg-type]


def _policed(connection: Connection) -> PolicedConnection:
    found = connection.info["policed"]
    if not isinstance(found, PolicedConnection):
        raise TypeError("a connection that nobody polices")
    return found


def _execute(
    cursor: DBAPICursor, statement: str, parameters: Any, context: ExecutionContext
) -> bool | None:
    """Run one statement: a flush's own write goes to the real table, through its door."""
    policed = _policed(context.root_connection)
    policed.refresh()
    written = _written_by_flush(context)
    if written is None:
        return None
    for verb in (f"INSERT INTO {written} ", f"UPDATE {written} "):
        if statement.startswith(verb):
            statement = statement.replace(f" {written} ", f" main.{written} ", 1)
    with policed.writing(written) as mark:
        if isinstance(parameters, list):
            cursor.executemany(statement + mark, parameters)
        else:
            cursor.execute(statement + mark, parameters)
    return True


def _written_by_flush(context: ExecutionContext) -> str | None:
    # A statement that is not the flush's own meets the view of that name, and fails there.
    if not context.root_connection.info.get(_FLUSHING):
        return None
    compiled: Any = context.compiled
    writes = getattr(context, "isinsert", False) or getattr(context, "isupdate", False)
    return str(compiled.statement.table.name) if writes else None
