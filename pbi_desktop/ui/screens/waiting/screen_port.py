"""What the presenter of those who wait asks of its screen, and what it shows. No Qt."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

if TYPE_CHECKING:
    from pbi_desktop.services.approach_rows import AlertLine, WaitingLine
    from pbi_desktop.services.front_door_rows import Match


class Sort(StrEnum):
    """What one line of the list is."""

    ALERT = "alert"
    CONTACT = "contact"


Key = tuple[Sort, UUID]
Written = Mapping[str, str]
"""What a worker began to write of one line and has not kept, each by its name."""
NOTHING: Written = {}


@dataclass(frozen=True)
class Onward:
    """Where an arrival may go and to whom, each as a key and its words."""

    sites: tuple[tuple[str, str], ...] = ()
    colleagues: tuple[tuple[str, str], ...] = ()
    not_given: str = ""
    """Why it may not be given to a colleague; empty where it may."""


@dataclass(frozen=True)
class Waiting:
    """Everything that waits, and which line of it is open."""

    alerts: "tuple[AlertLine, ...]" = ()
    contacts: "tuple[WaitingLine, ...]" = ()
    chosen: Key | None = None

    @property
    def alert(self) -> "AlertLine | None":
        """The question that is open."""
        return next((one for one in self.alerts if (Sort.ALERT, one.id) == self.chosen), None)

    @property
    def contact(self) -> "WaitingLine | None":
        """The arrival that is open."""
        return next((one for one in self.contacts if (Sort.CONTACT, one.id) == self.chosen), None)

    def in_order(self) -> list[Key]:
        """Return every line in order: questions first, then who presses most, as it was read."""
        asked = [(Sort.ALERT, one.id) for one in self.alerts]
        return [*asked, *((Sort.CONTACT, one.id) for one in self.contacts)]


class WaitingView(Protocol):
    """What the presenter asks of the screen."""

    @property
    def in_sight(self) -> bool:
        """Whether the worker sees this screen now."""

    @property
    def written(self) -> Written:
        """What is written of the line that is open."""

    def name_of(self, line: "WaitingLine") -> str:
        """Return the name that was given, as it may be shown now."""

    def show_waiting(self, found: Waiting, written: Written) -> None:
        """Show everything that waits, what is known of the chosen line, what was begun of it."""

    def show_kept(self) -> None:
        """Close what was opened: it is done."""

    def show_matches(self, matches: "tuple[Match, ...]") -> None:
        """Show who the arrival may be."""

    def show_onward(self, onward: Onward) -> None:
        """Offer where the arrival may be sent on to, and to whom it may be given."""

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say at each field what is missing."""

    def show_failure(self, sentence: str) -> None:
        """Say why nothing can be shown."""
