"""The audit chains of the encrypted file, written and read above the rule.

Each function runs in the caller's transaction, on a connection that the rule does not bind.
"""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.copies import Head
from pbi_desktop.domain.errors import ClockWentBack
from pbi_desktop.domain.times import from_micros, to_micros
from pbi_desktop.store.audit import (
    CHAIN,
    CHECKPOINT_SECONDS,
    CLOCK_SLACK_SECONDS,
    ERASED,
    FIRST_HASH,
    HEAD_NAME,
    MOST_CHAINS,
    TREE_NAME,
    About,
    Entry,
    in_one_line,
)
from pbi_desktop.store.audit_check import Checkpoint, Link, Told
from pbi_desktop.store.encrypted_file import Executes
from pbi_desktop.store.merkle import Tree, leaf

Sign = Callable[[str], str | None]
"""Returns the signature of a checkpoint's words; None where nobody signs."""

_LAST = "SELECT seq, hash, at FROM main.audit_entries WHERE chain = ? ORDER BY seq DESC LIMIT 1"
_SITE_OF_CASE = "SELECT site_id FROM main.cases WHERE id = ?"
_OWN_SITE = """SELECT site_id FROM main.site_roles WHERE worker_id = :worker
  AND withdrawn_at IS NULL AND valid_from <= :now AND (valid_to IS NULL OR valid_to > :now)
  ORDER BY valid_from, site_id LIMIT 1"""
_KEEP_META = (
    "INSERT INTO main.store_meta (name, value) VALUES (?, ?) "
    "ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)
_META = "SELECT value FROM main.store_meta WHERE name = ?"
# A step from each chain to the next, as counting every entry would take long.
_CHAINS = """WITH RECURSIVE found (chain) AS (
  SELECT min(chain) FROM main.audit_entries UNION ALL
  SELECT (SELECT min(chain) FROM main.audit_entries WHERE chain > found.chain)
    FROM found WHERE chain IS NOT NULL)
SELECT chain FROM found WHERE chain IS NOT NULL"""
_NEWEST = _CHAINS.replace(
    "SELECT chain FROM found",
    "SELECT max((SELECT at FROM main.audit_entries AS e WHERE e.chain = found.chain "
    "ORDER BY seq DESC LIMIT 1)) FROM found",
)
_LINKS = """SELECT e.chain, e.seq, e.at, e.worker_id, e.action, e.purpose, e.command_id,
  e.payload_hash, e.previous_hash, e.detail_hash, e.hash, d.salt, d.case_id, d.subject_id, d.text
FROM main.audit_entries AS e
LEFT JOIN main.audit_details AS d ON d.chain = e.chain AND d.seq = e.seq ORDER BY e.chain, e.seq"""
_STRAY = """SELECT count(*) FROM main.audit_details AS d WHERE NOT EXISTS (
  SELECT 1 FROM main.audit_entries AS e WHERE e.chain = d.chain AND e.seq = d.seq)"""
_CHECKPOINTS = "SELECT chain, size, at, root, head, signature FROM main.audit_checkpoints"


@dataclass(frozen=True)
class Said:
    """What an entry says, before it has its place in a chain."""

    at: datetime
    actor: Actor
    action: str
    command: UUID
    payload: str
    about: About


def chain_for(raw: Executes, said: Said) -> str:
    """Return the chain of a transaction whose first entry this is."""
    site, case = None, said.about.case or said.about.near
    if case is not None:
        site = raw.execute(_SITE_OF_CASE, (case.bytes,)).fetchone()
    if site is None:
        mine = {"worker": said.actor.worker.bytes, "now": to_micros(said.at)}
        site = raw.execute(_OWN_SITE, mine).fetchone()
    if site is None:
        return CHAIN
    chain = UUID(bytes=bytes(site[0])).hex
    if raw.execute(_META, (HEAD_NAME + chain,)).fetchone():
        return chain
    like = f"{HEAD_NAME}%"
    held = raw.execute("SELECT count(*) FROM main.store_meta WHERE name LIKE ?", (like,)).fetchone()
    return chain if held[0] < MOST_CHAINS - 1 else CHAIN


def append(raw: Executes, chain: str, said: Said, sign: Sign) -> bool:
    """Add one link to a chain; ClockWentBack where the clock did.

    A checkpoint follows if one is due: says whether it did.
    """
    seq, previous, _at = raw.execute(_LAST, (chain,)).fetchone() or (0, FIRST_HASH, 0)
    newest = raw.execute(_NEWEST).fetchone()[0] or 0  # of the newest entries of all chains
    behind = (newest - to_micros(said.at)) // 1_000_000
    if behind > CLOCK_SLACK_SECONDS:
        raise ClockWentBack(behind)
    salt = secrets.token_hex(16) if said.about else ""
    entry = Entry(
        chain,
        seq + 1,
        said.at,
        said.actor.worker,
        in_one_line(said.action),
        said.actor.purpose,
        said.command,
        in_one_line(said.payload),
        previous,
        said.about.hash(salt) if said.about else "",
    )
    insert_entry(raw, entry)
    if said.about:
        _insert_detail(raw, entry, salt, said.about)
    if chain != CHAIN:
        raw.execute(_KEEP_META, (HEAD_NAME + chain, str(entry.seq)))
    if not _is_due(raw, chain, said.at):
        return False
    add_checkpoint(raw, chain, said.at, sign)
    return True


def insert_entry(raw: Executes, entry: Entry) -> None:
    """Write one link of the chain."""
    raw.execute(
        "INSERT INTO main.audit_entries (chain, seq, at, worker_id, action, purpose, command_id, "
        "payload_hash, previous_hash, hash, detail_hash) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
        (
            entry.chain,
            entry.seq,
            to_micros(entry.at),
            entry.worker.bytes,
            entry.action,
            entry.purpose,
            entry.command.bytes,
            entry.payload,
            entry.previous,
            entry.hash,
            entry.detail,
        ),
    )


def _insert_detail(raw: Executes, entry: Entry, salt: str, about: About) -> None:
    raw.execute(
        "INSERT INTO main.audit_details (chain, seq, salt, case_id, subject_id, text) "
        "VALUES (?,?,?,?,?,?)",
        (entry.chain, entry.seq, salt, _bytes(about.case), _bytes(about.person), about.text),
    )


def erase_details(raw: Executes, person: UUID) -> int:
    """Erase what entries say of a person; returns how many. Log it as `ERASED`, with the number."""
    gone = raw.execute("DELETE FROM main.audit_details WHERE subject_id = ?", (person.bytes,))
    return int(gone.rowcount)


# --- checkpoints and heads -----------------------------------------------------------------------


def add_checkpoints(raw: Executes, at: datetime, sign: Sign) -> None:
    """Write a checkpoint of every chain that has grown since its last one."""
    for (chain,) in raw.execute(_CHAINS).fetchall():
        add_checkpoint(raw, chain, at, sign)


def add_checkpoint(raw: Executes, chain: str, at: datetime, sign: Sign) -> None:
    """Write a checkpoint over all entries of a chain, if it has grown since the last one."""
    kept = raw.execute(_META, (TREE_NAME + chain,)).fetchone()
    tree, head = Tree.again(kept[0] if kept else ""), None
    new = "SELECT hash FROM main.audit_entries WHERE chain = ? AND seq > ? ORDER BY seq"
    for (head,) in raw.execute(new, (chain, tree.size)):
        tree.push(leaf(head.encode()))
    if head is None:
        return
    made = Checkpoint(chain, tree.size, at, tree.root.hex(), head)
    made = replace(made, signature=sign(made.words))
    raw.execute(
        "INSERT INTO main.audit_checkpoints (chain, size, at, root, head, signature) "
        "VALUES (?,?,?,?,?,?) ON CONFLICT DO NOTHING",
        (chain, made.size, to_micros(at), made.root, head, made.signature),
    )
    raw.execute(_KEEP_META, (TREE_NAME + chain, tree.kept()))


def heads(raw: Executes) -> tuple[Head, ...]:
    """Return the newest entry of each chain."""
    found = []
    for (chain,) in raw.execute(_CHAINS).fetchall():
        seq, digest, at = raw.execute(_LAST, (chain,)).fetchone()
        found.append(Head(chain, seq, digest, from_micros(at)))
    return tuple(found)


def head_at(raw: Executes, chain: str, seq: int) -> str | None:
    """Return the hash of one entry; None where there is no such entry."""
    one = "SELECT hash FROM main.audit_entries WHERE chain = ? AND seq = ?"
    found = raw.execute(one, (chain, seq)).fetchone()
    return str(found[0]) if found else None


def hashes(raw: Executes, chain: str, size: int) -> list[str]:
    """Return the hashes of the first so many entries of a chain, in order."""
    first = "SELECT hash FROM main.audit_entries WHERE chain = ? AND seq <= ? ORDER BY seq"
    return [digest for (digest,) in raw.execute(first, (chain, size))]


def checkpoints(raw: Executes) -> list[Checkpoint]:
    """Return every checkpoint that was written."""
    return [
        Checkpoint(chain, size, from_micros(at), root, head, signature)
        for chain, size, at, root, head, signature in raw.execute(_CHECKPOINTS)
    ]


def links(raw: Executes) -> Iterator[Link]:
    """Return every link of every chain in order, each judged by itself."""
    for row in raw.execute(_LINKS):
        yield _link(row)


def stray_details(raw: Executes) -> int:
    """Return how many details belong to no entry."""
    return int(raw.execute(_STRAY).fetchone()[0])


def _is_due(raw: Executes, chain: str, at: datetime) -> bool:
    last = "SELECT max(at) FROM main.audit_checkpoints WHERE chain = ?"
    newest = raw.execute(last, (chain,)).fetchone()[0]
    return newest is None or to_micros(at) - newest >= CHECKPOINT_SECONDS * 1_000_000


def _link(row: tuple[Any, ...]) -> Link:
    chain, seq, at, worker, action, purpose, command, payload, previous, detail, stored = row[:11]
    entry = Entry(
        chain,
        seq,
        from_micros(at),
        UUID(bytes=worker),
        action,
        purpose,
        UUID(bytes=command),
        payload,
        previous,
        detail,
    )
    salt, case, person, text = row[11:]
    about = None if salt is None else About(_uuid(case), _uuid(person), text)
    told = Told.of(detail, None if about is None else about.hash(salt))
    erases = int(payload) if action == ERASED and payload.isdigit() else 0
    sound = entry.is_plain and entry.hash == stored
    return Link(chain, seq, previous, stored, sound, told, erases)


def _bytes(one: UUID | None) -> bytes | None:
    return None if one is None else one.bytes


def _uuid(found: bytes | None) -> UUID | None:
    return None if found is None else UUID(bytes=bytes(found))
