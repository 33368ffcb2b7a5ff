"""Ctrl+J from anywhere: the note goes where a case is in view, else to the strip at the foot."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import isValid

from pbi_desktop.ui.kit.ports import Navigator, TakesNotes
from pbi_desktop.ui.kit.widgets.jot_place import JotPlace
from pbi_desktop.ui.shell.door import Door

_LEAST_ABOVE = (
    60  # of the screen, while the strip is open: it scrolls, and the window must not grow
)
MakeJot = Callable[[Navigator], JotPlace]


class Jotting(QObject):
    """Where a note is written from any screen; the strip is made when it is first wanted."""

    carried = Signal(str, str)

    def __init__(
        self,
        window: QWidget,
        place: QVBoxLayout,
        make: MakeJot | None,
        door: Door,
        in_view: Callable[[], QWidget | None],
    ) -> None:
        super().__init__(window)
        self._place, self._make, self._door, self._in_view = place, make, door, in_view
        self._came_from: QWidget | None = None
        self.strip: JotPlace | None = None

    @property
    def is_open(self) -> bool:
        """Whether the strip is in sight."""
        return self.strip is not None and not self.strip.isHidden()

    def jot(self) -> None:
        """Put the caret where a note is written."""
        screen = self._in_view()
        if isinstance(screen, TakesNotes) and screen.takes_notes():
            self.shut()
            screen.jot()
            return
        if self._make is None:
            return
        if not self.is_open:
            self._came_from = QApplication.focusWidget()
        strip = self._made(self._make)
        self._give_way(_LEAST_ABOVE)
        strip.show()
        strip.open()

    def shut(self) -> None:
        """Close the strip if it is open; what is typed stays as a draft."""
        if self.strip is not None and self.is_open:
            self.strip.shut()

    def _made(self, make: MakeJot) -> JotPlace:
        if self.strip is None:
            self.strip = make(self._door)
            self._place.addWidget(self.strip)
            self.strip.closed.connect(self._close)
            self.strip.carried.connect(self.carried)
        return self.strip

    def _give_way(self, least: int) -> None:
        """Let the screen be lower than it asks for; 0: as high as it asks for."""
        item = self._place.itemAt(self._place.count() - 2)
        above = item.widget() if item is not None else None
        if above is not None:
            above.setMinimumHeight(least)

    def _close(self) -> None:
        """Hide the strip, and give the keyboard back to where it was."""
        before, self._came_from = self._came_from, None
        if self.strip is not None:
            self.strip.hide()
        self._give_way(0)
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
