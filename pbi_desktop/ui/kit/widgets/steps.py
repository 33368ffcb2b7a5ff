"""Steps that were promised: one line each, done with Space, moved with M, opened with Enter."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QVBoxLayout, QWidget

from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.tokens import Look
from pbi_desktop.ui.kit.widgets.choices import paint_box
from pbi_desktop.ui.kit.widgets.labels import initials, paint_initials
from pbi_desktop.ui.kit.writing import is_mirrored, mirror, paint_wrapped, wrapped_height, write

_INSET = 8


@dataclass(frozen=True)
class Step:
    """What a line shows: `due` in words ("Late by 2 days"), and how pressing it is."""

    key: str
    text: str
    about: str = ""
    owner: str = ""
    mine: bool = False
    due: str = ""
    tone: str = "ink2"
    done: bool = False


@dataclass(frozen=True)
class _Shape:
    """Where the parts of a line go in a width, before mirroring."""

    words: QRect
    under: QRect
    due: QRect
    height: int


def _shape(step: Step, width: int) -> _Shape:
    """Return the places of words, second line and day: words wrap, nothing is cut."""
    return _shape_in(step, width, theme().look)


@lru_cache(maxsize=512)  # a layout asks for the same line many times
def _shape_in(step: Step, width: int, _look: Look) -> _Shape:
    look = theme()
    left = _left(step)
    room = max(width - left - _INSET, look.px(60))
    due = _due_width(step)
    stacked = bool(due) and room - due - 12 < look.px(130)
    wide = room if stacked or not due else room - due - 12
    words = wrapped_height(step.text, look.font("dense-strong"), wide)
    about = wrapped_height(step.about, look.font("support"), wide) + 2 if step.about else 0
    day = QFontMetrics(_due_font(step)).height() + 2 if stacked else 0
    height = max(words + about + day + 10, look.px(look.look.density.row))
    top = (height - words - about - day) // 2
    under = QRect(left, top + words + 2, wide, max(about - 2, 0))
    if stacked:
        where = QRect(left, top + words + about, due, day)
    else:
        where = QRect(width - _INSET - due, 0, due, height)
    return _Shape(QRect(left, top, wide, words), under, where, height)


def _left(step: Step) -> int:
    """Return where the words begin: after the box, and the owner's initials if there are any."""
    look = theme()
    return _INSET + look.px(20) + 10 + (look.px(26) + 10 if step.owner else 0)


def _due_font(step: Step) -> QFont:
    return theme().font("support" if step.tone == "ink2" else "column")


def _due_width(step: Step) -> int:
    """Return the room of the day in words, with its warning sign if it is late."""
    if not step.due:
        return 0
    sign = theme().px(16) + 5 if step.tone == "danger" else 0
    return QFontMetrics(_due_font(step)).horizontalAdvance(step.due) + 2 + sign


class StepRow(QCheckBox):
    """One step: box, who owns it, what it is, for whom, by when."""

    done_wanted = Signal(str, bool)
    move_wanted = Signal(str)
    opened = Signal(str)

    def __init__(self, step: Step) -> None:
        super().__init__()
        self.step = step
        self.setProperty("ringRadius", 8)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(self._toggled)
        self.show_step(step)

    def show_step(self, step: Step) -> None:
        """Show a step."""
        self.step = step
        self.setChecked(step.done)
        parts = (step.text, step.about, step.owner and f"by {step.owner}", step.due)
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.setAccessibleDescription("Space: done. M: move to another day. Enter: open.")
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Return true: long words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width."""
        return _shape(self.step, width).height

    def sizeHint(self) -> QSize:
        """Return the room with the words on one line."""
        words = QFontMetrics(theme().font("dense-strong")).horizontalAdvance(self.step.text)
        width = words + _due_width(self.step) + theme().px(100)
        return QSize(width, _shape(self.step, width).height)

    def minimumSizeHint(self) -> QSize:
        """Return the room for the box, some words and the day."""
        look = theme()
        words = max(_due_width(self.step), look.px(100))
        return QSize(_left(self.step) + words + _INSET, look.px(look.look.density.row))

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802 - Qt
        """Take a click on the box only; elsewhere a click chooses the line."""
        box = mirror(self, QRect(0, 0, _INSET + theme().px(20) + 8, self.height()))
        return box.contains(pos)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt
        """Open the step."""
        if self.hitButton(event.position().toPoint()):
            super().mouseDoubleClickEvent(event)
        else:
            self.opened.emit(self.step.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space is done, M moves, Enter opens; the rest goes to the list."""
        if event.key() == Qt.Key.Key_M and not event.modifiers():
            self.move_wanted.emit(self.step.key)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.opened.emit(self.step.key)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _toggled(self) -> None:
        self.done_wanted.emit(self.step.key, self.isChecked())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line; a late one on a soft ground."""
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.step.tone == "danger" and not self.step.done:
            edge = Qt.PenStyle.NoPen if look.palette.soft_fills else look.colour("danger")
            painter.setPen(edge)
            painter.setBrush(look.colour("danger_soft"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        side, disc = look.px(20), look.px(26)
        box = QRect(_INSET, (self.height() - side) // 2, side, side)
        paint_box(painter, mirror(self, box), ticked=self.isChecked(), enabled=self.isEnabled())
        if self.step.owner:
            round_box = QRect(_INSET + side + 10, (self.height() - disc) // 2, disc, disc)
            letters = initials(self.step.owner)
            paint_initials(painter, mirror(self, round_box), letters, solid=self.step.mine)
        self._paint_words(painter)
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        look, step, at = theme(), self.step, _shape(self.step, self.width())
        mirrored = is_mirrored(self)
        painter.setFont(look.font("dense" if step.done else "dense-strong"))
        painter.setPen(look.colour("ink3" if step.done else "ink"))
        paint_wrapped(painter, mirror(self, at.words), step.text, mirrored=mirrored)
        if step.about:
            painter.setFont(look.font("support"))
            painter.setPen(look.colour("ink2"))
            paint_wrapped(painter, mirror(self, at.under), step.about, mirrored=mirrored)
        if step.due:
            self._paint_due(painter, at.due)

    def _paint_due(self, painter: QPainter, where: QRect) -> None:
        look = theme()
        room = where
        if self.step.tone == "danger":
            side = look.px(16)
            mark = QRect(where.x(), where.center().y() - side // 2 + 1, side, side)
            look.paint_icon(painter, mirror(self, mark), "triangle-alert", "danger")
            room = where.adjusted(side + 5, 0, 0, 0)
        painter.setFont(_due_font(self.step))
        painter.setPen(look.colour(self.step.tone))
        write(painter, mirror(self, room), self.step.due)


class StepList(QWidget):
    """Steps one under another. Tab enters and leaves; Up and Down move from line to line."""

    done_wanted = Signal(str, bool)
    move_wanted = Signal(str)
    opened = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._rows: list[StepRow] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(2)

    @property
    def steps(self) -> list[Step]:
        """The steps shown."""
        return [row.step for row in self._rows]

    def rows(self) -> list[StepRow]:
        """Return the lines shown."""
        return list(self._rows)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show these steps; the focus stays with the step it was on, or goes to its neighbour."""
        at = next((i for i, row in enumerate(self._rows) if row.hasFocus()), None)
        focused = self._rows[at].step.key if at is not None else ""
        for row, step in zip(self._rows, steps, strict=False):
            row.show_step(step)
        for step in steps[len(self._rows) :]:
            self._add(step)
        for row in self._rows[len(steps) :]:
            self._box.removeWidget(row)
            row.hide()
            row.deleteLater()
        del self._rows[len(steps) :]
        keys = [step.key for step in steps]
        if at is not None and keys:
            self._enter(keys.index(focused) if focused in keys else min(at, len(keys) - 1))
        else:
            self._rove(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move from line to line."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        at = next((i for i, row in enumerate(self._rows) if row.hasFocus()), None)
        if not step or at is None:
            super().keyPressEvent(event)
            return
        self._enter(max(0, min(at + step, len(self._rows) - 1)))

    def _enter(self, index: int) -> None:
        self._rove(index)
        self._rows[index].setFocus(Qt.FocusReason.TabFocusReason)

    def _rove(self, index: int) -> None:
        """Let Tab stop at one line only, so that a long list is one stop."""
        for at, row in enumerate(self._rows):
            stop = Qt.FocusPolicy.StrongFocus if at == index else Qt.FocusPolicy.ClickFocus
            row.setFocusPolicy(stop)

    def _add(self, step: Step) -> None:
        row = StepRow(step)
        row.done_wanted.connect(self.done_wanted)
        row.move_wanted.connect(self.move_wanted)
        row.opened.connect(self.opened)
        self._rows.append(row)
        self._box.addWidget(row)
