"""What the front door's presenter asks of its screen. No Qt."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from pbi_desktop.services.front_door_rows import Match, SiteChoice
from pbi_desktop.ui.screens.front_door.typed import NewPerson, Typed


class Place(StrEnum):
    """Where the keyboard may be put."""

    NAME = "name"
    MATCHES = "matches"
    CHECK = "check"
    NEW = "new"
    REASONS = "reasons"
    START_NEW = "start_new"


@dataclass(frozen=True)
class Found:
    """Who may be meant, who of them is chosen, and how many facts that rests on."""

    matches: tuple[Match, ...] = ()
    chosen: Match | None = None
    facts: int = 0
    capped: bool = False


class FrontDoorView(Protocol):
    """What the presenter asks of the screen."""

    def show_typed(self, typed: Typed) -> None:
        """Fill every field."""

    def show_reading(self, read_as: dict[str, str], problems: dict[str, str]) -> None:
        """Say under each field how it was read."""

    def show_found(self, found: Found) -> None:
        """Show the matches, and why the chosen one may be meant."""

    def show_failure(self, sentence: str) -> None:
        """Say why there are no matches to show."""

    def show_check(self, *, checked: bool, asked: bool) -> None:
        """Show whether identity was checked, and whether to ask for it in place."""

    def offer_new(self, ready: bool) -> None:
        """Offer to start a new person, or say what to ask for first."""

    def show_new(self, new: NewPerson | None, sites: tuple[SiteChoice, ...]) -> None:
        """Show the form of a new person in place of the evidence, or take it away."""

    def show_problems(self, problems: dict[str, str]) -> None:
        """Say at each field of the new person what to mend."""

    def show_kept(self, at: str) -> None:
        """Say when what is typed was last kept."""

    def offer_before(self, there_is: bool) -> None:
        """Offer to bring back what was typed for somebody else."""

    def land_on(self, place: Place) -> None:
        """Put the keyboard somewhere."""
