"""What cases share: what is asked of the service, and what becomes of a question. No Qt.

A question that is let be is let be until the program closes: nothing of it is kept.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Protocol

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import TieKind
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.times import london_day
from pbi_desktop.domain.wording import explain
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.ports import Navigator, Tasks, Tone

if TYPE_CHECKING:
    from pbi_desktop.domain.shared_ties import SharedQuestion

_TITLE = "What cases share"


class SharedTiesView(Protocol):
    """What the presenter asks of the screen."""

    def set_today(self, today: date) -> None:
        """Say which day it is, for days that are typed."""

    def let_ask(self, *, may_ask: bool) -> None:
        """Offer the form, or say who may ask."""

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say at the form what is missing."""

    def show_questions(self, questions: "Sequence[SharedQuestion]", *, let_be: int) -> None:
        """Show the questions; `let_be` others were said to be no tie."""


class SharedTiesPresenter:
    """Joins the screen to its service."""

    def __init__(
        self, view: SharedTiesView, desk: Desk, actor: Actor, tasks: Tasks, navigator: Navigator
    ) -> None:
        self._view, self._desk, self._actor = view, desk, actor
        self._tasks, self._navigator = tasks, navigator
        self._found: tuple[SharedQuestion, ...] = ()
        self._let_be: set[str] = set()

    def show_address(self, _parts: Sequence[str]) -> None:
        """Offer to ask, to whoever may."""
        self._navigator.crumbs("Cases", _TITLE)
        self._view.set_today(london_day(self._desk.clock()))
        self._tasks.query(
            lambda: self._desk.shared_ties.may_ask(self._actor),
            lambda may: self._view.let_ask(may_ask=may),
            self._failed,
            key="may ask what cases share",
        )

    def ask(self, reason: str) -> None:
        """Ask, with the reason given; it is in the audit before anything is read."""
        from pbi_desktop.services.shared_ties import Asking

        asking = Asking(reason)
        self._tasks.query(
            lambda: self._desk.shared_ties.ask(self._actor, asking),
            self._show,
            self._failed,
            key="what cases share",
        )

    def dismiss(self, question: "SharedQuestion") -> None:
        """Let a question be until the program closes."""
        self._let_be.add(question.id)
        self._show(self._found)
        self._navigator.tell("Taken as no tie until you sign out. Nothing was kept.", Tone.INFO)

    def add_tie(self, question: "SharedQuestion", kind: TieKind, since: date | None) -> None:
        """Keep what was found out as a tie, from the day that was said."""
        from pbi_desktop.services.shared_ties import FoundTie

        found = FoundTie(question.one.person, question.other.person, kind, since)
        self._tasks.command(
            lambda: self._desk.shared_ties.add_tie(self._actor, found),
            partial(self._added, question),
            self._failed,
        )

    def open_case(self, case: CaseId) -> None:
        """Go to the network of a case."""
        self._navigator.go(f"case/{case}/network")

    def _show(self, found: "tuple[SharedQuestion, ...]") -> None:
        self._found = found
        asked = [one for one in found if one.id not in self._let_be]
        self._view.show_problems({})
        self._view.show_questions(asked, let_be=len(found) - len(asked))

    def _added(self, question: "SharedQuestion", changes: Changes) -> None:
        before = self._found
        self._show(tuple(one for one in before if one.id != question.id))
        command = changes.command
        if command is None:
            return

        def undo() -> None:
            self._tasks.command(
                lambda: self._desk.undo.undo(self._actor, command),
                lambda _changes: self._show(before),
                self._failed,
            )

        self._navigator.offer_undo(f"{changes.done}.", undo)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, Invalid):
            self._view.show_problems(error.fields)
        else:
            self._navigator.tell(explain(error), Tone.DANGER)
