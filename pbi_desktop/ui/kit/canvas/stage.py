"""Where a large network is shown: its camera, its pixels, and what a screen reader finds there."""

from dataclasses import replace

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from pbi_desktop.domain.large_picture import NodeKind
from pbi_desktop.domain.scene import Spot
from pbi_desktop.ui.kit.canvas import overlay
from pbi_desktop.ui.kit.canvas.camera import Camera, fitting, kept_in
from pbi_desktop.ui.kit.canvas.columns import Array, Columns
from pbi_desktop.ui.kit.canvas.drawing import drawing, shows_bubbles
from pbi_desktop.ui.kit.canvas.frame import Frame, new_frame
from pbi_desktop.ui.kit.canvas.job import Job, Kept
from pbi_desktop.ui.kit.canvas.marks import LARGEST, LEAST
from pbi_desktop.ui.kit.canvas.readable import said_of, spots_in_view
from pbi_desktop.ui.kit.canvas.redraw import Redraw
from pbi_desktop.ui.kit.canvas.tones import tones_of
from pbi_desktop.ui.kit.canvas.wish import Decoration, Wish
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.scene_view_access import ReadablePicture

_REST_MS = 120
_COVERED = frozenset({NodeKind.PERSON, NodeKind.HOUSEHOLD, NodeKind.PLACE})


class Stage(ReadablePicture):
    """Shows the part of a large network that its camera sees."""

    def __init__(self) -> None:
        super().__init__()
        self._columns: Columns | None = None
        self._marked = overlay.Marked(-1)
        self._hover = -1
        self._wish = Wish()
        self._camera, self._whole = Camera(), True
        self._frame: Frame | None = None
        self._kept = Kept()
        self._key, self._key_at = QPixmap(), QRect()
        self._spots: tuple[Spot, ...] | None = None
        self.drawings = 0
        self._redraw = Redraw(self, self._take_frame)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._come_to_rest)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme().changed.connect(self._look_anew)

    @property
    def camera(self) -> Camera:
        """What part of the picture is in view."""
        return self._camera

    @property
    def columns(self) -> Columns | None:
        """The picture shown, made ready; nothing where none was given."""
        return self._columns

    @property
    def wish(self) -> Wish:
        """What is in focus, and how it is coloured."""
        return self._wish

    @property
    def resting(self) -> bool:
        """Whether nothing moves and nothing is being drawn."""
        return not (self._redraw.busy or self._rest.isActive())

    @property
    def chosen_node(self) -> int:
        """The row of the node chosen, or -1."""
        return self._marked.node

    def finish(self) -> None:
        """Draw what is left to draw at once: for a picture of the window."""
        if self._rest.isActive():
            self._rest.stop()
            self._come_to_rest()
        self._redraw.finish()

    # The three verbs, and names

    def focus(self, nodes: Array | list[int] | tuple[int, ...] = (), steps: int = 1) -> None:
        """Dim all but some nodes and what is within some steps of them; without nodes, nothing."""
        some = self._columns is not None and len(nodes) > 0
        near = self._columns.near(nodes, steps) if self._columns and some else None
        self._want(replace(self._wish, focus=near))

    def decorate(self, decoration: Decoration | None) -> None:
        """Colour nodes, and size them, by something known of each, with a key."""
        self._want(replace(self._wish, decoration=decoration))

    def cluster(self, clustered: bool) -> None:
        """Show islands, as bubbles from afar, or each node by itself."""
        self._want(replace(self._wish, clustered=clustered))

    def cover_names(self, covered: bool) -> None:
        """Leave out, or show again, the names of people and households, and the places."""
        self._want(replace(self._wish, names_covered=covered))

    def words_of(self, node: int) -> str:
        """Return the name of a node as it may be shown now; empty where there is none."""
        columns = self._columns
        if columns is None or not 0 <= node < columns.count:
            return ""
        if self._wish.names_covered and NodeKind(int(columns.kind[node])) in _COVERED:
            return ""
        return columns.picture.labels[node]

    def node_at(self, point: QPointF) -> int:
        """Return the node under a point of the widget, or -1."""
        columns = self._columns
        if columns is None or shows_bubbles(columns, self._wish, self._camera.scale):
            return -1
        return columns.at(*self._camera.under(point.x(), point.y()), 5 / self._camera.scale)

    # What a screen reader meets

    @property
    def spots(self) -> tuple[Spot, ...]:
        """The most important nodes in view, as spots."""
        if self._columns is None:
            return ()
        if self._spots is None:
            camera = self._camera
            part = (*camera.under(0, 0), *camera.under(self.width(), self.height()))
            chosen = self.chosen_node
            self._spots = spots_in_view(self._columns, part, chosen, self.said, self._wish)
        return self._spots

    @property
    def chosen_key(self) -> str:
        """The key of the spot chosen; empty where none is."""
        return str(self.chosen_node) if self.chosen_node >= 0 else ""

    def place_of(self, spot: Spot) -> QRect:
        """Return where a spot stands in the widget."""
        node = int(spot.key)
        middle, radius = self._point(node), self._radius(node) + 4
        side = round(2 * radius)
        return QRect(round(middle.x() - radius), round(middle.y() - radius), side, side)

    def said(self, node: int) -> str:
        """Return a node in words: its name if there is one, its kind, its links."""
        if self._columns is None:
            return ""
        return said_of(self._columns, node, self.words_of(node), self._wish)

    def _forget_spots(self) -> None:
        self._spots = None
        self.tell_spots_changed()

    # Moving

    def _move_to(self, camera: Camera) -> None:
        if self._columns is None or camera == self._camera:
            return
        part = self._bounds()
        self._camera = kept_in(camera, part, self.width(), self.height())
        self._rest.start()
        self.update()

    def _bring_into_view(self) -> None:
        """Move as little as shows the node chosen with some room round it."""
        if self.chosen_node < 0:
            return
        at, room = self._point(self.chosen_node), min(60, self.width() // 4, self.height() // 4)
        inner = self.rect().adjusted(room, room, -room, -room)
        x = min(max(at.x(), inner.left()), inner.right())
        y = min(max(at.y(), inner.top()), inner.bottom())
        if (x, y) != (at.x(), at.y()) and not self._whole:
            self._move_to(self._camera.moved(x - at.x(), y - at.y()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again, or keep what is looked at."""
        super().resizeEvent(event)
        self._fit_again()
        self._rest.start()

    def _fit_again(self) -> None:
        if self._whole:
            self._camera = self._fitting()
        self._spots = None

    def _fitting(self) -> Camera:
        return fitting(self._bounds(), self.width(), self.height())

    def _bounds(self) -> tuple[float, float, float, float]:
        found = self._columns
        return (found.left, found.top, found.right, found.bottom) if found else (0, 0, 1, 1)

    def _point(self, node: int) -> QPointF:
        if self._columns is None:
            return QPointF()
        found = self._columns
        return QPointF(*self._camera.seen(float(found.x[node]), float(found.y[node])))

    def _radius(self, node: int) -> float:
        size = float(self._columns.size[node]) if self._columns else 0.0
        return min(max(size * self._camera.scale, LEAST), LARGEST)

    # Drawing

    def _want(self, wish: Wish) -> None:
        self._wish = wish
        self._look_anew()

    def _look_anew(self) -> None:
        """Draw all of it anew: the picture, the wish or the colours are others."""
        self._kept = Kept()
        self._key = QPixmap()
        self._frame = None
        self._redraw.stop()
        self._forget_spots()
        self.update()

    def draw_anew(self) -> None:
        """Draw what is in view again, in slices, while the pixels there are stay up."""
        self._begin(moving=False)

    def _come_to_rest(self) -> None:
        self._forget_spots()
        if self._frame is None or not self._serves(moving=False):
            self._begin(moving=False)

    def _serves(self, *, moving: bool) -> bool:
        return self._frame is not None and self._frame.serves(
            self._camera, self.size(), moving=moving
        )

    def _begin(self, *, moving: bool) -> None:
        if self._columns is None or self.size().isEmpty():
            return
        self.drawings += 1
        frame = new_frame(self._camera, self.size(), self.devicePixelRatioF(), draft=moving)
        job = Job(
            frame,
            self._columns,
            self._wish,
            tones_of(theme().palette),
            self._kept,
            self.words_of,
            moving=moving,
            to_the_left=self._mirrored,
        )
        self._redraw.begin(frame, drawing(job))

    def _take_frame(self, frame: Frame) -> None:
        self._frame = frame
        self.update()

    @property
    def _mirrored(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Put the pixels there are where the camera sees them, and what lies over them."""
        columns = self._columns
        if columns is not None and self._frame is None and not self._redraw.busy:
            self._begin(moving=False)
            self._redraw.finish()
        elif not self._serves(moving=True) and not self._redraw.busy:
            self._begin(moving=True)
        painter = QPainter(self)
        if self._frame is None or not self._serves(moving=True):
            painter.fillRect(self.rect(), theme().colour("surface"))
        if columns is not None and self._frame is not None:
            self._frame.paint(painter, self._camera)
            self._paint_over(painter, columns)
        painter.end()

    def _paint_over(self, painter: QPainter, columns: Columns) -> None:
        bubbles = shows_bubbles(columns, self._wish, self._camera.scale)
        for node in dict.fromkeys((self.chosen_node, self._hover)):
            if node < 0 or bubbles:
                continue
            radius = self._radius(node)
            if node == self.chosen_node:
                keyboard = self.hasFocus()
                drawn = overlay.Drawn(columns, self._camera)
                overlay.paint_chosen(painter, drawn, self._marked, radius, keyboard=keyboard)
            name = overlay.Name(self.words_of(node) or self.said(node), self._point(node), radius)
            overlay.paint_name(painter, self._kept.labels, name, self.rect())
        if not bubbles:
            self._paint_key(painter, columns)

    def _paint_key(self, painter: QPainter, columns: Columns) -> None:
        """Put up the key, drawn once for each picture, wish, look and size."""
        ratio = self.devicePixelRatioF()
        if self._key.isNull() or self._key.size() != self.size() * ratio:
            self._key = QPixmap(self.size() * ratio)
            self._key.setDevicePixelRatio(ratio)
            self._key.fill(Qt.GlobalColor.transparent)
            decoration = self._wish.decoration
            title = decoration.title if decoration else ""
            entries = overlay.key_entries(columns, self._wish)
            on = QPainter(self._key)
            at_end = self._mirrored
            self._key_at = overlay.paint_key(on, title, entries, self.rect(), at_end=at_end)
            on.end()
        part = QRectF(QPointF(self._key_at.topLeft()) * ratio, QSizeF(self._key_at.size()) * ratio)
        painter.drawPixmap(QPointF(self._key_at.topLeft()), self._key, part)

    def sizeHint(self) -> QSize:
        """Return the room that a large network takes if there is room."""
        return QSize(900, 600)

    def minimumSizeHint(self) -> QSize:
        """Return room to make out a picture; the page scrolls before it becomes smaller."""
        return QSize(theme().px(260), theme().px(260))
