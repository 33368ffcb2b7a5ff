"""Drawing anew without holding the window up: a slice at a time between what the worker does."""

from collections.abc import Callable, Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer

from pbi_desktop.ui.kit.canvas.frame import Frame

_A_SLICE_S = 0.0008


class Redraw(QObject):
    """Draws one frame in slices and hands it over when it is whole."""

    def __init__(self, parent: QObject, done: Callable[[Frame], None]) -> None:
        super().__init__(parent)
        self._done = done
        self._frame: Frame | None = None
        self._steps: Iterator[None] = iter(())
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)

    @property
    def busy(self) -> bool:
        """Whether a frame is being drawn."""
        return self._frame is not None

    def begin(self, frame: Frame, steps: Iterator[None]) -> None:
        """Draw this frame instead of the one begun before."""
        self._frame, self._steps = frame, steps
        self._timer.start()

    def stop(self) -> None:
        """Leave what was begun."""
        self._frame, self._steps = None, iter(())
        self._timer.stop()

    def finish(self) -> None:
        """Draw what is left at once."""
        while self.busy:
            self._go_on()

    def _go_on(self) -> None:
        until = perf_counter() + _A_SLICE_S
        try:
            for _ in self._steps:
                if perf_counter() > until:
                    return
        except BaseException:
            self.stop()  # a step that failed would fail again at every turn of the timer
            raise
        frame = self._frame
        self.stop()
        if frame is not None:
            self._done(frame)
