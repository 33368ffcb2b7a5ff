"""Reading by plain statements over the server's row-level security, for what a file reads raw."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import text

from pbi_desktop.domain.actor import Actor
from pbi_desktop.store.postgres_store import PostgresStore
from pbi_desktop.store.reading import Rows


class PostgresReading:
    """Reads through the store's own pool: a worker's login role has few connections."""

    def __init__(self, store: PostgresStore) -> None:
        self._store = store

    def rows(self, actor: Actor, sql: str, values: Mapping[str, Any] | None = None) -> Rows:
        """Return the rows of one statement, as this worker may see them now."""
        with self._store.query(actor) as work:
            return [tuple(row) for row in work.rows(text(sql).bindparams(**(values or {})))]
