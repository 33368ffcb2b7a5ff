"""The box of the composer: one line that grows with what is typed."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy

from pbi_desktop.ui.kit.text_guard import PlainEdit
from pbi_desktop.ui.kit.theme import theme

_MOST_LINES = 6
_FRAME = 8  # border and padding of the style sheet, with a pixel to spare
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ComposerEdit(PlainEdit):
    """Plain text; Enter makes a new line in a note and carries out a command."""

    entered = Signal()
    keep_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.holds_command = False
        self.setAccessibleName("Write what happened")
        self.setPlaceholderText("Write what happened. Type / for a step, stage, award or referral")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        theme().changed.connect(self._grow)
        self._grow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter keeps; Enter carries out a command; the rest is typing."""
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.keep_wanted.emit()
        elif event.key() in _ENTER and self.holds_command:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def _grow(self) -> None:
        lines = max(1, round(self.document().size().height()))
        margins = 2 * round(self.document().documentMargin()) + 2 * _FRAME
        room = self.fontMetrics().lineSpacing() * min(lines, _MOST_LINES) + margins
        tall = max(room, theme().px(theme().look.density.control))
        self.setViewportMargins(0, (tall - room) // 2, 0, 0)
        self.setFixedHeight(tall)
        more = lines > _MOST_LINES
        bar = (
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if more else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.setVerticalScrollBarPolicy(bar)

    def minimumSizeHint(self) -> QSize:
        """Return room for some words."""
        return QSize(theme().px(160), self.height())
