"""Checking the audit trail: by who may read it, and by anybody who brings a checkpoint of it."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.access import AUDITORS
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.audit_errors import NotACheckpoint
from pbi_desktop.domain.errors import NotFound
from pbi_desktop.models import Case
from pbi_desktop.models.bookkeeping import StoreMeta
from pbi_desktop.services.audit_proofs import PROOF, Proven, proofs_of, proven
from pbi_desktop.services.standing import require_role
from pbi_desktop.store.audit_check import Checked, Checkpoint, Fault, Finding
from pbi_desktop.store.audit_signing import is_signed
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work

__all__ = ["Auditing", "Checked", "Fault", "Finding", "Given", "Proven", "check_proof"]

_WHAT = "PBI Desktop audit checkpoint"


@dataclass(frozen=True)
class Given:
    """A checkpoint that somebody brought: a file's name, and what is in it."""

    name: str
    content: bytes


class Auditing:
    """The audit trail of a store, for who checks it."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def verify(self, actor: Actor, given: Given | None = None) -> Checked:
        """Check every chain, its details, and the checkpoints there are and the one given.

        It says what is wrong and where, never what an entry holds: whoever brings a checkpoint may
        ask. NotPermitted for everybody else who may not read the trail.
        """
        with self._store().query(actor) as work:
            if given is None:
                require_role(work, AUDITORS, "check the audit chain")
                return work.books.trail.check()
            return work.books.trail.check(_read(work, given))

    def checkpoint(self, actor: Actor) -> bytes:
        """Return a checkpoint of every chain as a file to be kept elsewhere; it is logged.

        It shows how many entries there are, and nothing of what is in them.
        """
        with self._store().command(actor, "checkpoint") as work:
            work.log("took a checkpoint")
            work.books.trail.add_checkpoints(work.now)
        with self._store().query(actor) as work:
            newest: dict[str, Checkpoint] = {}
            for one in sorted(work.books.trail.checkpoints(), key=lambda one: one.size):
                newest[one.chain] = one
            return _written(work, [newest[chain] for chain in sorted(newest)])

    def prove(self, actor: Actor, reference: str, given: Given) -> bytes:
        """Return proof that the entries about a case are those of a checkpoint; it is logged.

        It shows the entries that the worker may see, and of the others hashes alone. NotFound where
        the case is missing or hidden.
        """
        with self._store().query(actor) as work:
            found = work.rows(select(Case.id).where(Case.reference == reference.strip().upper()))
            if not found:
                raise NotFound("case")
            made = proofs_of(work, found[0][0], _read(work, given))
        with self._store().command(actor, "prove") as work:
            work.log("exported proof of the log", case=found[0][0], text=f"{len(made)} entries")
        return (json.dumps({"what": PROOF, "entries": made}, indent=2) + "\n").encode()


def _written(work: Work, checkpoints: Sequence[Checkpoint]) -> bytes:
    said = {
        "what": _WHAT,
        "store": _store_id(work),
        "taken_at": work.now.isoformat(),
        "public_key": work.books.trail.public_key,
        "chains": [
            {
                "chain": one.chain,
                "entries": one.size,
                "at": one.at.isoformat(),
                "root": one.root,
                "head": one.head,
                "signature": one.signature or "",
            }
            for one in checkpoints
        ],
    }
    return (json.dumps(said, indent=2) + "\n").encode()


def _read(work: Work, given: Given) -> list[Checkpoint]:
    try:
        held = json.loads(given.content)
        found = [_one(said) for said in held["chains"]]
        what, store, public = held["what"], held["store"], held["public_key"]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotACheckpoint(given.name, "It is no file of that kind.") from error
    if what != _WHAT or not found:
        raise NotACheckpoint(given.name, "It is no file of that kind.")
    if store != _store_id(work):
        raise NotACheckpoint(given.name, "It is of another store.")
    own = work.books.trail.public_key
    if public != own:
        raise NotACheckpoint(given.name, "It is signed by another key than this store's.")
    if own and not all(is_signed(own, one.words, one.signature or "") for one in found):
        raise NotACheckpoint(given.name, "It was changed after it was signed.")
    return found


def _one(said: dict[str, Any]) -> Checkpoint:
    return Checkpoint(
        str(said["chain"]),
        int(said["entries"]),
        datetime.fromisoformat(said["at"]),
        str(said["root"]),
        str(said["head"]),
        str(said["signature"]) or None,
    )


def _store_id(work: Work) -> str:
    return str(UUID(work.rows(select(StoreMeta.value).where(StoreMeta.name == "store_id"))[0][0]))


def check_proof(proof: Given, given: Given) -> tuple[Proven, ...]:
    """Check a proof against a checkpoint; no store is needed, and none is opened.

    Returns each entry and whether it is one of the checkpoint's. NotACheckpoint for another file.
    """
    try:
        held = json.loads(proof.content)
        checkpoints = [_one(said) for said in json.loads(given.content)["chains"]]
        if held["what"] != PROOF:
            raise ValueError(held["what"])
        return tuple(proven(entry, checkpoints) for entry in held["entries"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotACheckpoint(proof.name, "These are no proof and its checkpoint.") from error
