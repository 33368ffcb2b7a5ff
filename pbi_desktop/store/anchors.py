"""The head of every audit chain, remembered outside the store and compared when it is opened.

A store that was put back from last week verifies by itself: only what is kept elsewhere tells
that it is older. A small file in the user's settings holds the heads, sealed under the store's
key; a note in the key ring, where there is one, holds its seal and how many entries there were, so
that the file cannot be put back along with the store. What is remembered never grows less, but by
`accept`, after a restore.
"""

import hashlib
import hmac
import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol, runtime_checkable
from uuid import UUID

from pbi_desktop.domain.audit_errors import StoreIsOlder
from pbi_desktop.domain.copies import Behind, Head
from pbi_desktop.domain.errors import StoreError
from pbi_desktop.domain.times import from_micros, to_micros
from pbi_desktop.store.durable import disk_failures_named, private_folder, write_whole
from pbi_desktop.store.secrets.key import Key

_LABEL = b"audit anchor"
HeadAt = Callable[[str, int], str | None]
"""Returns the hash of an entry of a store, None where there is none."""


@runtime_checkable
class Notes(Protocol):
    """A place where a few words can be kept beside a key, as in a key ring."""

    def note(self, name: str) -> str | None:
        """Return what was kept under a name."""

    def keep_note(self, name: str, text: str) -> None:
        """Keep a few words under a name."""


@dataclass(frozen=True)
class Anchor:
    """What was last seen of a store: the head of each chain, and how many entries there were."""

    heads: tuple[Head, ...]
    entries: int
    seen_at: datetime

    @classmethod
    def of(cls, heads: Sequence[Head], at: datetime) -> "Anchor":
        """Return the anchor of these heads."""
        return cls(tuple(sorted(heads)), sum(head.seq for head in heads), at)


def user_folder() -> Path:
    """Return where anchors are kept in the settings of whoever is signed in to the computer."""
    from platformdirs import user_config_path

    return user_config_path("pbi-desktop", appauthor=False) / "seen"


class Anchors:
    """What this user's computer remembers of one store at one place."""

    def __init__(
        self,
        store: UUID,
        path: Path,
        key: Key,
        notes: Notes | None = None,
        folder: Path | None = None,
    ) -> None:
        self._key = key
        self._notes = notes
        place = hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:16]
        self._name = f"{store}-{place}"
        self._file = (folder or user_folder()) / f"{self._name}.json"

    def recall(self) -> Anchor | None:
        """Return what was last seen; None where this computer never saw the store here."""
        said, seal = self._read()
        noted_seal, _, noted = (self._noted() or "").partition(" ")
        if noted and noted_seal != seal:
            entries, _, at = noted.partition(" ")
            # The file is not the one that was noted: of two memories the further one counts.
            if said is None or int(entries) > said.entries:
                return Anchor((), int(entries), from_micros(int(at)))
        return said

    def remember(self, heads: Sequence[Head], at: datetime) -> None:
        """Remember heads as the last seen, unless more was seen already."""
        before = self.recall()
        seen = Anchor.of(heads, at)
        if before is None or seen.entries >= before.entries:
            self._keep(seen)

    def accept(self, heads: Sequence[Head], at: datetime) -> None:
        """Remember heads as the last seen, whatever was seen before: after a restore.

        Whoever calls this has it written into the audit trail.
        """
        self._keep(Anchor.of(heads, at))

    def behind(self, heads: Sequence[Head], head_at: HeadAt) -> tuple[Behind, ...]:
        """Return where a store with these heads is older than what was seen, or has others."""
        seen = self.recall()
        return () if seen is None else behind(seen, heads, head_at)

    def refuse_older(self, heads: Sequence[Head], head_at: HeadAt) -> None:
        """Raise StoreIsOlder if the store is older than what was seen, or has another history."""
        found = self.behind(heads, head_at)
        if found:
            raise StoreIsOlder(sum(one.entries for one in found), max(one.seen_at for one in found))

    def _keep(self, seen: Anchor) -> None:
        said = _said(seen)
        seal = self._key.mac(_LABEL, said.encode()).hex()
        private_folder(self._file.parent)
        write_whole(self._file, json.dumps({"seen": said, "seal": seal}).encode())
        if self._notes is not None:
            # A key ring that is locked by now keeps nothing: the file alone has to do.
            with suppress(StoreError):
                noted = f"{seal} {seen.entries} {to_micros(seen.seen_at)}"
                self._notes.keep_note(self._name, noted)

    def _read(self) -> tuple[Anchor | None, str]:
        with disk_failures_named():
            if not self._file.is_file():
                return None, ""
            content = self._file.read_bytes()
        try:
            held = json.loads(content)
            said, seal = str(held["seen"]), str(held["seal"])
            expected = self._key.mac(_LABEL, said.encode()).hex()
            # Nobody without the store's key can write one: what is not sealed says nothing.
            return (_heard(said), seal) if hmac.compare_digest(seal, expected) else (None, "")
        except (ValueError, KeyError, TypeError):
            return None, ""

    def _noted(self) -> str | None:
        if self._notes is None:
            return None
        try:
            return self._notes.note(self._name)
        except StoreError:  # a key ring that is locked: the file alone has to do
            return None


def behind(seen: Anchor, heads: Sequence[Head], head_at: HeadAt) -> tuple[Behind, ...]:
    """Return each chain that is shorter than it was, or whose entry of then is another now."""
    now = {head.chain: head.seq for head in heads}
    if not seen.heads:
        total = sum(now.values())
        short = total < seen.entries
        return (Behind("", total, seen.entries, seen.seen_at),) if short else ()
    return tuple(
        Behind(head.chain, now.get(head.chain, 0), head.seq, head.at)
        for head in seen.heads
        if head_at(head.chain, head.seq) != head.hash
    )


def _said(seen: Anchor) -> str:
    heads = [[head.chain, head.seq, head.hash, to_micros(head.at)] for head in seen.heads]
    return json.dumps({"heads": heads, "at": to_micros(seen.seen_at)})


def _heard(said: str) -> Anchor:
    held = json.loads(said)
    heads = [Head(chain, seq, digest, from_micros(at)) for chain, seq, digest, at in held["heads"]]
    return Anchor.of(heads, from_micros(held["at"]))
