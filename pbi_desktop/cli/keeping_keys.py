"""`store keys`: who can open a store and by what, a key for another worker, a key taken away."""

import argparse
import sys
from getpass import getpass

from pbi_desktop.cli.opening import opened
from pbi_desktop.cli.saying import say, say_json
from pbi_desktop.cli.surroundings import DONE
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.key_errors import NobodyToAsk, TypedDifferently
from pbi_desktop.services.key_slots import KeyLine, KeySlots
from pbi_desktop.services.stores import secret_of

_WORDS = {
    "open": "in the clear",
    "keyring": "key ring",
    "passphrase": "passphrase",
    "recovery": "recovery code",
}


def keys(asked: argparse.Namespace) -> int:
    """List the keys of a store, add one, or take one away."""
    if asked.act == "remove" and not asked.key:
        raise Invalid({"key": "Say which one: --key NAME, as the list calls it."})
    with opened(asked) as (held, actor):
        slots = held.keys()
        if asked.act == "add":
            _add(asked, slots, actor)
        elif asked.act == "remove":
            gone = slots.remove(actor, asked.key)
            say(asked, f"Removed: {_said(gone)}. A copy of the key file from before still has it.")
        lines = slots.lines(actor)
    if asked.act != "remove":
        for line in lines:
            say(asked, f"{line.name}  {_said(line)}{'  (in use)' if line.in_use else ''}")
    say_json(asked, {"keys": [_plain(line) for line in lines]})
    return DONE


def _add(asked: argparse.Namespace, slots: KeySlots, actor: Actor) -> None:
    login = asked.worker or actor.login
    if asked.kind == "keyring":
        slots.add_keyring(actor, login)
    elif asked.kind == "recovery":
        refuse_without_terminal("Two groups of the code are typed back before it counts.")
        slots.add_code(actor, login, retyped)
        print("The code is right, and opens the store from now on.")
    else:
        slots.add_passphrase(actor, login, _new_passphrase(asked, login))


def _new_passphrase(asked: argparse.Namespace, login: str) -> str:
    if asked.new_key_file is not None:
        return secret_of(asked.new_key_file)
    refuse_without_terminal("The new passphrase is typed twice, by whoever will use it.")
    first = getpass(f"New passphrase of {login}: ")
    if first != getpass("The same again: "):
        raise TypedDifferently
    return first


def retyped(groups: tuple[str, ...], asked: tuple[int, int]) -> tuple[str, str]:
    """Print the code and ask two of its groups back: what was not written down is no way in."""
    print("The recovery code. Write it down or print it; it is shown once. Keep it locked away,")
    print("apart from this computer.\n")
    for at, group in enumerate(groups, start=1):
        print(f"  {at:2}  {group}")
    print()
    first, second = (input(f"Type group {number} from your paper: ") for number in asked)
    return first, second


def refuse_without_terminal(what: str) -> None:
    """Return where a person can answer; NobodyToAsk where none can."""
    if sys.stdin is None or not sys.stdin.isatty():
        raise NobodyToAsk(what)


def _said(line: KeyLine) -> str:
    whose = line.login or "nobody in particular"
    return f"{_WORDS.get(line.kind, line.kind)} of {whose}, since {line.since:%d %B %Y}"


def _plain(line: KeyLine) -> dict[str, str | bool]:
    return {
        "key": line.name,
        "kind": line.kind,
        "login": line.login,
        "since": line.since.isoformat(),
        "in_use": line.in_use,
    }
