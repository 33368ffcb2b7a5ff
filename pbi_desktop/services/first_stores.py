"""A team's first store in a file: under a recovery code, and a key ring or a passphrase."""

from dataclasses import dataclass
from pathlib import Path

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.first_team import FirstTeam
from pbi_desktop.domain.ids import WorkerId
from pbi_desktop.domain.key_errors import BadKeyFile
from pbi_desktop.domain.times import Clock, system_clock
from pbi_desktop.services import first_team
from pbi_desktop.services.key_slots import Retype
from pbi_desktop.store.durable import private_folder, write_whole
from pbi_desktop.store.file_store import FileStore
from pbi_desktop.store.first_records import fill_new
from pbi_desktop.store.one_process import OneProcess
from pbi_desktop.store.secrets import envelope
from pbi_desktop.store.secrets.envelope import Opener, Unlocked
from pbi_desktop.store.secrets.key_file import secret_in
from pbi_desktop.store.secrets.keyring_slot import KeyringEntry, find_backend
from pbi_desktop.store.secrets.passphrase import DEFAULT_COST, Cost, chosen
from pbi_desktop.store.secrets.recovery import RecoveryCode, confirm, groups_to_confirm
from pbi_desktop.store.setup import make_file

_ENDINGS = ("", "-wal", "-shm", ".keys", ".keys.old", ".tries")


@dataclass(frozen=True)
class NewKeys:
    """What a new store opens by: the code, and what is used each day."""

    code: RecoveryCode
    daily: Opener


def by_passphrase(text: str, first: FirstTeam, cost: Cost = DEFAULT_COST) -> Opener:
    """Return the opener of a new passphrase; WeakPassphrase with advice."""
    return chosen(text, (first.login, *first.manager.split(), *first.site.split()), cost)


def by_key_file(path: Path, first: FirstTeam, cost: Cost = DEFAULT_COST) -> Opener:
    """Return the opener of the new passphrase in a file of mode 0600."""
    return by_passphrase(secret_in(path), first, cost)


def by_key_ring() -> Opener:
    """Return this computer's key ring, once it has proved that it keeps what it is given."""
    ring = KeyringEntry(find_backend())
    ring.prove()
    return ring


def new_code(retype: Retype) -> RecoveryCode:
    """Return a new recovery code of which two groups were typed back; MistypedCode where not."""
    code = RecoveryCode.new()
    asked = groups_to_confirm()
    confirm(code, dict(zip(asked, retype(code.groups(), asked), strict=True)))
    return code


def new_code_in(path: Path) -> RecoveryCode:
    """Return a new recovery code that is kept in a new file of mode 0600."""
    if path.exists():
        raise BadKeyFile(str(path), "It is there already, and nothing is written over.")
    code = RecoveryCode.new()
    write_whole(path, (" ".join(code.groups()) + "\n").encode())
    return code


def make_team(path: Path, first: FirstTeam, keys: NewKeys, clock: Clock = system_clock) -> None:
    """Make a store with its first site, agency and manager; if it fails, nothing of it is left."""
    first_team.checked(first)
    private_folder(path.parent)
    manager, made = first_team.records(first, clock())
    with OneProcess(path):
        openers = [(keys.daily, manager.id), (keys.code, manager.id)]
        unlocked = envelope.create(path, openers, clock())
        try:
            make_file(path, unlocked.key.raw, unlocked.store)
            fill_new(path, unlocked.key.raw, lambda opened: first_team.keep(opened, made))
            _begin_chain(path, unlocked, Actor(WorkerId(manager.id), manager.login), clock)
        except BaseException:
            for ending in _ENDINGS:
                path.with_name(path.name + ending).unlink(missing_ok=True)
            raise
        finally:
            unlocked.key.wipe()
            keys.code.wipe()


def _begin_chain(path: Path, unlocked: Unlocked, manager: Actor, clock: Clock) -> None:
    store = FileStore(path, unlocked.key.raw, clock)
    try:
        with store.command(manager, "make the store") as work:
            work.log("made the store")
    finally:
        store.close()
