"""One new row: the INSERT of its kind, written once for each database.

A session finds out anew for each record which columns there are, in which order and in what
form. What comes of it is the same row; a test compares.
"""

from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, make_transient_to_detached

from pbi_desktop.models import Base, Record
from pbi_desktop.store.columns import Convert, converters


@dataclass(frozen=True)
class Insertion:
    """How a row of one kind goes into one database."""

    sql: str
    columns: tuple[tuple[str, Convert], ...]
    """The name of each attribute in order, and what makes its value fit; None where it does."""

    def row(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        """Return the cells as the driver takes them."""
        return tuple(
            [
                values[name] if change is None else change(values[name])
                for name, change in self.columns
            ]
        )


def fill_in(record: Record) -> None:
    """Give a new record what nobody has said of it: what is usual, or nothing."""
    values: MutableMapping[str, Any] = vars(record)
    for name, usual in _usual(type(record)):
        if values.get(name) is None:
            values[name] = usual


def kept_by(session: Session, record: Record) -> None:
    """Tell a session that this record is in the database as it stands."""
    make_transient_to_detached(record)
    session.add(record)


@cache
def on_file(kind: type[Base]) -> Insertion:
    """Return how a row goes into the encrypted file."""
    return _written(kind, "main.", "?", sqlite.dialect)


@cache
def on_server(kind: type[Base]) -> Insertion:
    """Return how a row goes into PostgreSQL."""
    return _written(kind, "", "%s", postgresql.dialect)


def _written(kind: type[Base], place: str, mark: str, dialect: Callable[[], Any]) -> Insertion:
    made = dialect()
    names = tuple(attribute.key for attribute in inspect(kind).column_attrs)
    columns = tuple(inspect(kind).columns[name].name for name in names)
    quoted = ", ".join(map(made.identifier_preparer.quote, columns))
    marks = ", ".join([mark] * len(columns))
    table = kind.__tablename__
    return Insertion(
        f"INSERT INTO {place}{table} ({quoted}) VALUES ({marks})",  # noqa: S608 - our own names
        tuple(zip(names, converters(table, columns, made), strict=True)),
    )


@cache
def _usual(kind: type[Record]) -> tuple[tuple[str, Any], ...]:
    """Return each attribute with the value it has where nobody gives one."""
    mapper = inspect(kind)
    columns = ((one.key, mapper.columns[one.key]) for one in mapper.column_attrs)
    return tuple(
        (name, column.default.arg if column.default is not None else None)  # type: ignore[attr-defined]
        for name, column in columns
    )
