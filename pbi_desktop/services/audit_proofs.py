"""Proof that entries about one case are those of a checkpoint, without showing any other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select

from pbi_desktop.domain.times import from_micros, to_micros
from pbi_desktop.models import AuditEntry
from pbi_desktop.models.bookkeeping import AuditDetail
from pbi_desktop.store.audit import Entry
from pbi_desktop.store.audit_check import Checkpoint
from pbi_desktop.store.merkle import inclusion, is_included, leaf
from pbi_desktop.store.unit_of_work import Work

PROOF = "PBI Desktop audit proof"


@dataclass(frozen=True)
class Proven:
    """One entry of a proof, and whether it is one of the checkpoint's."""

    at: datetime
    action: str
    holds: bool


def proofs_of(work: Work, case: UUID, checkpoints: Sequence[Checkpoint]) -> list[dict[str, Any]]:
    """Return each entry about a case that a checkpoint covers, with its way up the tree."""
    made = []
    for one in checkpoints:
        leaves: list[bytes] = []
        for entry in _entries(work, case, one):
            leaves = leaves or [leaf(each.encode()) for each in _hashes(work, one)]
            path = [each.hex() for each in inclusion(leaves, entry.seq - 1)]
            made.append({**_plain(entry), "size": one.size, "path": path})
    return made


def proven(said: dict[str, Any], checkpoints: Sequence[Checkpoint]) -> Proven:
    """Check one entry of a proof against the checkpoint of its chain."""
    entry = Entry(
        said["chain"],
        int(said["seq"]),
        from_micros(int(said["at"])),
        UUID(said["worker"]),
        said["action"],
        said["purpose"],
        UUID(said["command"]),
        said["payload"],
        said["previous"],
        said["detail"],
    )
    path = [bytes.fromhex(each) for each in said["path"]]
    hashed = leaf(entry.hash.encode())
    holds = entry.is_plain and any(
        is_included(hashed, entry.seq - 1, one.size, path, bytes.fromhex(one.root))
        for one in checkpoints
        if (one.chain, one.size) == (entry.chain, said["size"])
    )
    return Proven(entry.at, entry.action, holds)


def _hashes(work: Work, checkpoint: Checkpoint) -> list[str]:
    return work.books.trail.hashes(checkpoint.chain, checkpoint.size)


def _entries(work: Work, case: UUID, checkpoint: Checkpoint) -> list[Entry]:
    same = and_(AuditDetail.chain == AuditEntry.chain, AuditDetail.seq == AuditEntry.seq)
    rows = work.all(
        select(AuditEntry)
        .join(AuditDetail, same)
        .where(AuditDetail.case_id == case, AuditEntry.chain == checkpoint.chain)
        .where(AuditEntry.seq <= checkpoint.size)
        .order_by(AuditEntry.seq)
    )
    return [
        Entry(
            row.chain,
            row.seq,
            row.at,
            row.worker_id,
            row.action,
            row.purpose,
            row.command_id,
            row.payload_hash,
            row.previous_hash,
            row.detail_hash,
        )
        for row in rows
    ]


def _plain(entry: Entry) -> dict[str, Any]:
    return {
        "chain": entry.chain,
        "seq": entry.seq,
        "at": to_micros(entry.at),
        "worker": str(entry.worker),
        "action": entry.action,
        "purpose": entry.purpose,
        "command": str(entry.command),
        "payload": entry.payload,
        "previous": entry.previous,
        "detail": entry.detail,
    }
