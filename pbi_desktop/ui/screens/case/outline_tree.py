"""The network as a tree of sentences: walked with the arrows, read out line by line."""

from PySide6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
)

from pbi_desktop.domain.ties import Outline
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.screens.case.network_words import Adding
from pbi_desktop.ui.screens.case.outline_model import (
    ADDING_ROLE,
    DETAIL_ROLE,
    HEAD_ROLE,
    NODE_ROLE,
    OFFER_ROLE,
    TITLE_ROLE,
    Index,
    OutlineModel,
    rows_of,
)

_PAD = 6
_OF_A_TIE = frozenset(
    {
        *(Qt.Key.Key_T, Qt.Key.Key_N, Qt.Key.Key_F2, Qt.Key.Key_Delete),
        *(Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5, Qt.Key.Key_6),
    }
)
_WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop)


class _Painter(QStyledItemDelegate):
    """Draws a title and, under it, its sentence; as many lines as it takes."""

    def __init__(self, tree: "OutlineTree") -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the room of title and sentence at the width there is."""
        del option
        width = self._tree.room_of(index)
        title, detail = self._heights(index, width)
        under = 0 if self._beside(index, width) else detail
        return QSize(width, title + under + 2 * _PAD)

    def _beside(self, index: Index, width: int) -> bool:
        """Say whether a part's count has room at the end of its title's line."""
        if not index.data(HEAD_ROLE):
            return False
        look = theme()
        title = QFontMetrics(look.font("strong")).horizontalAdvance(index.data(TITLE_ROLE))
        count = QFontMetrics(look.font("support")).horizontalAdvance(index.data(DETAIL_ROLE))
        return title + count + look.px(16) <= width

    def _heights(self, index: Index, width: int) -> tuple[int, int]:
        look = theme()
        heights = []
        for role, font in ((TITLE_ROLE, self._title_font(index)), (DETAIL_ROLE, "support")):
            words = index.data(role)
            box = QRect(0, 0, max(width, 60), 100_000)
            metrics = QFontMetrics(look.font(font))
            heights.append(metrics.boundingRect(box, _WRAPPED, words).height() if words else 0)
        return heights[0], heights[1]

    def _title_font(self, index: Index) -> str:
        return "strong" if index.data(HEAD_ROLE) else "dense-strong"

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line of the outline."""
        look = theme()
        rect: QRect = option.rect
        painter.save()
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # each text its own
        if option.state & QStyle.StateFlag.State_Selected:
            self._paint_chosen(painter, rect)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        flags = _flags(right=mirrored)
        width = self._tree.room_of(index)
        title, _detail = self._heights(index, width)
        room = rect.adjusted(_PAD, _PAD, -_PAD, 0)
        painter.setFont(look.font(self._title_font(index)))
        painter.setPen(look.colour("primary" if index.data(OFFER_ROLE) else "ink"))
        painter.drawText(room, flags, index.data(TITLE_ROLE))
        painter.setFont(look.font("support"))
        painter.setPen(look.colour("ink2"))
        if self._beside(index, width):
            painter.drawText(room, _flags(right=not mirrored), index.data(DETAIL_ROLE))
        else:
            painter.drawText(room.adjusted(0, title, 0, 0), flags, index.data(DETAIL_ROLE))
        painter.restore()

    def _paint_chosen(self, painter: QPainter, rect: QRect) -> None:
        look = theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("ink"), 2))
        painter.setBrush(look.colour("primary_soft"))
        painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 6, 6)


def _flags(*, right: bool) -> int:
    """Return how a text that wraps stands at one side, each text in its own direction."""
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignAbsolute) | _WRAPPED


class OutlineTree(QTreeView):
    """Sections with their lines; every line is one spoken sentence.

    Who may write meets an offer under each part that is empty, and adds with T from any line.
    """

    add_wanted = Signal(object)  # Adding
    chosen = Signal(str)  # the node of the line the keyboard came to

    def __init__(self, privacy: Privacy) -> None:
        super().__init__()
        self._may_write = False
        self._privacy = privacy
        self._model = OutlineModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_Painter(self))
        self.setAccessibleName("The network in words")
        self.setHeaderHidden(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setExpandsOnDoubleClick(True)
        self.setProperty("ringRadius", 4)
        self.setIndentation(theme().px(22))
        self.expanded.connect(self.updateGeometry)
        self.collapsed.connect(self.updateGeometry)
        self.clicked.connect(self._take_offer)
        self.selectionModel().currentChanged.connect(self._tell)
        theme().changed.connect(self._remeasure)

    @property
    def sentences(self) -> list[str]:
        """Every line as it is read out, in order."""
        rows = [row for part in self._model.parts for row in (part, *part.lines)]
        return [row.spoken for row in rows if not row.is_offer]

    @property
    def node(self) -> str:
        """The node of the line the keyboard is on; empty where it is on none."""
        return str(self.currentIndex().data(NODE_ROLE) or "")

    def show_outline(self, outline: Outline, *, may_write: bool = False) -> None:
        """Show every section, open, with the keyboard on the line where it was."""
        here = self.node
        self._may_write = may_write
        self._model.show_parts(rows_of(outline, self._privacy, may_write=may_write))
        self.expandAll()
        self.updateGeometry()
        self.go_to(here)

    def go_to(self, node: str) -> QModelIndex:
        """Put the keyboard on the line of a node, if it is there; return that line."""
        found = self._index_of(node) if node else QModelIndex()
        if found.isValid():
            self.setCurrentIndex(found)
        return found

    def _index_of(self, node: str) -> QModelIndex:
        for at in range(self._model.rowCount()):
            section = self._model.index(at, 0)
            for row in range(self._model.rowCount(section)):
                line = self._model.index(row, 0, section)
                if line.data(NODE_ROLE) == node:
                    return line
        return QModelIndex()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Add to the part the keyboard is on with T; take an offer with Enter or Space."""
        here = self.currentIndex()
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        takes = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if plain and here.data(NODE_ROLE) and event.key() in _OF_A_TIE:
            event.ignore()  # the page does with a tie what is done with it in the picture, too
        elif plain and self._may_write and event.key() == Qt.Key.Key_T:
            self.add_wanted.emit(Adding(here.data(ADDING_ROLE) or Adding.HOME))
        elif plain and takes and here.data(OFFER_ROLE):
            self._take_offer(here)
        else:
            super().keyPressEvent(event)

    def _tell(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.chosen.emit(str(now.data(NODE_ROLE) or ""))

    def add_to(self, node: str) -> None:
        """Ask for something to be added to the part that a node is in."""
        if self._may_write:
            self.add_wanted.emit(Adding(self._index_of(node).data(ADDING_ROLE) or Adding.HOME))

    def _take_offer(self, index: QModelIndex) -> None:
        if index.data(OFFER_ROLE):
            self.add_wanted.emit(Adding(index.data(ADDING_ROLE)))

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:  # noqa: N802 - Qt
        """Draw the sign of an open or closed part, and nothing before a line."""
        painter.fillRect(rect, theme().colour("surface"))  # Qt fills it for the line chosen
        if not index.parent().isValid():
            super().drawBranches(painter, rect, index)

    def room_of(self, index: Index) -> int:
        """Return how wide the words of a line may be."""
        depth = 2 if index.parent().isValid() else 1
        return self.viewport().width() - depth * self.indentation() - 2 * _PAD

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure again for another width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._remeasure()

    def sizeHint(self) -> QSize:
        """Return the room of every open line: the page scrolls, not the tree."""
        tall = sum(self._tall(self._model.index(at, 0)) for at in range(self._model.rowCount()))
        return QSize(theme().px(320), tall + 4)

    def minimumSizeHint(self) -> QSize:
        """Return the same height: no line is cut."""
        return QSize(theme().px(200), self.sizeHint().height())

    def _tall(self, index: QModelIndex) -> int:
        own = self.itemDelegate().sizeHint(QStyleOptionViewItem(), index).height()
        if not self.isExpanded(index):
            return own
        rows = range(self._model.rowCount(index))
        return own + sum(self._tall(self._model.index(at, 0, index)) for at in rows)

    def _remeasure(self) -> None:
        self.setIndentation(theme().px(22))
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()
