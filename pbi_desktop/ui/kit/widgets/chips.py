"""Chips: short facts in a soft frame, and choices that are on or off."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from pbi_desktop.ui.kit.text_guard import tip
from pbi_desktop.ui.kit.theme import theme

_GAP = 6
_WIDEST = 240


class Chip(QWidget):
    """A short fact with its icon, such as "Urdu interpreter, not family". Takes no focus."""

    def __init__(self, text: str, *, icon: str = "", tone: str = "plain") -> None:
        super().__init__()
        self._text, self._icon, self._tone = text, icon, tone
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    @property
    def text(self) -> str:
        """What the chip says."""
        return self._text

    def sizeHint(self) -> QSize:
        """Return the room for icon and words."""
        look = theme()
        words = QFontMetrics(look.font("support")).horizontalAdvance(self._text)
        icon = look.px(16) + _GAP if self._icon else 0
        return QSize(words + icon + 2 * look.px(10) + 1, max(look.px(26), 24))

    def minimumSizeHint(self) -> QSize:
        """Return the room of every short fact: only what is no chip's length ends in dots."""
        whole = self.sizeHint()
        return QSize(min(whole.width(), theme().px(_WIDEST)), whole.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say the whole in a tooltip where there is no room for it."""
        super().resizeEvent(event)
        if self.toolTip() in ("", self._text):  # another one is its screen's
            fits = self.width() >= self.sizeHint().width()
            self.setToolTip("" if fits else tip(self._text))

    def _colours(self) -> tuple[QColor, QColor]:
        look = theme()
        if self._tone == "plain":
            return look.colour("sunken"), look.colour("ink")
        return look.colour(f"{self._tone}_soft"), look.colour("ink")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame, the icon and the words."""
        look = theme()
        ground, ink = self._colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(ground)
        painter.setPen(Qt.PenStyle.NoPen if look.palette.soft_fills else QPen(ink, 1))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        paint_row(self, painter, self._icon, self._text, ink)
        painter.end()


class ToggleChip(QPushButton):
    """A choice that is on or off; on shows a tick as well as a colour."""

    def __init__(self, text: str, *, on: bool = False, icon: str = "", loud: bool = False) -> None:
        super().__init__(text)
        self._icon_name, self._loud = icon, loud
        self.setCheckable(True)
        self.setChecked(on)
        self.setAccessibleName(text)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the room for the words and, always, for the tick: nothing jumps when clicked."""
        look = theme()
        words = QFontMetrics(look.font("support")).horizontalAdvance(self.text())
        icon = look.px(16) + _GAP if self._icon_name or self._loud else 0
        return QSize(words + icon + 2 * look.px(10) + 1, max(look.px(28), 24))

    def minimumSizeHint(self) -> QSize:
        """Return the same: a chip's words are never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the choice as it stands."""
        ground, ink, edge = self._colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(ground)
        painter.setPen(QPen(edge, 2 if self.isChecked() and not self._loud else 1))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        icon = "check" if self.isChecked() and self._loud else self._icon_name
        paint_row(self, painter, icon, self.text(), ink)
        painter.end()

    def _colours(self) -> tuple[QColor, QColor, QColor]:
        look = theme()
        if not self.isEnabled():
            return look.colour("sunken"), look.colour("ink3"), look.colour("line")
        if self.isChecked() and self._loud:
            return look.colour("primary"), look.colour("on_primary"), look.colour("primary")
        if self.isChecked():
            return look.colour("primary_soft"), look.colour("primary"), look.colour("primary")
        ground = "sunken" if self.underMouse() else "surface"
        return look.colour(ground), look.colour("ink2"), look.colour("control")


def paint_row(widget: QWidget, painter: QPainter, icon: str, text: str, ink: QColor) -> None:
    """Draw an icon and words in reading order, the words in what room is left."""
    look = theme()
    inset = look.px(10)
    box = widget.rect().adjusted(inset, 0, -inset, 0)
    right_to_left = widget.layoutDirection() == Qt.LayoutDirection.RightToLeft
    if icon:
        side = look.px(16)
        left = box.right() - side + 1 if right_to_left else box.left()
        top = (widget.height() - side) // 2
        look.paint_icon(painter, QRect(left, top, side, side), icon, ink.name())
        shift = side + _GAP
        box = box.adjusted(0, 0, -shift, 0) if right_to_left else box.adjusted(shift, 0, 0, 0)
    painter.setFont(look.font("support"))
    painter.setPen(ink)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)
