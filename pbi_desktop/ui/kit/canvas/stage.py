"""Where a large network is shown: its camera, its pixels, and what a screen reader finds there."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from pbi_desktop.ui.kit.canvas import overlay
from pbi_desktop.ui.kit.canvas.camera import Camera, Rectangle, fitting, kept_in
from pbi_desktop.ui.kit.canvas.columns import Array, Columns
from pbi_desktop.ui.kit.canvas.drawing import drawing
from pbi_desktop.ui.kit.canvas.frame import Frame, new_frame, painting
from pbi_desktop.ui.kit.canvas.job import Job, Kept
from pbi_desktop.ui.kit.canvas.key import Key
from pbi_desktop.ui.kit.canvas.looked_at import LookedAt
from pbi_desktop.ui.kit.canvas.marks import LARGEST
from pbi_desktop.ui.kit.canvas.redraw import Redraw
from pbi_desktop.ui.kit.canvas.tones import tones_of
from pbi_desktop.ui.kit.canvas.wish import Decoration, Wish
from pbi_desktop.ui.kit.theme import theme

_REST_MS = 120


class Stage(LookedAt):
    """Shows the part of a large network that its camera sees."""

    def __init__(self) -> None:
        super().__init__()
        self._whole = True
        self._part: Rectangle | None = None
        self._frame: Frame | None = None
        self._spare: Array | None = None
        self._kept = Kept()
        self._key: Key | None = None
        self._over: overlay.Over | None = None
        self.drawings = 0
        self._redraw = Redraw(self, self._take_frame)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._come_to_rest)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme().changed.connect(self._take_look)

    @property
    def resting(self) -> bool:
        """Whether nothing moves and nothing is being drawn."""
        return not (self._redraw.busy or self._rest.isActive())

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
            self._part = None
            self._move_to(self._camera.moved(x - at.x(), y - at.y()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again, or keep what is looked at."""
        super().resizeEvent(event)
        self._fit_again()
        self._rest.start()

    def _fit_again(self) -> None:
        if self._whole:
            self._camera = self._fitting()
        elif self._part is not None:
            self._camera = self._near(self._part)
        self._spots = None

    def _fitting(self) -> Camera:
        return fitting(self._bounds(), self.width(), self.height())

    def _near(self, part: Rectangle) -> Camera:
        """Return the view of a part, no nearer than marks may be large."""
        camera = fitting(part, self.width(), self.height())
        most = LARGEST / max(self._columns.usual, 1e-6) if self._columns else camera.scale
        if camera.scale <= most:
            return camera
        return camera.zoomed(most, self.width() / 2, self.height() / 2)

    def _bounds(self) -> tuple[float, float, float, float]:
        found = self._columns
        return (found.left, found.top, found.right, found.bottom) if found else (0, 0, 1, 1)

    # Drawing

    def _want(self, wish: Wish) -> None:
        self._wish = wish
        self._look_anew()

    def _take_look(self) -> None:
        """Draw all of it anew in other colours or sizes."""
        self._kept = Kept()
        self._look_anew()

    def _look_anew(self) -> None:
        """Draw all of it anew: the picture or the wish is another."""
        self._key = self._over = None
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
        spare, self._spare = self._spare, None
        ratio = self.devicePixelRatioF()
        frame = new_frame(self._camera, self.size(), ratio, spare, draft=moving)
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
        if self._frame is not None:
            self._spare = self._frame.pixels
        self._frame, self._over = frame, None
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
        covers = self._serves(moving=True)
        if columns is not None and not covers and not self._redraw.busy:
            self._begin(moving=True)
        frame = self._frame
        with painting(self) as painter:
            if frame is None or not covers:
                painter.fillRect(self.rect(), theme().colour("surface"))
            if columns is not None and frame is not None:
                frame.paint(painter, self._camera)
                self._paint_over(painter, columns, frame)

    def _paint_over(self, painter: QPainter, columns: Columns, frame: Frame) -> None:
        moving = self._rest.isActive()
        asked = overlay.Asked(self._marked, self._hover, self.hasFocus())
        over = self._over
        kept = over is not None and over.asked == asked and over.moved_to(self._camera)
        if over is None or not (moving and kept):
            over = self._over = overlay.Over(self._view(columns, frame), asked)
        over.paint(painter, self._camera, moving=moving)
        if not self.shows_bubbles:
            if self._key is None:
                self._key = Key(columns, self._wish, self._mirrored)
            self._key.paint(painter, self.rect(), self.devicePixelRatioF())

    def _view(self, columns: Columns, frame: Frame) -> overlay.View:
        def name_of(node: int) -> str:
            return self.words_of(node) or self.said(node)

        def label_drawn(node: int) -> QRectF:
            where = frame.named.get(node)
            return frame.seen(where, self._camera) if where is not None else QRectF()

        ratio = self.devicePixelRatioF()
        drawn, labels = self._drawn(columns), self._kept.labels
        return overlay.View(drawn, name_of, label_drawn, labels, self.rect(), ratio)

    def changeEvent(self, event: QEvent) -> None:
        """Put words and key on the other side when the direction of reading changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._look_anew()

    def sizeHint(self) -> QSize:
        """Return the room that a large network takes if there is room."""
        return QSize(900, 600)

    def minimumSizeHint(self) -> QSize:
        """Return room to make out a picture; the page scrolls before it becomes smaller."""
        return QSize(theme().px(260), theme().px(260))
