"""Casework by the program's own services, numbered, so that the store tells what of it was kept.

Change 1 is a note, 2 a draft of the next one, 3 a note again, and so on. A note comes with its
revision and its audit entry; a draft takes the place of the one before.
"""

from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.errors import PbiError
from pbi_desktop.domain.ids import CaseId, WorkerId
from pbi_desktop.services.case_rows import NewNote
from pbi_desktop.services.casework import Casework
from pbi_desktop.services.drafts import Drafts
from pbi_desktop.store.encrypted_file import (
    RawConnection,
    driver_failures_named,
    open_raw,
    verify_pages,
)
from pbi_desktop.store.file_store import FileStore

FORM = "note"
NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
Wish = Mapping[str, str]
Told = Callable[[str], None]


def wish_of(actor: Actor, case: UUID, key: bytes) -> dict[str, str]:
    """Return what a casebook needs to be opened, as plain text."""
    return {"worker": str(actor.worker), "login": actor.login, "case": str(case), "key": key.hex()}


class Casebook:
    """One worker's work in one case of an encrypted file."""

    def __init__(self, path: Path, wish: Wish, *, wipe_memory: bool = True) -> None:
        self.store = FileStore(
            path, bytes.fromhex(wish["key"]), lambda: NOW, wipe_memory=wipe_memory
        )
        self._actor = Actor(WorkerId(UUID(wish["worker"])), wish["login"])
        self._case = CaseId(UUID(wish["case"]))
        self._casework = Casework(lambda: self.store)
        self._drafts = Drafts(lambda: self.store)

    def change(self, number: int) -> None:
        """Make one numbered change, kept when this returns."""
        if number % 2:
            self._casework.write_note(self._actor, self._case, NewNote(f"change {number}"))
        else:
            self._drafts.keep(self._actor, FORM, self._case, f"change {number}")

    def typed(self) -> str:
        """Return the draft as the worker finds it."""
        return self._drafts.find(self._actor, FORM, self._case)

    def go_on(self, count: int | None, promise: Told, keep: Told) -> None:
        """Make so many more changes, or more and more, each promised before and told kept after."""
        number = last_change(self.store)
        until = None if count is None else number + count
        while number != until:
            number += 1
            promise(str(number))
            self.change(number)
            keep(str(number))


def last_change(store: FileStore) -> int:
    """Return the number of the newest change."""
    with closing(store.open_file()) as raw:
        return max([0, *_numbers(raw)])


def found(path: Path, key: bytes) -> str:
    """Return the number of the newest change, if it and all before are whole; else "damaged: …"."""
    try:
        with closing(open_raw(path, key, wipe_memory=False)) as raw, driver_failures_named(path):
            raw.execute("PRAGMA synchronous = OFF").fetchall()  # for the speed of the test alone
            findings = verify_pages(raw)
            return f"damaged: {findings[0]}" if findings else _newest_whole(raw)
    except PbiError as error:
        return f"damaged: {error!r}"


def _newest_whole(raw: RawConnection) -> str:
    newest = max([0, *_numbers(raw)])
    wanted = [*range(1, newest + 1, 2), *([newest - newest % 2] if newest > 1 else [])]
    if sorted(_numbers(raw)) != sorted(wanted):
        return f"in part: {sorted(_numbers(raw))} of {newest}"
    books = {
        "SELECT count(*) FROM audit_entries WHERE action = 'write note'": (newest + 1) // 2,
        "SELECT count(*) FROM revisions WHERE kind = 'notes'": (newest + 1) // 2,
        _LOOSE_LINKS: 0,
    }
    for question, answer in books.items():
        (count,) = raw.execute(question).fetchone()
        if count != answer:
            return f"in part: {count}, not {answer}, by {question}"
    return str(newest)


_LOOSE_LINKS = (
    "SELECT count(*) FROM audit_entries AS e WHERE e.seq > 1 AND NOT EXISTS (SELECT 1 FROM "
    "audit_entries AS p WHERE (p.chain, p.seq, p.hash) = (e.chain, e.seq - 1, e.previous_hash))"
)


def _numbers(raw: RawConnection) -> list[int]:
    words = raw.execute(
        "SELECT body FROM notes WHERE body LIKE 'change %' UNION ALL "
        "SELECT text FROM drafts WHERE text LIKE 'change %' AND withdrawn_at IS NULL"
    )
    return [int(word.split()[1]) for (word,) in words]
