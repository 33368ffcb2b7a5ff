"""What the screen was last given, so that it can be shown again when names are hidden. No Qt."""

from dataclasses import dataclass
from datetime import date

from pbi_desktop.domain.ties import Outline
from pbi_desktop.services.case_people import PersonChoice
from pbi_desktop.services.case_rows import (
    CaseBefore,
    CaseHeader,
    CaseNow,
    CasePlan,
    StoryEntry,
)
from pbi_desktop.services.housing_rows import HomeAndDebts
from pbi_desktop.services.network_rows import NetworkSeen


@dataclass
class Shown:
    """The rows of the tabs that were filled; nothing of a tab that was not."""

    today: date = date.min
    header: CaseHeader | None = None
    stub: bool = False
    now: CaseNow | None = None
    story: tuple[StoryEntry, ...] | None = None
    people: tuple[PersonChoice, ...] = ()
    more: bool = False
    """More of the story is still being read."""
    before: tuple[CaseBefore, ...] = ()
    plan: CasePlan | None = None
    home: HomeAndDebts | None = None
    network: Outline | None = None
    seen: NetworkSeen | None = None

    @property
    def may_write(self) -> bool:
        """Whether the worker may change this case."""
        return self.header is not None and self.header.may_write
