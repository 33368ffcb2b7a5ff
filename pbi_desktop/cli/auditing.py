"""`audit`: is the record of who saw and did what whole, a checkpoint of it, and what it says."""

import argparse
from pathlib import Path

from pbi_desktop.cli.opening import opened, opener_at, read_file
from pbi_desktop.cli.saying import keep, say, say_json
from pbi_desktop.cli.surroundings import DONE, LOOK, Surroundings, place_of
from pbi_desktop.domain.doors import is_door
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.services.auditing import Checked, Fault, Finding, Given, check_proof
from pbi_desktop.services.backups import say_instant
from pbi_desktop.services.older_stores import accept
from pbi_desktop.services.sharing_log import SharingLine, say_line
from pbi_desktop.services.stores import open_store

_SAID = {
    Fault.BROKEN: "The audit chain {chain} does not verify from entry {entry} on.",
    Fault.DETAIL: "What entry {entry} of the audit chain {chain} was about was changed.",
    Fault.DETAILS_GONE: "What {entry} audit entries were about is gone, and nothing says why.",
    Fault.CUT_SHORT: "The audit chain {chain} had entry {entry}, and ends before it.",
    Fault.REWRITTEN: "The audit chain {chain} is not what it was up to entry {entry}.",
    Fault.SIGNATURE: "The checkpoint of the audit chain {chain} at entry {entry} is not signed.",
}


def audit(asked: argparse.Namespace, _around: Surroundings) -> int:
    """Check the audit trail, give a checkpoint out, list it, or accept a store put back."""
    does = {
        "verify": _verify,
        "checkpoint": _checkpoint,
        "prove": _prove,
        "log": _log,
        "accept": _accept,
    }
    return does[asked.what](asked)


def _given(asked: argparse.Namespace) -> Given:
    if asked.checkpoint is None:
        raise Invalid({"checkpoint": "Say which checkpoint: --checkpoint FILE."})
    return Given(asked.checkpoint.name, read_file(asked.checkpoint))


def _prove(asked: argparse.Namespace) -> int:
    given = _given(asked)
    if asked.out is None or not asked.case:
        raise Invalid({"out": "Say which case, and where it goes: --case REFERENCE --out FILE."})
    with opened(asked) as (held, actor):
        content = held.desk.auditing.prove(actor, asked.case, given)
    keep(asked.out, content)
    say(asked, f"Written: {asked.out}. Whoever has the checkpoint can check it without the store.")
    say_json(asked, {"proof": str(asked.out), "bytes": len(content)})
    return DONE


def _verify_proof(asked: argparse.Namespace) -> int:
    found = check_proof(Given(asked.proof.name, read_file(asked.proof)), _given(asked))
    for one in found:
        holds = "is in the checkpoint" if one.holds else "is NOT in the checkpoint"
        say(asked, f"{say_instant(one.at)}: {one.action}: {holds}.")
    wrong = sum(not one.holds for one in found)
    say_json(asked, {"entries": len(found), "wrong": wrong})
    return LOOK if wrong or not found else DONE


def _verify(asked: argparse.Namespace) -> int:
    if asked.proof is not None:
        return _verify_proof(asked)
    given = _given(asked) if asked.checkpoint is not None else None
    with opened(asked) as (held, actor):
        found = held.desk.auditing.verify(actor, given)
    for one in found.findings:
        say(asked, in_a_sentence(one))
    if found.is_whole:
        chains = "1 chain" if found.chains == 1 else f"{found.chains} chains"
        say(
            asked,
            f"The audit trail is whole: {found.entries:,} entries in {chains}, "
            f"{found.checkpoints:,} checkpoints.",
        )
    else:
        say(asked, "Nothing was changed. Tell your information governance lead.")
    say_json(asked, _plain(found))
    return DONE if found.is_whole else LOOK


def in_a_sentence(found: Finding) -> str:
    """Return what is wrong."""
    return _SAID[found.fault].format(chain=found.chain, entry=f"{found.entry:,}")


def _plain(found: Checked) -> dict[str, object]:
    broken = (one.entry for one in found.findings if one.fault is Fault.BROKEN)
    return {
        "entries": found.entries,
        "chains": found.chains,
        "checkpoints": found.checkpoints,
        "broken_at": min(broken, default=None),
        "findings": [
            {"fault": one.fault.value, "chain": one.chain, "entry": one.entry}
            for one in found.findings
        ],
    }


def _checkpoint(asked: argparse.Namespace) -> int:
    if asked.out is None:
        raise Invalid({"out": "Say where the checkpoint goes: --out FILE."})
    with opened(asked) as (held, actor):
        content = held.desk.auditing.checkpoint(actor)
    keep(asked.out, content)
    say(
        asked,
        f"Written: {asked.out}. It names nobody. Keep it where this store is not; "
        f"pbi-desktop audit verify --checkpoint {asked.out.name} compares the store with it.",
    )
    say_json(asked, {"checkpoint": str(asked.out), "bytes": len(content)})
    return DONE


def _log(asked: argparse.Namespace) -> int:
    with opened(asked) as (held, actor):
        log = held.desk.sharing_log
        if asked.case:
            lines = log.of_reference(actor, asked.case, for_resident=asked.resident).lines
        else:
            lines = log.of_site(actor).lines
    for line in lines:
        say(asked, say_line(line))
    say_json(asked, {"lines": [_plain_line(line) for line in lines]})
    return DONE


def _plain_line(line: SharingLine) -> dict[str, object]:
    return {
        "at": line.at.isoformat(),
        "who": line.who,
        "agency": line.agency,
        "did": line.did,
        "why": line.why,
        "case": line.reference,
        "flags": [flag.value for flag in line.flags],
    }


def _accept(asked: argparse.Namespace) -> int:
    if not (asked.because or "").strip():
        raise Invalid({"because": "Say why an older store is here: --because WORDS."})
    path: Path = place_of(asked.store, asked.login)
    if is_door(path):
        raise Invalid({"store": "A server's store is put back by its administrator."})
    with open_store(path, opener_at(path, asked.key_file), even_older=True) as store:
        if not store.older:
            say(asked, "This store is what this computer last saw: there is nothing to accept.")
            return DONE
        gone = accept(store, store.sign_in(asked.login), asked.because.strip())
    missing = sum(one.entries for one in gone)
    say(asked, f"Accepted, and written into the audit trail: {missing:,} entries are missing.")
    say_json(asked, {"missing": missing})
    return DONE
