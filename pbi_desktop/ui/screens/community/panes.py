"""Two sides that scroll apart; where there is no room for both, one at a time."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.layouts import columns_for

_NARROWEST = 400


class TwoPanes(QWidget):
    """What is found at the leading side, what is open at the other."""

    def __init__(self, results: QWidget, opened: QWidget) -> None:
        super().__init__()
        self._results, self._opened = results, opened
        self._on_opened = False
        self._both = True
        box = QHBoxLayout(self)
        box.setContentsMargins(24, 18, 24, 18)
        box.setSpacing(18)
        box.addWidget(results, 42)
        box.addWidget(opened, 58)
        theme().changed.connect(self._fit)

    @property
    def both(self) -> bool:
        """Whether both sides are in view."""
        return self._both

    def turn_to(self, *, opened: bool) -> None:
        """Say which side is wanted where there is room for one only."""
        self._on_opened = opened
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose one side or two for the new width."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Return the room of one side."""
        return QSize(theme().px(260), theme().px(220))

    def _fit(self) -> None:
        look = theme()
        self._both = columns_for(self.width(), look.look.scale, 2, look.px(_NARROWEST)) == 2
        self._place()

    def _place(self) -> None:
        self._results.setVisible(self._both or not self._on_opened)
        self._opened.setVisible(self._both or self._on_opened)
