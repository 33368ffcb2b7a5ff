"""A table to read and to open from: rows are objects, columns say what to show of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from pbi_desktop.ui.kit.clipboard import Copies
from pbi_desktop.ui.kit.copying import as_html, as_tabs
from pbi_desktop.ui.kit.stages import paint_stage
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.table_heading import Arrangement, Heading, arrangement_from
from pbi_desktop.ui.kit.writing import write

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
CELL_ROLE = ROW_ROLE + 1
_TOP = QModelIndex()
_GAP = 8


@dataclass(frozen=True)
class Cell:
    """What one cell shows: words, perhaps a quieter second part, an icon or a stage."""

    text: str
    about: str = ""
    tone: str = "ink"
    role: str = "dense"
    icon: str = ""
    stage: int | None = None
    hollow: bool = False

    @property
    def words(self) -> str:
        """All the words, as they are read aloud and copied."""
        return f"{self.text} {self.about}".strip()


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column: its heading, what it shows of a row, and how it sorts (not at all: None)."""

    title: str
    cell: Callable[[R], Cell | str]
    sort: Callable[[R], Any] | None = None
    stretch: bool = False
    trailing: bool = False


class RowModel(QAbstractTableModel, Generic[R]):
    """Rows in the order given, or sorted in Python by one column."""

    def __init__(self, columns: Sequence[Column[R]]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._given: list[R] = []
        self._rows: list[R] = []
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None

    @property
    def rows(self) -> list[R]:
        """The rows as they are shown."""
        return list(self._rows)

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show these rows instead of any before."""
        self.beginResetModel()
        self._given = list(rows)
        self._rows = self._in_order()
        self.endResetModel()

    def rowCount(self, parent: Index = _TOP) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _TOP) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return the words of a cell, the whole cell, or the row itself."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        cell = self._cell(row, index.column())
        if role == CELL_ROLE:
            return cell
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return cell.words
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> object:
        """Return a heading."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignTrailing if self.columns[section].trailing else None
            return int((side or Qt.AlignmentFlag.AlignLeading) | Qt.AlignmentFlag.AlignVCenter)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column, or return to the order given."""
        sorts = 0 <= column < len(self.columns) and self.columns[column].sort is not None
        self.layoutAboutToBeChanged.emit()
        self._sorted_by = (column, order) if sorts else None
        self._rows = self._in_order()
        self.layoutChanged.emit()

    def _in_order(self) -> list[R]:
        if self._sorted_by is None:
            return list(self._given)
        column, order = self._sorted_by
        down = order == Qt.SortOrder.DescendingOrder
        return sorted(self._given, key=self.columns[column].sort, reverse=down)  # type: ignore[arg-type,type-var]

    def _cell(self, row: R, column: int) -> Cell:
        found = self.columns[column].cell(row)
        return Cell(found) if isinstance(found, str) else found


class _Painter(QStyledItemDelegate):
    """Draws a cell from its tokens: stage or icon, words, quieter words; a line under each row."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        cell: Cell = index.data(CELL_ROLE)
        rect: QRect = option.rect
        look = theme()
        painter.save()
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.colour("primary_soft"))
            if index.column() == 0:  # a bar as well: the soft ground alone is too faint a sign
                left = rect.right() - 3 if mirrored else rect.left()
                painter.fillRect(QRect(left, rect.top(), 4, rect.height()), look.colour("primary"))
        painter.setPen(look.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        room = rect.adjusted(_GAP, 0, -_GAP, 0)
        room = self._paint_mark(painter, cell, room, mirrored=mirrored)
        self._paint_words(painter, cell, room, at_end=self._trailing(index))
        painter.restore()

    def _trailing(self, index: Index) -> bool:
        model = index.model()
        return isinstance(model, RowModel) and model.columns[index.column()].trailing

    def _paint_mark(self, painter: QPainter, cell: Cell, room: QRect, *, mirrored: bool) -> QRect:
        if cell.stage is None and not cell.icon:
            return room
        look = theme()
        side = look.px(15 if cell.stage is not None else 17)
        left = room.right() - side + 1 if mirrored else room.left()
        box = QRect(left, room.center().y() - side // 2, side, side)
        if cell.stage is not None:
            paint_stage(painter, QRectF(box), cell.stage, hollow=cell.hollow)
        else:
            look.paint_icon(painter, box, cell.icon, "ink2" if cell.tone == "ink" else cell.tone)
        shift = side + _GAP
        return room.adjusted(0, 0, -shift, 0) if mirrored else room.adjusted(shift, 0, 0, 0)

    def _paint_words(self, painter: QPainter, cell: Cell, room: QRect, *, at_end: bool) -> None:
        look = theme()
        font = look.font(cell.role, tabular=True)
        painter.setFont(font)
        colour = look.colour(cell.tone)
        if cell.stage is not None:
            colour = QColor(look.palette.stages[cell.stage])
        painter.setPen(colour)
        used = write(painter, room, cell.text, at_end=at_end) + _GAP
        if cell.about and used < room.width():
            painter.setFont(look.font("support", tabular=True))
            painter.setPen(look.colour("ink2"))
            mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
            ends_right = mirrored != at_end
            rest = room.adjusted(0, 0, -used, 0) if ends_right else room.adjusted(used, 0, 0, 0)
            write(painter, rest, cell.about, at_end=at_end)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the room for everything the cell shows."""
        del option
        cell: Cell = index.data(CELL_ROLE)
        look = theme()
        width = _advance(cell.role, cell.text) + 2 * _GAP + 2
        if cell.about:
            width += _advance("support", cell.about) + _GAP
        if cell.icon or cell.stage is not None:
            width += look.px(17) + _GAP
        return QSize(width, look.px(look.look.density.row))


def _advance(role: str, text: str) -> int:
    return QFontMetrics(theme().font(role, tabular=True)).horizontalAdvance(text)


class Table(QTableView, Generic[R]):
    """Rows to choose with the arrows; Enter or a double click opens, Tab leaves, Ctrl+C copies."""

    opened = Signal(object)
    chosen = Signal(object)
    arranged = Signal()
    """Somebody made a column wider, moved it, or sorted by it."""

    def __init__(
        self, name: str, columns: Sequence[Column[R]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.rows_model: RowModel[R] = RowModel(columns)
        self.copies = Copies(self)
        self._most_rows = 0
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None
        self._heading = Heading(self)
        self._own_widths: dict[int, int] = {}
        self.setHorizontalHeader(self._heading)
        self.setModel(self.rows_model)
        self.setItemDelegate(_Painter(self))
        self.setAccessibleName(name)
        self._behave()
        self._lay_out(columns)
        self.doubleClicked.connect(self._open)
        self.selectionModel().selectionChanged.connect(self._choose)
        theme().changed.connect(self._refit)
        self._refit()

    def _behave(self) -> None:
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSortingEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setProperty("ringRadius", 4)
        for words, do in (
            ("Copy", self.copy),
            ("Copy as table", self.copy_all),
            ("Columns as they were", self.arrange_anew),
        ):
            action = QAction(words, self)
            action.triggered.connect(do)
            self.addAction(action)

    def _lay_out(self, columns: Sequence[Column[R]]) -> None:
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(any(column.sort for column in columns))
        header.setSortIndicatorShown(False)
        header.setSortIndicatorClearable(True)
        header.setStretchLastSection(not any(column.stretch for column in columns))
        header.sectionClicked.connect(self._sort)
        header.setSectionsMovable(True)
        header.sectionMoved.connect(self._move_column)
        self._heading.widened.connect(self._widen)
        for at, column in enumerate(columns):
            if column.stretch:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)

    @property
    def rows(self) -> list[R]:
        """The rows as they are shown."""
        return self.rows_model.rows

    @property
    def current(self) -> R | None:
        """The row chosen, or nothing: a row that the keyboard only came to is not chosen yet."""
        chosen = self.selectionModel().selectedRows()
        found: R | None = chosen[0].data(ROW_ROLE) if chosen else None
        return found

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show these rows; the row chosen before stays chosen, also where it has changed since."""
        before = self.current
        self.rows_model.show_rows(rows)
        self._refit()
        if before is not None:
            stays = [at for at, row in enumerate(self.rows) if _is_same(before, row)]
            if stays:
                self.selectRow(stays[0])

    def show_at_most(self, rows: int) -> None:
        """Be as tall as its rows, up to this many; more scroll inside."""
        self._most_rows = rows
        self._refit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Ctrl+C copies; Qt's own keys do the rest."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(  # noqa: N802 - Qt
        self, event: QContextMenuEvent
    ) -> None:
        """Show what can be done with the table: Shift+F10, the menu key, a right click."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self.actions())
        menu.popup(event.globalPos())

    def copy(self) -> None:
        """Copy the row chosen, or all of them, with headings, for a spreadsheet."""
        current = self.current
        self._copy(self.rows if current is None else [current])

    def copy_all(self) -> None:
        """Copy every row as it is shown, with headings, for a spreadsheet."""
        self._copy(self.rows)

    def _copy(self, rows: Sequence[R]) -> None:
        columns = self.rows_model.columns
        headings = [column.title for column in columns]
        lines = [[self._words(column, row) for column in columns] for row in rows]
        self.copies.put(as_tabs(headings, lines), as_html(headings, lines))

    def _words(self, column: Column[R], row: R) -> str:
        found = column.cell(row)
        words = found if isinstance(found, str) else found.words
        return " ".join(words.split())

    def _open(self, index: Index) -> None:
        if index.isValid():
            self.opened.emit(index.data(ROW_ROLE))

    def _choose(self) -> None:
        if self.current is not None:
            self.chosen.emit(self.current)

    def _sort(self, section: int) -> None:
        """Sort up, then down, then not at all: the order given comes back."""
        if self.rows_model.columns[section].sort is None:
            return
        up, down = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        following = {(section, up): (section, down), (section, down): None}
        self._sort_by(following.get(self._sorted_by or (-1, up), (section, up)))
        self.arranged.emit()

    def _sort_by(self, by: tuple[int, Qt.SortOrder] | None) -> None:
        self._sorted_by = by
        header = self.horizontalHeader()
        header.setSortIndicatorShown(by is not None)
        column, order = by or (-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicator(column, order)
        self.rows_model.sort(column, order)

    # How somebody arranged the columns

    @property
    def arrangement(self) -> str:
        """The order of the columns, the widths somebody chose, and what they sorted by."""
        order = tuple(self._heading.logicalIndex(at) for at in range(self._heading.count()))
        column, way = self._sorted_by or (-1, Qt.SortOrder.AscendingOrder)
        widths = tuple(sorted(self._own_widths.items()))
        down = way == Qt.SortOrder.DescendingOrder
        return Arrangement(order, widths, column, down).text()

    def arrange(self, kept: str) -> None:
        """Arrange the columns as they were kept; a text that does not fit changes nothing."""
        found = arrangement_from(kept, self.rows_model.columnCount())
        if found is None:
            return
        before = self._heading.blockSignals(True)
        for to, column in enumerate(found.order):
            self._heading.moveSection(self._heading.visualIndex(column), to)
        self._heading.blockSignals(before)
        self._own_widths = dict(found.widths)
        up, down = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        sorts = found.sorted_by >= 0 and self.rows_model.columns[found.sorted_by].sort is not None
        self._sort_by((found.sorted_by, down if found.downwards else up) if sorts else None)
        self._refit()

    def arrange_anew(self) -> None:
        """Put the columns back as they come."""
        self.arrange(Arrangement(tuple(range(self.rows_model.columnCount()))).text())
        self.arranged.emit()

    def _move_column(self, *_places: int) -> None:
        self.arranged.emit()

    def _widen(self, column: int, wide: int) -> None:
        self._own_widths[column] = wide
        self.arranged.emit()

    def _refit(self) -> None:
        look = theme()
        self.verticalHeader().setDefaultSectionSize(look.px(look.look.density.row))
        for at, column in enumerate(self.rows_model.columns):
            if at in self._own_widths:
                self.setColumnWidth(at, self._own_widths[at])
            elif not column.stretch:
                self.resizeColumnToContents(at)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the height of the heading and the rows it may show."""
        look = theme()
        row = look.px(look.look.density.row)
        shown = min(max(len(self.rows), 1), self._most_rows or 8)
        return QSize(look.px(320), self.horizontalHeader().sizeHint().height() + shown * row + 2)

    def minimumSizeHint(self) -> QSize:
        """Return room for the heading and three rows, or for all it may show."""
        if self._most_rows:
            return QSize(theme().px(200), self.sizeHint().height())
        return QSize(theme().px(200), min(self.sizeHint().height(), theme().px(160)))


def _is_same(before: object, row: object) -> bool:
    """Say whether a row stands for the same thing: by its id where it has one."""
    known = getattr(before, "id", None)
    return row == before if known is None else getattr(row, "id", None) == known
