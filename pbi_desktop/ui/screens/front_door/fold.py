"""A heading that opens and closes what lies below it; closed, it says in words what that holds."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.writing import mirror, write

_GAP = 6


class Fold(QWidget):
    """Parts that are there for whoever needs them, and out of the way of everybody else."""

    turned = Signal(bool)

    def __init__(self, title: str, *parts: QWidget) -> None:
        super().__init__()
        self.head = _Head(title)
        self._inside = QWidget()
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(0, 0, 0, 4)
        inside.setSpacing(10)
        for part in parts:
            inside.addWidget(part)
        self._summary = label("", "support", wrap=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        for part in (self.head, self._summary, self._inside):
            box.addWidget(part)
        self._words = ""
        self.head.clicked.connect(self._turn)
        self.open(False)

    @property
    def is_open(self) -> bool:
        """Whether its parts can be seen."""
        return self.head.isChecked()

    @property
    def summary(self) -> str:
        """What it says of its parts while it is closed."""
        return self._words

    def open(self, wanted: bool) -> None:
        """Show the parts, or fold them away, without news of it."""
        self.head.show_open(wanted)
        self._inside.setVisible(wanted)
        self._summary.setVisible(bool(self._words) and not wanted)

    def say(self, words: str) -> None:
        """Say what the parts hold, for when they are folded away."""
        if words != self._words:
            self._words = words
            self._summary.setText(words)
            self.head.setAccessibleDescription(words)
            self._summary.setVisible(bool(words) and not self.is_open)

    def _turn(self) -> None:
        self.open(self.head.isChecked())
        self.turned.emit(self.is_open)


class _Head(QAbstractButton):
    """The heading: Space, Enter or a click opens and closes."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setText(title)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_open(self, wanted: bool) -> None:
        """Show which way it is, in the mark and to a screen reader."""
        self.setChecked(wanted)
        self.setAccessibleName(f"{self.text()}, {'open' if wanted else 'folded'}")
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of the mark and the words."""
        look = theme()
        words = QFontMetrics(look.font("field")).size(0, self.text())
        side = look.px(16)
        return QSize(words.width() + side + _GAP + 2, max(words.height() + 4, 24))

    def minimumSizeHint(self) -> QSize:
        """Return the same: the words are never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the words, then the mark: down where it is open."""
        look = theme()
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        closed = "chevron-left" if mirrored else "chevron-right"
        side = look.px(16)
        painter = QPainter(self)
        square = mirror(self, QRect(0, (self.height() - side) // 2, side, side))
        look.paint_icon(painter, square, "chevron-down" if self.isChecked() else closed, "ink2")
        painter.setFont(look.font("field"))
        painter.setPen(look.colour("primary" if self.underMouse() else "ink"))
        write(painter, mirror(self, self.rect().adjusted(side + _GAP, 0, 0, 0)), self.text())
        painter.end()
