"""The canvas: a large network as one widget, moved as pixels and drawn anew at rest."""

from itertools import islice

import numpy as np
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent

from pbi_desktop.ui.kit.canvas import walk
from pbi_desktop.ui.kit.canvas.columns import Array, Columns, Picture
from pbi_desktop.ui.kit.canvas.drawing import BUBBLES_BELOW
from pbi_desktop.ui.kit.canvas.hands import Hands
from pbi_desktop.ui.kit.canvas.marks import LARGEST
from pbi_desktop.ui.kit.canvas.overlay import Marked
from pbi_desktop.ui.kit.canvas.wish import Wish

_STEP = 1.25
_LINKS_BY_TAB = 24
_WAYS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}
_ZOOMS = {
    Qt.Key.Key_Plus: _STEP,
    Qt.Key.Key_Equal: _STEP,
    Qt.Key.Key_Minus: 1 / _STEP,
    Qt.Key.Key_0: 0.0,
}


class Canvas(Hands):
    """Shows one large network. Arrows go along links, Ctrl and arrows to the nearest, Enter opens.

    A picture is not mirrored in a right-to-left window: only its words change sides.
    """

    chosen = Signal(int)
    opened = Signal(int)
    hovered = Signal(int)
    find_wanted = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._about = -1
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_picture(self, picture: Picture, said: str = "", about: int = -1) -> None:
        """Show a network: what it says in a sentence, and the node that it is about."""
        same = self._columns is not None and self._columns.count == len(picture.x)
        self._columns = Columns(picture)
        self._about = about
        self.setAccessibleDescription(said)
        if not same:
            self._marked, self._hover = Marked(-1), -1
            self._whole, self._part = True, None
            kept = self._wish
            self._wish = Wish(clustered=kept.clustered, names_covered=kept.names_covered)
        self._fit_again()
        self._look_anew()

    def found(self, words: str, most: int = 20) -> list[int]:
        """Return the nodes whose shown name holds some words, the most important first."""
        asked = words.casefold().strip()
        if self._columns is None or not asked:
            return []
        nodes = self._columns.by_importance.tolist()
        hits = (node for node in nodes if asked in self.words_of(node).casefold())
        return list(islice(hits, most))

    def choose(self, node: int) -> None:
        """Ring a node without saying so, and bring it into view: somebody else chose it."""
        if self._columns is None or not -1 <= node < self._columns.count:
            return
        self._marked = Marked(node)
        self._spots = None
        self._bring_into_view()
        self.update()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, zoom, open and find; every other key goes on."""
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        plain = held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if key in _WAYS and (plain or held == Qt.KeyboardModifier.ControlModifier):
            self._walk(_WAYS[key], along_links=plain)
        elif plain and key in _ZOOMS:
            self.zoom(_ZOOMS[key])
        elif plain and key == Qt.Key.Key_Home:
            self._take(self._first())
        elif plain and key == Qt.Key.Key_Slash:
            self.find_wanted.emit()
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen_node >= 0:
            self.opened.emit(self.chosen_node)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Go round the links of the node chosen with Tab, and leave at their ends."""
        columns, here = self._columns, self._marked
        if columns is None or here.node < 0:
            return super().focusNextPrevChild(next)
        about = here.origin if here.origin >= 0 else here.node
        links = list(dict.fromkeys(columns.links(about).tolist()))[:_LINKS_BY_TAB]
        at = links.index(here.node) if here.origin >= 0 and here.node in links else -1
        at += 1 if next else -1
        if at == -1 and here.origin >= 0:
            self._take(about)
        elif 0 <= at < len(links):
            self._take(links[at], origin=about)
        else:
            return super().focusNextPrevChild(next)
        return True

    def _walk(self, way: tuple[float, float], *, along_links: bool) -> None:
        if self._columns is None:
            return
        if self.chosen_node < 0:
            self._take(self._first())
            return
        go = walk.linked_that_way if along_links else walk.nearest_that_way
        self._take(go(self._columns, self.chosen_node, way))

    def _first(self) -> int:
        """Return the node it is about, or the most important."""
        if self._columns is None or not self._columns.count:
            return -1
        known = 0 <= self._about < self._columns.count
        return self._about if known else int(self._columns.by_importance[0])

    def _take(self, node: int, origin: int = -1) -> None:
        """Choose a node and say so, to the program and to a screen reader."""
        if node < 0:
            return
        self.choose(node)
        self._marked = Marked(node, origin)
        self.chosen.emit(node)
        self.tell_focus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin with the one it is about, and say which node the keyboard is on."""
        super().focusInEvent(event)
        if self.chosen_node < 0 and event.reason() != Qt.FocusReason.MouseFocusReason:
            self._take(self._first())
        else:
            self.tell_focus()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Draw the node chosen without the ring of the keyboard."""
        super().focusOutEvent(event)
        self.update()

    # What the hands do

    def zoom(self, times: float, about: QPointF | None = None) -> None:
        """Come nearer by a factor; 0 shows the whole picture."""
        if self._columns is None:
            return
        least = self._fitting().scale
        self._part = None
        if not times:
            self._whole = True
            self._move_to(self._fitting())
            return
        at = about if about is not None else self._to_zoom_about()
        most = max(LARGEST / max(self._columns.usual, 1e-6), least)
        scale = min(max(self._camera.scale * times, least), most)
        self._whole = scale <= least
        moved = self._fitting() if self._whole else self._camera.zoomed(scale, at.x(), at.y())
        self._move_to(moved)

    def _to_zoom_about(self) -> QPointF:
        """Return the point of the node chosen if it is in view, else the middle."""
        at = self._point(self.chosen_node) if self.chosen_node >= 0 else QPointF(-1, -1)
        return at if self.rect().contains(at.toPoint()) else self._middle()

    def _middle(self) -> QPointF:
        return QPointF(self.width() / 2, self.height() / 2)

    def pan(self, across: float, down: float) -> None:
        """Move the picture by some pixels."""
        self._whole, self._part = False, None
        self._move_to(self._camera.moved(across, down))

    def show_part(self, nodes: Array) -> None:
        """Come so near that some nodes fill the view, and stay so until it is moved by hand."""
        columns = self._columns
        if columns is None or not len(nodes):
            return
        room = 3 * columns.usual
        x, y = columns.x[nodes], columns.y[nodes]
        part = (float(x.min()) - room, float(y.min()) - room,
                float(x.max()) + room, float(y.max()) + room)  # fmt: skip
        self._whole, self._part = False, part
        self._move_to(self._near(part))

    def press(self, point: QPointF) -> None:
        """Choose what lies under a point; come so near to a bubble that its nodes are seen."""
        island = self.island_at(point)
        if self._columns is None or island < 0:
            self._take(self.node_at(point))
            return
        inside = np.flatnonzero(self._columns.picture.islands.of_node == island)
        if len(inside):
            self.show_part(inside)
            importance = self._columns.picture.importance
            self._take(int(inside[importance[inside].argmax()]))
        if self.shows_bubbles:  # so large an island that its nodes are too small even so
            apart = 1.1 * BUBBLES_BELOW / max(self._columns.usual, 1e-6)
            self.zoom(apart / self._camera.scale)

    def press_twice(self, point: QPointF) -> None:
        """Open what lies under a point; where islands stand for their nodes, come nearer."""
        node = self.node_at(point)
        if node >= 0:
            self.opened.emit(node)
        else:
            self.zoom(_STEP**3, point)

    def hover(self, point: QPointF | None) -> None:
        """Name what lies under the mouse."""
        node = self.node_at(point) if point is not None else -1
        to_press = node >= 0 or (point is not None and self.island_at(point) >= 0)
        shape = Qt.CursorShape.PointingHandCursor if to_press else Qt.CursorShape.OpenHandCursor
        if shape != self.cursor().shape():
            self.setCursor(shape)
        if node != self._hover:
            self._hover = node
            self.hovered.emit(node)
            self.update()
