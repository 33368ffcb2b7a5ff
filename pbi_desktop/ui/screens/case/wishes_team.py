"""What a worker may wish about who holds a case, and a resident's own words."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from pbi_desktop.domain.team import AuditPoint, StoryUse
from pbi_desktop.services.handing_over import NewKeyWorker


@dataclass(frozen=True)
class HandOverCase:
    """Hand the case over to another key worker."""

    to: NewKeyWorker


@dataclass(frozen=True)
class KeepOwnWords:
    """Keep a resident's own words, and how far they may go."""

    words: str
    called: str
    use: StoryUse


@dataclass(frozen=True)
class TakeBackWords:
    """Say that a resident took their words back."""

    story_id: UUID
    seen: int


@dataclass(frozen=True)
class AuditFile:
    """Say what is in order in the file."""

    in_order: Sequence[AuditPoint]
    words: str


TeamWish = HandOverCase | KeepOwnWords | TakeBackWords | AuditFile
