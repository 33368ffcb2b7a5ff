"""The header: where one is, one box for everything, what is saved, names, lock."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.buttons import (
    Button,
    Kind,
    key_hint_size,
    paint_key_hint,
)
from pbi_desktop.ui.kit.widgets.labels import Elided, Icon
from pbi_desktop.ui.kit.widgets.layouts import clear
from pbi_desktop.ui.kit.widgets.notices import SavedState
from pbi_desktop.ui.kit.writing import mirror, write

_TIGHT_BELOW = 900


class FindButton(QPushButton):
    """Looks like a search box and opens the palette, which is one."""

    def __init__(self) -> None:
        super().__init__("Find anyone or do anything")
        self.setAccessibleName("Find anyone or do anything")
        self.setAccessibleDescription("Shortcut Ctrl+K")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the room of a box."""
        return QSize(theme().px(330), max(theme().px(32), 24))

    def minimumSizeHint(self) -> QSize:
        """Return room for the lens and the key."""
        wide = theme().px(18) + key_hint_size("Ctrl K").width() + 32
        return QSize(wide, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a box with a lens, words while there is room, and the key."""
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(look.colour("surface" if self.underMouse() else "sunken"))
        painter.setPen(QPen(look.colour("control"), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        side, key = look.px(18), key_hint_size("Ctrl K").width()
        square = QRect(10, (self.height() - side) // 2, side, side)
        look.paint_icon(painter, mirror(self, square), "search", "ink2")
        room = QRect(side + 20, 0, self.width() - side - key - 36, self.height())
        painter.setFont(look.font("dense"))
        painter.setPen(look.colour("ink2"))
        write(painter, mirror(self, room), self.text())
        where = QRect(self.width() - key - 10, 0, key, self.height())
        paint_key_hint(painter, mirror(self, where), "Ctrl K", look.colour("ink2"))
        painter.end()


class Header(QWidget):
    """One line above the screen; in less room its words give way, its keys stay."""

    find_wanted = Signal()
    privacy_wanted = Signal()
    lock_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.find_box = FindButton()
        self.saved = SavedState()
        self.busy = Elided("", "support", "ink2")
        self.busy.hide()
        self.names = Button("Names shown", Kind.QUIET, icon="eye", key="F8")
        self.lock = Button("Lock", Kind.QUIET, icon="lock", key="Ctrl L")
        self._hidden = False
        self._parts: tuple[str, ...] = ()
        self._crumbs = QHBoxLayout()
        self._crumbs.setSpacing(6)
        line = QHBoxLayout(self)
        line.setContentsMargins(24, 11, 20, 11)
        line.setSpacing(14)
        line.addLayout(self._crumbs)
        line.addStretch(1)
        for part in (self.busy, self.find_box, self.saved, self.names, self.lock):
            line.addWidget(part)
        self.find_box.clicked.connect(self.find_wanted)
        self.names.clicked.connect(self.privacy_wanted)
        self.lock.clicked.connect(self.lock_wanted)
        theme().changed.connect(self._fit)

    @property
    def crumbs(self) -> list[str]:
        """The names of the place, outermost first."""
        return list(self._parts)

    def show_crumbs(self, parts: tuple[str, ...]) -> None:
        """Name the place, outermost first."""
        if self._parts == parts:
            return
        self._parts = parts
        clear(self._crumbs)
        for at, part in enumerate(parts):
            last = at == len(parts) - 1
            if at:
                self._crumbs.addWidget(Icon("chevron-right", 16, "ink2"))
            self._crumbs.addWidget(Elided(part, "strong" if last else "body", _tone(last=last)))

    def show_hidden(self, hidden: bool) -> None:
        """Say whether names are shown."""
        self._hidden = hidden
        self._fit()

    def show_busy(self, busy: bool) -> None:
        """Say that something takes its time."""
        self.busy.say("Working…" if busy else "")
        self.busy.setVisible(busy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give up words in less room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        tight = self.width() < theme().px(_TIGHT_BELOW)
        names = "Names hidden" if self._hidden else "Names shown"
        self.names.show_words(names, icon="eye-off" if self._hidden else "eye", tight=tight)
        self.lock.show_words("Lock", icon="lock", tight=tight)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground and the line below it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().colour("surface"))
        painter.setPen(theme().colour("line"))
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
        painter.end()


def _tone(*, last: bool) -> str:
    return "ink" if last else "ink2"
