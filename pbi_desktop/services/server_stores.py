"""A team's store on a server, as one worker opens it: the same surface as a store that is a file.

SQLAlchemy is loaded from the start: there is no faster way to the server than through it.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, Self

from sqlalchemy import exists, select

from pbi_desktop.domain.access import SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.errors import NotFound
from pbi_desktop.domain.ids import WorkerId
from pbi_desktop.domain.server_address import ServerAddress
from pbi_desktop.domain.server_errors import NotForServers, WorkerWithoutAgency
from pbi_desktop.domain.times import Clock, system_clock
from pbi_desktop.models import Agency, Site, SiteRoleHeld, Worker
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.stores import WorkerChoice
from pbi_desktop.store.postgres_address import Target, settings_of
from pbi_desktop.store.postgres_bell import CHANNEL as CHANNEL
from pbi_desktop.store.postgres_bell import Bell
from pbi_desktop.store.postgres_joined import Credentials, Joined, behind
from pbi_desktop.store.postgres_reading import PostgresReading
from pbi_desktop.store.postgres_store import PostgresStore
from pbi_desktop.store.unit_of_work import Work

if TYPE_CHECKING:
    from pbi_desktop.services.server_care import ServerCare


class OpenedServer:
    """A server's store, signed in to by one worker's own login, until it is closed."""

    is_demo = False

    def __init__(
        self,
        address: ServerAddress,
        target: Target,
        path: Path | None = None,
        clock: Clock = system_clock,
    ) -> None:
        """Connect; every way in which that can fail has its own sentence."""
        self.address = address
        self.path = path or Path(address.database)
        self._target = target
        self._store = PostgresStore(target, clock)
        self._bell: Bell | None = None
        try:
            self.actor, self._choice = _who_is_there(self._store)
        except BaseException:
            self._store.close()
            raise
        self.holder = self.actor.worker
        """The worker whose login it is."""
        self.reading = PostgresReading(self._store)
        self.desk = Desk(self.reading, self.store, clock)

    def store(self) -> PostgresStore:
        """Return the store behind units of work."""
        return self._store

    def workers(self) -> tuple[WorkerChoice, ...]:
        """Return who can sign in here: the worker of this login and nobody else."""
        return (self._choice,)

    def sign_in(self, login: str = "") -> Actor:
        """Return the worker of this login; NotFound for anybody else."""
        if login not in ("", self.actor.login):
            raise NotFound("worker")
        return self.actor

    def care(self) -> "ServerCare":
        """Return what looks after this store, as far as a worker can."""
        from pbi_desktop.services.server_care import ServerCare

        return ServerCare(self._store)

    def keys(self) -> NoReturn:
        """Refuse: on a server a worker has one login, and it is renewed."""
        raise NotForServers("look after keys", "A manager renews a login: store renew-worker.")

    def copies(self) -> NoReturn:
        """Refuse: a server's copies are its administrator's."""
        from pbi_desktop.services.server_care import INSTEAD

        raise NotForServers("make proven copies", INSTEAD)

    def listen(self, heard: Callable[[], None]) -> None:
        """Call `heard`, on a thread of its own, when somebody else may have changed something."""
        if self._bell is None:
            self._bell = Bell(self._target, heard, own=self._store.backends)

    def close(self) -> None:
        """Stop listening, and let go of the server."""
        if self._bell is not None:
            self._bell.close()
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()


def credentials() -> Credentials:
    """Return the stores that this account of this computer has joined."""
    from platformdirs import user_data_path

    return Credentials(user_data_path("pbi-desktop", appauthor=False))


def door_to(address: ServerAddress, login: str = "", known: Credentials | None = None) -> Path:
    """Return the door to a store that was joined here; by login where several have joined it."""
    known = known or credentials()
    return known.door(known.find(address, login))


def open_door(
    door: Path,
    key_file: Path | None = None,
    known: Credentials | None = None,
    clock: Clock = system_clock,
) -> OpenedServer:
    """Open the store that a door leads to, by the key ring or a file with the password."""
    known = known or Credentials(door.parent)
    joined = behind(door)
    return OpenedServer(joined.place, target_of(joined, known, key_file), door, clock)


def name_of(door: Path) -> str:
    """Return what to call the store behind a door."""
    return behind(door).place.name


def pinned_by(door: Path) -> str:
    """Return the certificate that is pinned for the store behind a door, to be handed on."""
    return Credentials(door.parent).authority(behind(door))


def target_of(joined: Joined, known: Credentials, key_file: Path | None = None) -> dict[str, str]:
    """Return what the driver connects with for a store that was joined here."""
    password = known.password(joined, key_file)
    return settings_of(joined.place, joined.role, password, known.pinned(joined.pinned))


def _who_is_there(store: PostgresStore) -> tuple[Actor, WorkerChoice]:
    """Return the worker of the login that connects; refuses one who belongs to no agency."""
    me = store.signed_in()
    with store.query(Actor(WorkerId(me), "")) as work:
        worker = work.get(Worker, me)
        agency = work.one_or_none(
            select(Agency).where(Agency.id == worker.agency_id, Agency.withdrawn_at.is_(None))
        )
        if agency is None:
            raise WorkerWithoutAgency
        choice = WorkerChoice(
            WorkerId(me),
            worker.name,
            worker.login,
            worker.job,
            agency.name,
            _sites(work, worker),
            _leads(work, worker),
        )
    return Actor(choice.id, choice.login), choice


def _sites(work: Work, worker: Worker) -> str:
    held = select(Site.name).join(SiteRoleHeld, SiteRoleHeld.site_id == Site.id)
    mine = held.where(SiteRoleHeld.worker_id == worker.id, SiteRoleHeld.withdrawn_at.is_(None))
    return ", ".join(sorted({name for (name,) in work.rows(mine)}))


def _leads(work: Work, worker: Worker) -> bool:
    role = SiteRoleHeld.role == SiteRole.TEAM_MANAGER
    held = exists().where(
        SiteRoleHeld.worker_id == worker.id, role, SiteRoleHeld.withdrawn_at.is_(None)
    )
    return bool(work.rows(select(held))[0][0])
