"""Three columns that scroll apart; two with larger text, and one where there is no room."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.layouts import columns_for, scrolled

_NARROWEST = 280
_SHARES = {3: (27, 31, 42), 2: (42, 58, 0), 1: (1, 0, 0)}
# Row, column, rows down: the first column stays whole beside the other two.
_PLACES = {
    3: ((0, 0, 1), (0, 1, 1), (0, 2, 1)),
    2: ((0, 0, 2), (0, 1, 1), (1, 1, 1)),
    1: ((0, 0, 1), (1, 0, 1), (2, 0, 1)),
}


class Arrangement(QWidget):
    """What is told, who may be meant and why, side by side while there is room."""

    def __init__(self, telling: QWidget, matches: QWidget, why: QWidget) -> None:
        super().__init__()
        self._parts = (telling, matches, why)
        self._shown = 0
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._areas: list[QScrollArea] = []
        theme().changed.connect(self._fit)
        self._place(3)

    @property
    def shown(self) -> int:
        """How many columns there are."""
        return self._shown

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the number of columns for the new width."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Return the room of one column."""
        return QSize(theme().px(240), theme().px(200))

    def _fit(self) -> None:
        wanted = columns_for(self.width(), theme().look.scale, 3, theme().px(_NARROWEST))
        if wanted != self._shown:
            self._place(wanted)

    def _place(self, columns: int) -> None:
        self._shown = columns
        focused = self.focusWidget()
        for area in self._areas:
            area.takeWidget()
        for part in self._parts:
            part.setParent(self)
        while (item := self._box.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        whole = QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(24, 16, 24, 12)
        grid.setSpacing(16)
        self._areas = []
        for part, place in zip(self._parts, _PLACES[columns], strict=True):
            grid.addWidget(part if columns == 1 else self._scrolled(part), *place, 1)
            part.show()
        for at, share in enumerate(_SHARES[columns]):
            grid.setColumnStretch(at, share)
        grid.setRowStretch(3, 1 if columns == 1 else 0)
        if columns == 2:
            grid.setRowStretch(0, 2)
            grid.setRowStretch(1, 3)
        self._box.addWidget(scrolled(whole) if columns == 1 else whole)
        if focused is not None:
            focused.setFocus()

    def _scrolled(self, part: QWidget) -> QScrollArea:
        area = scrolled(part)
        self._areas.append(area)
        return area
