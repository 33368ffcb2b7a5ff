"""What can be done from the head of a case: one under another at its end, or beside each other."""

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QLayoutItem

from pbi_desktop.ui.kit.widgets.layouts import Flow, is_mirrored


class Acts(Flow):
    """Buttons one under another at the trailing edge; where that takes too much height, a flow."""

    def __init__(self) -> None:
        super().__init__(gap=6)
        self._upright = True

    def stand(self, *, upright: bool) -> None:
        """Put them one under another, or beside each other."""
        self._upright = upright
        self.invalidate()

    def sizeHint(self) -> QSize:
        """Return the size with one on each line, or with all on one."""
        if not self._upright:
            return super().sizeHint()
        wide = self.minimumSize().width()
        return QSize(wide, self.heightForWidth(wide))

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        return [[item] for item in self._shown()] if self._upright else super()._lines(width)

    def _place(self, line: list[QLayoutItem], room: QRect) -> None:
        if self._upright:
            wide = min(line[0].sizeHint().width(), room.width())
            left = room.x() if is_mirrored(self.parentWidget()) else room.right() - wide + 1
            room = QRect(QPoint(left, room.y()), QSize(wide, room.height()))
        super()._place(line, room)
