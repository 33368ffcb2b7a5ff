"""Questions that are put again and again: compiled once, answered by plain rows.

A screen asks the same some dozens of questions each time it is shown. To build and to compile a
statement, and to make records of its rows, takes many times what the database takes to answer. A
`Question` is written once, as any other SELECT, with a `bindparam` for each value; what it becomes
on a database is kept. It goes the way of all statements: through the policed connection, or under
row-level security.
"""

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from functools import lru_cache, partial
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Date, Select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect

from pbi_desktop.domain.times import from_micros, to_micros
from pbi_desktop.models import Code, Identifier, Instant

_Change = Callable[[Any], Any]


@dataclass(frozen=True)
class _Hole:
    """Where a value goes: by its name, and by its place where it is one of a list."""

    name: str
    place: int | None = None

    def of(self, values: Mapping[str, Any]) -> Any:
        found = values[self.name]
        if self.place is None:
            return found
        return found[self.place] if self.place < len(found) else None


@dataclass(frozen=True)
class _Ready:
    """What a question became on one database."""

    sql: str
    holes: Mapping[str, Any]
    order: tuple[str, ...] | None
    """The names of the values in their order; None where the driver takes them by name."""
    fit: Callable[[Any], Any]
    row: Callable[[Iterable[Any]], Any]
    changes: tuple[tuple[int, _Change], ...]

    def values(self, given: Mapping[str, Any]) -> Any:
        """Return the values as the driver takes them."""
        fit = self.fit
        found = {
            name: fit(hole.of(given)) if isinstance(hole, _Hole) else hole
            for name, hole in self.holes.items()
        }
        return found if self.order is None else tuple([found[name] for name in self.order])

    def rows(self, found: Iterable[Sequence[Any]]) -> list[Any]:
        """Return what the driver gave as rows with names, each value of its own type."""
        row, changes = self.row, self.changes
        rows = []
        for cells in found:
            values = list(cells)
            for place, change in changes:
                if values[place] is not None:
                    values[place] = change(values[place])
            rows.append(row(values))
        return rows


class Question:
    """One SELECT of plain columns, each with a name of its own; lists are for `in_`."""

    def __init__(self, asked: Select[*tuple[Any, ...]]) -> None:
        self._asked = asked
        self._ready: dict[tuple[str, tuple[tuple[str, int], ...]], _Ready] = {}

    def on_file(self, given: Mapping[str, Any]) -> _Ready:
        """Return what is asked of the encrypted file."""
        return self._for("file", given)

    def on_server(self, given: Mapping[str, Any]) -> _Ready:
        """Return what is asked of PostgreSQL."""
        return self._for("server", given)

    def _for(self, place: str, given: Mapping[str, Any]) -> _Ready:
        lists = tuple(
            [(name, _room(one)) for name, one in given.items() if isinstance(one, list | tuple)]
        )
        found = self._ready.get((place, lists))
        if found is None:
            found = self._ready[place, lists] = self._made(place, given)
        return found

    def _made(self, place: str, given: Mapping[str, Any]) -> _Ready:
        holes = {
            name: [_Hole(name, at) for at in range(_room(value))]
            if isinstance(value, list | tuple)
            else _Hole(name)
            for name, value in given.items()
        }
        dialect, fit, fitting = _PLACES[place]
        state = self._asked.compile(dialect=dialect).construct_expanded_state(holes)
        columns = list(self._asked.selected_columns)
        return _Ready(
            state.statement,
            {
                name: value if isinstance(value, _Hole) else fit(value)
                for name, value in state.parameters.items()
            },
            tuple(state.positiontup) if state.positiontup is not None else None,
            fit,
            _named([str(column.key) for column in columns]),
            tuple(
                (at, change)
                for at, column in enumerate(columns)
                if (change := fitting(column.type)) is not None
            ),
        )


def _named(columns: Sequence[str]) -> Callable[[Iterable[Any]], Any]:
    made: Any = namedtuple("Row", " ".join(columns))  # type: ignore[misc]  # known when asked
    found: Callable[[Iterable[Any]], Any] = made._make
    return found


def _room(values: Sequence[Any]) -> int:
    """Return for how many values a list has room: few lengths, so that few texts are kept."""
    room = 1
    while room < len(values):
        room *= 2
    return room


def _for_file(value: Any) -> Any:
    if isinstance(value, UUID):
        return value.bytes
    if isinstance(value, datetime):
        return to_micros(value)
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def _for_server(value: Any) -> Any:
    if isinstance(value, datetime):
        return to_micros(value)
    return value.value if isinstance(value, Enum) else value


def _from_both(kind: Any) -> _Change | None:
    if isinstance(kind, Instant):
        return from_micros
    if isinstance(kind, Code):
        return partial(_member, {member.value: member for member in kind.kind}, kind.kind)
    return None


def _member(known: Mapping[Any, Any], kind: type[Enum], value: Any) -> Any:
    found = known.get(value)
    return kind(value) if found is None else found  # flags together are a member too


def _from_file(kind: Any) -> _Change | None:
    if isinstance(kind, Identifier):
        return _identifier
    if isinstance(kind, Date):
        return date.fromisoformat
    return bool if isinstance(kind, Boolean) else _from_both(kind)


@lru_cache(maxsize=16_384)  # the same few hundred stand in row after row
def _identifier(value: bytes) -> UUID:
    return UUID(bytes=value)


def _dialect(made: Any, **more: Any) -> Dialect:
    found: Dialect = made(**more)
    return found


_PLACES: Mapping[str, tuple[Dialect, Callable[[Any], Any], Callable[[Any], _Change | None]]] = {
    "file": (_dialect(sqlite.dialect), _for_file, _from_file),
    "server": (_dialect(postgresql.dialect), _for_server, _from_both),
}
