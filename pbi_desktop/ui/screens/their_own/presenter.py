"""What is turned to a person: asked whether it is safe, shown, and put away again. No Qt."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Generic, Protocol, TypeVar
from uuid import UUID

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.own_plan import NotSafeForThem
from pbi_desktop.domain.safety import WhyNot
from pbi_desktop.domain.wording import explain
from pbi_desktop.ui.kit.ports import Navigator, Tasks, Tone

T = TypeVar("T")
Shown_co = TypeVar("Shown_co", covariant=True)
Shown_contra = TypeVar("Shown_contra", contravariant=True)

NOWHERE = "There is no such case. Nothing was shown."


class ShowsOwn(Protocol[Shown_co]):
    """The service that reads what is turned to a person."""

    def show(self, actor: Actor, case_id: CaseId, *, asked_now: bool) -> Shown_co:
        """Return it as the person may see it; that it was shown is logged first."""

    def look_again(self, actor: Actor, case_id: CaseId) -> Shown_co:
        """Return the same once something changed while it is shown."""


class TheirOwnView(Protocol[Shown_contra]):
    """What the presenter asks of the screen."""

    @property
    def in_sight(self) -> bool:
        """Whether somebody sees this screen now."""

    def begin(self) -> None:
        """Show nothing of anybody: something is on its way."""

    def show_own(self, own: Shown_contra) -> None:
        """Show what was read."""

    def show_refusal(self, sentence: str, *, may_ask: bool) -> None:
        """Say why nothing is shown; `may_ask`: whether asking the person now would help."""

    def say(self, sentence: str, tone: Tone) -> None:
        """Say what became of what was asked."""


class TheirOwnPresenter(Generic[T]):
    """Joins the screen to its service, for one worker."""

    home = "now"
    """The tab of the case that one goes back to."""
    read_with: frozenset[str] = frozenset()
    """The kinds of record that show here whichever case they are kept in."""

    def __init__(
        self,
        view: TheirOwnView[T],
        service: Callable[[], ShowsOwn[T]],
        actor: Actor,
        tasks: Tasks,
        navigator: Navigator,
    ) -> None:
        self._view, self._service, self._actor = view, service, actor
        self._tasks, self._navigator = tasks, navigator
        self._case: CaseId | None = None
        self._asked = self._shown = False
        tasks.on_changed(self._on_changed)

    def show_address(self, parts: Sequence[str]) -> None:
        """Show `<case>`; that it was shown is logged first."""
        self._case = _case_id(parts[0]) if parts else None
        self._asked = self._shown = False
        self._view.begin()
        if self._case is None:
            self._view.show_refusal(NOWHERE, may_ask=False)
            return
        self._show()

    def asked_now(self) -> None:
        """The person was asked just now, and it is safe."""
        self._asked = True
        self._show()

    def back(self) -> None:
        """Go back to the case."""
        self._navigator.go(f"case/{self._case}/{self.home}" if self._case else "cases")

    def put_away(self) -> None:
        """Show nothing any more: whoever comes back to it is shown it anew."""
        self._shown = False
        self._view.begin()

    def _show(self) -> None:
        case, asked = self._case, self._asked
        if case is None:
            return
        found: list[T] = []

        def work() -> Changes:
            found.append(self._service().show(self._actor, case, asked_now=asked))
            return Changes()

        self._tasks.command(
            work, lambda _done: self._see(case, found[0]), partial(self._refused, case)
        )

    def _see(self, case: CaseId, own: T) -> None:
        if case == self._case and self._view.in_sight:
            self._shown = True
            self._view.show_own(own)

    def _refused(self, case: CaseId, error: BaseException) -> None:
        if case == self._case:
            may_ask = isinstance(error, NotSafeForThem) and error.why is WhyNot.NOT_ASKED
            self._view.show_refusal(explain(error), may_ask=may_ask)

    def _warn(self, error: BaseException) -> None:
        self._view.say(explain(error), Tone.WARN)

    def _on_changed(self, changes: Changes) -> None:
        case = self._case
        if case is None or not self._shown:
            return
        if changes.concerns(case) or changes.touches(self.read_with):
            self._tasks.query(
                lambda: self._service().look_again(self._actor, case),
                partial(self._see, case),
                partial(self._refused, case),
                key="their own",
            )


def _case_id(text: str) -> CaseId | None:
    try:
        return CaseId(UUID(text))
    except ValueError:
        return None
