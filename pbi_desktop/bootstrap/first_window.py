"""The first thing to be seen: the program's colours and name, while everything else is loaded.

It knows Qt and nothing of ours, so that it stands before any of ours is imported. Not even the
namespace `Qt` or a palette: PySide6 makes a hundred enumerations with the first of either, which
takes as long as an empty window.
"""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget

OPENING = "Opening PBI Desktop…"
# Canvas, rail and ink of the light palette of ui/kit/tokens.py; a test compares.
CANVAS, RAIL, INK = "#F6F3EC", "#14343B", "#47555A"
_RAIL_WIDTH, _WIDTH, _HEIGHT = 200, 1440, 900


class FirstWindow(QWidget):
    """Shows that the program is coming."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("PBI Desktop")
        self.setAccessibleName(OPENING)
        self.setStyleSheet(
            f"FirstWindow {{ background: {CANVAS}; }} QWidget#rail {{ background: {RAIL}; }} "
            f"QLabel {{ color: {INK}; }}"
        )
        screen = QGuiApplication.primaryScreen().availableGeometry()
        width, height = min(_WIDTH, screen.width()), min(_HEIGHT, screen.height())
        middle = screen.center()
        self.setGeometry(middle.x() - width // 2, middle.y() - height // 2, width, height)
        rail = QWidget(self)
        rail.setObjectName("rail")
        rail.setGeometry(width - _RAIL_WIDTH if self.isRightToLeft() else 0, 0, _RAIL_WIDTH, height)
        words = QLabel(OPENING, self)
        words.adjustSize()
        words.move((width - words.width()) // 2, height // 2)
