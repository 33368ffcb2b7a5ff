"""What you promised: late first; Space is done, M moves, Enter opens."""

from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from pbi_desktop.services.my_day_rows import Day, Promise
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.readings import reading
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.card_list import reveal
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.fields import DateField
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Flow, column, panel, row
from pbi_desktop.ui.kit.widgets.notices import EmptyState, Skeleton
from pbi_desktop.ui.kit.widgets.steps import Step, StepList
from pbi_desktop.ui.screens.my_day.words import (
    FEWER,
    due,
    long_day,
    more,
    moved_from,
    promised,
    read_day,
)

_SHOWN = 5
_KEYS = "Space: done \N{MIDDLE DOT} M: move to another day \N{MIDDLE DOT} Enter: open the case"


class Promises(Card):
    """The worker's own open steps."""

    done_wanted = Signal(object)  # UUID
    move_wanted = Signal(object, object)  # UUID, date
    redrawn = Signal()
    opened = Signal(object)  # UUID

    def __init__(self, privacy: Privacy) -> None:
        super().__init__("What you promised")
        self._privacy = privacy
        self._day: Day | None = None
        self.list = StepList("What you promised")
        self._empty = EmptyState("No steps due. Steps that you take on in a case show here.")
        self._loading = Skeleton("what you promised", 4)
        self._keys = label(_KEYS, "support", wrap=True)
        self._all = False
        self.more = Button(FEWER, Kind.LINK, icon="chevron-down")
        self._more_line = panel(row(self.more, 0))
        self.move_strip = MoveStrip()
        for part in (
            self._loading,
            self.list,
            self._more_line,
            self._empty,
            self.move_strip,
            self._keys,
        ):
            self.add(part)
        for hidden in (self.list, self._more_line, self._empty, self.move_strip, self._keys):
            hidden.hide()
        self.list.done_wanted.connect(self._done)
        self.list.move_wanted.connect(self._ask_day)
        self.list.opened.connect(self._open)
        self.more.clicked.connect(self._turn)
        self.move_strip.moved.connect(self._move)
        self.move_strip.left.connect(self._leave_move)
        privacy.changed.connect(self._redraw)

    def stops(self) -> list[QWidget]:
        """Return where Tab stops, in their order."""
        return [*self.list.rows(), self.more, *self.move_strip.stops()]

    def show_day(self, day: Day) -> None:
        """Show the promises of a day."""
        self._day = day
        self.set_meta(promised(day), "danger" if day.late else "ink2")
        self._draw()

    def _redraw(self) -> None:
        self._draw()
        self.redrawn.emit()

    def _draw(self) -> None:
        if self._day is None:
            return
        day = self._day
        few = max(_SHOWN, day.late)  # they come first, and none of them is out of sight
        shown = day.promises if self._all else day.promises[:few]
        self.list.show_steps([self._step(promise, day.today) for promise in shown])
        self._loading.hide()
        for part in (self.list, self._keys):
            part.setVisible(bool(shown))
        self._empty.setVisible(not shown)
        rest = len(day.promises) - few
        self.more.say(*((FEWER, "chevron-up") if self._all else (more(rest), "chevron-down")))
        self._more_line.setVisible(rest > 0)

    def _turn(self) -> None:
        """Show all and go to the first that is new, or show the few again."""
        at = len(self.list.rows())
        self._all = not self._all
        self._redraw()
        for line in self.list.rows()[at : at + 1]:
            line.setFocus(Qt.FocusReason.TabFocusReason)

    def _step(self, promise: Promise, today: date) -> Step:
        when = due(promise.due_on, promise.late_days, today)
        return Step(
            str(promise.id),
            self._privacy.detail(promise.what),
            about=self._privacy.name(promise.person),
            due=when.words,
            tone=when.tone,
        )

    def _done(self, key: str, done: bool) -> None:
        if done:
            self.done_wanted.emit(UUID(key))

    def _open(self, key: str) -> None:
        self.opened.emit(UUID(key))

    def _ask_day(self, key: str) -> None:
        if self._day is None:
            return
        promise = next((one for one in self._day.promises if str(one.id) == key), None)
        if promise is not None:
            shown = self._privacy.detail(promise.what)
            words = moved_from(shown, self._privacy.name(promise.person))
            self.move_strip.ask(key, words, self._day.today)
            self._keys.hide()

    def _move(self, key: str, day: object) -> None:
        self._leave_move(key)
        self.move_wanted.emit(UUID(key), day)

    def _leave_move(self, key: str) -> None:
        self.move_strip.hide()
        self._keys.setVisible(bool(self.list.steps))
        line = next((line for line in self.list.rows() if line.step.key == key), None)
        if line is not None:
            line.setFocus(Qt.FocusReason.TabFocusReason)


class MoveStrip(QWidget):
    """One line in which another day is typed; Enter moves, Esc leaves it as it was."""

    moved = Signal(str, object)  # the step's key, date
    left = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._key = ""
        self._today = date.min
        self._words = label("", "field", wrap=True)
        self.day: DateField[date] = DateField(
            "Another day",
            reading(self._read, long_day),
            placeholder="tue, 12 nov, in 2 weeks",
            letters=24,
        )
        self.day.hide_label()
        self.move_button = Button("Move", Kind.PRIMARY, key="Enter")
        self.leave_button = Button("Leave it", key="Esc")
        self.move_button.clicked.connect(self._move)
        self.leave_button.clicked.connect(self._leave)
        buttons = Flow()
        buttons.addWidget(self.move_button)
        buttons.addWidget(self.leave_button)
        self.setLayout(column(self._words, self.day, buttons, spacing=6))

    def stops(self) -> list[QWidget]:
        """Return where Tab stops, in their order."""
        return [self.day.editor, self.move_button, self.leave_button]

    def ask(self, key: str, words: str, today: date) -> None:
        """Ask for another day."""
        self._key, self._today = key, today
        self._words.setText(words)
        self.day.set_text("")
        self.day.clear_problem()
        self.show()
        self.day.editor.setFocus()
        # The strip has its place only when the layout has been told: reveal it after that.
        QTimer.singleShot(0, self, self._reveal)

    def _reveal(self) -> None:
        reveal(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the field moves, Esc leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            at = self.focusWidget()
            if isinstance(at, Button):
                at.click()
            else:
                self._move()
        elif event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _read(self, text: str) -> date:
        return read_day(text, self._today)

    def _move(self) -> None:
        day = self.day.value
        if day is not None:
            self.moved.emit(self._key, day)
            return
        self.day.show_problem(self._problem())
        self.day.editor.setFocus()

    def _problem(self) -> str:
        found = reading(self._read, long_day)(self.day.text())
        return found.problem

    def _leave(self) -> None:
        self.left.emit(self._key)
