"""Who can open a store, and by what: listed, added for a worker, taken away. Each is logged."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol
from uuid import UUID

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.errors import KeyringUnusable, NotFound, NotPermitted
from pbi_desktop.domain.ids import WorkerId
from pbi_desktop.domain.key_errors import SharedComputer, UnknownKey
from pbi_desktop.domain.times import Clock
from pbi_desktop.services.this_computer import computer_of
from pbi_desktop.store.file_store import FileStore
from pbi_desktop.store.secrets import envelope, sidecar
from pbi_desktop.store.secrets.envelope import Opener, Unlocked
from pbi_desktop.store.secrets.keyring_slot import KIND as KEYRING
from pbi_desktop.store.secrets.keyring_slot import KeyringEntry, find_backend
from pbi_desktop.store.secrets.passphrase import DEFAULT_COST, Cost, chosen
from pbi_desktop.store.secrets.recovery import RecoveryCode, confirm, groups_to_confirm
from pbi_desktop.store.secrets.sidecar import Slot

Retype = Callable[[tuple[str, ...], tuple[int, int]], tuple[str, str]]
"""From the printed groups of a code and the two asked back, counted from 1: what was retyped."""


class Member(Protocol):
    """Somebody who works here, as the store lists them."""

    @property
    def id(self) -> WorkerId:
        """Their number."""

    @property
    def name(self) -> str:
        """Their name."""

    @property
    def login(self) -> str:
        """What they sign in as."""

    @property
    def site(self) -> str:
        """Where they work."""

    @property
    def leads(self) -> bool:
        """Whether they manage the team."""


@dataclass(frozen=True)
class KeyLine:
    """One key of a store, without anything secret."""

    name: str
    """The beginning of its number: enough to say which is meant."""
    kind: str
    login: str
    """Whose it is; empty for a key that is nobody's own."""
    since: datetime
    in_use: bool
    """Whether the store is open through it now."""


@dataclass(frozen=True)
class Means:
    """What new keys are made with."""

    cost: Cost = DEFAULT_COST
    ring: Callable[[], KeyringEntry] = lambda: KeyringEntry(find_backend())


_USUAL = Means()


class KeySlots:
    """The keys of an open store. Everybody keeps their own; a team's manager those of the team."""

    def __init__(
        self,
        store: FileStore,
        unlocked: Unlocked,
        team: tuple[Member, ...],
        clock: Clock,
        means: Means = _USUAL,
    ) -> None:
        self._store, self._unlocked, self._team = store, unlocked, team
        self._clock, self._means = clock, means

    def lines(self, actor: Actor) -> tuple[KeyLine, ...]:
        """Return the keys this worker may know of, the oldest first."""
        return tuple(self._line(slot) for slot in self._slots() if self._may(actor, slot.worker))

    def add_passphrase(self, actor: Actor, login: str, text: str) -> KeyLine:
        """Let a worker in by a passphrase of their own; WeakPassphrase with advice."""
        whom = self._whom(actor, login)
        known = (whom.login, *whom.name.split(), *whom.site.split(), self._path.stem)
        return self._add(actor, whom, chosen(text, known, self._means.cost))

    def add_keyring(self, actor: Actor, login: str) -> KeyLine:
        """Let a worker in by the key ring of this computer's account; never on a shared one."""
        if computer_of(self._path).shared:
            raise SharedComputer
        whom = self._whom(actor, login)
        ring = self._means.ring()
        ring.prove()
        return self._add(actor, whom, ring)

    def add_code(self, actor: Actor, login: str, retype: Retype) -> KeyLine:
        """Let a worker in by a new recovery code, once two of its groups were typed back."""
        whom = self._whom(actor, login)
        code = RecoveryCode.new()
        try:
            asked = groups_to_confirm()
            confirm(code, dict(zip(asked, retype(code.groups(), asked), strict=True)))
            return self._add(actor, whom, code)
        finally:
            code.wipe()

    def remove(self, actor: Actor, name: str) -> KeyLine:
        """Take a key away; never the one through which the store is open."""
        fitting = [
            slot
            for slot in self._slots()
            if name and str(slot.id).startswith(name) and self._may(actor, slot.worker)
        ]
        if len(fitting) != 1:
            raise UnknownKey(name)
        line = self._line(fitting[0])
        with self._store.command(actor, "remove key") as work:
            work.log("key removed", text=_said(line))
            key, opened_by = self._unlocked.key, self._unlocked.slot
            gone = envelope.drop_slot(self._path, key, fitting[0].id, opened_by)
        if gone is not None and gone.kind == KEYRING:
            self._forget(gone)
        return line

    @property
    def _path(self) -> Path:
        return self._store.path

    def _add(self, actor: Actor, whom: Member, opener: Opener) -> KeyLine:
        with self._store.command(actor, "add key") as work:
            work.log("key added", opener.kind, text=f"for {whom.login}")
            slot = envelope.add_slot(self._path, self._unlocked.key, opener, whom.id, self._clock())
        return self._line(slot)

    def _forget(self, gone: Slot) -> None:
        """Delete what the key ring still holds; one that is not there has nothing to delete."""
        with suppress(KeyringUnusable):
            self._means.ring().forget(gone)

    def _slots(self) -> tuple[Slot, ...]:
        return tuple(sorted(sidecar.read(self._path).slots, key=lambda slot: slot.created))

    def _line(self, slot: Slot) -> KeyLine:
        login = next((one.login for one in self._team if one.id == slot.worker), "")
        if not login and slot.worker is not None:
            login = "(no longer here)"
        since = datetime.fromisoformat(slot.created)
        in_use = slot.id == self._unlocked.slot
        return KeyLine(str(slot.id)[:8], slot.kind, login, since, in_use)

    def _whom(self, actor: Actor, login: str) -> Member:
        whom = next((one for one in self._team if one.login == (login or actor.login)), None)
        if whom is None:
            raise NotFound("worker")
        if not self._may(actor, whom.id):
            raise NotPermitted("look after the keys of others")
        return whom

    def _may(self, actor: Actor, worker: UUID | None) -> bool:
        leads = any(one.leads for one in self._team if one.id == actor.worker)
        return leads or (worker is not None and WorkerId(worker) == actor.worker)


def _said(line: KeyLine) -> str:
    return f"{line.kind} of {line.login or 'nobody in particular'}"
