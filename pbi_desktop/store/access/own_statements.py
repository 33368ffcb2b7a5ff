"""What the store itself asks of a policed connection, kept prepared and out of anybody's reach."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from pbi_desktop.store.encrypted_file import RawConnection


class OwnStatements:
    """Runs the store's own statements on a policed connection, above the rule, one by one.

    A statement is authorised when it is prepared, and kept prepared by its text. Each of these ends
    with a mark that nobody outside the connection knows, as nobody knows the names of its private
    views: so nobody can meet one that is prepared already, and those that the rule has judged stay
    prepared too.
    """

    def __init__(
        self, raw: RawConnection, above: Callable[[], AbstractContextManager[None]], mark: str
    ) -> None:
        """`above` opens the connection to the store itself for as long as it is held."""
        self._raw, self._above, self._mark = raw, above, mark

    def execute(self, sql: str, values: Any = ()) -> Any:
        """Run one statement; returns its cursor."""
        with self._above():
            return self._raw.execute(sql + self._mark, values)

    def executemany(self, sql: str, rows: Any) -> Any:
        """Run one statement for each of these rows."""
        with self._above():
            return self._raw.executemany(sql + self._mark, rows)
