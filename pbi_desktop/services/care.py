"""Looking after a store: what it holds, whether it is whole, and a copy of it."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from sqlalchemy import create_engine, func, select

from pbi_desktop.domain.access import AUDITORS
from pbi_desktop.domain.actor import Actor
from pbi_desktop.models import Case, CommunityGroup, Person, Postcode
from pbi_desktop.services.standing import require_role
from pbi_desktop.store import schema
from pbi_desktop.store.encrypted_file import (
    RawConnection,
    backup_to,
    verify_pages,
)
from pbi_desktop.store.file_store import FileStore
from pbi_desktop.store.port import Store
from pbi_desktop.store.version import HEAD

_CHECKS = {
    "cipher_integrity_check": "A page is not what was written",
    "integrity_check": "The order of the pages is broken",
    "foreign_key_check": "A record points to nothing",
}
_SCHEMA = "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite~_%' ESCAPE '~'"


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
        require_auditor(self._store, actor)
        raw = self._store.open_file()
        try:
            findings = [f"{_CHECKS[one.check]}: {one.detail}." for one in verify_pages(raw)]
            if not findings:  # damaged pages cannot be read for the rest
                findings = list(schema_findings(raw))
        finally:
            raw.close()
        if findings:
            return tuple(findings)
        _entries, broken = self.audit(actor)
        if broken is not None:
            findings.append(f"The audit chain does not verify from entry {broken} on.")
        return tuple(findings)

    def audit(self, actor: Actor) -> tuple[int, int | None]:
        """Return how many entries the chains have, and the first that does not verify, or None.

        Only who may read the audit trail can check it: NotPermitted for everybody else.
        """
        require_auditor(self._store, actor)
        with self._store.query(actor) as work:
            found = work.books.trail.check()
        broken = min((one.entry for one in found.findings), default=None)
        return found.entries, broken

    def backup(self, actor: Actor, to: Path) -> None:
        """Copy the store under the same key, reopen the copy and check it; then it has a name."""
        with self._store.command(actor, "back up") as work:
            work.log("backed up", to.name)
        raw = self._store.open_file()
        try:
            backup_to(raw, to, self._key)
        finally:
            raw.close()


def require_auditor(store: Store, actor: Actor) -> None:
    """Refuse who may not read the audit trail: NotPermitted for all but managers and auditors."""
    with store.query(actor) as work:
        require_role(work, AUDITORS, "check the audit chain")


def schema_findings(raw: RawConnection) -> Iterator[str]:
    """Return each table, index and trigger that is not as this version makes it."""
    found = {str(name): sql for name, sql in raw.execute(_SCHEMA).fetchall()}
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        schema.upgrade(connection)
        made = {str(row[0]): row[1] for row in connection.exec_driver_sql(_SCHEMA)}
    engine.dispose()
    for name in sorted(found.keys() | made.keys()):
        if name not in found:
            yield f"The schema lacks {name}."
        elif name not in made:
            yield f"The schema has something of another program: {name}."
        elif found[name] != made[name]:
            yield f"The schema of {name} was changed."
