"""A line of the plan that the caret can stand on: F2 changes it, Delete takes it away."""

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.ui.kit.widgets.layouts import Part, column

_CHANGES = (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PlanLine(QWidget):
    """A need or a goal in words, and what is known of it."""

    change_wanted = Signal()
    away_wanted = Signal()

    def __init__(self, key: UUID, name: str, *parts: Part, may_write: bool) -> None:
        super().__init__()
        self.key, self._may_write = key, may_write
        self.setProperty("ringRadius", 8)
        self.setAccessibleName(name)
        if may_write:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setAccessibleDescription("F2: change. Delete: take away.")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(column(*parts, spacing=4))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 or Enter changes it, Delete takes it away; the rest goes to the tab."""
        if not self._may_write or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif event.key() in _CHANGES:
            self.change_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.away_wanted.emit()
        else:
            super().keyPressEvent(event)
