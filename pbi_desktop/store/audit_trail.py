"""The audit trail of one unit of work beyond adding to it: checkpoints, erasure, checking."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from pbi_desktop.domain.access import GOVERNORS
from pbi_desktop.domain.errors import NotPermitted
from pbi_desktop.store import audit_file
from pbi_desktop.store.access.policed import PolicedConnection
from pbi_desktop.store.audit_check import Checked, Checkpoint, Fault, Finding, check
from pbi_desktop.store.audit_signing import Signer, is_signed


class Trail(Protocol):
    """The audit trail, whichever database holds it.

    It answers anybody who works in the store, for it tells nobody what an entry says.
    """

    @property
    def public_key(self) -> str:
        """What the signatures of checkpoints are checked with; empty where nobody signs."""

    def check(self, given: Sequence[Checkpoint] = ()) -> Checked:
        """Check every chain, and against the checkpoints there are and those `given`."""

    def checkpoints(self) -> list[Checkpoint]:
        """Return every checkpoint that was written."""

    def hashes(self, chain: str, size: int) -> list[str]:
        """Return the hashes of the first so many entries of a chain: what its tree is made of."""

    def add_checkpoints(self, at: datetime) -> None:
        """Write a checkpoint of every chain that has grown since its last one."""

    def erase_details(self, person: UUID) -> int:
        """Erase what entries say of a person; returns how many. The caller logs it."""


class FileTrail:
    """The audit trail of the encrypted file."""

    def __init__(self, policed: PolicedConnection, signer: Signer) -> None:
        self._policed = policed
        self._signer = signer

    @property
    def public_key(self) -> str:
        """What the signatures of checkpoints are checked with."""
        return self._signer.public

    def check(self, given: Sequence[Checkpoint] = ()) -> Checked:
        """Check every chain, and against the checkpoints there are and those `given`."""
        with self._policed.trusted():
            raw = self._policed.raw
            kept = audit_file.checkpoints(raw)
            stray = audit_file.stray_details(raw)
            found = check(audit_file.links(raw), [*kept, *given], stray)
        return with_signatures(found, kept, self.public_key)

    def checkpoints(self) -> list[Checkpoint]:
        """Return every checkpoint that was written."""
        with self._policed.trusted():
            return audit_file.checkpoints(self._policed.raw)

    def hashes(self, chain: str, size: int) -> list[str]:
        """Return the hashes of the first so many entries of a chain: what its tree is made of."""
        with self._policed.trusted():
            return audit_file.hashes(self._policed.raw, chain, size)

    def add_checkpoints(self, at: datetime) -> None:
        """Write a checkpoint of every chain that has grown since its last one."""
        with self._policed.trusted():
            audit_file.add_checkpoints(self._policed.raw, at, self._signer.sign)

    def erase_details(self, person: UUID) -> int:
        """Erase what entries say of a person; returns how many. For those who govern alone."""
        with self._policed.trusted():
            held = {role for (role,) in self._policed.raw.execute("SELECT role FROM temp.my_roles")}
            if self._policed.reads_only or held.isdisjoint(GOVERNORS):
                raise NotPermitted("erase")
            return audit_file.erase_details(self._policed.raw, person)


def with_signatures(found: Checked, checkpoints: Sequence[Checkpoint], public: str) -> Checked:
    """Return a check that also says which checkpoints are not signed by this key."""
    wrong = tuple(
        Finding(Fault.SIGNATURE, one.chain, one.size)
        for one in checkpoints
        if not is_signed(public, one.words, one.signature or "")
    )
    return Checked(found.entries, found.chains, found.checkpoints, found.findings + wrong)
