"""A line of days from a first one to today: dragged, or walked by weeks and quarters."""

from datetime import date, timedelta

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAccessibleInterface,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAccessibleWidget, QSizePolicy, QWidget
from shiboken6 import isValid

from pbi_desktop.domain.people_words import say_date
from pbi_desktop.ui.kit.theme import theme

_WEEK = 7
_QUARTER = 91
_KNOB = 9.0
_TALL = 44


class DaySlider(QWidget):
    """Arrows go by a week, Page Up and Page Down by a quarter, Home to the first day, End to today.

    It is read out as a date. In a right-to-left window the first day stands on the right.
    """

    chosen = Signal(object)  # date

    def __init__(self, name: str) -> None:
        super().__init__()
        self._first, self._last, self._day = date.min, date.min, date.min
        self._dragged = False
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setProperty("ringRadius", 6)
        theme().changed.connect(self.updateGeometry)
        if not _factories:
            _factories.append(_made)
            QAccessible.installFactory(_made)

    @property
    def day(self) -> date:
        """The day it stands at."""
        return self._day

    @property
    def said(self) -> str:
        """The day as it is read out."""
        today = ", today" if self._day == self._last else ""
        return f"{say_date(self._day)}{today}" if self._day > date.min else ""

    @property
    def ticks(self) -> tuple[date, ...]:
        """The first day, every quarter after it, and today."""
        days, day = [self._first], self._first + timedelta(_QUARTER)
        while day < self._last:
            days.append(day)
            day += timedelta(_QUARTER)
        return (*days, self._last)

    def span(self, first: date, last: date, day: date) -> None:
        """Reach from one day to another, and stand at a third, without saying so."""
        self._first, self._last = min(first, last), last
        self._day = min(max(day, self._first), last)
        self.setEnabled(self._first < last)
        self._tell()

    def go_to(self, day: date) -> None:
        """Stand at a day as near as there is, and say so."""
        day = min(max(day, self._first), self._last)
        if day != self._day:
            self._day = day
            self._tell()
            self.chosen.emit(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go by weeks and quarters, to the first day and to today."""
        key = Qt.Key(event.key())
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if mirrored and key in _MIRRORED:
            key = _MIRRORED[key]
        if key in _STEPS:
            self.go_to(self._by(_STEPS[key]))
        elif key == Qt.Key.Key_Home:
            self.go_to(self._first)
        elif key == Qt.Key.Key_End:
            self.go_to(self._last)
        else:
            super().keyPressEvent(event)

    def _by(self, days: int) -> date:
        room = (self._first - self._day).days, (self._last - self._day).days
        return self._day + timedelta(min(max(days, room[0]), room[1]))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the knob where it is put."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragged = True
            self._show(self._day_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt
        """Follow the hand; what the day shows is asked for when it lets go."""
        if self._dragged:
            self._show(self._day_at(event.position().x()))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Stand where the hand let go."""
        if self._dragged:
            self._dragged = False
            self.chosen.emit(self._day)

    def _show(self, day: date) -> None:
        if day != self._day:
            self._day = day
            self._tell()

    def _day_at(self, x: float) -> date:
        line = self._line()
        part = (x - line.left()) / max(line.width(), 1.0)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            part = 1 - part
        whole = (self._last - self._first).days
        return self._first + timedelta(round(min(max(part, 0.0), 1.0) * whole))

    def place_of(self, day: date) -> float:
        """Return where a day stands on the line, from the left."""
        whole = max((self._last - self._first).days, 1)
        part = (day - self._first).days / whole
        line = self._line()
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            part = 1 - part
        return line.left() + part * line.width()

    def _tell(self) -> None:
        self.setAccessibleDescription(self.said)
        for kind in (QAccessible.Event.ValueChanged, QAccessible.Event.DescriptionChanged):
            QAccessible.updateAccessibility(QAccessibleEvent(self, kind))
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the keyboard's ring round the knob."""
        super().focusInEvent(event)
        self.update()

    def _line(self) -> QRectF:
        inset = theme().px(_KNOB) + 3.0
        return QRectF(self.rect()).adjusted(inset, 0, -inset, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line, a tick for every quarter, and the knob."""
        look, line = theme(), self._line()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = line.center().y()
        pen = QPen(look.colour("control"), 3)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLine(QPointF(line.left(), middle), QPointF(line.right(), middle))
        painter.setPen(QPen(look.colour("control"), 2))
        for day in self.ticks if self._first > date.min else ():
            x = self.place_of(day)
            painter.drawLine(QPointF(x, middle - 6), QPointF(x, middle + 6))
        painter.setPen(QPen(look.colour("primary" if self.isEnabled() else "line"), 3))
        painter.setBrush(look.colour("surface"))
        far = look.px(_KNOB)
        painter.drawEllipse(QPointF(self.place_of(self._day), middle), far, far)
        painter.end()

    def sizeHint(self) -> QSize:
        """Return room for the line, and height for a finger."""
        return QSize(theme().px(210), max(theme().px(_TALL), _TALL))

    def minimumSizeHint(self) -> QSize:
        """Return the least in which the days can be told apart."""
        return QSize(theme().px(140), max(theme().px(_TALL), _TALL))


_MIRRORED = {Qt.Key.Key_Left: Qt.Key.Key_Right, Qt.Key.Key_Right: Qt.Key.Key_Left}
_STEPS = {
    Qt.Key.Key_Left: -_WEEK,
    Qt.Key.Key_Down: -_WEEK,
    Qt.Key.Key_Right: _WEEK,
    Qt.Key.Key_Up: _WEEK,
    Qt.Key.Key_PageDown: -_QUARTER,
    Qt.Key.Key_PageUp: _QUARTER,
}

_factories: list[object] = []
# Qt deletes it with its widget, and keeps a bare pointer until then.
_held: list["_SaidAsDate"] = []


def _made(_kind: str, thing: QObject) -> QAccessibleInterface | None:
    if not isinstance(thing, DaySlider):
        return None
    _held[:] = [found for found in _held if isValid(found)]
    made = _SaidAsDate(thing)
    _held.append(made)
    return made


class _SaidAsDate(QAccessibleWidget):
    """The line of days as a slider whose value is a date in words."""

    def __init__(self, slider: DaySlider) -> None:
        super().__init__(slider, QAccessible.Role.Slider)
        self._slider = slider

    def text(self, kind: QAccessible.Text) -> str:
        """Return the name, or the day."""
        if kind in (QAccessible.Text.Value, QAccessible.Text.Description):
            return self._slider.said
        return self._slider.accessibleName() if kind == QAccessible.Text.Name else ""
