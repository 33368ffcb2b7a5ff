"""What PostgreSQL and its driver report, as expected failures.

A driver's message quotes the row that it complains of. Nothing of it is passed on: neither in
the failure nor as its cause.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError

from pbi_desktop.domain.errors import (
    ClockWentBack,
    DiskFull,
    Invalid,
    NotAStore,
    NotPermitted,
    PbiError,
    StaleRecord,
    StoreBusy,
    StoreUnavailable,
)
from pbi_desktop.store.access.functions import CLOCK_WENT_BACK

_REFUSED = frozenset({"42501", "25006"})  # insufficient privilege; a write in a query
_OVERTAKEN = frozenset({"40001", "40P01", "55P03"})  # serialization, deadlock, lock not to be had
_FULL = frozenset({"53100"})
_CROWDED = frozenset({"53300"})
_NO_STORE = frozenset({"3D000", "3F000", "42P01", "42883"})  # no database, schema, table, function
_BAD_VALUES = "22"


@contextmanager
def failures_named() -> Iterator[None]:
    """Turn every error of the driver inside the block into an expected failure."""
    try:
        yield
    except (DBAPIError, psycopg.Error, StaleDataError, PoolTimeout) as error:
        raise named(error) from None


def named(error: Exception) -> PbiError:
    """Return the expected failure behind an error of the driver."""
    if isinstance(error, StaleDataError):
        return StaleRecord("record")
    if isinstance(error, PoolTimeout):
        return StoreBusy("connections")
    driver = error.orig if isinstance(error, DBAPIError) else error
    return _by_state(driver) if isinstance(driver, psycopg.Error) else _unknown(error)


def _by_state(error: psycopg.Error) -> PbiError:
    state = error.sqlstate or ""
    if state in _REFUSED:
        return NotPermitted("change")
    if state in _OVERTAKEN:
        return StaleRecord("record")
    if state == CLOCK_WENT_BACK:
        return ClockWentBack(int(error.diag.message_primary or 0))
    if state in _FULL:
        return DiskFull()
    if state in _NO_STORE:
        return NotAStore("")
    if state in _CROWDED:
        return StoreBusy("connections")
    if state.startswith(_BAD_VALUES) or isinstance(error, psycopg.DataError):
        return Invalid()
    return _unknown(error)


def _unknown(error: Exception) -> StoreUnavailable:
    return StoreUnavailable(getattr(error, "sqlstate", None) or type(error).__name__)
