"""What the windows are told of a store and of who works at it."""

from pathlib import Path

from pbi_desktop.bootstrap.computer import AtThisComputer
from pbi_desktop.domain.doors import is_door
from pbi_desktop.domain.resources import guide
from pbi_desktop.services.opened import Opened
from pbi_desktop.services.stores import WorkerChoice
from pbi_desktop.services.unlocking import DEMO, ways_into
from pbi_desktop.ui.screens.sign_in.facts import StoreFacts, Way
from pbi_desktop.ui.shell import ShellFacts

_WAYS = {DEMO: Way.DEMO, "keyring": Way.KEYRING, "passphrase": Way.PASSPHRASE}


def facts_of(worker: WorkerChoice, store: Opened) -> ShellFacts:
    """Return what the frame says all day."""
    where = "Demo: invented people" if store.is_demo else worker.site
    computer = AtThisComputer(store.path, store.holder)
    try:
        pages = guide()
    except FileNotFoundError:  # the program works without; F1 says so
        pages = None
    return ShellFacts(
        worker.site, worker.name, worker.job, where, worker.login, computer, guide=pages
    )


def store_facts(path: Path) -> StoreFacts:
    """Return what the sign-in window says of a store."""
    kinds = ways_into(path)
    ways = tuple(_WAYS.get(kind, Way.RECOVERY) for kind in kinds)
    return StoreFacts(_name_of(path), DEMO in kinds, ways)


def _name_of(path: Path) -> str:
    if not is_door(path):
        return path.stem
    from pbi_desktop.services.server_stores import name_of

    return name_of(path)


def key_kind(way: str) -> str:
    """Return what the key file calls a way in."""
    return DEMO if way == Way.DEMO.value else way
