"""A person's own network: asked whether it is safe, shown, spoken of, and put away again. No Qt."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Protocol
from uuid import UUID

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import Quality
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.ids import CaseId, CommandId
from pbi_desktop.domain.own_network import OwnNetwork
from pbi_desktop.domain.own_plan import NotSafeForThem
from pbi_desktop.domain.safety import WhyNot
from pbi_desktop.domain.wording import explain
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.ports import Navigator, Tasks, Tone

NOWHERE = "There is no such case. Nothing was shown."
TOGETHER = "Written down: you went through it together today."


class OwnNetworkView(Protocol):
    """What the presenter asks of the screen."""

    @property
    def in_sight(self) -> bool:
        """Whether somebody sees this screen now."""

    def begin(self) -> None:
        """Show nothing of anybody: something is on its way."""

    def show_network(self, network: OwnNetwork) -> None:
        """Show a network."""

    def show_refusal(self, sentence: str, *, may_ask: bool) -> None:
        """Say why nothing is shown; `may_ask`: whether asking the person now would help."""

    def say(self, sentence: str, tone: Tone) -> None:
        """Say what became of what was asked."""


class OwnNetworkPresenter:
    """Joins the screen to its service, for one worker."""

    def __init__(
        self, view: OwnNetworkView, desk: Desk, actor: Actor, tasks: Tasks, navigator: Navigator
    ) -> None:
        self._view, self._desk, self._actor = view, desk, actor
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
        """Go back to the network of the case."""
        self._navigator.go(f"case/{self._case}/network" if self._case else "cases")

    def put_away(self) -> None:
        """Show nothing any more: whoever comes back to it is shown it anew."""
        self._shown = False
        self._view.begin()

    def said(self, record: UUID, quality: Quality | None) -> None:
        """Keep how they say that one of their ties is."""
        self._command(lambda case: self._desk.own_networks.say(self._actor, case, record, quality))

    def done(self) -> None:
        """Write down that it was gone through together."""
        self._command(lambda case: self._desk.own_networks.done(self._actor, case), TOGETHER)

    def _command(self, run: Callable[[CaseId], Changes], told: str = "") -> None:
        case = self._case
        if case is not None and self._shown:
            self._tasks.command(
                lambda: run(case),
                lambda changes: self._kept(changes, told),
                lambda error: self._view.say(explain(error), Tone.WARN),
            )

    def _kept(self, changes: Changes, told: str) -> None:
        self._navigator.saved(self._desk.clock())
        if changes.command is not None and changes.kinds:
            undo = partial(self._undo, changes.command, changes.cases)
            self._navigator.offer_undo(changes.done, undo)
        if told:
            self._view.say(told, Tone.OK)

    def _undo(self, command: CommandId, cases: Iterable[CaseId]) -> None:
        self._tasks.command(
            lambda: self._desk.undo.undo(self._actor, command, cases),
            lambda _done: self._navigator.saved(self._desk.clock()),
            lambda error: self._view.say(explain(error), Tone.WARN),
        )

    def _show(self) -> None:
        case, asked = self._case, self._asked
        if case is None:
            return
        found: list[OwnNetwork] = []

        def work() -> Changes:
            found.append(self._desk.own_networks.show(self._actor, case, asked_now=asked))
            return Changes()

        self._tasks.command(
            work, lambda _done: self._see(case, found[0]), partial(self._refused, case)
        )

    def _see(self, case: CaseId, network: OwnNetwork) -> None:
        if case == self._case and self._view.in_sight:
            self._shown = True
            self._view.show_network(network)

    def _refused(self, case: CaseId, error: BaseException) -> None:
        if case == self._case:
            may_ask = isinstance(error, NotSafeForThem) and error.why is WhyNot.NOT_ASKED
            self._view.show_refusal(explain(error), may_ask=may_ask)

    def _on_changed(self, changes: Changes) -> None:
        case = self._case
        ties = changes.touches(frozenset({"relationships"}))
        if case is None or not self._shown or not (changes.concerns(case) or ties):
            return
        self._tasks.query(
            lambda: self._desk.own_networks.look_again(self._actor, case),
            partial(self._see, case),
            partial(self._refused, case),
            key="own network",
        )


def _case_id(text: str) -> CaseId | None:
    try:
        return CaseId(UUID(text))
    except ValueError:
        return None
