"""A list and what is chosen in it: side by side and scrolled apart, or one under the other."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.layouts import columns_for, scrolled

_NARROWEST = 380


class _Held(QWidget):
    """What scrolls only where its words, at the width there is, need more than is in sight.

    Qt reckons with the lines that they would need in the narrowest column.
    """

    def minimumSizeHint(self) -> QSize:
        """Return the least width, and no height."""
        return QSize(super().minimumSizeHint().width(), 0)


class SideBySide(QWidget):
    """Two parts, the second wider; with less room or larger text they scroll as one page."""

    def __init__(self, first: QWidget, second: QWidget, *, shares: tuple[int, int]) -> None:
        super().__init__()
        self._parts, self._shares, self._shown = (first, second), shares, 0
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        theme().changed.connect(self._fit)
        self._place(2)

    @property
    def shown(self) -> int:
        """How many parts stand side by side."""
        return self._shown

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose for the new width."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Return the room of one part."""
        return QSize(theme().px(240), theme().px(200))

    def _fit(self) -> None:
        wanted = columns_for(self.width(), theme().look.scale, 2, theme().px(_NARROWEST))
        if wanted != self._shown:
            self._place(wanted)

    def _place(self, columns: int) -> None:
        self._shown = columns
        focused = self.focusWidget()
        self._take_apart()
        whole = _Held()
        box = QHBoxLayout(whole) if columns == 2 else QVBoxLayout(whole)
        box.setContentsMargins(24, 18, 24, 18)
        box.setSpacing(16)
        for part, share in zip(self._parts, self._shares, strict=True):
            if columns == 2:
                box.addWidget(scrolled(_hold(part)), share)
            else:
                box.addWidget(part)
            part.show()
        if columns == 1:
            box.addStretch(1)
        self._box.addWidget(whole if columns == 2 else scrolled(whole))
        if focused is not None:
            focused.setFocus()

    def _take_apart(self) -> None:
        for part in self._parts:
            part.setParent(self)
        while (item := self._box.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()


def _hold(part: QWidget) -> QWidget:
    made = _Held()
    box = QVBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 0)
    box.addWidget(part)
    return made
