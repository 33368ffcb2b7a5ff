"""A person's own network: shown as what is theirs is, spoken of, and written down. No Qt."""

from collections.abc import Callable
from uuid import UUID

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import Quality
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.own_network import OwnNetwork
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.ports import Navigator, Tasks, Tone
from pbi_desktop.ui.kit.undoing import Undoing
from pbi_desktop.ui.screens.their_own.presenter import TheirOwnPresenter, TheirOwnView

TOGETHER = "Written down: you went through it together today."


class OwnNetworkPresenter(TheirOwnPresenter[OwnNetwork]):
    """Joins the screen to its service, for one worker."""

    home = "network"
    read_with = frozenset({"relationships"})

    def __init__(
        self,
        view: TheirOwnView[OwnNetwork],
        desk: Desk,
        actor: Actor,
        tasks: Tasks,
        navigator: Navigator,
    ) -> None:
        super().__init__(view, lambda: desk.own_networks, actor, tasks, navigator)
        self._desk = desk
        self._undoing = Undoing(desk, actor, tasks, navigator)

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
                lambda: run(case), lambda changes: self._kept(changes, told), self._warn
            )

    def _kept(self, changes: Changes, told: str) -> None:
        self._undoing.offer(changes)
        if told:
            self._view.say(told, Tone.OK)
