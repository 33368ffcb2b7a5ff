"""What the hands do with the canvas: mouse, wheel, touch pad and touch screen."""

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QGestureEvent, QPinchGesture

from pbi_desktop.ui.kit.canvas.stage import Stage

_STEP = 1.25


class Hands(Stage):
    """Drags, wheels and pinches; what they lead to is said by the canvas."""

    def __init__(self) -> None:
        super().__init__()
        self._dragged_from: QPointF | None = None
        self._dragging = False
        self.setMouseTracking(True)
        self.grabGesture(Qt.GestureType.PinchGesture)

    def zoom(self, times: float, about: QPointF | None = None) -> None:
        """Come nearer by a factor."""
        raise NotImplementedError

    def pan(self, across: float, down: float) -> None:
        """Move the picture by some pixels."""
        raise NotImplementedError

    def press(self, point: QPointF) -> None:
        """Choose what lies under a point."""
        raise NotImplementedError

    def press_twice(self, point: QPointF) -> None:
        """Open what lies under a point."""
        raise NotImplementedError

    def hover(self, point: QPointF | None) -> None:
        """Name what lies under the mouse, or nothing."""
        raise NotImplementedError

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the picture."""
        if event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self._dragged_from, self._dragging = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt
        """Drag the picture, or name what lies under the mouse."""
        if self._dragged_from is None:
            self.hover(event.position())
            return
        by = event.position() - self._dragged_from
        if not self._dragging and by.manhattanLength() < QApplication.startDragDistance():
            return
        self._dragging, self._dragged_from = True, event.position()
        self.pan(by.x(), by.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the picture; what was not dragged is chosen."""
        held, self._dragged_from = self._dragged_from, None
        if held is not None and not self._dragging:
            self.press(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt
        """Open what lies under the mouse."""
        self.press_twice(event.position())

    def leaveEvent(self, event: QEvent) -> None:
        """Name nothing any more."""
        super().leaveEvent(event)
        self.hover(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with the wheel; with Shift, or two fingers that go across, move."""
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier or abs(turned.x()) > abs(
            turned.y()
        ):
            self.pan((turned.x() or turned.y()) / 2, 0)
        else:
            self.zoom(_STEP ** (turned.y() / 120), event.position())
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Zoom with two fingers on a touch screen or touch pad."""
        if isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                at = self.mapFromGlobal(pinch.centerPoint().toPoint())
                by = pinch.centerPoint() - pinch.lastCenterPoint()
                self.pan(by.x(), by.y())
                self.zoom(pinch.scaleFactor(), QPointF(at))
                return True
        zooming = Qt.NativeGestureType.ZoomNativeGesture
        if isinstance(event, QNativeGestureEvent) and event.gestureType() is zooming:
            self.zoom(1.0 + event.value(), event.position())
            return True
        return super().event(event)
