"""Says that a change is kept and offers to take it back, from the bar of the window. No Qt."""

from collections.abc import Callable
from functools import partial

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.ids import CommandId
from pbi_desktop.domain.wording import explain
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.ports import Navigator, Tasks, Tone


class Undoing:
    """Offers to take back what one worker changed."""

    def __init__(
        self,
        desk: Desk,
        actor: Actor,
        tasks: Tasks,
        navigator: Navigator,
        say: Callable[[str], None] | None = None,
    ) -> None:
        """Begin; `say` hears what was taken back, where the screen does not show it by itself."""
        self._desk, self._actor = desk, actor
        self._tasks, self._navigator, self._say = tasks, navigator, say

    def offer(self, changes: Changes) -> None:
        """Say that these are kept; offer to take them back, if there is anything to take back."""
        self._navigator.saved(self._desk.clock())
        if changes.command is not None and changes.kinds:
            undo = partial(self._undo, changes.command, changes)
            self._navigator.offer_undo(changes.done, undo)

    def _undo(self, command: CommandId, changes: Changes) -> None:
        self._tasks.command(
            lambda: self._desk.undo.undo(self._actor, command, changes.cases),
            self._undone,
            lambda error: self._navigator.tell(explain(error), Tone.WARN),
        )

    def _undone(self, changes: Changes) -> None:
        self._navigator.saved(self._desk.clock())
        if self._say is not None:
            self._say(f"{changes.done}.")
