"""Before and after of a record as text, for undo, audit, correction and the ledger."""

import json
from collections.abc import Callable, Iterable
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import LargeBinary, inspect
from sqlalchemy.orm import Mapper

from pbi_desktop.models import Code, Identifier, Instant, Record
from pbi_desktop.store.columns import class_of_table

C = TypeVar("C")
_LEFT_OUT = frozenset({"id", "version"})


def plain(value: Any) -> Any:
    """Return a value as JSON can hold it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value


def after_insert(record: Record) -> dict[str, Any]:
    """Return every column of a new record."""
    return {name: plain(getattr(record, name)) for name in _kept(type(record))}


@cache
def _kept(kind: type[Record]) -> tuple[str, ...]:
    # The bytes of a file stand in one place: they never change, and history has their hash.
    mapper = inspect(kind)
    columns = ((name, mapper.columns[name].type) for name in _columns(mapper))
    return tuple(
        name
        for name, kept_as in columns
        if name not in _LEFT_OUT and not isinstance(kept_as, LargeBinary)
    )


def changed(record: Record) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return before and after of the columns that differ from what the database holds."""
    state = inspect(record)
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for name in _columns(inspect(type(record))):
        history = state.attrs[name].history
        if name in _LEFT_OUT or not history.has_changes():
            continue
        old, new = list(history.deleted or ()), list(history.added or ())
        if not old:
            raise LookupError(f"the old value of {name} was not loaded")  # a bug, not a failure
        before[name], after[name] = plain(old[0]), plain(new[0])
    return before, after


def restore(record: Record, values: dict[str, Any]) -> None:
    """Put plain values back into a record."""
    table = type(record).__table__
    for name, value in values.items():
        setattr(record, name, _read(table.c[name].type, value))


def still_standing(
    changes: Iterable[C], said: Callable[[C], tuple[str | None, str | None]]
) -> list[C]:
    """Return the changes of one record in their order, without each that the next one took back.

    `said` gives before and after of a change.
    """
    standing: list[C] = []
    for one in changes:
        before, after = said(one)
        if standing and said(standing[-1]) == (after, before):
            standing.pop()
        else:
            standing.append(one)
    return standing


def as_text(values: dict[str, Any]) -> str:
    """Return canonical JSON: sorted, without spaces, so that its hash is stable."""
    return json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def class_of(kind: str) -> type[Record]:
    """Return the mapped class of a table name."""
    found = class_of_table(kind)
    if not issubclass(found, Record):
        raise LookupError(f"{kind} is not a kind of record")
    return found


def _columns(mapper: Mapper[Any]) -> list[str]:
    return [attribute.key for attribute in mapper.column_attrs]


def _read(column_type: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(column_type, Identifier):
        return UUID(value)
    if isinstance(column_type, Instant):
        return datetime.fromisoformat(value)
    if isinstance(column_type, Code):
        return column_type.kind(value)
    if column_type.python_type is date:
        return date.fromisoformat(value)
    return value
