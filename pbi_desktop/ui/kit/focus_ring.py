"""The ring round whatever has the keyboard: outside its edge, so that no control need draw it."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from shiboken6 import isValid

from pbi_desktop.ui.kit.theme import theme

INK = 2
RING = 3
_MOVES = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.LayoutRequest,
}
_TYPED_INTO = (QLineEdit, QPlainTextEdit, QComboBox)


class FocusRing(QObject):
    """Follows the focus of the application and draws its ring in the window that has it.

    A control clicked with the mouse gets no ring (the worker knows where they clicked), unless
    letters can be typed into it.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self._overlay: _Overlay | None = None
        app.focusChanged.connect(self._follow)

    @property
    def shown_round(self) -> QWidget | None:
        """The control that has the ring now."""
        overlay = self._overlay
        if overlay is None or not isValid(overlay) or not overlay.isVisible():
            return None
        return self._target

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        self._let_go()
        if now is None or now.isWindow() or now.focusPolicy() == Qt.FocusPolicy.NoFocus:
            return
        clicked = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        if clicked and not isinstance(now, _TYPED_INTO):
            return
        self._target = now
        at: QWidget | None = now
        while at is not None and not at.isWindow():
            at.installEventFilter(self)
            self._watched.append(at)
            at = at.parentWidget()
        self._overlay = _Overlay(now.window())
        self._place()

    def _let_go(self) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        if self._overlay is not None and isValid(self._overlay):
            self._overlay.hide()
            self._overlay.deleteLater()
        self._watched, self._target, self._overlay = [], None, None

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Move the ring when the control, or anything it sits in, moves."""
        if event.type() in _MOVES:
            self._place()
        return False

    def _place(self) -> None:
        target, overlay = self._target, self._overlay
        if target is None or overlay is None or not isValid(target) or not isValid(overlay):
            return
        shown = _visible_part(target)
        if shown is None:
            overlay.hide()
            return
        overlay.surround(shown, int(target.property("ringRadius") or 8))


def _visible_part(target: QWidget) -> QRect | None:
    """Return the control's rectangle in its window, cut to the scroll areas it sits in."""
    window = target.window()
    custom = getattr(target, "ring_rect", None)
    own = custom() if callable(custom) else target.rect()
    rect = QRect(target.mapTo(window, own.topLeft()), own.size())
    at = target.parentWidget()
    while at is not None and at is not window:
        parent = at.parentWidget()
        if isinstance(parent, QAbstractScrollArea) and parent.viewport() is at:
            edge = INK + RING
            inside = QRect(at.mapTo(window, QPoint(0, 0)), at.size())
            rect = rect.intersected(inside.adjusted(edge, edge, -edge, -edge))
        at = parent
    return rect if target.isVisible() and rect.isValid() else None


class _Overlay(QWidget):
    """The painted ring: it lies over its window and lets every click through."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._radius = 8
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def surround(self, rect: QRect, radius: int) -> None:
        """Lie round a rectangle of the window, and stay inside the window."""
        edge = INK + RING
        outer = rect.adjusted(-edge, -edge, edge, edge)
        self._radius = radius
        window = self.parentWidget()
        assert window is not None  # noqa: S101 - made with one
        self.setGeometry(outer.intersected(window.rect()))
        self.raise_()
        self.show()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ink edge and, outside it, the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        for width, inset, tone in ((RING, RING / 2, "focus"), (INK, RING + INK / 2, "ink")):
            painter.setPen(QPen(theme().colour(tone), width))
            radius = self._radius + INK + RING - inset
            painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), radius, radius)
        painter.end()
