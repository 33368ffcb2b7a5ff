"""One rating to give: a key from 0 to 3, a click, or nothing at all."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy

from pbi_desktop.domain.stages import LABELS, STAGES_IN_USE, Stage
from pbi_desktop.ui.kit.stages import paint_stage
from pbi_desktop.ui.kit.text_guard import tip
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.announcements import announce
from pbi_desktop.ui.screens.case.words import low

_NONE = -1
_CLEARS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Minus, Qt.Key.Key_Space)
_GAP = 3


class RatingCell(QAbstractSlider):
    """Four marks in a row, told apart by shape and number; solid is ours, hollow is theirs."""

    rated = Signal()
    moved = Signal(int)
    """Up or Down was pressed: to the line above or below."""
    entered = Signal()
    """The caret came here."""

    def __init__(self, what: str, none_words: str, *, hollow: bool) -> None:
        super().__init__()
        self._what, self._none_words, self._hollow = what, none_words, hollow
        self.setRange(_NONE, max(STAGES_IN_USE))
        self.setValue(_NONE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleDescription("0 to 3 rates, Delete takes it back, Up and Down move.")
        self.valueChanged.connect(self._name)
        self._name()

    @property
    def stage(self) -> Stage | None:
        """The rating given, or nothing."""
        return None if self.value() == _NONE else Stage(self.value())

    @property
    def words(self) -> str:
        """The rating in words."""
        return self._none_words if self.stage is None else LABELS[self.stage]

    def rate(self, stage: Stage | None) -> None:
        """Show a rating, without news of it."""
        self.setValue(_NONE if stage is None else int(stage))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A number rates, Delete takes back, Up and Down go to another line."""
        key = event.key()
        stages = {Qt.Key.Key_0 + int(stage): stage for stage in STAGES_IN_USE}
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        elif key in stages:
            self._give(stages[Qt.Key(key)])
        elif key in _CLEARS:
            self._give(None)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that the caret came here."""
        super().focusInEvent(event)
        self.entered.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Rate by the mark clicked; the mark that is given is taken back."""
        at = event.position().toPoint()
        for stage in STAGES_IN_USE:
            if self._box(stage).contains(at):
                self._give(None if stage == self.stage else stage)

    def _give(self, stage: Stage | None) -> None:
        self.rate(stage)
        announce(self, f"{self._what}: {low(self.words)}")
        self.rated.emit()

    def _name(self) -> None:
        self.setAccessibleName(f"{self._what}: {low(self.words)}")
        self.setToolTip(tip(self.words))
        self.update()

    def _side(self) -> int:
        return max(theme().px(33), 24)

    def sizeHint(self) -> QSize:
        """Return the room of the four marks."""
        count = len(STAGES_IN_USE)
        return QSize(count * self._side() + (count - 1) * _GAP, self._side())

    def minimumSizeHint(self) -> QSize:
        """Return the same: no mark is ever cut."""
        return self.sizeHint()

    def _box(self, stage: Stage) -> QRect:
        side = self._side()
        left = int(stage) * (side + _GAP)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left = self.width() - left - side
        return QRect(QPoint(left, (self.height() - side) // 2), QSize(side, side))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw each mark with its number; the one given stands in a frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for stage in STAGES_IN_USE:
            self._paint(painter, stage)
        painter.end()

    def _paint(self, painter: QPainter, stage: Stage) -> None:
        look = theme()
        box = self._box(stage)
        given = stage == self.stage
        painter.setBrush(look.colour("primary_soft" if given else "surface"))
        edge = QPen(look.colour("primary" if given else "line"), 2 if given else 1)
        painter.setPen(edge)
        painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 6, 6)
        mark = look.px(15)
        font = look.font("meta")
        wide = QFontMetrics(font).horizontalAdvance("0")
        left = box.center().x() - (mark + 3 + wide) // 2
        where = QRectF(left, box.center().y() - mark / 2 + 1, mark, mark)
        paint_stage(painter, where, stage, hollow=self._hollow)
        painter.setFont(font)
        painter.setPen(look.colour("ink" if given else "ink2"))
        number = QRect(left + mark + 3, box.y(), wide + 2, box.height())
        painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(int(stage)))
