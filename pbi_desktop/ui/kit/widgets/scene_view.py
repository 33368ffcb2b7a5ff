"""A picture to look at and to walk: fitted, zoomed, dragged, and read out spot by spot."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip

from pbi_desktop.domain.scene import Box, Scene, Spot
from pbi_desktop.ui.kit.focus_ring import INK, RING
from pbi_desktop.ui.kit.scene_paint import inked_part
from pbi_desktop.ui.kit.text_guard import tip
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets import scene_view_walk as walk
from pbi_desktop.ui.kit.widgets.scene_view_access import ReadablePicture
from pbi_desktop.ui.kit.widgets.scene_view_cache import SceneCache
from pbi_desktop.ui.kit.widgets.scene_view_camera import Camera, fitting, kept_in, showing, zoomed
from pbi_desktop.ui.kit.widgets.scene_view_hand import NUDGE, HandMove, nearest_to_a_finger
from pbi_desktop.ui.kit.widgets.scene_view_rings import Ties, paint_rings
from pbi_desktop.ui.kit.writing import write

_NOTHING = Scene(1, 1, ())
_REST_MS = 120
_USUAL_SCALE = 4 / 3
_STEP = 1.25
_ROUND = 11.0
_WAYS = {
    Qt.Key.Key_Left: walk.LEFT,
    Qt.Key.Key_Right: walk.RIGHT,
    Qt.Key.Key_Up: walk.UP,
    Qt.Key.Key_Down: walk.DOWN,
}
_ZOOMS = {
    Qt.Key.Key_Plus: _STEP,
    Qt.Key.Key_Equal: _STEP,
    Qt.Key.Key_Minus: 1 / _STEP,
    Qt.Key.Key_0: 0.0,
}


class SceneView(ReadablePicture):
    """Shows one scene. Arrows go along ties, Ctrl and arrows to the nearest, Enter opens.

    Where it may be, what is chosen is moved by hand: dragged, or with Alt and the arrows.

    A picture is not mirrored in a right-to-left window: left of somebody stays left.
    """

    chosen = Signal(str)
    opened = Signal(str)
    moved = Signal(str, float, float)  # what was moved by hand, by points to the right and down

    def __init__(self, name: str) -> None:
        super().__init__()
        self._scene, self._cover = _NOTHING, ""
        self._key = ""
        self._ringed: tuple[tuple[str, ...], Ties] = ((), ())
        self._shaped = False
        self._part = QRectF(0, 0, 1, 1)
        self._camera = Camera()
        self._whole = True
        self._pixels = SceneCache()
        self._dragged_from: QPointF | None = None
        self._hand_on = HandMove()
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self.update)
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme().changed.connect(self._look_anew)

    # What is shown

    @property
    def scene(self) -> Scene:
        """The picture shown."""
        return self._scene

    @property
    def spots(self) -> tuple[Spot, ...]:
        """The spots that can be chosen; none while the picture is covered."""
        return () if self._cover else self._scene.spots

    @property
    def chosen_key(self) -> str:
        """The key of the spot chosen; empty where none is."""
        return self._key if walk.spot_called(self.spots, self._key) else ""

    @property
    def scale(self) -> float:
        """How many pixels a point of the scene takes."""
        return self._camera.scale

    @property
    def drawings(self) -> int:
        """How often the picture was drawn from its marks."""
        return self._pixels.drawings

    def show_scene(self, scene: Scene, said: str = "") -> None:
        """Show a picture, and what it says in a sentence; the spot chosen stays chosen."""
        same = self._scene.spots == scene.spots and not self._cover
        before = self._part
        self._scene, self._cover = scene, ""
        self._part = inked_part(scene)
        self._pixels.forget()
        self._whole = self._whole or before != self._part
        self.setAccessibleDescription(said)
        self._fit_again()
        if not same:
            self.tell_spots_changed()
        self.updateGeometry()
        self.update()

    def cover(self, words: str) -> None:
        """Show words instead of the picture until the next one is given."""
        self._cover = words
        self.setAccessibleDescription(words)
        self.tell_spots_changed()
        self.update()

    def choose(self, key: str) -> None:
        """Ring a spot without saying so: somebody else chose it."""
        if key != self._key:
            self._key = key
            self._bring_into_view()
            self.update()

    @property
    def ringed(self) -> tuple[str, ...]:
        """The spots that are ringed, beside the one chosen."""
        return self._ringed[0]

    def ring(self, keys: Iterable[str], ties: Ties = ()) -> None:
        """Ring several spots and mark the ties between them, until others are named."""
        self._ringed = (tuple(keys), ties)
        self.update()

    def place_of(self, spot: Spot) -> QRect:
        """Return where a spot stands in the widget."""
        return self._camera.seen(spot.box).toAlignedRect()

    def let_move(self, *, may_move: bool) -> None:
        """Let what is chosen be moved by hand, with the mouse, a finger, or Alt and the arrows."""
        self._hand_on.allowed = may_move

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, zoom and open; every other key goes on."""
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        plain = held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if self._is_nudge(event):
            dx, dy = _WAYS[key]
            self.moved.emit(self.chosen_key, dx * NUDGE, dy * NUDGE)
        elif key in _WAYS and (plain or held == Qt.KeyboardModifier.ControlModifier):
            self._walk(_WAYS[key], along_ties=plain)
        elif plain and key in _ZOOMS:
            self.zoom(_ZOOMS[key])
        elif plain and key == Qt.Key.Key_Home and self.spots:
            self._take(self.spots[0].key)
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen_key:
            self.opened.emit(self.chosen_key)
        else:
            super().keyPressEvent(event)

    def _is_nudge(self, event: QKeyEvent) -> bool:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        alt = held == Qt.KeyboardModifier.AltModifier and event.key() in _WAYS
        return alt and self._hand_on.may_take(self.chosen_key)

    def _walk(self, way: tuple[float, float], *, along_ties: bool) -> None:
        if not self.chosen_key:
            self._take(self.spots[0].key if self.spots else "")
            return
        go = walk.linked_that_way if along_ties else walk.nearest_that_way
        self._take(go(self.spots, self._key, way))

    def _take(self, key: str) -> None:
        """Choose a spot and say so, to the program and to a screen reader."""
        if key and key != self.chosen_key:
            self.choose(key)
            self.chosen.emit(key)
            self.tell_focus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin with the one it is about, and say which spot the keyboard is on."""
        super().focusInEvent(event)
        clicked = event.reason() == Qt.FocusReason.MouseFocusReason
        if not self.chosen_key and self.spots and not clicked:
            self._take(self.spots[0].key)
        else:
            self.tell_focus()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Draw the spot chosen without the ring of the keyboard."""
        super().focusOutEvent(event)
        self.update()

    # Zoom and pan

    def zoom(self, times: float, about: QPointF | None = None) -> None:
        """Come nearer by a factor; 0 shows the whole picture."""
        if not times:
            self._whole = True
            self._move_to(fitting(self._part, self._room()))
            return
        middle = self._camera.seen(self._chosen_box()).center() if self.chosen_key else None
        at = about or middle or QRectF(self.rect()).center()
        camera = zoomed(self._camera, times, at, self._part, self._room())
        self._whole = camera == fitting(self._part, self._room())
        self._move_to(camera)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl; without it the page scrolls."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(_STEP ** (event.angleDelta().y() / 120), event.position())
            event.accept()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the spot under the mouse, or take hold of the picture."""
        if event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        spot = self._under(event.position())
        if spot is not None:
            self._take(spot.key)
            self._hand_on.take(spot.key, spot.box, event.position())
            self.update()
        self._dragged_from = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt
        """Drag the picture where it is larger than its room."""
        if self._dragged_from is None:
            over = self._under(event.position()) is not None
            self.setCursor(Qt.CursorShape.PointingHandCursor if over else self._hand())
            return
        if self._hand_on.holds:
            self._hand_on.drag_to(event.position())
            self.update()
            return
        by, self._dragged_from = event.position() - self._dragged_from, event.position()
        self._move_to(kept_in(self._camera.moved(by), self._part, self._room()))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go of the picture, or of what was moved."""
        self._dragged_from = None
        key, by = self._hand_on.let_go()
        self.update()
        if key and not by.isNull():
            self.moved.emit(key, by.x() / self.scale, by.y() / self.scale)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt
        """Open the spot under the mouse."""
        spot = self._under(event.position())
        if spot is not None:
            self.opened.emit(spot.key)

    def event(self, event: QEvent) -> bool:
        """Say of a spot under the mouse what a screen reader says of it; keep Alt and arrows."""
        asked = event.type() == QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and self._is_nudge(event):
            event.accept()
            return True
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            spot = self._under(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), tip(spot.said) if spot else "", self)
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again, or keep what is looked at."""
        super().resizeEvent(event)
        self._fit_again()

    def _fit_again(self) -> None:
        size, room = self._part, self._room()
        self._camera = fitting(size, room) if self._whole else kept_in(self._camera, size, room)

    def _move_to(self, camera: Camera) -> None:
        if camera != self._camera:
            self._camera = camera
            self._rest.start()
            self.update()

    def _bring_into_view(self) -> None:
        if self.chosen_key and not self._whole:
            box = self._chosen_box()
            self._move_to(showing(self._camera, box, self._part, self._room()))

    def _under(self, point: QPointF) -> Spot | None:
        found = walk.spot_at(self.spots, *self._camera.under(point))
        return found or nearest_to_a_finger(self.spots, point, self.place_of)

    def _hand(self) -> Qt.CursorShape:
        return Qt.CursorShape.ArrowCursor if self._whole else Qt.CursorShape.OpenHandCursor

    def _chosen_box(self) -> Box:
        spot = walk.spot_called(self.spots, self._key)
        return spot.box if spot is not None else Box(0, 0, self._scene.width, self._scene.height)

    def _room(self) -> QSizeF:
        return QSizeF(self.size())

    def _look_anew(self) -> None:
        self._pixels.forget()
        self.updateGeometry()
        self.update()

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture and the ring, or the words that cover it."""
        look = theme()
        painter = QPainter(self)
        view = QRectF(self.rect())
        painter.fillRect(view, look.colour("surface"))
        if self._cover:
            self._paint_cover(painter)
        else:
            moving = self._rest.isActive()
            self._pixels.paint(painter, self._scene, self._camera, view, moving=moving)
            paint_rings(painter, self._camera, self.spots, *self._ringed)
            self._paint_ring(painter)
            self._hand_on.paint(painter, self._camera)
        painter.end()

    def _paint_cover(self, painter: QPainter) -> None:
        look = theme()
        painter.setFont(look.font("card"))
        painter.setPen(look.colour("ink2"))
        wide = painter.fontMetrics().horizontalAdvance(self._cover)
        room = self.rect()
        write(painter, room.adjusted((room.width() - wide) // 2, 0, 0, 0), self._cover)

    def _paint_ring(self, painter: QPainter) -> None:
        """Draw the ink edge round the spot chosen and, with the keyboard here, the ring."""
        if not self.chosen_key:
            return
        look = theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self._camera.seen(self._chosen_box())
        rings = [(INK, RING + INK / 2, "ink")]
        if self.hasFocus():
            rings.append((RING, RING / 2, "focus"))
        for width, inset, tone in rings:  # inside the spot: labels stand close outside
            painter.setPen(QPen(look.colour(tone), width))
            ring = box.adjusted(inset, inset, -inset, -inset)
            painter.drawRoundedRect(ring, _ROUND - inset, _ROUND - inset)

    def sizeHint(self) -> QSize:
        """Return the room of the picture at its usual size."""
        scale = _USUAL_SCALE * theme().look.scale
        return QSize(round(self._part.width() * scale), round(self._part.height() * scale))

    def keep_shape(self, shaped: bool) -> None:
        """Be as tall as the whole picture is at the width there is, or as tall as one is let be."""
        if shaped != self._shaped:
            self._shaped = shaped
            self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """Say whether the height follows the width."""
        return self._shaped

    def heightForWidth(self, width: int) -> int:
        """Return the height of the whole picture at a width."""
        tall = round(width * self._part.height() / max(self._part.width(), 1.0))
        return max(tall, self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return room to make out a picture; the page scrolls before it becomes smaller."""
        return QSize(theme().px(260), theme().px(260))
