"""Copies the case in view for the worker's own agency: shown, logged, then handed over. No Qt."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.wording import explain
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.ports import Tasks, Tone

if TYPE_CHECKING:
    from pbi_desktop.services.agency_copy_rows import AgencyCopy


class CopyView(Protocol):
    """The card as its presenter sees it."""

    in_case: bool
    waits: bool

    def leave_case(self) -> None:
        """Hold nothing of the case that was in view."""

    def show_copy(self, shown: "AgencyCopy") -> None:
        """Show what would be copied."""

    def show_copied(self, shown: "AgencyCopy") -> None:
        """Hand over what is logged by now."""

    def show_words(self, sentence: str, tone: Tone) -> None:
        """Say why nothing can be copied."""


class AgencyCopier:
    """Follows the case in view."""

    def __init__(
        self, view: CopyView, desk: Desk, actor: Callable[[], Actor], tasks: Tasks
    ) -> None:
        """`actor` is asked each time whose eyes see the case."""
        self._view, self._desk, self._actor, self._tasks = view, desk, actor, tasks
        self._case: CaseId | None = None
        self._shown: AgencyCopy | None = None

    def enter(self, case: CaseId) -> None:
        """Work on this case from now on; what was wished before it came is asked now."""
        wished = self._view.waits
        if case != self._case or not self._view.in_case:
            self._view.leave_case()
            self._shown = None
        self._case, self._view.in_case = case, True
        if wished:
            self.look()

    def look(self) -> None:
        """Show what would be copied; nothing is logged by looking."""
        case, desk, actor = self._case, self._desk, self._actor()
        if case is None or not self._view.in_case:
            return  # the case comes first: `enter` asks then
        self._tasks.query(
            lambda: desk.agency_copies.preview(actor, case),
            partial(self._show, case),
            self._fail,
            key="copy",
        )

    def copy(self, seen: str) -> None:
        """Log what was shown as told, then hand it over."""
        case, desk, actor, shown = self._case, self._desk, self._actor(), self._shown
        if case is None or shown is None or shown.seen != seen:
            return

        def done(_changes: Changes) -> None:
            if self._case == case:
                self._view.show_copied(shown)

        self._tasks.command(
            lambda: desk.agency_copies.give_out(actor, case, seen), done, self._fail
        )

    def _show(self, case: CaseId, shown: "AgencyCopy") -> None:
        if case != self._case or not self._view.in_case:  # another may be in view by now
            return
        self._shown = shown
        self._view.show_copy(shown)

    def _fail(self, error: BaseException) -> None:
        self._view.show_words(explain(error), Tone.DANGER)
