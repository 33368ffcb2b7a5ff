"""Lines that open a case: a list is one stop of Tab, arrows move, Enter opens."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from pbi_desktop.domain.ids import CaseId
from pbi_desktop.services.my_day_rows import News
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.layouts import Part, clear, column
from pbi_desktop.ui.screens.my_day.line_words import Unsent

_PAD = 6
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class OpenRow(QAbstractButton):
    """A line about one case. What it shows is put into `line`."""

    opened = Signal(object)  # CaseId, News or Unsent

    def __init__(self, opens: CaseId | News | Unsent, spoken: str) -> None:
        super().__init__()
        self._opens = opens
        self.setAccessibleName(spoken)
        self.setAccessibleDescription("Enter opens the case.")
        self.setProperty("ringRadius", 8)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(6, 0, 6, 0)  # the line of the day runs through
        self.line.setSpacing(12)
        self.clicked.connect(self._open)

    def put(self, *parts: Part, stretch: int = 0) -> None:
        """Add parts one under another, away from the edges of the line."""
        self.line.addLayout(column(_PAD, *parts, 0, _PAD, spacing=0), stretch)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Enter as by Space; the arrows go to the list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open()
        elif Qt.Key(event.key()) in _STEPS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        self.opened.emit(self._opens)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a ground under the mouse."""
        if self.underMouse():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().colour("sunken"))
            painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
            painter.end()


class RowList(QWidget):
    """Such lines one under another, and what stands between them."""

    opened = Signal(object)  # CaseId, or News

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._rows: list[OpenRow] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)

    def rows(self) -> list[OpenRow]:
        """Return the lines in their order."""
        return list(self._rows)

    def show_parts(self, parts: Sequence[QWidget]) -> None:
        """Show these lines, and whatever stands between them; the focus keeps its place."""
        at = next((i for i, row in enumerate(self._rows) if row.hasFocus()), None)
        clear(self._box)
        self._rows = [part for part in parts if isinstance(part, OpenRow)]
        for part in parts:
            self._box.addWidget(part)
        for row in self._rows:
            row.opened.connect(self.opened)
        if at is not None and self._rows:
            self._enter(min(at, len(self._rows) - 1))
        else:
            self._rove(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move from line to line."""
        step = _STEPS.get(Qt.Key(event.key()), 0)
        at = next((i for i, row in enumerate(self._rows) if row.hasFocus()), None)
        if not step or at is None:
            super().keyPressEvent(event)
            return
        self._enter(max(0, min(at + step, len(self._rows) - 1)))

    def _enter(self, index: int) -> None:
        self._rove(index)
        self._rows[index].setFocus(Qt.FocusReason.TabFocusReason)

    def _rove(self, index: int) -> None:
        for at, row in enumerate(self._rows):
            stop = Qt.FocusPolicy.StrongFocus if at == index else Qt.FocusPolicy.ClickFocus
            row.setFocusPolicy(stop)
