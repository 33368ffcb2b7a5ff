"""A long run on the worker lane: its news comes to the GUI thread, and a stop goes back."""

from threading import Event

from PySide6.QtCore import QObject, Signal

from pbi_desktop.ui.kit.ports import Watch


class RunNews(QObject):
    """Carries the progress of a run from the worker lane to the screen, and a stop back."""

    told = Signal(str, int, int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stop = Event()

    def begin(self) -> Watch:
        """Return what the next run tells its progress to; it answers whether to go on."""
        stop = self._stop = Event()

        def watch(step: str, done: int, of: int) -> bool:
            if not stop.is_set():
                self.told.emit(step, done, of)
            return not stop.is_set()

        return watch

    def stop(self) -> None:
        """Stop the run: it keeps nothing."""
        self._stop.set()
