"""What the Sharing log shows."""

from dataclasses import dataclass
from datetime import datetime

from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.looking import Did, Flag


@dataclass(frozen=True)
class SharingLine:
    """One time that somebody saw, printed, took out or was told something."""

    at: datetime
    did: str
    """In plain words."""
    kind: Did
    who: str
    agency: str
    why: str
    case_id: CaseId | None
    reference: str
    """Empty where it was about no one case, or about one that is not in sight."""
    flags: tuple[Flag, ...] = ()
    """What a lead should ask about; empty for everybody else."""
    held_back: bool = False
    """A log for the person leaves it out, as it would endanger or tip off."""


@dataclass(frozen=True)
class CaseLog:
    """The log of one case, the latest first."""

    case_id: CaseId
    reference: str
    name: str
    lines: tuple[SharingLine, ...]
    for_resident: bool
    may_ask: bool
    """Whether what a lead should ask about is marked."""
    held_back: int
    """How many lines a log for the person leaves out; 0 in that log itself."""


@dataclass(frozen=True)
class SiteLog:
    """The log of all that happened in the last days, for who audits."""

    days: int
    lines: tuple[SharingLine, ...]
    is_cut: bool
    """Whether there was more than is shown."""

    @property
    def flagged(self) -> tuple[SharingLine, ...]:
        """What a lead should ask about."""
        return tuple(line for line in self.lines if line.flags)


@dataclass(frozen=True)
class LogPrint:
    """The log of one case on paper."""

    pdf: bytes
    name: str
