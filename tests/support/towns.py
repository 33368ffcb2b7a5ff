"""A town of the oracle in a real store: loaded above the rule, read and written under it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from sqlalchemy import delete, insert, text

from pbi_desktop.domain.access import Category, Purpose
from pbi_desktop.domain.actor import Actor, Viewing
from pbi_desktop.domain.casework import Marking, NoteKind
from pbi_desktop.domain.errors import NotFound, NotPermitted
from pbi_desktop.domain.ids import CaseId, PersonId, WorkerId, new_id
from pbi_desktop.models import Base, Note
from pbi_desktop.store.port import Store
from pbi_desktop.store.postgres_store import PostgresStore
from pbi_desktop.store.reading import as_uuid
from tests.support.oracle import Town, kinds
from tests.support.stores import Home, PostgresHome

LOGINS = ("w0", "w1", "w2", "w3")


class _TakenBack(Exception):
    """Ends a command that was only a question."""


@dataclass(repr=False)
class TownHall:
    """One store that holds one town after another, with four login roles for its workers."""

    home: Home
    _roles: list[str] = field(default_factory=list)
    _stores: dict[str, Store] = field(default_factory=dict)
    _held: Sequence[str] = ()

    def __repr__(self) -> str:
        return f"TownHall({self.home.kind})"

    def hold(self, one: Town) -> None:
        """Put this town in place of the one before."""
        self.home.clock.set(one.at)
        for worker, login in zip(one.all("workers"), LOGINS, strict=True):
            worker["login"] = login
            worker["database_role"] = self._role(login)
        with self.home.trusted() as connection:
            for table in reversed(Base.metadata.sorted_tables):
                if table.name in self._held:
                    connection.execute(delete(table))
            for table in Base.metadata.sorted_tables:
                if one.all(table.name):
                    connection.execute(insert(table), one.all(table.name))
        self._held = tuple(one.rows)

    def seen(
        self, one: Town, worker: UUID, purpose: Purpose, viewing: Viewing | None = None
    ) -> dict[str, set[UUID]]:
        """Return the ids that a worker meets in each table; nothing if they may not sign in."""
        actor = replace(self.actor(one, worker, purpose), viewing=viewing)
        every = [f"SELECT '{kind}' AS kind, id FROM {kind}" for kind in kinds(one)]
        found: dict[str, set[UUID]] = {kind: set() for kind in kinds(one)}
        try:
            with self.store(actor).query(actor) as work:
                for kind, key in work.rows(text(" UNION ALL ".join(every))):
                    found[kind].add(as_uuid(key))
        except NotFound:
            return found
        return found

    def takes_note(
        self, one: Town, worker: UUID, about: tuple[UUID, UUID, Category], purpose: Purpose
    ) -> bool:
        """Say whether a worker could write a note about this; nothing is kept."""
        actor = self.actor(one, worker, purpose)
        case, person, category = about
        note = Note(
            id=new_id(),
            case_id=CaseId(case),
            subject_id=PersonId(person),
            category=category,
            at=one.at,
            worker_id=WorkerId(worker),
            agency_id=new_id(),
            kind=NoteKind.NOTE,
            body="x",
            marking=Marking.NOT_MARKED,
        )
        try:
            with self.store(actor).command(actor, "ask") as work:
                work.add(note)
                raise _TakenBack
        except _TakenBack:
            return True
        except (NotPermitted, NotFound):
            return False

    def close(self) -> None:
        """Close what was opened; the home closes itself."""
        for store in self._stores.values():
            if isinstance(store, PostgresStore):
                store.close()

    def actor(self, one: Town, worker: UUID, purpose: Purpose) -> Actor:
        """Return a worker of this town, looking for a purpose."""
        return Actor(WorkerId(worker), one.get("workers", worker)["login"], purpose.value)

    def store(self, actor: Actor) -> Store:
        """Return the store as this worker opens it."""
        if actor.login not in self._stores:
            self._stores[actor.login] = (
                PostgresStore(
                    self.home.server.url(self.home.database, self._role(actor.login)),
                    self.home.clock,
                )
                if isinstance(self.home, PostgresHome)
                else self.home.store_for(actor)
            )
        return self._stores[actor.login]

    def _role(self, login: str) -> str | None:
        return self.home.role_of(login) if isinstance(self.home, PostgresHome) else None
