"""What can be wrong with the record of who saw and did what."""

from dataclasses import dataclass
from datetime import datetime

from pbi_desktop.domain.errors import StoreError


@dataclass
class StoreIsOlder(StoreError):
    """The store lacks entries that this computer saw, or has others in their place."""

    missing: int
    """How many entries are missing; 0 where there are as many, and others."""
    seen_at: datetime


@dataclass
class NotACheckpoint(StoreError):
    """A file is no checkpoint of this store's audit trail; `why` says what is wrong with it."""

    name: str
    why: str
