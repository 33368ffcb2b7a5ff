"""The rail: the sections that are built, what waits in each, and who is signed in."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from pbi_desktop.ui.kit.text_guard import tip
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.labels import Avatar, label, rule
from pbi_desktop.ui.kit.widgets.layouts import scrolled
from pbi_desktop.ui.kit.writing import mirror, write

WIDE, NARROW = 200, 64
_PAD = 14


@dataclass(frozen=True)
class Place:
    """One place the rail leads to; `number` is its Ctrl+number, 0 for none."""

    address: str
    title: str
    icon: str
    number: int = 0


class RailItem(QPushButton):
    """One line of the rail: icon, word and how many things wait there for the worker."""

    step_wanted = Signal(int)

    def __init__(self, place: Place) -> None:
        super().__init__(place.title)
        self.place = place
        self._waiting = 0
        self._narrow = False
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("ringRadius", 8)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._name_it()

    @property
    def waiting(self) -> int:
        """How many things wait here."""
        return self._waiting

    def set_waiting(self, waiting: int) -> None:
        """Show how many things wait here; none shows nothing."""
        self._waiting = waiting
        self._name_it()
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        """Show the icon alone; the word becomes the tooltip."""
        self._narrow = narrow
        self._name_it()
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move along the rail with Up and Down, as well as with Tab."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step:
            self.step_wanted.emit(step)  # not by ignoring it: what scrolls would take the key
        else:
            super().keyPressEvent(event)

    def _name_it(self) -> None:
        waiting = f", {self._waiting} waiting for you" if self._waiting else ""
        self.setAccessibleName(f"{self.place.title}{waiting}")
        key = f"Ctrl+{self.place.number}" if self.place.number else ""
        self.setAccessibleDescription(f"Shortcut {key}" if key else "")
        words = f"{self.place.title}  {key}".strip()
        self.setToolTip(tip(words if self._narrow else key))

    def sizeHint(self) -> QSize:
        """Return the height of one line; the width is the rail's."""
        look = theme()
        if self._narrow:
            return QSize(look.px(22) + 2 * 10, look.px(40))
        words = QFontMetrics(look.font("body")).horizontalAdvance(self.text())
        return QSize(words + look.px(18) + 2 * _PAD + 8, look.px(40))

    def minimumSizeHint(self) -> QSize:
        """Return the same: a word of the rail is never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground of the section in view, its mark, the icon, word and number."""
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self.isChecked() or self.underMouse()
        if lit:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("rail_selected"))
            painter.drawRoundedRect(self.rect(), 8, 8)
        ink = look.colour("rail_ink" if lit else "rail_ink2")
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("badge"))
            painter.drawRoundedRect(mirror(self, QRect(0, 8, 4, self.height() - 16)), 2, 2)
        self._paint_words(painter, ink)
        painter.end()

    def _paint_words(self, painter: QPainter, ink: QColor) -> None:
        look = theme()
        side = look.px(18)
        left = (self.width() - side) // 2 if self._narrow else _PAD
        square = QRect(left, (self.height() - side) // 2, side, side)
        look.paint_icon(painter, mirror(self, square), self.place.icon, ink.name())
        if self._narrow:
            self._paint_dot(painter)
            return
        painter.setFont(look.font("dense-strong" if self.isChecked() else "body"))
        painter.setPen(ink)
        start = left + side + _PAD
        room = QRect(start, 0, self.width() - start - 8, self.height())
        write(painter, mirror(self, room), self.text())
        if self._waiting:
            painter.setFont(look.font("dense", tabular=True))
            end = QRect(0, 0, self.width() - 12, self.height())
            write(painter, mirror(self, end), str(self._waiting), at_end=True)

    def _paint_dot(self, painter: QPainter) -> None:
        if self._waiting:
            side = theme().px(8)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().colour("badge"))
            painter.drawEllipse(mirror(self, QRect(self.width() - side - 8, 6, side, side)))


class Rail(QWidget):
    """The sections above, help and settings below, and the worker who is signed in."""

    chosen = Signal(str)

    def __init__(self, team: str, worker: str, role: str) -> None:
        super().__init__()
        self._items: dict[str, RailItem] = {}
        self._narrow = False
        self._words: list[QWidget] = []
        self._sections, self._below = _column(4), _column(2)
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(8, 8, 8, 8)
        box.addLayout(self._sections)
        box.addStretch(1)
        box.addLayout(self._below)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 10, 0, 12)
        outer.setSpacing(4)
        outer.addWidget(self._signpost("PBI", team, "Place team", square=True))
        middle = scrolled(inside)
        middle.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer.addWidget(middle, 1)
        outer.addWidget(rule())
        outer.addWidget(self._signpost(worker, worker, role))
        theme().changed.connect(self._fit)
        self._fit()

    def _signpost(self, mark: str, name: str, about: str, *, square: bool = False) -> QWidget:
        line = QHBoxLayout()
        line.setContentsMargins(16, 8, 12, 8)
        line.setSpacing(10)
        line.addWidget(Logo(mark) if square else Avatar(mark, 34, tone="badge"))
        words = QVBoxLayout()
        words.setSpacing(0)
        for text, role, tone in ((name, "strong", "rail_ink"), (about, "support", "rail_ink2")):
            part = label(text, role, tone=tone, wrap=True)
            words.addWidget(part)
            self._words.append(part)
        line.addLayout(words, 1)
        holder = QWidget()
        holder.setLayout(line)
        holder.setToolTip(tip(f"{name}, {about}"))
        return holder

    def add(self, place: Place, *, below: bool = False) -> RailItem:
        """Add a place, among the sections or below with help and settings."""
        item = RailItem(place)
        item.set_narrow(self._narrow)
        item.clicked.connect(self._clicked)
        item.step_wanted.connect(self._step)
        self._items[place.address] = item
        (self._below if below else self._sections).addWidget(item)
        return item

    def item(self, address: str) -> RailItem | None:
        """Return the line of an address, if the rail has one."""
        return self._items.get(address)

    def items(self) -> list[RailItem]:
        """Return every line, from the top."""
        return list(self._items.values())

    def select(self, address: str) -> None:
        """Light the section in view, or none."""
        for own, item in self._items.items():
            item.setChecked(own == address)

    def set_narrow(self, narrow: bool) -> None:
        """Become icons with tooltips, or words again."""
        self._narrow = narrow
        for item in self._items.values():
            item.set_narrow(narrow)
        for words in self._words:
            words.setVisible(not narrow)
        self._fit()

    @property
    def narrow(self) -> bool:
        """Whether only icons are shown."""
        return self._narrow

    def _step(self, step: int) -> None:
        items = self.items()
        at = next((i for i, item in enumerate(items) if item.hasFocus()), 0)
        items[(at + step) % len(items)].setFocus(Qt.FocusReason.TabFocusReason)

    def _clicked(self) -> None:
        item = self.sender()
        if isinstance(item, RailItem):
            item.setChecked(True)
            self.chosen.emit(item.place.address)

    def _fit(self) -> None:
        scale = theme().look.scale
        self.setFixedWidth(round(32 + 32 * scale) if self._narrow else round(WIDE * scale))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the rail's own ground."""
        look = theme()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour("rail"))
        if not look.palette.soft_fills:
            painter.setPen(look.colour("rail_ink"))
            painter.drawLine(self.rect().topRight(), self.rect().bottomRight())
        painter.end()


class Logo(QWidget):
    """The team's square."""

    def __init__(self, letters: str) -> None:
        super().__init__()
        self._letters = letters
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the square at this text scale."""
        side = theme().px(32)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the letters on their ground."""
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("badge"))
        painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        font = look.font("support")
        font.setWeight(font.Weight.Bold)
        painter.setFont(font)
        painter.setPen(look.colour("on_badge"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._letters)
        painter.end()


def _column(spacing: int) -> QVBoxLayout:
    made = QVBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(spacing)
    return made
