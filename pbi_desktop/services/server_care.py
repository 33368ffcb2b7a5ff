"""Looking after a server's store, as far as a worker can: what it holds, and whether it adds up.

Pages, copies and upgrades are the server administrator's: docs/guide/team-server.md.
"""

from pathlib import Path
from typing import NoReturn

from sqlalchemy import func, select, text

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.server_errors import NotForServers
from pbi_desktop.models import Case, CommunityGroup, Person, Postcode, StoreMeta
from pbi_desktop.services.care import require_auditor
from pbi_desktop.store.postgres_store import PostgresStore
from pbi_desktop.store.version import HEAD

_UNFORCED = text(
    "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm', 'f') "
    "AND relnamespace = 'public'::regnamespace AND NOT (relrowsecurity AND relforcerowsecurity) "
    "ORDER BY 1"
)
INSTEAD = "The server's administrator backs it up: see docs/guide/team-server.md"
_SERVER = text("SELECT current_setting('server_version'), current_setting('data_checksums')")


class ServerCare:
    """For whoever is answerable for the store."""

    def __init__(self, store: PostgresStore) -> None:
        self._store = store

    def info(self, actor: Actor) -> dict[str, str | int]:
        """Return what the store is, and how much of it this worker may see."""
        with self._store.query(actor) as work:
            store_id = work.rows(select(StoreMeta.value).where(StoreMeta.name == "store_id"))
            (version, checksums) = work.rows(_SERVER)[0]
            counts: dict[str, str | int] = {
                f"{word} that you may see": work.rows(select(func.count()).select_from(kind))[0][0]
                for word, kind in (
                    ("people", Person),
                    ("cases", Case),
                    ("groups and places", CommunityGroup),
                    ("postcodes", Postcode),
                )
            }
        about = {"store": str(store_id[0][0]), "schema": HEAD, "server": f"PostgreSQL {version}"}
        return {**about, "page checksums": checksums, **counts}

    def verify(self, actor: Actor) -> tuple[str, ...]:
        """Return what is wrong as far as a worker can tell; nothing where all is well."""
        entries, broken = self.audit(actor)
        with self._store.query(actor) as work:
            findings = [
                f"The table {name} is not closed to everybody but the rule."
                for (name,) in work.rows(_UNFORCED)
            ]
            if work.rows(_SERVER)[0][1] != "on":
                findings.append("The server keeps no checksums of its pages (initdb -k).")
        if broken is not None:
            findings.append(f"The audit chain does not verify from entry {broken} of {entries} on.")
        return tuple(findings)

    def audit(self, actor: Actor) -> tuple[int, int | None]:
        """Return how many entries the chains have, and the first that does not verify, or None."""
        require_auditor(self._store, actor)
        with self._store.query(actor) as work:
            found = work.books.trail.check()
        broken = min((one.entry for one in found.findings), default=None)
        return found.entries, broken

    def backup(self, _actor: Actor, _to: Path) -> NoReturn:
        """Refuse: a server is backed up by its administrator, with the server's own tools."""
        raise NotForServers("back up", INSTEAD)
