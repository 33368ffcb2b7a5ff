"""Making a team's store on a server, letting workers into it, and out again.

Passwords go from this program to the server as what checks them, and to the key ring: no person
sees one. What a person carries is a joining code, good once and for three days.
"""

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import Connection, select

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.errors import (
    Invalid,
    NotFound,
    NotPermitted,
    PbiError,
    UnreadableInput,
)
from pbi_desktop.domain.first_team import FirstTeam, NewWorker
from pbi_desktop.domain.ids import new_id
from pbi_desktop.domain.server_address import ServerAddress, read_address
from pbi_desktop.domain.server_errors import (
    BadJoiningCode,
    LoginRefused,
    NotJoined,
    SpentJoiningCode,
)
from pbi_desktop.domain.times import Clock, system_clock
from pbi_desktop.models import Agency, Site, SiteRoleHeld, StoreMeta, Worker
from pbi_desktop.services import first_team
from pbi_desktop.services.server_stores import OpenedServer, target_of
from pbi_desktop.store import postgres_enrolment, postgres_setup
from pbi_desktop.store.postgres_address import settings_of
from pbi_desktop.store.postgres_failures import failures_named
from pbi_desktop.store.postgres_joined import Credentials, Joined, new_in_file
from pbi_desktop.store.postgres_joined import JoiningCode as JoiningCode
from pbi_desktop.store.secrets.key import Key
from pbi_desktop.store.unit_of_work import Work

_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")


@dataclass(frozen=True)
class StoreMade:
    """A new store on a server, and the code with which its first manager joins it."""

    store: UUID
    code: JoiningCode


def make_store(
    admin: ServerAddress, first: FirstTeam, ca: Path | None = None, clock: Clock = system_clock
) -> StoreMade:
    """Make a store in an empty database, whole or not at all; by a superuser of the server."""
    first_team.checked(first)
    store, password, now = uuid4(), _random(), clock()
    if ca is not None:
        certificate(ca)  # refused before anything is made
    roles: list[str] = []

    def fill(connection: Connection) -> None:
        manager, made = first_team.records(first, now)
        first_team.keep(connection, made)
        roles.append(postgres_setup.begin_joining(connection, manager.id, manager.login, password))

    postgres_setup.make(settings_of(admin, pinned=ca), store, fill)
    authority = certificate(ca) if ca is not None else ""
    return StoreMade(store, _code(admin, roles[0], first.login, password, authority))


def upgrade_store(admin: ServerAddress, ca: Path | None = None) -> str:
    """Bring a server's store up to date, whole or not at all; by a superuser of the server."""
    return postgres_setup.upgrade(settings_of(admin, pinned=ca))


def certificate(path: Path) -> str:
    """Return the certificate of an authority from its file."""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableInput(path.name, "It is no text that can be read.") from error
    if "BEGIN CERTIFICATE" not in text or "PRIVATE KEY" in text:
        raise UnreadableInput(path.name, "It holds no certificate, or a private key beside one.")
    return text


def enrol(opened: OpenedServer, actor: Actor, new: NewWorker, authority: str = "") -> JoiningCode:
    """Add a worker, their agency if it is new, their role, and a login to join with."""
    password = _random()
    with opened.store().command(actor, "enrol a worker") as work:
        _refuse_login(work, new.login)
        site = _named(work, Site, new.site, "site")
        worker = Worker(
            id=new_id(),
            name=new.name,
            login=new.login,
            job=new.job,
            agency_id=_agency(work, new),
            active=True,
            version=1,
            created_at=work.now,
            created_by=actor.worker,
        )
        role = postgres_enrolment.enrol(work, worker, password)
        work.add(
            SiteRoleHeld(worker_id=worker.id, site_id=site.id, role=new.role, valid_from=work.now)
        )
        work.log("enrolled a worker", str(worker.id))
    return _code(opened.address, role, new.login, password, authority)


def renew(opened: OpenedServer, actor: Actor, login: str, authority: str = "") -> JoiningCode:
    """Give a worker who is there a new code: for another computer, or after a year."""
    password = _random()
    with opened.store().command(actor, "renew a login") as work:
        worker = _worker(work, login)
        if worker.database_role is None:
            raise NotFound("worker")
        postgres_enrolment.renew(work, worker.id, worker.database_role, password)
        work.log("renewed a login", str(worker.id))
        role = worker.database_role
    return _code(opened.address, role, login, password, authority)


def remove(opened: OpenedServer, actor: Actor, login: str) -> None:
    """End a worker's access: nothing is shown from their next statement on.

    Then their login is shut, and what they have open is ended. Safe to do again.
    """
    if login == actor.login:
        raise NotPermitted("remove yourself: somebody else who manages the team has to")
    with opened.store().command(actor, "remove a worker") as work:
        worker = _worker(work, login)
        key = worker.id
        if worker.active:
            worker.active = False
            work.save(worker)
    with opened.store().command(actor, "end a login") as work:
        work.log("ended a login", str(key))
        postgres_enrolment.end_login(work, key)


def join(code: JoiningCode, known: Credentials, key_file: Path | None = None) -> Joined:
    """Take up a login: a new password, kept and proved first, then given to the server.

    If the server goes away just then, joining again with the same code finds out what it kept.
    """
    try:
        kept, password = _prepared(code, known, key_file)
    except SpentJoiningCode:
        return _taken_up_before(code, known)
    known.keep(kept)
    try:
        _take_up(code, known, kept, password)
    except SpentJoiningCode:
        _forget(kept, known)
        raise
    OpenedServer(kept.place, target_of(kept, known)).close()
    return kept


def join_by(given: str, known: Credentials, key_file: Path | None = None) -> Joined:
    """Join by a code as it was given: itself, or the name of the file that it is in."""
    path = Path(given)
    if given.startswith("PBI"):
        return join(JoiningCode.read(given), known, key_file)
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadJoiningCode from error
    return join(JoiningCode.read(text), known, key_file)


def join_known(address: ServerAddress, known: Credentials) -> Joined:
    """Remember a store whose server knows the worker by other means: a certificate, the system."""
    if not address.user:
        raise Invalid({"store": "Say as whom: postgresql://ROLE@host/database."})
    with OpenedServer(address, settings_of(address)) as opened:
        kept = Joined(address.text, address.user, opened.actor.login, str(_store_id(opened)))
    known.keep(kept)
    return kept


def _prepared(code: JoiningCode, known: Credentials, key_file: Path | None) -> tuple[Joined, str]:
    """Return how the store will be kept here, and its new password, which is kept already."""
    pinned = known.pin(code.authority)
    try:
        with OpenedServer(read_address(code.address), _by_code(code, known, pinned)) as opened:
            store = _store_id(opened)
    except LoginRefused as error:
        raise SpentJoiningCode from error
    kept = Joined(code.address, code.role, code.login, str(store), pinned=pinned)
    if key_file is not None:
        return replace(kept, key_file=str(key_file.resolve())), new_in_file(key_file)
    password, backend, entry = known.new_in_ring(store)
    return replace(kept, backend=backend, entry=entry), password


def _take_up(code: JoiningCode, known: Credentials, kept: Joined, password: str) -> None:
    target = _by_code(code, known, kept.pinned)
    try:
        with failures_named():
            postgres_enrolment.join(target, code.role, password)
    except (NotPermitted, LoginRefused) as error:
        raise SpentJoiningCode from error


def _taken_up_before(code: JoiningCode, known: Credentials) -> Joined:
    """Return the store if it opens by the password that is kept here; SpentJoiningCode if not."""
    try:
        kept = known.find(read_address(code.address), code.login)
        OpenedServer(kept.place, target_of(kept, known)).close()
    except (NotJoined, LoginRefused) as error:
        raise SpentJoiningCode from error
    return kept


def _forget(kept: Joined, known: Credentials) -> None:
    known.drop(kept)
    if kept.key_file:
        Path(kept.key_file).unlink(missing_ok=True)
    with suppress(PbiError):
        known.forget(kept)


def _by_code(code: JoiningCode, known: Credentials, pinned: str) -> dict[str, str]:
    address = read_address(code.address)
    return settings_of(address, code.role, code.secret, known.pinned(pinned))


def _code(
    address: ServerAddress, role: str, login: str, password: str, authority: str
) -> JoiningCode:
    return JoiningCode(address.shared.text, role, login, password, authority)


def _store_id(opened: OpenedServer) -> UUID:
    with opened.store().query(opened.actor) as work:
        found = work.rows(select(StoreMeta.value).where(StoreMeta.name == "store_id"))
    return UUID(found[0][0])


def _random() -> str:
    with Key.random() as key:
        return key.raw.hex()


def _refuse_login(work: Work, login: str) -> None:
    """Refuse what cannot be a login, in words; the server refuses it again."""
    if not _LOGIN.fullmatch(login):
        hint = "Small letters and figures, up to 40 of them; dots and dashes between them."
        raise Invalid({"login": hint})
    if work.rows(select(Worker.id).where(Worker.login == login)):
        raise Invalid({"login": f"Somebody has {login} already. Give another one."})


def _agency(work: Work, new: NewWorker) -> UUID:
    found = work.all(select(Agency).where(Agency.name == new.agency, Agency.withdrawn_at.is_(None)))
    if found:
        return found[0].id
    if new.kind is None:
        raise Invalid({"agency": f"There is no agency {new.agency} yet: say of what kind it is."})
    return work.add(Agency(name=new.agency, kind=new.kind)).id


def _named(work: Work, kind: type[Site], name: str, field: str) -> Site:
    found = work.all(select(kind).where(kind.name == name, kind.withdrawn_at.is_(None)))
    if len(found) != 1:
        raise Invalid({field: f"There is no {field} of that name: {name}."})
    return found[0]


def _worker(work: Work, login: str) -> Worker:
    found = work.one_or_none(
        select(Worker).where(Worker.login == login, Worker.withdrawn_at.is_(None))
    )
    if found is None:
        raise NotFound("worker")
    return found
