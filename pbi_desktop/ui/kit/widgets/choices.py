"""Choices: a box to tick, one of a few, one of many, and the search box."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from pbi_desktop.ui.kit.text_guard import PlainLine
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.chips import ToggleChip
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Flow
from pbi_desktop.ui.kit.writing import mirror, write


def paint_box(painter: QPainter, box: QRect, *, ticked: bool, enabled: bool) -> None:
    """Draw a box to tick."""
    look = theme()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(look.colour("primary" if ticked and enabled else "surface"))
    edge = "line" if not enabled else "primary" if ticked else "control"
    painter.setPen(QPen(look.colour(edge), 2))
    painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 4, 4)
    if ticked:
        inset = box.width() // 8
        tick = box.adjusted(inset, inset, -inset, -inset)
        look.paint_icon(painter, tick, "check", "on_primary" if enabled else "ink3")
    painter.restore()


class Check(QCheckBox):
    """A box to tick with its words beside it; the words can be clicked too."""

    def __init__(self, text: str, *, on: bool = False, role: str = "dense-strong") -> None:
        super().__init__(text)
        self._role = role
        self.setChecked(on)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Return the room for the box and the words."""
        look = theme()
        words = QFontMetrics(look.font(self._role)).size(0, self.text())
        side = look.px(20)
        return QSize(side + 10 + words.width() + 2, max(words.height(), side, 24) + 4)

    def minimumSizeHint(self) -> QSize:
        """Return the same: the words are never cut."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802 - Qt
        """Take a click anywhere on the box or its words."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box, then the words."""
        look = theme()
        side = look.px(20)
        painter = QPainter(self)
        box = mirror(self, QRect(0, (self.height() - side) // 2, side, side))
        paint_box(painter, box, ticked=self.isChecked(), enabled=self.isEnabled())
        painter.setFont(look.font(self._role))
        painter.setPen(look.colour("ink" if self.isEnabled() else "ink3"))
        room = mirror(self, self.rect().adjusted(side + 10, 0, 0, 0))
        write(painter, room, self.text())
        painter.end()


class Choice(QWidget):
    """One of a few, all in sight: "not asked", "asked, none" and "does not want to say"."""

    chosen = Signal(str)

    def __init__(self, text: str, options: Mapping[str, str], *, value: str = "") -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._chips: dict[str, ToggleChip] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(label(text, "field"))
        flow = Flow()
        for key, words in options.items():
            chip = ToggleChip(words, on=key == value)
            chip.setAccessibleName(f"{text}: {words}")
            chip.clicked.connect(self._clicked)
            self._group.addButton(chip)
            self._chips[key] = chip
            flow.addWidget(chip)
        box.addLayout(flow)
        self.setAccessibleName(text)

    @property
    def value(self) -> str:
        """The key of what is chosen, or nothing."""
        return next((key for key, chip in self._chips.items() if chip.isChecked()), "")

    def choose(self, key: str) -> None:
        """Choose one, without news of it."""
        self._chips[key].setChecked(True)

    def choose_none(self) -> None:
        """Have nothing chosen, as before the first answer."""
        self._group.setExclusive(False)
        for chip in self._chips.values():
            chip.setChecked(False)
        self._group.setExclusive(True)

    def land(self) -> None:
        """Put the keyboard on what is chosen, or on the first."""
        chips = list(self._chips.values())
        for chip in [one for one in chips if one.isChecked()] or chips[:1]:
            chip.setFocus(Qt.FocusReason.TabFocusReason)

    def _clicked(self) -> None:
        self.chosen.emit(self.value)


class Pick(QComboBox):
    """One of many from a list. The wheel scrolls the page and never changes the choice."""

    chosen = Signal(str)

    def __init__(self, name: str, options: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_options(options)
        self.activated.connect(self._say)

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer these, each a key and its words."""
        self.clear()
        for key, words in options:
            self.addItem(words, key)

    @property
    def value(self) -> str:
        """The key of what is chosen, or nothing."""
        found = self.currentData()
        return found if isinstance(found, str) else ""

    def choose(self, key: str) -> None:
        """Choose one, without news of it; one that is not offered changes nothing."""
        place = self.findData(key)
        if place >= 0:
            self.setCurrentIndex(place)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box as Qt does, then our arrow."""
        super().paintEvent(event)
        side = theme().px(18)
        painter = QPainter(self)
        where = QRect(self.width() - side - 10, (self.height() - side) // 2, side, side)
        where = mirror(self, where)
        theme().paint_icon(painter, where, "chevron-down", "ink2")
        painter.end()

    def _say(self) -> None:
        self.chosen.emit(self.value)


class SearchBox(PlainLine):
    """One line to search with, and its lens."""

    def __init__(self, name: str, placeholder: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self._room()

    def event(self, event: QEvent) -> bool:
        """Keep room for the lens on the leading side."""
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.LayoutDirectionChange):
            self._room()
        return super().event(event)

    def _room(self) -> None:
        wide = theme().px(18) + 10
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            self.setTextMargins(0, 0, wide, 0)
        else:
            self.setTextMargins(wide, 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box as Qt does, then the lens."""
        super().paintEvent(event)
        side = theme().px(18)
        painter = QPainter(self)
        where = mirror(self, QRect(13, (self.height() - side) // 2, side, side))
        theme().paint_icon(painter, where, "search", "primary")
        painter.end()
