"""Who is out: asked afresh, watched on every screen, and each wish carried out. No Qt."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Protocol
from uuid import UUID

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import ANYTHING, Changes
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.ids import CommandId
from pbi_desktop.domain.outings import Told
from pbi_desktop.domain.wording import explain
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.outing_rows import OutingLine, OutingPage
from pbi_desktop.ui.kit.ports import Navigator, Tasks, Tone
from pbi_desktop.ui.screens.my_day.out_words import GoingOut, alarm

_KINDS = ("check_outs", "site_roles", "workers")


class OutView(Protocol):
    """What the presenter asks of the card."""

    def show_page(self, page: OutingPage, now: datetime) -> None:
        """Show who is out."""

    def show_now(self, now: datetime) -> None:
        """Say again how late everybody is."""

    def gone_out(self) -> None:
        """Close the strip: it was kept."""

    def refuse(self, problems: Mapping[str, str]) -> bool:
        """Say at an open strip what to mend; say whether there was one."""


class OutPresenter:
    """Joins the card to its service, and calls out whoever is late, on whatever screen one is."""

    def __init__(
        self, view: OutView, desk: Desk, actor: Actor, tasks: Tasks, navigator: Navigator
    ) -> None:
        self._view = view
        self._desk = desk
        self._actor = actor
        self._tasks = tasks
        self._navigator = navigator
        self._page: OutingPage | None = None
        self._called: set[tuple[UUID, int, Told]] = set()
        tasks.on_changed(self._on_changed)

    def refresh(self) -> None:
        """Ask who is out now."""
        desk, actor = self._desk, self._actor
        self._tasks.query(lambda: desk.outings.page(actor), self._show, self._failed, key="out")

    def tick(self) -> None:
        """Say how late everybody is, and call out whoever has just become late."""
        now = self._desk.clock()
        self._view.show_now(now)
        self._call(now)

    def go_out(self, wish: GoingOut) -> None:
        """Say that one is out."""
        desk, actor = self._desk, self._actor
        self._change(
            lambda: desk.outings.check_out(
                actor, wish.site, wish.place, wish.due_at, wish.watcher, wish.appointment
            )
        )

    def check_in(self, line: OutingLine, words: str) -> None:
        """Say that somebody is back."""
        desk, actor = self._desk, self._actor
        self._change(lambda: desk.outings.check_in(actor, line.id, line.version, words))

    def extend(self, line: OutingLine, due_at: datetime) -> None:
        """Say that somebody stays out longer."""
        desk, actor = self._desk, self._actor
        self._change(lambda: desk.outings.extend(actor, line.id, line.version, due_at))

    def raise_alarm(self, line: OutingLine) -> None:
        """Tell the leads."""
        desk, actor = self._desk, self._actor
        self._change(lambda: desk.outings.raise_alarm(actor, line.id, line.version))

    def _show(self, page: OutingPage) -> None:
        self._page = page
        now = self._desk.clock()
        self._view.show_page(page, now)
        self._call(now)

    def _call(self, now: datetime) -> None:
        """Tell on whatever screen the worker is, once for each turn for the worse."""
        if self._page is None:
            return
        for line in self._page.calling(now):
            turn = (line.id, line.version, line.told(now))
            if turn not in self._called:
                self._called.add(turn)
                self._navigator.tell(alarm(line, self._page.me, now), Tone.DANGER)

    def _change(self, work: Callable[[], Changes]) -> None:
        self._tasks.command(work, self._changed, self._not_changed)

    def _changed(self, changes: Changes) -> None:
        self._view.gone_out()
        if changes.command is not None:
            self._navigator.offer_undo(f"{changes.done}.", partial(self._undo, changes.command))

    def _not_changed(self, error: BaseException) -> None:
        if not (isinstance(error, Invalid) and self._view.refuse(error.fields)):
            self._navigator.tell(explain(error), Tone.DANGER)
        self.refresh()

    def _failed(self, error: BaseException) -> None:
        self._navigator.tell(explain(error), Tone.DANGER)

    def _undo(self, command: CommandId) -> None:
        desk, actor = self._desk, self._actor
        self._tasks.command(lambda: desk.undo.undo(actor, command), None, self._not_changed)

    def _on_changed(self, changes: Changes) -> None:
        if changes.touches(_KINDS) or ANYTHING in changes.kinds:
            self.refresh()
