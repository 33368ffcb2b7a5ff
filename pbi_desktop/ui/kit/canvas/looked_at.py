"""A large network as it is looked at: what lies where in the view, and what is said of it."""

from PySide6.QtCore import QPointF, QRect

from pbi_desktop.domain.large_picture import NodeKind
from pbi_desktop.domain.scene import Spot
from pbi_desktop.ui.kit.canvas.camera import Camera
from pbi_desktop.ui.kit.canvas.columns import Columns
from pbi_desktop.ui.kit.canvas.overlay import Drawn, Marked
from pbi_desktop.ui.kit.canvas.readable import (
    island_of,
    island_spots,
    node_spot,
    said_of,
    spots_in_view,
)
from pbi_desktop.ui.kit.canvas.wish import Wish
from pbi_desktop.ui.kit.widgets.scene_view_access import ReadablePicture

_COVERED = frozenset({NodeKind.PERSON, NodeKind.HOUSEHOLD, NodeKind.PLACE})


class LookedAt(ReadablePicture):
    """Knows what is in view of a large network, in pixels and in words."""

    def __init__(self) -> None:
        super().__init__()
        self._columns: Columns | None = None
        self._marked, self._hover = Marked(-1), -1
        self._wish = Wish()
        self._camera = Camera()
        self._spots: tuple[Spot, ...] | None = None

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
    def chosen_node(self) -> int:
        """The row of the node chosen, or -1."""
        return self._marked.node

    @property
    def shows_bubbles(self) -> bool:
        """Whether islands stand for their nodes now."""
        return self._columns is not None and self._drawn(self._columns).bubbles

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
        if columns is None or self.shows_bubbles:
            return -1
        return columns.at(*self._camera.under(point.x(), point.y()), 5 / self._camera.scale)

    def island_at(self, point: QPointF) -> int:
        """Return the island whose bubble lies under a point of the widget, or -1."""
        columns = self._columns
        if columns is None or not self.shows_bubbles:
            return -1
        return columns.island_at(*self._camera.under(point.x(), point.y()))

    def said(self, node: int) -> str:
        """Return a node in words: its name if there is one, its kind, its links."""
        if self._columns is None:
            return ""
        return said_of(self._columns, node, self.words_of(node), self._wish)

    # What a screen reader meets

    @property
    def spots(self) -> tuple[Spot, ...]:
        """The node chosen, and the most important nodes or the bubbles in view."""
        columns, chosen = self._columns, self.chosen_node
        if columns is None:
            return ()
        if self._spots is None:
            camera = self._camera
            part = (*camera.under(0, 0), *camera.under(self.width(), self.height()))
            if self.shows_bubbles:
                first = (node_spot(columns, chosen, self.said(chosen)),) if chosen >= 0 else ()
                self._spots = first + island_spots(columns, part)
            else:
                self._spots = spots_in_view(columns, part, chosen, self.said, self._wish)
        return self._spots

    @property
    def chosen_key(self) -> str:
        """The key of the spot chosen; empty where none is."""
        return str(self.chosen_node) if self.chosen_node >= 0 else ""

    def place_of(self, spot: Spot) -> QRect:
        """Return where a spot stands in the widget."""
        if self._columns is None:
            return QRect()
        drawn, island = self._drawn(self._columns), island_of(spot)
        middle, radius = drawn.bubble(island) if island >= 0 else drawn.mark(int(spot.key))
        side = round(2 * radius + 8)
        return QRect(round(middle.x() - radius - 4), round(middle.y() - radius - 4), side, side)

    def _forget_spots(self) -> None:
        self._spots = None
        self.tell_spots_changed()

    def _drawn(self, columns: Columns) -> Drawn:
        return Drawn(columns, self._camera, self._wish)

    def _point(self, node: int) -> QPointF:
        found = self._columns
        if found is None:
            return QPointF()
        return QPointF(*self._camera.seen(float(found.x[node]), float(found.y[node])))
