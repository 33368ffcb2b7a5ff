"""Visits: booked, moved, done and called off, and the calendar file. No Qt."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Protocol

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.ids import CaseId, CommandId
from pbi_desktop.domain.wording import explain
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.my_day_rows import DayItem
from pbi_desktop.services.visit_rows import CalendarFile, NewVisit
from pbi_desktop.services.whole_files import is_written
from pbi_desktop.ui.kit.ports import Navigator, Tasks, Tone


class VisitView(Protocol):
    """What the presenter asks of the card."""

    def kept(self) -> None:
        """Close what was open: it was kept."""

    def refuse(self, problems: Mapping[str, str]) -> bool:
        """Say at an open strip what to mend; say whether there was one."""


class VisitPresenter:
    """Joins the day's list to the service of visits."""

    def __init__(
        self, view: VisitView, desk: Desk, actor: Actor, tasks: Tasks, navigator: Navigator
    ) -> None:
        self._view = view
        self._desk = desk
        self._actor = actor
        self._tasks = tasks
        self._navigator = navigator

    def book(self, case_id: CaseId, visit: NewVisit) -> None:
        """Book a visit."""
        desk, actor = self._desk, self._actor
        self._change(lambda: desk.visits.book(actor, case_id, visit))

    def move(self, item: DayItem, at: datetime) -> None:
        """Move a visit to another time."""
        desk, actor = self._desk, self._actor
        self._change(lambda: desk.visits.move(actor, item.id, item.version, at))

    def done(self, item: DayItem) -> None:
        """Say that a visit has been."""
        desk, actor = self._desk, self._actor
        self._change(lambda: desk.visits.settle(actor, item.id, item.version))

    def call_off(self, item: DayItem) -> None:
        """Call a visit off."""
        desk, actor = self._desk, self._actor
        self._change(lambda: desk.visits.cancel(actor, item.id, item.version))

    def save_calendar(self, place: Path) -> None:
        """Write the calendar file where the worker chose."""
        desk, actor = self._desk, self._actor

        def make() -> tuple[CalendarFile, bool]:
            made = desk.visits.calendar(actor)  # logged before it leaves
            return made, is_written(place, made.data)

        self._tasks.query(make, lambda found: self._saved(place, *found), self._failed)

    def _saved(self, place: Path, made: CalendarFile, written: bool) -> None:
        if not written:
            self._navigator.tell(
                f"{place.name} could not be written there. Nothing was lost: choose another place.",
                Tone.DANGER,
            )
            return
        left = f" {made.left_out} left out: sealed, or not safe there." if made.left_out else ""
        counts = f"{made.visits} visits and {made.steps} steps"
        said = f"{place.name} holds {counts}, by case reference alone.{left}"
        self._navigator.tell(f"{said} The Sharing log has it.", Tone.OK)

    def _change(self, work: Callable[[], Changes]) -> None:
        self._tasks.command(work, self._changed, self._not_changed)

    def _changed(self, changes: Changes) -> None:
        self._view.kept()
        if changes.command is not None:
            undo = partial(self._undo, changes.command, changes.cases)
            self._navigator.offer_undo(f"{changes.done}.", undo)

    def _not_changed(self, error: BaseException) -> None:
        if not (isinstance(error, Invalid) and self._view.refuse(error.fields)):
            self._navigator.tell(explain(error), Tone.DANGER)

    def _failed(self, error: BaseException) -> None:
        self._navigator.tell(explain(error), Tone.DANGER)

    def _undo(self, command: CommandId, cases: Iterable[CaseId]) -> None:
        desk, actor = self._desk, self._actor
        self._tasks.command(lambda: desk.undo.undo(actor, command, cases), None, self._failed)
