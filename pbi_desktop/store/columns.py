"""Tables and columns by name, and how a plain value becomes what a database takes."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.engine import Dialect

from pbi_desktop.domain.bulk import Value
from pbi_desktop.models import Base

Convert = Callable[[Any], Any] | None


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
