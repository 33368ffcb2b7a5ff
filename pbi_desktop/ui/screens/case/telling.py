"""The story of the case in view, read the newest first and the rest in the background. No Qt.

A story that is read again keeps what it showed until the part that takes its place is here.
"""

from collections.abc import Callable
from datetime import date
from typing import Protocol
from uuid import UUID

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.wording import explain
from pbi_desktop.services.case_people import PersonChoice
from pbi_desktop.services.case_rows import CaseBefore, PastWords, StoryEntry, StoryMark, StoryPage
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.my_day_rows import CaseLine
from pbi_desktop.ui.kit.ports import Navigator, Tasks, Tone

FIRST, NEXT = 50, 250
"""How many entries are read first, and how many at a time after that."""


class StoryView(Protocol):
    """The story as its presenter sees it."""

    def show_story(
        self,
        entries: tuple[StoryEntry, ...],
        today: date,
        people: tuple[PersonChoice, ...] = (),
        *,
        more: bool = False,
        before: tuple[CaseBefore, ...] = (),
    ) -> None:
        """Show the story; `more` of it is still being read, more was in cases `before`."""

    def offer_cases(self, cases: tuple[CaseLine, ...]) -> None:
        """Offer these cases as where a note belongs."""

    def show_past(self, note: object, past: tuple[PastWords, ...]) -> None:
        """Show what an entry said before."""


class StoryTeller:
    """Reads the story of one case at a time, for one worker."""

    def __init__(  # noqa: PLR0913 - what it shows in, asks, and as whom
        self,
        view: StoryView,
        desk: Desk,
        actor: Callable[[], Actor],
        tasks: Tasks,
        navigator: Navigator,
        today: Callable[[], date],
    ) -> None:
        self._view, self._desk, self._actor = view, desk, actor
        self._tasks, self._navigator, self._today = tasks, navigator, today
        self.forget()

    def forget(self) -> None:
        """Tell nothing of this story any more: another case, or other eyes."""
        self._case: CaseId | None = None
        self._before: dict[UUID, StoryEntry] = {}
        self._fresh: list[StoryEntry] = []
        self._told: tuple[StoryEntry, ...] = ()
        self._earlier = False

    def join_earlier(self, on: bool) -> None:
        """Tell the cases before this one with it, or this one alone again."""
        self._earlier, self._told = on, ()
        if self._case is not None:
            self.tell(self._case)

    def tell(self, case: CaseId) -> None:
        """Read the story of a case from its newest entry on."""
        if case != self._case:
            self.forget()
            self._case = case
        self._before, self._fresh = {one.id: one for one in self._told}, []
        self._ask(case, None, FIRST)

    def said_before(self, entry: StoryEntry) -> None:
        """Ask what an entry said before it was corrected."""
        case = entry.earlier or self._case
        if case is None:
            return
        self._tasks.query(
            lambda: self._desk.cases.said_before(self._actor(), case, entry.id),
            lambda past: self._view.show_past(entry.id, past),
            self._failed,
            key="case past",
        )

    def offer_cases(self) -> None:
        """Offer the worker's own cases to move a note to."""
        self._tasks.query(
            lambda: self._desk.cases.list(self._actor()),
            self._view.offer_cases,
            self._failed,
            key="case others",
        )

    def _ask(self, case: CaseId, before: StoryMark | None, most: int) -> None:
        actor, earlier = self._actor(), self._earlier
        asked = (case, actor, earlier)
        self._tasks.query(
            lambda: self._desk.cases.story_page(actor, case, before, most, earlier=earlier),
            lambda page: self._show(asked, page),
            self._failed,
            key="case story",
        )

    def _show(self, asked: tuple[CaseId, Actor, bool], page: StoryPage) -> None:
        case = asked[0]
        if asked != (self._case, self._actor(), self._earlier):
            return
        self._fresh += (self._as_before(one) for one in page.entries)
        self._told = (*self._fresh, *self._still_older(page.older))
        more = page.older is not None
        self._view.show_story(self._told, self._today(), page.people, more=more, before=page.before)
        if page.older is not None:
            self._ask(case, page.older, NEXT)

    def _as_before(self, entry: StoryEntry) -> StoryEntry:
        """Return the very same entry as before where it says the same: it is not drawn again."""
        before = self._before.get(entry.id)
        return before if before is not None and before == entry else entry

    def _still_older(self, older: StoryMark | None) -> list[StoryEntry]:
        """Return what was read before, and is not read again yet."""
        if older is None:
            return []
        place = (older.at, older.id)
        return [one for one in self._before.values() if (one.at, one.id) < place]

    def _failed(self, error: BaseException) -> None:
        self._navigator.tell(explain(error), Tone.DANGER)
