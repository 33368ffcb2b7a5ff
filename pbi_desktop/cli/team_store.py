"""A team's store: made, joined, upgraded; workers let in, renewed and removed."""

import argparse
import sys
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING

from pbi_desktop.cli.saying import keep_secret, say, say_json
from pbi_desktop.cli.surroundings import DONE, Surroundings, place_of, store_of
from pbi_desktop.domain.access import AgencyKind, SiteRole
from pbi_desktop.domain.doors import is_door
from pbi_desktop.domain.errors import KeyringUnusable
from pbi_desktop.domain.first_team import AGREED_AT_FIRST, FirstTeam, NewWorker
from pbi_desktop.domain.key_errors import NobodyToAsk, TypedDifferently
from pbi_desktop.domain.server_address import is_server, read_address
from pbi_desktop.domain.server_errors import OnlyOnServers

if TYPE_CHECKING:
    from pbi_desktop.services.enrolling import JoiningCode
    from pbi_desktop.services.server_stores import OpenedServer
    from pbi_desktop.services.unlocking import Opener

_JOIN = "pbi-desktop store join CODE"


def create(asked: argparse.Namespace, _around: Surroundings) -> int:
    """Make a team's first store, in a file or on a server, with its first manager."""
    first = FirstTeam(
        site=asked.site,
        agency=asked.agency,
        kind=AgencyKind(asked.agency_kind),
        manager=asked.manager,
        login=asked.worker,
        hub=asked.hub,
        place=asked.place,
        job=asked.job or "Team manager",
    )
    where = asked.target or asked.store or ""
    return _on_server(asked, where, first) if is_server(where) else _in_file(asked, first)


def _on_server(asked: argparse.Namespace, where: str, first: FirstTeam) -> int:
    from pbi_desktop.services.enrolling import make_store

    made = make_store(read_address(where), first, asked.ca)
    say(asked, f"Made the store {made.store}, with the site {first.site}.")
    say(asked, f"{first.manager} manages it. Their joining code, good once and for three days:")
    return _give(asked, made.code)


def _in_file(asked: argparse.Namespace, first: FirstTeam) -> int:
    from pbi_desktop.services import first_stores

    path = Path(asked.target) if asked.target else store_of(asked.store)
    daily = _daily_key(asked, first)
    if asked.recovery_to is not None:
        code = first_stores.new_code_in(asked.recovery_to)
    else:
        from pbi_desktop.cli.keeping_keys import refuse_without_terminal, retyped

        refuse_without_terminal("Two groups of the recovery code are typed back.")
        code = first_stores.new_code(retyped)
    try:
        first_stores.make_team(path, first, first_stores.NewKeys(code, daily))
    except BaseException:
        if asked.recovery_to is not None:
            asked.recovery_to.unlink(missing_ok=True)
        raise
    agreed = sorted({purpose.value.replace("_", " ") for purpose, *_rest in AGREED_AT_FIRST})
    say(asked, f"Made the store {path}, with the site {first.site}; {first.manager} manages it.")
    say(asked, f"Agreed so far, with {first.agency} alone: {', '.join(agreed)}. Check this with")
    say(asked, "your information governance lead before the first case.")
    say(asked, f"Next: pbi-desktop --store {path}")
    say_json(asked, {"store": str(path), "made": True})
    return DONE


def _daily_key(asked: argparse.Namespace, first: FirstTeam) -> "Opener":
    """Return what opens the store each day: the key file's passphrase, the key ring, or typed."""
    from pbi_desktop.services import first_stores

    if asked.key_file is not None:
        return first_stores.by_key_file(asked.key_file, first)
    if not asked.passphrase:
        try:
            return first_stores.by_key_ring()
        except KeyringUnusable:
            say(asked, "There is no key ring here that keeps keys safely: choose a passphrase.")
    if sys.stdin is None or not sys.stdin.isatty():
        raise NobodyToAsk("A passphrase is typed twice, or given in --key-file FILE.")
    text = getpass("New passphrase: ")
    if text != getpass("The same again: "):
        raise TypedDifferently
    return first_stores.by_passphrase(text, first)


def join(asked: argparse.Namespace, _around: Surroundings) -> int:
    """Join a server's store from this computer: the password goes into the key ring."""
    from pbi_desktop.services import enrolling
    from pbi_desktop.services.server_stores import credentials

    known = credentials()
    if is_server(asked.code):
        joined = enrolling.join_known(read_address(asked.code), known)
    else:
        joined = enrolling.join_by(asked.code, known, asked.key_file)
    say(asked, f"Joined {joined.place.name} as {joined.login}. Open it with: pbi-desktop")
    say_json(asked, {"store": joined.place.text, "login": joined.login, "id": joined.store})
    return DONE


def enrol(asked: argparse.Namespace, _around: Surroundings) -> int:
    """Let a worker into a server's store."""
    from pbi_desktop.services import enrolling

    new = NewWorker(
        name=asked.name,
        login=asked.worker,
        job=asked.job or asked.role.replace("_", " ").capitalize(),
        agency=asked.agency,
        site=asked.site,
        role=SiteRole(asked.role),
        kind=AgencyKind(asked.agency_kind) if asked.agency_kind else None,
    )
    with _server(asked, "enrol a worker") as opened:
        code = enrolling.enrol(opened, opened.actor, new, _authority(opened))
    say(asked, f"{new.name} works here now. Their joining code, good once and for three days:")
    return _give(asked, code)


def renew(asked: argparse.Namespace, _around: Surroundings) -> int:
    """Give a worker a new joining code; what they have open is ended."""
    from pbi_desktop.services import enrolling

    with _server(asked, "renew a login") as opened:
        code = enrolling.renew(opened, opened.actor, asked.worker, _authority(opened))
    say(asked, f"The login of {asked.worker} before this is ended. The new code:")
    return _give(asked, code)


def remove(asked: argparse.Namespace, _around: Surroundings) -> int:
    """End a worker's access."""
    from pbi_desktop.services import enrolling

    with _server(asked, "remove a worker") as opened:
        enrolling.remove(opened, opened.actor, asked.worker)
    say(asked, f"{asked.worker} sees nothing any more. What they wrote stays.")
    say_json(asked, {"removed": asked.worker})
    return DONE


def upgrade(asked: argparse.Namespace, _around: Surroundings) -> int:
    """Bring a server's store up to this version, by its administrator."""
    where = asked.target or asked.store or ""
    if not is_server(where):
        raise OnlyOnServers("upgrade a store by a command (a file is upgraded when it is opened)")
    from pbi_desktop.services.enrolling import upgrade_store

    version = upgrade_store(read_address(where), asked.ca)
    say(asked, f"The store is of version {version} now.")
    say_json(asked, {"schema": version})
    return DONE


def _server(asked: argparse.Namespace, what: str) -> "OpenedServer":
    from pbi_desktop.services.server_stores import open_door

    door = place_of(asked.store, asked.login)
    if not is_door(door):
        raise OnlyOnServers(what)
    return open_door(door, asked.key_file)


def _authority(opened: "OpenedServer") -> str:
    from pbi_desktop.services.server_stores import pinned_by

    return pinned_by(opened.path)


def _give(asked: argparse.Namespace, code: "JoiningCode") -> int:
    """Show a joining code, or keep it in a file of its owner."""
    if asked.out is not None:
        keep_secret(asked.out, code.text() + "\n")
        say(asked, f"It is in {asked.out}. Hand it over in a way that only they can read.")
        say_json(asked, {"login": code.login, "code_in": str(asked.out)})
    else:
        say(asked, code.text())
        say(asked, f"On their computer: {_JOIN}")
        say_json(asked, {"login": code.login, "code": code.text()})
    return DONE
