"""Follows what was shared of the case in view: shows it, and does what is wished of it. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.times import london_day
from pbi_desktop.domain.wording import explain
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.whole_files import is_written
from pbi_desktop.ui.kit.ports import Navigator, Tasks, Tone
from pbi_desktop.ui.screens.case.shared.words import Act
from pbi_desktop.ui.screens.case.sharing_words import (
    SheetLine,
    say_not_written,
    say_saved,
    sheet_lines,
)

if TYPE_CHECKING:  # it loads what makes reports, which only a summary needs
    from pbi_desktop.services.ledger import DisclosureRow
    from pbi_desktop.services.recalls import RecallRow
    from pbi_desktop.services.reports import Made
    from pbi_desktop.services.shared_rows import SummaryRow

KINDS = (
    "shared_summaries",
    "disclosures",
    "recalls",
    "risks",
    "residences",
    "addresses",
    "safe_contacts",
    "contact_points",
)
"""What changes what is shown here."""


@dataclass(frozen=True)
class Shared:
    """All that was shared of a case."""

    summaries: "tuple[SummaryRow, ...]"
    recalls: "tuple[RecallRow, ...]"
    log: "tuple[DisclosureRow, ...]"
    may_write: bool


class SharedView(Protocol):
    """The widget as its presenter sees it."""

    @property
    def in_sight(self) -> bool:
        """Whether the worker sees it now."""

    def show_shared(self, shared: Shared, today: date, *, may_write: bool) -> None:
        """Show all that was shared of a case as it stands now."""

    def show_words(self, lines: tuple[SheetLine, ...]) -> None:
        """Show what a summary says, or nothing."""

    def show_failure(self, sentence: str) -> None:
        """Say why something could not be shown or done."""


class SharedFollower:
    """Shows what was shared of one case at a time, for one worker."""

    def __init__(
        self,
        view: SharedView,
        desk: Desk,
        actor: Callable[[], Actor],
        tasks: Tasks,
        navigator: Navigator,
    ) -> None:
        """`actor` is asked each time whose eyes see the case."""
        self._view, self._desk, self._actor = view, desk, actor
        self._tasks, self._navigator = tasks, navigator
        self._case: CaseId | None = None
        tasks.on_changed(self._on_changed)

    def enter(self, case: CaseId | None) -> None:
        """Show what was shared of this case from now on."""
        if case != self._case:
            self._view.show_words(())
        self._case = case
        self.refresh()

    def refresh(self) -> None:
        """Show it as it stands now."""
        case = self._case
        if case is not None:
            self._tasks.query(
                lambda: self._read(case), self._show, self._fail, key="what was shared"
            )

    def wish(self, what: Act, row: "SummaryRow") -> None:
        """Do what was wished of a summary."""
        services, actor = self._desk, self._actor()
        commands: dict[Act, Callable[[], Changes]] = {
            Act.APPROVE: lambda: services.shared_summaries.approve(actor, row.id, row.version),
            Act.REFUSE: lambda: services.shared_summaries.refuse(actor, row.id, row.version),
            Act.WITHDRAW: lambda: services.shared_summaries.withdraw(actor, row.id, row.version),
            Act.TOLD: lambda: services.shared_summaries.told(actor, row.id, row.version),
        }
        if what in commands:
            self._tasks.command(commands[what], self._done, self._fail)
        else:
            self._tasks.query(
                lambda: sheet_lines(services.shared_summaries.read(actor, row.id)[1].document),
                self._view.show_words,
                self._fail,
                key="shared summary",
            )

    def write(self, what: Act, row: "SummaryRow", place: Path) -> None:
        """Hand a copy over, or the same copy again, as a file."""
        made: list[Made] = []
        written: list[bool] = []
        services, actor = self._desk.shared_summaries, self._actor()

        def work() -> Changes:
            if what is Act.HAND_OVER:
                made.append(services.hand_over(actor, row.id, row.version))
            else:
                made.append(services.again(actor, row.id))
            written.append(is_written(place, made[0].pdf))
            return Changes(kinds=frozenset({"shared_summaries"}))

        def done(_changes: Changes) -> None:
            number = made[0].document.marking.copy_number or 0
            if written[0]:
                self._navigator.tell(say_saved(place.name, number, row.agency), Tone.OK)
            else:
                sentence = say_not_written(place.name, number, row.agency)
                self._navigator.tell(sentence, Tone.DANGER)

        self._tasks.command(work, done, self._fail)

    def settle(self, row: "RecallRow", outcome: str) -> None:
        """Keep what an agency did with its copy."""
        self._tasks.command(
            lambda: self._desk.recalls.settle(self._actor(), row.id, row.version, outcome),
            self._done,
            self._fail,
        )

    def _read(self, case: CaseId) -> Shared:
        desk, actor = self._desk, self._actor()
        return Shared(
            desk.shared_summaries.of_case(actor, case),
            desk.recalls.of_case(actor, case),
            desk.ledger.of_case(actor, case),
            desk.cases.header(actor, case).may_write,
        )

    def _show(self, shared: Shared) -> None:
        today = london_day(self._desk.clock())
        self._view.show_shared(shared, today, may_write=shared.may_write)

    def _done(self, changes: Changes) -> None:
        self._navigator.tell(f"{changes.done}.", Tone.OK)

    def _fail(self, error: BaseException) -> None:
        self._view.show_failure(explain(error))

    def _on_changed(self, changes: Changes) -> None:
        if self._case is not None and self._view.in_sight and changes.touches(KINDS, self._case):
            self.refresh()
