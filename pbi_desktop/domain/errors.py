"""What can go wrong, as facts. The sentences are in `ui/kit/wording.py` and `cli/wording.py`."""

from dataclasses import dataclass, field


class PbiError(Exception):
    """An expected failure. Anything that is not one of these is a bug."""


@dataclass
class NotPermitted(PbiError):
    """The worker has no right to do this; nothing was changed."""

    action: str


@dataclass
class NothingAgreed(PbiError):
    """No agreement lets an agency be told anything of a case for a purpose."""

    agency: str
    purpose: str


@dataclass
class NotFound(PbiError):
    """There is no such record, or the worker may not see it: the two look the same."""

    kind: str


@dataclass
class StaleRecord(PbiError):
    """Somebody changed this first; nothing was overwritten."""

    kind: str


@dataclass
class Invalid(PbiError):
    """A value cannot be kept as it is; `fields` maps a field to what to do about it."""

    fields: dict[str, str] = field(default_factory=dict)


@dataclass
class IllegalMove(PbiError):
    """A case cannot go from this phase to that one."""

    current: str
    wanted: str


@dataclass
class UnreadableInput(PbiError):
    """A file cannot be read at all; `reason` is one plain sentence. Nothing was kept."""

    name: str
    reason: str


class StoreError(PbiError):
    """Something is wrong with the store itself."""


@dataclass
class WrongKey(StoreError):
    """This key does not belong to this store. The store is unharmed."""


@dataclass
class DamagedStore(StoreError):
    """The key is right but pages of the file are not what was written."""

    detail: str = ""


@dataclass
class NewerStore(StoreError):
    """A later version of the program has used this store; this one must not."""

    found: str


@dataclass
class NotAStore(StoreError):
    """There is no store where one was looked for, or a file of another kind is there."""

    where: str


@dataclass
class StoreBusy(StoreError):
    """Another copy of the program has this file open."""

    where: str


@dataclass
class StoreUnavailable(StoreError):
    """The disk or the server does not answer; the last change was not kept."""

    reason: str


@dataclass
class DiskFull(StoreError):
    """There is no room left; the last change was not kept, everything before it was."""


@dataclass
class AuditBroken(StoreError):
    """The audit chain does not verify from this entry on, or its head is not the one last seen."""

    chain: str
    entry: int


@dataclass
class KeyringUnusable(StoreError):
    """The system's key ring cannot be trusted with a key; `backend` is its class."""

    backend: str


@dataclass
class WeakPassphrase(StoreError):
    """The passphrase is too short or too easy to guess."""

    advice: str
    shortest: int = 12


@dataclass
class ClockWentBack(StoreError):
    """The computer's clock is behind the newest entry of the store, by this many seconds."""

    seconds: int
