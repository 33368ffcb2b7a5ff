"""What PostgreSQL and its driver report, as expected failures.

A driver's message quotes the row that it complains of. Nothing of it is passed on: neither in
the failure nor as its cause.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

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
from pbi_desktop.domain.server_errors import (
    LoginRefused,
    ServerAway,
    ServerNotProven,
)
from pbi_desktop.store.access.functions import CLOCK_WENT_BACK

_REFUSED = frozenset({"42501", "25006"})  # insufficient privilege; a write in a query
_OVERTAKEN = frozenset({"40001", "40P01", "55P03"})  # serialization, deadlock, lock not to be had
_FULL = frozenset({"53100"})
_CROWDED = frozenset({"53300"})
_NO_STORE = frozenset({"3D000", "3F000", "42P01", "42883"})  # no database, schema, table, function
_BAD_VALUES = "22"
_LOGIN = frozenset({"28000", "28P01"})
_AWAY = frozenset(
    {"57P01", "57P02", "57P03", "25P03"}
)  # shut down, crashed, starting; idle too long
_LOST = "08"
_NOT_PROVEN = ("certificate", "channel binding", "SSL", "root.crt")
_NO_LOGIN = (
    "authentication failed",
    "is not permitted to log in",
    "no pg_hba.conf entry",
    'role "',
)
_TOO_MANY = ("too many connections", "remaining connection slots")
_NO_DATABASE = ('database "',)


_FAILURES: tuple[tuple[frozenset[str], Callable[[], PbiError]], ...] = (
    (_LOGIN, LoginRefused),
    (_REFUSED, partial(NotPermitted, "change")),
    (_OVERTAKEN, partial(StaleRecord, "record")),
    (_FULL, DiskFull),
    (_NO_STORE, partial(NotAStore, "")),
    (_CROWDED, partial(StoreBusy, "connections")),
)


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
    if _is_lost(error):
        return ServerAway(type(error).__name__)
    driver = error.orig if isinstance(error, DBAPIError) else error
    return _by_state(driver) if isinstance(driver, psycopg.Error) else _unknown(error)


def _by_state(error: psycopg.Error) -> PbiError:
    state = error.sqlstate or ""
    if not state and isinstance(error, psycopg.OperationalError):
        return _while_connecting(error)
    if state == CLOCK_WENT_BACK:
        return ClockWentBack(int(error.diag.message_primary or 0))
    if state in _AWAY or state.startswith(_LOST):
        return ServerAway(state)
    for states, failure in _FAILURES:
        if state in states:
            return failure()
    if state.startswith(_BAD_VALUES) or isinstance(error, psycopg.DataError):
        return Invalid()
    return _unknown(error)


def _is_lost(error: Exception) -> bool:
    return isinstance(error, DBAPIError) and error.connection_invalidated


def _while_connecting(error: psycopg.Error) -> PbiError:
    """Tell by its words why there is no connection: the driver gives no state for that.

    A server that speaks another language than English is then only said to be away.
    """
    said = str(error)
    for words, failure in (
        (_TOO_MANY, StoreBusy("connections")),
        (_NO_LOGIN, LoginRefused()),
        (_NO_DATABASE, NotAStore("")),
        (_NOT_PROVEN, ServerNotProven("certificate")),
    ):
        if any(word in said for word in words):
            return failure
    return ServerAway("no connection")


def _unknown(error: Exception) -> StoreUnavailable:
    return StoreUnavailable(getattr(error, "sqlstate", None) or type(error).__name__)
