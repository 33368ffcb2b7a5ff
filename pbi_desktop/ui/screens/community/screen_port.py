"""What Community's presenters ask of its screen. No Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from pbi_desktop.domain.casework import ReferralKind
from pbi_desktop.domain.groups import Mark
from pbi_desktop.domain.ids import CaseId, GroupId, PersonId
from pbi_desktop.services.community_rows import CaseChoice, Expected, GroupCard, GroupPage, Register


class Pane(StrEnum):
    """What the right side shows, and where the keyboard may be put."""

    RESULTS = "results"
    GROUP = "group"
    REGISTER = "register"


@dataclass(frozen=True)
class ReferWish:
    """A worker wants to refer somebody, or has given a name and number."""

    case_id: CaseId
    kind: ReferralKind
    agreed: bool
    reason: str


@dataclass(frozen=True)
class OpenRegister:
    """A register as it stands: who is expected, who walked in, and what is said so far."""

    register: Register
    lines: tuple[Expected, ...]
    marks: Mapping[PersonId, Mark]


class CommunityView(Protocol):
    """What the presenters ask of the screen."""

    def show_results(
        self, cards: Sequence[GroupCard], chosen: GroupId | None, *, searched: bool
    ) -> None:
        """Show what was found, and which of them is open at the right."""

    def show_failure(self, sentence: str) -> None:
        """Say why nothing can be shown."""

    def show_group(self, page: GroupPage | None, today: date, *, begun: bool) -> None:
        """Show one group, or nothing; `begun` says that its register is not kept yet."""

    def show_cases(self, cases: Sequence[CaseChoice]) -> None:
        """Offer these cases to refer from and to add to a register."""

    def show_register(self, register: OpenRegister, today: date) -> None:
        """Show a register."""

    def show_refer_problems(self, problems: Mapping[str, str]) -> None:
        """Say what to mend before somebody is referred."""

    def show_register_problem(self, sentence: str) -> None:
        """Say why a register cannot be kept as it is."""

    def referred(self) -> None:
        """Somebody was referred: clear the strip."""

    def names(self, names: Sequence[str]) -> tuple[str, ...]:
        """Return names as they may be shown just now."""

    def turn_to(self, pane: Pane) -> None:
        """Show a side, and leave the keyboard where it is."""

    def go_to(self, pane: Pane) -> None:
        """Show a side and put the keyboard there."""
