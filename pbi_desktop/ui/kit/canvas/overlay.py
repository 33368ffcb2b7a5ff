"""What lies over the drawing: the node chosen with its links, its ring, and its name."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap
from shiboken6 import wrapInstance

from pbi_desktop.ui.kit.canvas.camera import Camera
from pbi_desktop.ui.kit.canvas.columns import Array, Columns
from pbi_desktop.ui.kit.canvas.drawing import shows_bubbles
from pbi_desktop.ui.kit.canvas.labels import Labels
from pbi_desktop.ui.kit.canvas.marks import radii
from pbi_desktop.ui.kit.canvas.wish import Wish
from pbi_desktop.ui.kit.focus_ring import INK, RING
from pbi_desktop.ui.kit.theme import theme

_MOST_LINKS = 60
_GAP = 3.0


@dataclass(frozen=True)
class Marked:
    """A node to be told apart, with the node it was reached from along a link, or -1."""

    node: int
    origin: int = -1


@dataclass(frozen=True)
class Drawn:
    """A picture as a camera sees it."""

    columns: Columns
    camera: Camera
    wish: Wish

    @property
    def bubbles(self) -> bool:
        """Whether islands stand for their nodes."""
        return shows_bubbles(self.columns, self.wish, self.camera.scale)

    def mark(self, node: int) -> tuple[QPointF, float]:
        """Return the middle and the radius of what stands for a node in the view."""
        columns, camera = self.columns, self.camera
        island = int(columns.picture.islands.of_node[node]) if self.bubbles else -1
        if island >= 0:
            return self.bubble(island)
        at = QPointF(*camera.seen(float(columns.x[node]), float(columns.y[node])))
        return at, float(self._radii(np.array([node]))[0])

    def bubble(self, island: int) -> tuple[QPointF, float]:
        """Return the middle and the radius of a bubble in the view."""
        found = self.columns.picture.islands
        at = self.camera.seen(float(found.x[island]), float(found.y[island]))
        return QPointF(*at), float(found.radius[island]) * self.camera.scale

    def lines(self, node: int, others: Array) -> Array:
        """Return the lines from the rim of a mark to the rims of others: float64, four columns."""
        ends = np.concatenate([np.array([node], others.dtype), others])
        x = self.columns.x[ends] * self.camera.scale + self.camera.x
        y = self.columns.y[ends] * self.camera.scale + self.camera.y
        rim = self._radii(ends) + _GAP
        along, down = x[1:] - x[0], y[1:] - y[0]
        long = np.maximum(np.hypot(along, down), 1e-3)
        shown = long > rim[0] + rim[1:]
        start, end = np.where(shown, rim[0] / long, 0), np.where(shown, 1 - rim[1:] / long, 1)
        return np.column_stack(
            [x[0] + along * start, y[0] + down * start, x[0] + along * end, y[0] + down * end]
        ).astype(np.float64)

    def _radii(self, nodes: Array) -> Array:
        return radii(self.columns, nodes, self.camera.scale, 1.0, self.wish)


def _links(drawn: Drawn, marked: Marked) -> list[tuple[QPen, Array]]:
    """Return the links of the node chosen, and the one it was reached along, with their pens."""
    tone = theme().colour("primary")
    about = marked.origin if marked.origin >= 0 else marked.node
    links = drawn.columns.links(about)[:_MOST_LINKS]
    both = ((1.4, links), (3.5, links[links == marked.node][:1]))
    return [(QPen(tone, wide), drawn.lines(about, some)) for wide, some in both if len(some)]


def _rings(radius: float, *, keyboard: bool) -> list[tuple[QPen, float]]:
    """Return the ink edge of what is chosen, and the ring of the keyboard round it."""
    look = theme()
    rings = [(QPen(look.colour("ink"), INK), radius + _GAP)]
    if keyboard:
        rings.append((QPen(look.colour("focus"), RING), radius + _GAP + (INK + RING) / 2))
    return rings


@dataclass(frozen=True)
class Name:
    """The name of a mark: where the mark is, how large, and where the drawing has the name."""

    middle: QPointF
    radius: float
    drawn: QRectF
    """Empty where the drawing does not name the mark."""


def _plate(name: Name, wide: float, tall: float, room: QRect) -> QRectF:
    """Return where a plate lies: over the name in the drawing, else at the side with room."""
    at, over = name.middle, name.drawn
    if over.isEmpty():
        left = at.x() + name.radius + 9
        if left + wide > room.right():
            left = at.x() - name.radius - 9 - wide
        return QRectF(max(left, 2.0), at.y() - tall / 2, wide, tall)
    wide, tall = max(wide, over.width()), max(tall, over.height())
    where = QRectF(0, 0, wide, tall)
    where.moveCenter(over.center())
    if over.left() >= at.x():
        where.moveLeft(over.left())
    elif over.right() <= at.x():
        where.moveRight(over.right())
    where.moveLeft(max(min(where.left(), room.right() - wide), 2.0))
    return where


@dataclass(frozen=True)
class Asked:
    """What is to be told apart: the node chosen, the one under the mouse, and by whom."""

    marked: Marked
    hover: int
    keyboard: bool


@dataclass(frozen=True)
class View:
    """What an overlay is worked out from."""

    drawn: Drawn
    name_of: Callable[[int], str]
    label_drawn: Callable[[int], QRectF]
    """Where the drawing has the name of a node, in the view; empty where it has not."""
    labels: Labels
    room: QRect
    ratio: float


class Over:
    """What lies over one view of a picture: worked out once, then moved with its pixels."""

    def __init__(self, view: View, asked: Asked) -> None:
        self.asked, self._camera = asked, view.drawn.camera
        self._links: list[tuple[QPen, Array]] = []
        self._rings: list[tuple[QPen, float]] = []
        self._middle = QPointF()
        self._edge, self._ground = QPen(theme().colour("control"), 1), theme().colour("surface")
        chosen = asked.marked.node
        if chosen >= 0:
            self._middle, radius = view.drawn.mark(chosen)
            self._rings = _rings(radius, keyboard=asked.keyboard)
            self._links = [] if view.drawn.bubbles else _links(view.drawn, asked.marked)
        self._names = [_name(view, at) for at in dict.fromkeys((chosen, asked.hover)) if at >= 0]

    def moved_to(self, camera: Camera) -> bool:
        """Say whether it lies as well over the view of a camera that has but moved."""
        return camera.scale == self._camera.scale

    def paint(self, painter: QPainter, camera: Camera, *, moving: bool) -> None:
        """Draw it where a camera sees it; in motion the links are drawn plainly."""
        painter.save()
        painter.translate(camera.x - self._camera.x, camera.y - self._camera.y)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, not moving)
        for pen, lines in self._links:
            painter.setPen(pen)
            painter.drawLines(cast("QLineF", wrapInstance(lines.ctypes.data, QLineF)), len(lines))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen, radius in self._rings:
            painter.setPen(pen)
            painter.drawEllipse(self._middle, radius, radius)
        painter.setPen(self._edge)
        painter.setBrush(self._ground)
        for plate, words, pixmap in self._names:
            painter.drawRoundedRect(plate, 6, 6)
            painter.drawPixmap(words, pixmap, QRectF(pixmap.rect()))
        painter.restore()


def _name(view: View, node: int) -> tuple[QRectF, QRectF, QPixmap]:
    """Return the plate for the name of a node, where its words stand, and the words."""
    look, ratio = theme(), view.ratio
    font = look.font("dense-strong")
    font.setPixelSize(round(font.pixelSize() * ratio))
    ink, ground = look.colour("ink"), look.colour("surface")
    pixmap = view.labels.pixmap(view.name_of(node), font, ink, ground)
    words = QRectF(0, 0, pixmap.width() / ratio, pixmap.height() / ratio)
    drawn = QRectF() if view.drawn.bubbles else view.label_drawn(node)
    plate = _plate(
        Name(*view.drawn.mark(node), drawn), words.width() + 8, words.height() + 2, view.room
    )
    words.moveCenter(plate.center())
    return plate, words, pixmap
