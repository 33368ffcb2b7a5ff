"""Which referrals and signposts wait: asked once, and again when one of them changed. No Qt."""

from functools import partial
from typing import Protocol

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.ids import CaseId, CommandId
from pbi_desktop.domain.wording import explain
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.referral_rows import ReferralWaiting
from pbi_desktop.ui.kit.ports import Navigator, Tasks, Tone

_SHOWN = ("referrals", "attendances", "cases")


class ReferralsView(Protocol):
    """The list as its presenter sees it."""

    @property
    def in_sight(self) -> bool:
        """Whether the worker sees it now; it asks anew whenever it comes into view."""

    def show_lines(self, lines: tuple[ReferralWaiting, ...]) -> None:
        """Show what waits, the oldest first."""


class ReferralsPresenter:
    """Asks what waits, goes to a case, and lets old signposts lapse."""

    def __init__(
        self, view: ReferralsView, desk: Desk, actor: Actor, tasks: Tasks, navigator: Navigator
    ) -> None:
        self._view, self._desk, self._actor = view, desk, actor
        self._tasks, self._navigator = tasks, navigator
        self._everybodys = False
        tasks.on_changed(self._on_changed)

    def refresh(self) -> None:
        """Ask again."""
        self._tasks.query(
            lambda: self._desk.referrals.waiting(self._actor, everybodys=self._everybodys),
            self._view.show_lines,
            self._failed,
            key="referrals",
        )

    def look_at(self, everybodys: bool) -> None:
        """Ask for one's own cases, or for every case one may write in."""
        self._everybodys = everybodys
        self.refresh()

    def open_case(self, case: CaseId) -> None:
        """Go to where a referral stands."""
        self._navigator.go(f"case/{case}/plan")

    def lapse_old(self) -> None:
        """Let every signpost lapse that nobody followed for so long."""
        self._tasks.command(
            lambda: self._desk.referrals.lapse_old_signposts(self._actor),
            self._offer_undo,
            self._failed,
        )

    def _offer_undo(self, changes: Changes) -> None:
        self._navigator.saved(self._desk.clock())
        if changes.command is not None:
            self._navigator.offer_undo(changes.done, partial(self._undo, changes.command))

    def _undo(self, command: CommandId) -> None:
        self._tasks.command(lambda: self._desk.undo.undo(self._actor, command), None, self._failed)

    def _failed(self, error: BaseException) -> None:
        self._navigator.tell(explain(error), Tone.DANGER)

    def _on_changed(self, changes: Changes) -> None:
        if self._view.in_sight and changes.touches(_SHOWN):
            self.refresh()
