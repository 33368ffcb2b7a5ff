"""A stage on the screen: its shape, and its word unless a heading beside it says it."""

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pbi_desktop.domain.stages import LABELS, Stage
from pbi_desktop.ui.kit.stages import paint_stage
from pbi_desktop.ui.kit.text_guard import tip
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.writing import mirror, write

_GAP = 8


class StageMark(QWidget):
    """The mark of one stage. Solid: the worker's judgement. Hollow: the person's view."""

    def __init__(
        self,
        stage: Stage,
        *,
        hollow: bool = False,
        word: bool = True,
        size: int = 16,
        whose: str = "",
    ) -> None:
        super().__init__()
        self._stage, self._hollow, self._word, self._size = stage, hollow, word, size
        view = whose or ("own view" if hollow else "")
        self.setAccessibleName(f"{LABELS[stage]}, {view}" if view else LABELS[stage])
        if not word:
            self.setToolTip(tip(self.accessibleName()))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the room for shape and word."""
        look = theme()
        side = look.px(self._size)
        if not self._word:
            return QSize(side, side)
        metrics = QFontMetrics(look.font("dense-strong"))
        width = side + _GAP + metrics.horizontalAdvance(LABELS[self._stage]) + 1
        return QSize(width, max(side, metrics.height()))

    def minimumSizeHint(self) -> QSize:
        """Return the same: neither shape nor word is ever cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the shape, then the word in the stage's colour."""
        look = theme()
        side = look.px(self._size)
        painter = QPainter(self)
        box = mirror(self, QRect(0, (self.height() - side) // 2, side, side))
        paint_stage(painter, QRectF(box), self._stage, hollow=self._hollow)
        if self._word:
            space = mirror(self, self.rect().adjusted(side + _GAP, 0, 0, 0))
            painter.setFont(look.font("dense-strong"))
            painter.setPen(QColor(look.palette.stages[self._stage]))
            write(painter, space, LABELS[self._stage])
        painter.end()
