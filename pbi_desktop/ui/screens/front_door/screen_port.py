"""What the front door's presenter asks of its screen. No Qt."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from pbi_desktop.domain.ids import PersonId
from pbi_desktop.services.front_door_rows import Match, SiteChoice
from pbi_desktop.services.identity_rows import LinkLine
from pbi_desktop.ui.screens.front_door.typed import NewPerson, Typed


class Place(StrEnum):
    """Where the keyboard may be put."""

    NAME = "name"
    MATCHES = "matches"
    CHECK = "check"
    BORN = "born"
    PHONE = "phone"
    NEW = "new"
    REASONS = "reasons"
    START_NEW = "start_new"


class Strip(StrEnum):
    """What the strip below the check says."""

    NONE = "none"
    ASK = "ask"
    DIFFERS = "differs"


@dataclass(frozen=True)
class Found:
    """Who may be meant, who of them is chosen, and how many facts that rests on."""

    matches: tuple[Match, ...] = ()
    chosen: Match | None = None
    facts: int = 0
    capped: bool = False
    rejected: frozenset[PersonId] = frozenset()
    """Who was said not to be them."""
    look_first: bool = False
    """Whether somebody new waits to be kept until the best match was looked at."""


@dataclass(frozen=True)
class About:
    """What else is known of the chosen match: in words, and who was said to be whom."""

    known: Mapping[PersonId, str] = field(default_factory=dict)
    lines: tuple[LinkLine, ...] = ()


class FrontDoorView(Protocol):
    """What the presenter asks of the screen."""

    def show_typed(self, typed: Typed) -> None:
        """Fill every field."""

    def show_reading(self, read_as: dict[str, str], problems: dict[str, str]) -> None:
        """Say under each field how it was read."""

    def show_found(self, found: Found) -> None:
        """Show the matches, and why the chosen one may be meant."""

    def show_about(self, about: About) -> None:
        """Show what else is known of the chosen one."""

    def show_failure(self, sentence: str) -> None:
        """Say why there are no matches to show."""

    def show_check(self, *, checked: bool, strip: Strip) -> None:
        """Show whether identity was checked, and what the strip below it says."""

    def offer_new(self, ready: bool) -> None:
        """Offer to start a new person, or say what to ask for first."""

    def offer_keep(self, ready: bool) -> None:
        """Offer to keep that somebody came, without a case."""

    def show_new(self, new: NewPerson | None, sites: tuple[SiteChoice, ...]) -> None:
        """Show the form of a new person in place of the evidence, or take it away."""

    def show_problems(self, problems: dict[str, str]) -> tuple[str, ...]:
        """Say at each field what to mend; return what has no field on the screen."""

    def show_kept(self, at: str) -> None:
        """Say when what is typed was last kept."""

    def show_folds(self, opened: frozenset[str]) -> None:
        """Open the parts that this worker had open last, and fold the others."""

    def offer_before(self, how_many: int) -> None:
        """Offer to bring back what was typed for somebody else, and say for how many."""

    def land_on(self, place: Place) -> None:
        """Put the keyboard somewhere."""
