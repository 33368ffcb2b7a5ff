"""The name of a key in a small outline, beside what it does."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.buttons import key_hint_size, paint_key_hint


class KeyHint(QWidget):
    """A key's name. It takes no focus: the control beside it says its shortcut when read out."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the room of the outline."""
        return key_hint_size(self._key) + QSize(1, 1)

    def minimumSizeHint(self) -> QSize:
        """Return the same: a key's name is never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the key."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        where = QRect(0, 0, self.width(), self.height())
        paint_key_hint(painter, where, self._key, theme().colour("ink2"))
        painter.end()
