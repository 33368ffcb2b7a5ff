"""Who is out, who watches for them, and where: what the cards of My day and Team day show."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pbi_desktop.domain.ids import SiteId, WorkerId
from pbi_desktop.domain.outings import Outing, Told, minutes_late, who_is_told


@dataclass(frozen=True)
class OutingLine:
    """Somebody who is out. It names no resident."""

    id: UUID
    version: int
    site_id: SiteId
    worker_id: WorkerId
    worker: str
    watcher_id: WorkerId
    watcher: str
    place: str
    out_at: datetime
    due_at: datetime
    raised_at: datetime | None
    raised_by: str
    """Who raised the alarm; empty where nobody has."""

    @property
    def outing(self) -> Outing:
        """What the rule needs of it."""
        return Outing(self.due_at, None, self.raised_at)

    def late(self, now: datetime) -> int:
        """Return for how many minutes they should have been back."""
        return minutes_late(self.outing, now)

    def told(self, now: datetime) -> Told:
        """Return who must be told of it now."""
        return who_is_told(self.outing, now)

    def calls(self, worker: WorkerId, now: datetime) -> bool:
        """Say whether it calls on a worker who sees it: the watcher, or a lead, in their time."""
        told = self.told(now)
        if self.watcher_id == worker:
            return told is not Told.NOBODY
        return told is Told.LEADS and self.worker_id != worker


@dataclass(frozen=True)
class WatcherChoice:
    """Somebody of a site who could watch."""

    id: WorkerId
    name: str
    job: str


@dataclass(frozen=True)
class SiteWatch:
    """A site from which the worker goes out, and who there could watch for them."""

    id: SiteId
    name: str
    watchers: tuple[WatcherChoice, ...]


@dataclass(frozen=True)
class OutingPage:
    """Everybody who is out as far as this worker is told, and what going out needs."""

    me: WorkerId
    lines: tuple[OutingLine, ...]
    """Mine, those I watch for, and those of sites that I lead; due first."""
    sites: tuple[SiteWatch, ...]

    @property
    def mine(self) -> tuple[OutingLine, ...]:
        """Where I am out myself."""
        return tuple(line for line in self.lines if line.worker_id == self.me)

    @property
    def watched(self) -> tuple[OutingLine, ...]:
        """For whom I watch."""
        return tuple(line for line in self.lines if line.watcher_id == self.me)

    def calling(self, now: datetime) -> tuple[OutingLine, ...]:
        """Return who should have been back, as far as that calls on me."""
        return tuple(line for line in self.lines if line.calls(self.me, now))
