"""Looking after a store: what it holds, whether it is whole, and a copy of it."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.errors import NotPermitted
from pbi_desktop.models import AuditEntry, Case, CommunityGroup, Person, Postcode
from pbi_desktop.store import audit
from pbi_desktop.store.audit import Entry
from pbi_desktop.store.encrypted_file import backup_to, open_raw, verify_pages
from pbi_desktop.store.file_store import CHAIN, FileStore
from pbi_desktop.store.unit_of_work import Work
from pbi_desktop.store.version import HEAD


class Care:
    """For whoever is answerable for the store."""

    def __init__(self, store: FileStore, key: bytes | bytearray, store_id: UUID) -> None:
        self._store = store
        self._key = key
        self._store_id = store_id

    def info(self, actor: Actor) -> dict[str, str | int]:
        """Return what the store is, and how much of it this worker may see."""
        with self._store.query(actor) as work:
            counts: dict[str, str | int] = {
                f"{word} that you may see": work.rows(select(func.count()).select_from(kind))[0][0]
                for word, kind in (
                    ("people", Person),
                    ("cases", Case),
                    ("groups and places", CommunityGroup),
                    ("postcodes", Postcode),
                )
            }
        size = self._store.path.stat().st_size
        return {"store": str(self._store_id), "schema": HEAD, "bytes": size, **counts}

    def verify(self, actor: Actor) -> tuple[str, ...]:
        """Return what is wrong with pages, schema or audit chain; nothing where all is whole."""
        raw = open_raw(self._store.path, self._key)
        try:
            findings = [str(finding) for finding in verify_pages(raw)]
        finally:
            raw.close()
        _entries, broken = self.audit(actor)
        if broken is not None:
            findings.append(f"The audit chain does not verify from entry {broken} on.")
        return tuple(findings)

    def audit(self, actor: Actor) -> tuple[int, int | None]:
        """Return how many entries the chain has, and the first that does not verify, or None.

        Only who may read the audit chain can check it: NotPermitted for everybody else.
        """
        with self._store.query(actor) as work:
            count = int(work.rows(select(func.count()).select_from(AuditEntry))[0][0])
            if count == 0:
                raise NotPermitted("check the audit chain")
            return count, audit.first_break(_chain(work))

    def backup(self, actor: Actor, to: Path) -> None:
        """Copy the store under the same key, reopen the copy and check it; then it has a name."""
        with self._store.command(actor, "back up") as work:
            work.log("backed up", to.name)
        raw = open_raw(self._store.path, self._key)
        try:
            backup_to(raw, to, self._key)
        finally:
            raw.close()


def _chain(work: Work) -> Iterator[tuple[Entry, str]]:
    rows = work.all(select(AuditEntry).where(AuditEntry.chain == CHAIN).order_by(AuditEntry.seq))
    for row in rows:
        entry = Entry(
            row.chain,
            row.seq,
            row.at,
            row.worker_id,
            row.action,
            row.purpose,
            row.command_id,
            row.payload_hash,
            row.previous_hash,
        )
        yield entry, row.hash
