"""`store`: is it whole, how large is it, and a copy of it."""

import argparse
from typing import TYPE_CHECKING

from pbi_desktop.cli.opening import opened
from pbi_desktop.cli.saying import say, say_json
from pbi_desktop.cli.surroundings import DONE, LOOK, Surroundings
from pbi_desktop.domain.errors import Invalid

if TYPE_CHECKING:
    from pbi_desktop.services.backups import Made


def store(asked: argparse.Namespace, _around: Surroundings) -> int:
    """Say what a store holds, check it, copy it, or look after its keys."""
    if asked.what == "keys":
        from pbi_desktop.cli.keeping_keys import keys

        return keys(asked)
    if asked.what in ("restore", "drill"):
        from pbi_desktop.cli.restoring import drill, restore

        return restore(asked) if asked.what == "restore" else drill(asked)
    if asked.what == "backup" and asked.to is None:
        raise Invalid({"to": "Say where the copy goes: --to FOLDER, or --to FILE."})
    with opened(asked) as (held, actor):
        care = held.care()
        if asked.what == "backup" and asked.to.is_dir():
            return _say_proven(asked, held.copies().make(actor, asked.to))
        if asked.what == "backup":
            care.backup(actor, asked.to)
            return _say_copied(asked)
        if asked.what == "info":
            return _say_facts(asked, care.info(actor))
        findings = care.verify(actor)
    for finding in findings:
        say(asked, finding)
    say(asked, "The store is whole." if not findings else "A person should look at this.")
    say_json(asked, {"findings": list(findings)})
    return LOOK if findings else DONE


def _say_proven(asked: argparse.Namespace, made: "Made") -> int:
    gone = f" {len(made.gone)} older went." if made.gone else ""
    say(asked, f"Copied, restored once to prove it, and compared: {made.path}.{gone}")
    manifest = made.manifest
    said = {"copy": str(made.path), "bytes": manifest.size, "sha256": manifest.sha256}
    seconds = (manifest.proven_at - manifest.made_at).total_seconds()
    say_json(asked, said | {"seconds": seconds, "thinned": list(made.gone)})
    return DONE


def _say_copied(asked: argparse.Namespace) -> int:
    size = asked.to.stat().st_size
    say(asked, f"Copied and checked: {asked.to}, with its keys beside it")
    say_json(asked, {"copy": str(asked.to), "bytes": size})
    return DONE


def _say_facts(asked: argparse.Namespace, facts: dict[str, str | int]) -> int:
    for name, value in facts.items():
        say(asked, f"{name}: {value:,}" if isinstance(value, int) else f"{name}: {value}")
    say_json(asked, dict(facts))
    return DONE
