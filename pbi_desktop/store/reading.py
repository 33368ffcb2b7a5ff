"""Reading by the raw driver over the policed views: what must answer before SQLAlchemy loads.

Statements use `:name` parameters and the plain table names, which are policed on both databases.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from sqlcipher3 import dbapi2

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.times import Clock, system_clock, to_micros
from pbi_desktop.store.access.policed import PolicedConnection, require_worker
from pbi_desktop.store.encrypted_file import RawConnection, translated

Rows = list[tuple[Any, ...]]


class Reading(Protocol):
    """Something that answers SQL for one worker, within what they may see."""

    def rows(self, actor: Actor, sql: str, values: Mapping[str, Any] | None = None) -> Rows:
        """Return the rows of one statement."""


def as_uuid(value: Any) -> UUID:
    """Return an identifier as a UUID, whichever database it came from."""
    return value if isinstance(value, UUID) else UUID(bytes=bytes(value))


class FileReading:
    """A connection of its own to the encrypted file, for reads alone. One thread at a time."""

    def __init__(self, path: Path, raw: RawConnection, clock: Clock = system_clock) -> None:
        """Take over an open connection and close it to all but the rule."""
        self._path = path
        self._clock = clock
        self._policed = PolicedConnection(raw)

    def rows(self, actor: Actor, sql: str, values: Mapping[str, Any] | None = None) -> Rows:
        """Return the rows of one statement, as this worker may see them now."""
        plain = {
            name: value.bytes if isinstance(value, UUID) else value
            for name, value in (values or {}).items()
        }
        with self._as(actor):
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
            self._policed.become(actor, to_micros(self._clock()))
            require_worker(self._policed)
            yield
            raw.execute("COMMIT")
        except dbapi2.Error as error:
            raise translated(error, self._path) from error
        finally:
            if raw.in_transaction:
                self._policed.forget()
                raw.execute("ROLLBACK")
