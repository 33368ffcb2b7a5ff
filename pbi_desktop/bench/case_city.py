"""The city of the bench of a case: the demo at its largest, encrypted, made once and kept.

250,000 cases and 2,500,000 events of a million invented people. It lies in this account's cache,
under the hash of the demo that made it and of the schema.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

if TYPE_CHECKING:
    from pbi_desktop.services.stores import OpenedStore

_MOST_EVENTS, _LEAST_EVENTS = 260, 150
_DAY_OF_CASES = 60
_HEAVY = (
    "SELECT n.case_id, count(*) FROM notes n JOIN cases c ON c.id = n.case_id "
    "JOIN case_team t ON t.case_id = c.id AND t.worker_id = ? AND t.valid_to IS NULL "
    "WHERE c.closed_on IS NULL GROUP BY n.case_id HAVING count(*) BETWEEN ? AND ?"
)
_BUSY = (
    "SELECT t.worker_id FROM case_team t JOIN cases c ON c.id = t.case_id "
    "WHERE t.valid_to IS NULL AND c.closed_on IS NULL GROUP BY t.worker_id "
    "ORDER BY abs(count(*) - ?), t.worker_id LIMIT 1"
)
_HEAVIEST = (
    "SELECT t.worker_id FROM case_team t JOIN notes n ON n.case_id = t.case_id "
    "JOIN cases c ON c.id = t.case_id WHERE t.valid_to IS NULL AND c.closed_on IS NULL "
    "AND n.case_id IN (SELECT case_id FROM notes GROUP BY case_id "
    "HAVING count(*) BETWEEN ? AND ?) GROUP BY t.worker_id ORDER BY count(*) DESC LIMIT 1"
)


@dataclass(frozen=True)
class Picked:
    """Whose day is measured, and whose cases are opened: those with about 200 events."""

    busy: UUID
    opener: UUID
    heavy: tuple[UUID, ...]


def kept_city(folder: Path, scale: str = "city") -> Path:
    """Return the store: made, in about ten minutes, if this demo has not made it yet."""
    from pbi_desktop.services.stores import DemoWish, make_demo

    place = folder / f"case-{scale}-{_generator()}"
    path = place / "city.pbi"
    done = place / "whole"
    if not done.is_file():
        for part in place.glob("*"):
            part.unlink()
        make_demo(path, DemoWish(scale=scale))
        done.touch()
    return path


def picked(raw: Any) -> Picked:
    """Return the worker nearest to 60 open cases, and one with long cases; `raw` is unpoliced."""
    long = (_LEAST_EVENTS, _MOST_EVENTS)
    (busy,) = raw.execute(_BUSY, (_DAY_OF_CASES,)).fetchone()
    (opener,) = raw.execute(_HEAVIEST, long).fetchone()
    heavy = raw.execute(_HEAVY, (opener, *long)).fetchall()
    return Picked(_id(busy), _id(opener), tuple(_id(case) for case, _count in heavy))


@contextmanager
def opened(path: Path) -> Iterator["tuple[OpenedStore, Any]"]:
    """Give the store as the program opens it, and a bare connection whom no rule binds."""
    from pbi_desktop.services.stores import open_store

    with open_store(path) as store:
        raw = store.store().open_file()
        try:
            yield store, raw
        finally:
            raw.close()


def _id(value: bytes) -> UUID:
    return UUID(bytes=bytes(value))


def _generator() -> str:
    package = Path(__file__).parents[1]
    modules = sorted(one for part in ("demo", "models") for one in (package / part).rglob("*.py"))
    return hashlib.sha256(b"".join(one.read_bytes() for one in modules)).hexdigest()[:16]
