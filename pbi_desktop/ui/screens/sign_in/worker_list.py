"""Who works here: a list to choose from by arrows, by typing a part of the name, or by mouse."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from pbi_desktop.ui.kit.text_guard import tip
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.announcements import announce
from pbi_desktop.ui.kit.widgets.choices import SearchBox
from pbi_desktop.ui.kit.widgets.labels import initials, label, paint_initials
from pbi_desktop.ui.kit.writing import write
from pbi_desktop.ui.screens.sign_in.facts import WorkerLine, about, found

_WORKER = int(Qt.ItemDataRole.UserRole)
_SIDE = 36
_INSET = 12
_SHOWN = 7


class _List(QListWidget):
    """The lines; letters typed here go to the search above."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Workers")
        self.setItemDelegate(_Painter(self))
        self.setProperty("ringRadius", 8)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        theme().changed.connect(self.doItemsLayout)

    def sizeHint(self) -> QSize:
        """Return the height of a few lines."""
        rows = min(max(self.count(), 1), _SHOWN)
        return QSize(theme().px(420), rows * _tall() + 6)

    def minimumSizeHint(self) -> QSize:
        """Return the height of two lines."""
        return QSize(theme().px(200), 2 * _tall())


def _tall() -> int:
    return theme().px(54)


class WorkerList(QWidget):
    """A search and the workers who fit it; Enter chooses, from either."""

    chosen = Signal(str)  # login

    def __init__(self) -> None:
        super().__init__()
        self._workers: tuple[WorkerLine, ...] = ()
        self.search = SearchBox("Search by name, job or site", "Search by name, job or site")
        self.list = _List()
        self._nobody = label("Nobody here fits that. Type less of the name.", "body", tone="ink2")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        for part in (self.search, self.list, self._nobody):
            box.addWidget(part)
        self._nobody.hide()
        self.search.textChanged.connect(self._fill)
        self.list.itemDoubleClicked.connect(self._choose_current)
        self.setFocusProxy(self.search)

    @property
    def names(self) -> list[str]:
        """The workers shown."""
        return [str(self.list.item(at).text()) for at in range(self.list.count())]

    @property
    def login(self) -> str:
        """The login of the line that is chosen, or nothing."""
        item = self.list.currentItem()
        return str(item.data(_WORKER).login) if item is not None else ""

    def show_workers(self, workers: Sequence[WorkerLine]) -> None:
        """Show these workers; the first is chosen."""
        self._workers = tuple(workers)
        self._fill()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the arrows move in the list while one types, and Enter choose."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step:
            self._move(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose_current()
        else:
            super().keyPressEvent(event)

    def _move(self, step: int) -> None:
        at = max(0, min(self.list.currentRow() + step, self.list.count() - 1))
        self.list.setCurrentRow(at)
        item = self.list.currentItem()
        if item is not None and self.search.hasFocus():
            announce(self.list, str(item.data(Qt.ItemDataRole.AccessibleTextRole)))

    def _choose_current(self) -> None:
        if self.login:
            self.chosen.emit(self.login)

    def _fill(self) -> None:
        before = self.login
        self.list.clear()
        fitting = found(self._workers, self.search.text())
        for worker in fitting:
            item = QListWidgetItem(worker.name)
            item.setData(_WORKER, worker)
            spoken = f"{worker.name}, {about(worker)}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            item.setToolTip(tip(spoken))
            self.list.addItem(item)
        logins = [worker.login for worker in fitting]
        self.list.setCurrentRow(logins.index(before) if before in logins else 0)
        self.list.setVisible(bool(fitting))
        self._nobody.setVisible(not fitting)
        self.list.updateGeometry()


class _Painter(QStyledItemDelegate):
    """Draws initials, the name, and below it job, agency and site."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one worker."""
        worker: WorkerLine = index.data(_WORKER)
        rect: QRect = option.rect
        look = theme()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(look.colour("primary"), 2))
            painter.setBrush(look.colour("primary_soft"))
            painter.drawRoundedRect(QRectF(rect).adjusted(2, 2, -2, -2), 8, 8)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        side, middle = look.px(_SIDE), rect.center().y()
        left = rect.right() - _INSET - side if mirrored else rect.left() + _INSET
        paint_initials(painter, QRect(left, middle - side // 2, side, side), initials(worker.name))
        shift = _INSET + side + 12
        room = rect.adjusted(_INSET if mirrored else shift, 5, 0, -5)
        room.setRight(rect.right() - (shift if mirrored else _INSET))
        half = room.height() // 2
        for top, words, role, tone in (
            (room.top(), worker.name, "strong", "ink"),
            (room.top() + half, about(worker), "support", "ink2"),
        ):
            painter.setFont(look.font(role))
            painter.setPen(look.colour(tone))
            write(painter, QRect(room.left(), top, room.width(), half), words)
        painter.restore()

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of two lines of words."""
        return QSize(theme().px(200), _tall())
