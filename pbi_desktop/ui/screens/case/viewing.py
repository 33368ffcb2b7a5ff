"""Whose eyes the case is seen with: the worker's own, or an agency's for a purpose. No Qt."""

from collections.abc import Callable

from pbi_desktop.domain.actor import Actor, Viewing
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.viewing import MYSELF, band_words, nothing_words, viewings
from pbi_desktop.domain.wording import explain
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.view_as import View
from pbi_desktop.ui.kit.ports import Navigator, Tasks, Tone


class Eyes:
    """Asks for an agency's eyes, and gives the worker's own back."""

    def __init__(
        self,
        desk: Desk,
        actor: Actor,
        tasks: Tasks,
        navigator: Navigator,
        changed: Callable[[str], None],
    ) -> None:
        """Begin with the worker's own; `changed` hears a sentence where nothing is to be seen."""
        self._desk, self._own = desk, actor
        self._tasks, self._navigator, self._changed = tasks, navigator, changed
        self.actor = actor
        """Whom to ask services as."""
        self._wanted: tuple[CaseId, Viewing] | None = None

    @property
    def viewing(self) -> Viewing | None:
        """As whom the case is seen; None for oneself."""
        return self.actor.viewing

    def choose(self, case: CaseId, key: str) -> None:
        """See a case as an agency, or as oneself again."""
        viewing = viewings().get(key)
        if viewing is None or key == MYSELF:
            self.stop()
            return
        self._wanted = (case, viewing)
        self._tasks.query(
            lambda: self._desk.view_as.begin(self._own, case, viewing),
            lambda view: self._see(case, view),
            self._failed,
            key="view as",
        )

    def stop(self) -> None:
        """See with one's own eyes again."""
        self._wanted = None
        if self.viewing is None:
            return
        self.actor = self._own
        self._navigator.show_viewing("", "")
        self._changed("")

    def _see(self, case: CaseId, view: View) -> None:
        viewing = view.actor.viewing
        if viewing is None or self._wanted != (case, viewing):
            return
        self.actor = view.actor
        self._navigator.show_viewing(*band_words(viewing))
        self._changed("" if view.categories else nothing_words(viewing))

    def _failed(self, error: BaseException) -> None:
        self._navigator.tell(explain(error), Tone.WARN)
