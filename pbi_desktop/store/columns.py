"""Tables and columns by name, and how a plain value becomes what a database takes."""

import hashlib
from collections.abc import Callable, Sequence
from enum import Flag
from typing import Any

from sqlalchemy import Boolean, Date
from sqlalchemy.engine import Dialect

from pbi_desktop.domain.bulk import Value
from pbi_desktop.domain.times import to_micros
from pbi_desktop.models import Base, Code, Identifier, Instant

Convert = Callable[[Any], Any] | None
Column = Callable[[Sequence[Any]], list[Any]]


def class_of_table(kind: str) -> type[Base]:
    """Return the mapped class of a table name."""
    for mapper in Base.registry.mappers:
        if mapper.class_.__tablename__ == kind:
            found: type[Base] = mapper.class_
            return found
    raise LookupError(f"there is no table {kind}")


def converters(kind: str, columns: tuple[str, ...], dialect: Dialect) -> list[Convert]:
    """Return for each column the function that makes a plain value fit the database, or None."""
    table = Base.metadata.tables[kind]
    return [table.c[name].type.dialect_impl(dialect).bind_processor(dialect) for name in columns]


def converted(row: tuple[Value, ...], convert: list[Convert]) -> tuple[Any, ...]:
    """Return a row as the driver takes it."""
    return tuple(
        value if change is None else change(value)
        for value, change in zip(row, convert, strict=True)
    )


def column_converters(kind: str, columns: tuple[str, ...]) -> dict[int, Column]:
    """Return what turns a whole column of plain values into what the encrypted file takes.

    By the place of the column; a column that fits as it is has none. The same as `converters`
    gives cell by cell, several times faster; a test compares them.
    """
    table = Base.metadata.tables[kind]
    found = {}
    for place, name in enumerate(columns):
        change = _column_converter(table.c[name].type)
        if change is not None:
            found[place] = change
    return found


def by_columns(rows: Sequence[tuple[Any, ...]], change: dict[int, Column]) -> list[Sequence[Any]]:
    """Return the columns of these rows as the encrypted file takes them."""
    columns: list[Any] = list(zip(*rows, strict=True))
    for place, convert in change.items():
        columns[place] = convert(columns[place])
    return columns


def columns_hash(columns: Sequence[Sequence[Any]]) -> str:
    """Return one hash over all cells; of columns, because identifiers join faster than they print.

    An identifier has 16 bytes, so that many of them in a row cannot be read in two ways.
    """
    whole = hashlib.sha256()
    for cells in columns:
        if set(map(type, cells)) == {bytes}:
            whole.update(b"".join(cells))
        else:
            whole.update(repr(tuple(cells)).encode())
        whole.update(b"\n")
    return whole.hexdigest()


def _column_converter(column_type: Any) -> Column | None:
    if isinstance(column_type, Identifier):
        return lambda cells: [None if cell is None else cell.bytes for cell in cells]
    if isinstance(column_type, Instant):
        return _instants
    if isinstance(column_type, Code):
        if issubclass(column_type.kind, Flag):
            return None  # a sum of members is a member too, and a whole number as it is
        known = {None: None, **{member.value: member.value for member in column_type.kind}}
        return lambda cells: [known[cell] for cell in cells]
    if isinstance(column_type, Date):
        return lambda cells: [None if cell is None else cell.isoformat() for cell in cells]
    if isinstance(column_type, Boolean):
        return lambda cells: [None if cell is None else int(cell) for cell in cells]
    return None


def _instants(cells: Sequence[Any]) -> list[Any]:
    # Thousands of rows are made at one instant.
    known = {cell: None if cell is None else to_micros(cell) for cell in set(cells)}
    return [known[cell] for cell in cells]
