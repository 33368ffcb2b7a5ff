"""Reading by plain statements over the server's row-level security, for what a file reads raw."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import text

from pbi_desktop.domain.actor import Actor
from pbi_desktop.store.postgres_store import PostgresStore
from pbi_desktop.store.reading import OneTransaction, Reading
from pbi_desktop.store.search_index import NameSource, Rows, ServerNames


class PostgresReading:
    """Reads through the store's own pool: a worker's login role has few connections."""

    is_file = False

    def __init__(self, store: PostgresStore) -> None:
        self._store = store
        self.names: NameSource = ServerNames(self.rows)

    def rows(self, actor: Actor, sql: str, values: Mapping[str, Any] | None = None) -> Rows:
        """Return the rows of one statement, as this worker may see them now."""
        with self.within(actor) as reading:
            return reading.rows(actor, sql, values)

    @contextmanager
    def within(self, actor: Actor) -> Iterator[Reading]:
        """Give a reading for several statements of this worker in one unit of work."""
        with self._store.query(actor) as work:

            def answer(sql: str, values: Mapping[str, Any]) -> Rows:
                return [tuple(row) for row in work.rows(text(sql).bindparams(**values))]

            # Names too: a second connection beside this one would be one too many.
            names = ServerNames(lambda _actor, sql, values: answer(sql, values))
            yield OneTransaction(actor, answer, names, is_file=False)
