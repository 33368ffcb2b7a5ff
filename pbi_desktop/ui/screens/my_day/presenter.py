"""My day's decisions: what is asked of the services, and where a wish leads."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote
from uuid import UUID

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.approaches import SafeNow, say_days
from pbi_desktop.domain.casework import ActionStatus
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.ids import CaseId, CommandId
from pbi_desktop.domain.times import london_day
from pbi_desktop.domain.wording import explain
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.my_day_rows import CaseOrder, Day, News, Promise
from pbi_desktop.ui.kit.ports import Navigator, Tasks, Tone
from pbi_desktop.ui.screens.my_day.words import who_waits

if TYPE_CHECKING:
    from pbi_desktop.services.approach_rows import AlertLine, WaitingLine
    from pbi_desktop.services.glass import GlassReview
    from pbi_desktop.ui.screens.my_day.line_words import Unsent

ADDRESS, FRONT_DOOR = "my-day", "front-door"


class MyDayView(Protocol):
    """What the presenter asks of the screen."""

    @property
    def in_sight(self) -> bool:
        """Whether the worker sees this screen now."""

    def show_day(self, day: Day, now: datetime) -> None:
        """Show a whole day."""

    def show_now(self, now: datetime) -> None:
        """Move the line of now."""

    def show_emergencies(self, waiting: int, late: int) -> None:
        """Say how many emergencies wait to be looked at."""

    def show_waiting(self, words: str, asked: int) -> None:
        """Say who waits at the front door, and how many questions wait for an answer."""

    def show_team(self, *, leads: bool) -> None:
        """Offer the day of the team to who leads one."""

    def show_failure(self, sentence: str) -> None:
        """Say why the day cannot be shown."""


class MyDayPresenter:
    """Joins My day to its services."""

    def __init__(
        self, view: MyDayView, desk: Desk, actor: Actor, tasks: Tasks, navigator: Navigator
    ) -> None:
        self._view = view
        self._desk = desk
        self._actor = actor
        self._tasks = tasks
        self._navigator = navigator
        self._order = CaseOrder.NEEDS_YOU
        self._day: Day | None = None
        tasks.on_changed(self._on_changed)

    def refresh(self) -> None:
        """Ask for the day as it is now."""
        # The service is made on the worker lane: it brings the database library with it.
        desk, actor, order = self._desk, self._actor, self._order
        self._tasks.query(
            lambda: desk.my_day.show(actor, order), self._show, self._failed, key="day"
        )
        self._tasks.query(
            lambda: desk.glass.to_review(actor), self._alert, self._failed, key="day emergencies"
        )

        self._ask_who_waits()

    def _ask_who_waits(self) -> None:
        desk, actor = self._desk, self._actor
        self._tasks.query(
            lambda: (desk.waiting.list(actor), desk.match_alerts.waiting(actor)),
            lambda found: self._show_waiting(*found),
            self._failed,
            key="day waiting",
        )
        self._tasks.query(
            lambda: desk.team_days.leads(actor),
            lambda leads: self._view.show_team(leads=leads),
            self._failed,
            key="day team",
        )

    def _show_waiting(
        self, contacts: "Sequence[WaitingLine]", asked: "Sequence[AlertLine]"
    ) -> None:
        late = sum(one.late for one in contacts)
        not_safe = sum(one.safe_now is SafeNow.NOT_SAFE for one in contacts)
        first = min(contacts, key=lambda one: one.at, default=None)
        longest = say_days(first.days, calendar=first.calendar) if first and first.days else ""
        self._view.show_waiting(who_waits(len(contacts), late, longest, not_safe), len(asked))
        self._navigator.badge(FRONT_DOOR, len(contacts) + len(asked))

    def look_at_waiting(self) -> None:
        """Go to who waits, and to what is asked."""
        self._navigator.go("waiting")

    def look_at_team(self) -> None:
        """Go to the day of the team."""
        self._navigator.go("team-day")

    def _alert(self, waiting: "Sequence[GlassReview]") -> None:
        self._view.show_emergencies(len(waiting), sum(one.late for one in waiting))

    def look_at_emergencies(self) -> None:
        """Go to what was opened in an emergency."""
        self._navigator.go("glass")

    def order(self, order: CaseOrder) -> None:
        """Order the cases another way."""
        self._order = order
        self.refresh()

    def tick(self) -> None:
        """Move the line of now; on a new day, show that day."""
        now = self._desk.clock()
        if self._day is not None and london_day(now) != self._day.today:
            self.refresh()
        self._view.show_now(now)

    def look_for(self, words: str) -> None:
        """Go to the front door with the words that were typed."""
        typed = words.strip()
        # Quoted, so that "9/4/91" stays one part of the address.
        self._navigator.go(f"front-door/search/{quote(typed, safe='')}" if typed else "front-door")

    def go_to_front_door(self) -> None:
        """Go to the front door with nothing typed."""
        self.look_for("")

    def open_case(self, case_id: CaseId) -> None:
        """Go to a case."""
        self._navigator.go(f"case/{case_id}/now")

    def open_news(self, news: News) -> None:
        """Go to the case that news are about; to the hand-over note where it was handed over."""
        if news.note is None:
            self.open_case(news.case_id)
        else:
            self._navigator.go(f"case/{news.case_id}/sharing")

    def open_unsent(self, unsent: "Unsent") -> None:
        """Go to where it is said when a concern was sent, and to whom."""
        self._navigator.go(f"case/{unsent.case_id}/now/concern_sent/{unsent.concern}")

    def open_promise(self, step_id: UUID) -> None:
        """Go to the case that a promise belongs to."""
        promise = self._promise(step_id)
        if promise is not None:
            self.open_case(promise.case_id)

    def show_all(self) -> None:
        """Go to the list of every case."""
        self._navigator.go("cases")

    def done(self, step_id: UUID) -> None:
        """Say that a step is done."""
        promise = self._promise(step_id)
        if promise is not None:
            desk, actor = self._desk, self._actor
            self._change(
                lambda: desk.casework.settle_step(
                    actor, promise.id, promise.version, ActionStatus.DONE
                )
            )

    def move(self, step_id: UUID, day: date) -> None:
        """Move a step to another day."""
        promise = self._promise(step_id)
        if promise is not None:
            desk, actor = self._desk, self._actor
            self._change(lambda: desk.casework.move_step(actor, promise.id, promise.version, day))

    def _promise(self, step_id: UUID) -> Promise | None:
        promises = self._day.promises if self._day is not None else ()
        return next((promise for promise in promises if promise.id == step_id), None)

    def _show(self, day: Day) -> None:
        self._day = day
        self._view.show_day(day, self._desk.clock())
        self._navigator.badge(ADDRESS, day.late + day.due_today)

    def _failed(self, error: BaseException) -> None:
        self._view.show_failure(explain(error))

    def _change(self, work: Callable[[], Changes]) -> None:
        self._tasks.command(work, self._changed, self._not_changed)

    def _changed(self, changes: Changes) -> None:
        if changes.command is not None:
            undo = partial(self._undo, changes.command, changes.cases)
            self._navigator.offer_undo(f"{changes.done}.", undo)

    def _not_changed(self, error: BaseException) -> None:
        self._navigator.tell(explain(error), Tone.DANGER)
        self.refresh()

    def _undo(self, command: CommandId, cases: Iterable[CaseId]) -> None:
        desk, actor = self._desk, self._actor
        self._tasks.command(lambda: desk.undo.undo(actor, command, cases), None, self._not_changed)

    def _on_changed(self, changes: Changes) -> None:
        if changes.kinds and self._view.in_sight:
            self.refresh()
