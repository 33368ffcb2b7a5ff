"""Makes the Outcomes screen: view and presenter joined, for one worker."""

from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, QStandardPaths, Signal

from pbi_desktop.domain.actor import Actor
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.ports import Navigator
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.tasks import TaskLane
from pbi_desktop.ui.screens.outcomes.ports import SavePlace, Stopped, Told
from pbi_desktop.ui.screens.outcomes.presenter import OutcomesPresenter
from pbi_desktop.ui.screens.outcomes.view import OutcomesScreen


class CountingNews(QObject):
    """Carries the progress of a count from the worker lane to the screen, and a stop back."""

    counted = Signal(int, int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stop = Event()

    def begin(self) -> Told:
        """Stop the count before, and return what the next one tells its progress to."""
        self._stop.set()
        stop = self._stop = Event()

        def told(done: int, of: int) -> None:
            if stop.is_set():
                raise Stopped
            self.counted.emit(done, of)

        return told

    def stop(self) -> None:
        """Stop the count."""
        self._stop.set()


class Documents:
    """The worker's own folder for documents."""

    def folder(self) -> Path:
        """Return the folder."""
        kind = QStandardPaths.StandardLocation.DocumentsLocation
        return Path(QStandardPaths.writableLocation(kind) or Path.home())


def make_outcomes(  # noqa: PLR0913 - everything that a screen is made from
    desk: Desk,
    actor: Actor,
    lane: TaskLane,
    privacy: Privacy,
    navigator: Navigator,
    place: SavePlace | None = None,
) -> OutcomesScreen:
    """Return the screen; it keeps its presenter alive."""
    view = OutcomesScreen(privacy, place or Documents())
    counting, listing = CountingNews(view), CountingNews(view)
    tasks = lane.scope(view)
    presenter = OutcomesPresenter(view, desk, actor, tasks, navigator, counting, listing)
    view.presenter = presenter
    counting.counted.connect(view.show_progress)
    listing.counted.connect(view.show_progress)
    view.asked.connect(presenter.shown)
    view.again_wanted.connect(presenter.refresh)
    view.stop_wanted.connect(presenter.stop)
    view.chosen.connect(presenter.choose)
    view.number_wanted.connect(presenter.list_cases)
    view.case_wanted.connect(presenter.open_case)
    view.save_wanted.connect(presenter.save)
    navigator.crumbs("Outcomes")
    return view
