"""The program's mark and name, with nothing else beside it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import panel, row


class Mark(QWidget):
    """The three letters in their square."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the square."""
        return QSize(theme().px(48), theme().px(48))

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the square and the letters."""
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("badge"))
        painter.drawRoundedRect(QRectF(self.rect()), 10, 10)
        painter.setPen(look.colour("on_badge"))
        painter.setFont(look.font("card"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "PBI")
        painter.end()


def logo() -> QWidget:
    """Return the mark and the name of the program."""
    return panel(row(Mark(), label("PBI Desktop", "panel"), 0, spacing=14))
