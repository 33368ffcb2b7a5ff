"""Makes the Copies screen: view and presenter joined, and a lane of its own for copying."""

from collections.abc import Callable
from functools import partial
from threading import Event

from PySide6.QtCore import QObject, Signal

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.copy_errors import CopyStopped
from pbi_desktop.services.backups import Copies
from pbi_desktop.ui.kit.ports import Navigator
from pbi_desktop.ui.kit.tasks import TaskLane
from pbi_desktop.ui.screens.care.presenter import CopiesPresenter, Told
from pbi_desktop.ui.screens.care.view import CopiesScreen


class CopyingNews(QObject):
    """Carries the progress of a copy from its lane to the screen, and a stop back."""

    told = Signal(str, int, int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stop = Event()

    def begin(self) -> Told:
        """Return what the next copy tells its progress to."""
        stop = self._stop = Event()

        def told(step: str, done: int, of: int) -> None:
            if stop.is_set():
                raise CopyStopped
            self.told.emit(step, done, of)

        return told

    def stop(self) -> None:
        """Stop the copy: it leaves nothing."""
        self._stop.set()


def make_copies(
    copies: Callable[[], Copies], actor: Actor, lane: TaskLane, navigator: Navigator
) -> CopiesScreen:
    """Return the screen; it keeps its presenter alive."""
    view = CopiesScreen()
    # Copying takes longer than anybody should wait for the next record: it has its own thread.
    copying, news = TaskLane(), CopyingNews(view)
    view.presenter = presenter = CopiesPresenter(
        view, copies, actor, lane.scope(view), copying.scope(view), news
    )
    news.told.connect(view.show_progress)
    view.asked.connect(presenter.shown)
    view.make_wanted.connect(presenter.make)
    view.stop_wanted.connect(presenter.stop)
    view.destroyed.connect(partial(_let_go, copying, presenter))
    navigator.crumbs("Copies")
    return view


def _let_go(copying: TaskLane, presenter: CopiesPresenter, _view: object = None) -> None:
    """End the thread of a screen that is gone; its copy stops and leaves nothing."""
    presenter.stop()
    copying.close()
