"""The people of a register: Space cycles, C came, N did not come, E everybody else came."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pbi_desktop.domain.groups import Mark
from pbi_desktop.domain.ids import PersonId
from pbi_desktop.services.community_rows import Expected
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.announcements import announce
from pbi_desktop.ui.kit.widgets.card_list import reveal
from pbi_desktop.ui.kit.widgets.labels import Icon, label, set_tone
from pbi_desktop.ui.kit.widgets.layouts import column
from pbi_desktop.ui.kit.writing import breakable
from pbi_desktop.ui.screens.community.screen_port import OpenRegister
from pbi_desktop.ui.screens.community.words import MARK_ICONS, MARK_TONES, expects

_KEYS = "Space: came, did not come, not said. C: came. N: did not come. E: everybody else came."
_LETTERS = {Qt.Key.Key_C: Mark.CAME, Qt.Key.Key_N: Mark.MISSED}


class RegisterRow(QAbstractButton):
    """One person: who, why they are expected, and what is said of them in words."""

    marked = Signal(object, object)  # PersonId, Mark
    stepped = Signal(int)
    rest_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.line: Expected | None = None
        self.mark = Mark.NOT_SAID
        self.setProperty("ringRadius", 8)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setAccessibleDescription(_KEYS)
        self._icon = Icon("circle-dashed", 18)
        self._said = label("", "dense-strong")
        self._name = label("", "dense-strong", wrap=True)
        self._why = label("", "support", wrap=True)
        box = QHBoxLayout(self)
        box.setContentsMargins(10, 6, 10, 6)
        box.setSpacing(10)
        box.addLayout(column(self._name, self._why, spacing=1), 1)
        box.addWidget(self._icon)
        box.addWidget(self._said)
        self.clicked.connect(self._cycle)
        theme().changed.connect(self._fit)
        self._fit()

    @property
    def why(self) -> str:
        """Why they are expected, in words."""
        return self._why.text()

    def show_line(self, line: Expected, mark: Mark, today: date, privacy: Privacy) -> None:
        """Show one person and what is said of them."""
        self.line, self.mark = line, mark
        name = privacy.name(line.name)
        self._name.setText(breakable(name))
        self._why.setText(privacy.detail(expects(line, today)))
        self._said.setText(mark.words)
        set_tone(self._said, MARK_TONES[mark])
        self._icon.show_icon(MARK_ICONS[mark], MARK_TONES[mark])
        self.setAccessibleName(f"{name}: {mark.words}")
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Scroll to where the keyboard is."""
        super().focusInEvent(event)
        reveal(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters mark and go on, Space cycles, the arrows go to the list."""
        key, plain = Qt.Key(event.key()), not event.modifiers()
        if plain and key in _LETTERS:
            self._say(_LETTERS[key])
            self.stepped.emit(1)
        elif plain and key == Qt.Key.Key_E:
            self.rest_wanted.emit()
        elif plain and key == Qt.Key.Key_Space:
            self._cycle()
        else:
            event.ignore()

    def _cycle(self) -> None:
        self._say(self.mark.following)

    def _say(self, mark: Mark) -> None:
        if self.line is not None:
            self.marked.emit(self.line.person_id, mark)
            announce(self, mark.words)

    def _fit(self) -> None:
        widest = max(self._said.fontMetrics().horizontalAdvance(mark.words) for mark in Mark)
        self._said.setMinimumWidth(widest + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a line under the person, and a soft ground under the mouse."""
        painter = QPainter(self)
        if self.underMouse():
            painter.fillRect(self.rect(), theme().colour("sunken"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme().colour("line"))
        painter.end()


class RegisterList(QWidget):
    """Everyone expected; one stop of Tab, Up and Down move."""

    marked = Signal(object, object)  # PersonId, Mark
    rest_wanted = Signal()
    redrawn = Signal()

    def __init__(self, privacy: Privacy) -> None:
        super().__init__()
        self._privacy = privacy
        self._rows: list[RegisterRow] = []
        self.setAccessibleName("Who is expected")
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)

    def rows(self) -> list[RegisterRow]:
        """Return the lines shown."""
        return list(self._rows)

    def show_register(self, register: OpenRegister, today: date) -> None:
        """Show these people; the keyboard stays where it is."""
        before = [row.line.person_id for row in self._rows if row.line is not None]
        self._make(len(register.lines))
        for row, line in zip(self._rows, register.lines, strict=True):
            row.show_line(line, register.marks[line.person_id], today, self._privacy)
        if before != _people(register.lines):
            self._rove(next((i for i, row in enumerate(self._rows) if row.hasFocus()), 0))
            self.redrawn.emit()

    def land(self) -> bool:
        """Put the keyboard on the first line; False where there is none."""
        if not self._rows:
            return False
        self._enter(0)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move from line to line."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if not step or not self._step(step):
            super().keyPressEvent(event)

    def _step(self, step: int) -> bool:
        at = next((i for i, row in enumerate(self._rows) if row.hasFocus()), None)
        if at is None:
            return False
        self._enter(max(0, min(at + step, len(self._rows) - 1)))
        return True

    def _enter(self, index: int) -> None:
        self._rove(index)
        self._rows[index].setFocus(Qt.FocusReason.TabFocusReason)

    def _rove(self, index: int) -> None:
        for at, row in enumerate(self._rows):
            stop = Qt.FocusPolicy.StrongFocus if at == index else Qt.FocusPolicy.ClickFocus
            row.setFocusPolicy(stop)

    def _make(self, count: int) -> None:
        while len(self._rows) < count:
            row = RegisterRow()
            row.marked.connect(self.marked)
            row.stepped.connect(self._step)
            row.rest_wanted.connect(self.rest_wanted)
            self._rows.append(row)
            self._box.addWidget(row)
        for row in self._rows[count:]:
            self._box.removeWidget(row)
            row.hide()
            row.deleteLater()
        del self._rows[count:]


def _people(lines: Sequence[Expected]) -> list[PersonId]:
    return [line.person_id for line in lines]
