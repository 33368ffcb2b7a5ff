"""What can go wrong with copies of a store, as facts; the store itself is always unharmed."""

from dataclasses import dataclass

from pbi_desktop.domain.errors import StoreError


@dataclass
class CopyStopped(StoreError):
    """Somebody stopped a copy while it was made; nothing of it is left."""


@dataclass
class CopyNotProven(StoreError):
    """A new copy did not come back as the store it was made from; it was thrown away."""

    reason: str


@dataclass
class NoCopies(StoreError):
    """There is no proven copy in this folder, or no such file."""

    where: str


@dataclass
class ManifestMissing(StoreError):
    """The copy has no manifest beside it, so nothing says what it must be."""

    where: str


@dataclass
class ManifestWrong(StoreError):
    """The manifest is damaged, or belongs to another copy."""

    where: str
    reason: str


@dataclass
class CopyDamaged(StoreError):
    """The file is not the one that was proven."""

    where: str
    reason: str


@dataclass
class CopyIsNoStore(StoreError):
    """Somebody tried to work in a copy: that would make two stores of one."""

    where: str


@dataclass
class NoRoomForCopy(StoreError):
    """A disk filled up while a copy was made or restored; nothing half-made is left."""

    where: str
    needed: int
    """How many bytes must be free for a while."""


@dataclass
class NoFolder(StoreError):
    """The folder that copies go to is not there."""

    where: str
