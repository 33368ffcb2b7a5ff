"""What a worker may wish about phases and referrals."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pbi_desktop.domain.referrals import Move
from pbi_desktop.services.phases_rows import PhaseEntry
from pbi_desktop.services.referral_rows import To


@dataclass(frozen=True)
class MoveCase:
    """Move the case to another phase, or close it, with what that takes."""

    seen: int
    entry: PhaseEntry


@dataclass(frozen=True)
class Reopen:
    """Open a new case on the same person."""

    why: str


@dataclass(frozen=True)
class MoveReferral:
    """Say what became of a referral or signpost."""

    referral_id: UUID
    seen: int
    move: Move
    words: str = ""
    on_day: date | None = None


@dataclass(frozen=True)
class SendOn:
    """Send a referral that came back to another group or agency."""

    referral_id: UUID
    seen: int
    to: To
    agreed: bool
    reason: str = ""


PhaseWish = MoveCase | Reopen | MoveReferral | SendOn
