"""Reading by the raw driver over the policed views: what must answer before SQLAlchemy loads.

Statements use `:name` parameters and the plain table names, which are policed on both databases.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from sqlcipher3 import dbapi2

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.errors import NotPermitted
from pbi_desktop.domain.times import Clock, system_clock, to_micros
from pbi_desktop.store.access.policed import PolicedConnection, require_worker
from pbi_desktop.store.encrypted_file import RawConnection, translated
from pbi_desktop.store.search_index import FileNames, NameSource, Rows

_LISTS = "json_each"
_PRAGMA = 19  # of https://sqlite.org/c3ref/c_alter_table.html
_FOREVER = 2**62
_NEXT_END = "SELECT min(until) FROM main.tickets WHERE worker_id = :worker AND until > :now"


class Reading(Protocol):
    """Something that answers SQL for one worker, within what they may see."""

    @property
    def names(self) -> NameSource:
        """Where a search learns which names there are."""

    @property
    def is_file(self) -> bool:
        """Whether it is the encrypted file: its planner wants hints, and takes lists its way."""

    def rows(self, actor: Actor, sql: str, values: Mapping[str, Any] | None = None) -> Rows:
        """Return the rows of one statement."""

    def within(self, actor: Actor) -> "AbstractContextManager[Reading]":
        """Give a reading for several statements of this worker: all see one state of the store."""


def few(reading: Reading, condition: str) -> str:
    """Say that few rows are so: the file's planner would walk everybody in sight otherwise."""
    return f"likelihood({condition}, 0.000001)" if reading.is_file else condition


def as_uuid(value: Any) -> UUID:
    """Return an identifier as a UUID, whichever database it came from."""
    return value if isinstance(value, UUID) else UUID(bytes=bytes(value))


class OneTransaction:
    """A reading whose statements all see one state of the store, for one worker."""

    def __init__(
        self,
        actor: Actor,
        answer: Callable[[str, Mapping[str, Any]], Rows],
        names: NameSource,
        *,
        is_file: bool,
    ) -> None:
        self._actor = actor
        self._answer = answer
        self.names = names
        self.is_file = is_file

    def rows(self, actor: Actor, sql: str, values: Mapping[str, Any] | None = None) -> Rows:
        """Return the rows of one statement; refuses anybody else's."""
        if actor != self._actor:
            raise NotPermitted("read for somebody else")
        return self._answer(sql, values or {})

    @contextmanager
    def within(self, actor: Actor) -> Iterator[Reading]:
        """Give this same reading."""
        if actor != self._actor:
            raise NotPermitted("read for somebody else")
        yield self


class SearchConnection(PolicedConnection):
    """A policed connection for one search after the other, key by key.

    It takes a list as one value: SQLite's `json_each` reads no table. And while nobody has written
    to the file, nothing runs out and the same worker asks, what they may see is not asked again:
    to lift the rule for that makes every statement be prepared anew.
    """

    def __init__(self, raw: RawConnection) -> None:
        super().__init__(raw)
        self._served: tuple[Actor, int, int, int] | None = None

    def version(self) -> int:
        """Return the count of what other connections have committed, as this one sees it."""
        found: tuple[int] = self.raw.execute("PRAGMA data_version").fetchone()
        return found[0]

    def serve(self, actor: Actor, now: int) -> None:
        """Become this worker, unless it is them still; call inside a transaction."""
        version = self.version()
        if self._served is not None:
            whom, then, since, until = self._served
            if (whom, then) == (actor, version) and since <= now < until:
                return
        self._served = None
        self.become(actor, now)
        require_worker(self)
        found = self.own.execute(_NEXT_END, {"worker": actor.worker.bytes, "now": now})
        ends = [end for end in (*found.fetchone(), self._grants_end()) if end is not None]
        self._served = (actor, version, now, min(ends, default=_FOREVER))

    def forget(self) -> None:
        """Drop what is known of the worker."""
        self._served = None
        super().forget()

    def _grants_end(self) -> int | None:
        return self._filled.until if self._filled is not None else None

    def _authorize(
        self, action: int, first: str | None, second: str | None, place: str | None, source: Any
    ) -> int:
        if action == _PRAGMA and first == "data_version" and second is None:
            return int(dbapi2.SQLITE_OK)
        return super()._authorize(action, first, second, place, source)

    def _may_read(self, table: str, column: str, place: str | None, source: Any) -> int:
        if table == _LISTS:
            return int(dbapi2.SQLITE_OK)
        return super()._may_read(table, column, place, source)


class FileReading:
    """A connection of its own to the encrypted file, for reads alone. One thread at a time."""

    is_file = True

    def __init__(self, path: Path, raw: RawConnection, clock: Clock = system_clock) -> None:
        """Take over an open connection and close it to all but the rule."""
        self._path = path
        self._clock = clock
        self._policed = SearchConnection(raw)
        self.names: NameSource = FileNames(self.directory_rows, self._policed.version)

    def rows(self, actor: Actor, sql: str, values: Mapping[str, Any] | None = None) -> Rows:
        """Return the rows of one statement, as this worker may see them now."""
        with self.within(actor) as reading:
            return reading.rows(actor, sql, values)

    @contextmanager
    def within(self, actor: Actor) -> Iterator[Reading]:
        """Give a reading for several statements of this worker in one transaction."""
        with self._as(actor):
            yield OneTransaction(actor, self._answer, self.names, is_file=True)

    def _answer(self, sql: str, values: Mapping[str, Any]) -> Rows:
        plain = {
            name: value.bytes if isinstance(value, UUID) else value
            for name, value in values.items()
        }
        found: Rows = self._policed.raw.execute(sql, plain).fetchall()
        return found

    def directory_rows(self, sql: str) -> Rows:
        """Return rows of the staff directory above the rule: nobody has signed in yet."""
        with self._policed.trusted():
            found: Rows = self._policed.raw.execute(sql).fetchall()
            return found

    def close(self) -> None:
        """Let go of the file."""
        self._policed.raw.close()

    @contextmanager
    def _as(self, actor: Actor) -> Iterator[None]:
        raw = self._policed.raw
        try:
            raw.execute("BEGIN")
            self._policed.serve(actor, to_micros(self._clock()))
            yield
            raw.execute("COMMIT")
        except dbapi2.Error as error:
            raise translated(error, self._path) from error
        finally:
            if raw.in_transaction:
                self._policed.forget()
                raw.execute("ROLLBACK")
