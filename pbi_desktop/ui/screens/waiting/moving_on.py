"""What else may become of an arrival: seen to, returned, sent on or given; one at a time, in place.

Nothing is dropped: who sent it reads the reason, and it stays on record.
"""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.domain.approaches import SAYS_DONE, Done
from pbi_desktop.ui.kit.widgets.buttons import Button
from pbi_desktop.ui.kit.widgets.card_list import reveal
from pbi_desktop.ui.kit.widgets.chips import ToggleChip
from pbi_desktop.ui.kit.widgets.choices import Pick
from pbi_desktop.ui.kit.widgets.fields import Field, LineField, TextField
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Flow, column, panel, row

ANOTHER = "another"
_NOT_HERE = (Done.OPEN_CASE, Done.ADD_TO_CASE)  # accepting says these by itself


class Strip(QWidget):
    """One way on: what it asks for, the button that does it, and a way out."""

    wanted = Signal()
    left = Signal()

    def __init__(self, done: str, icon: str) -> None:
        super().__init__()
        self.problem = label("", "field", tone="danger", wrap=True)
        self.do = Button(done, icon=icon)
        self.leave = Button("Leave it", key="Esc")
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)
        self.fields: dict[str, Field] = {}
        self.do.clicked.connect(self.wanted)
        self.leave.clicked.connect(self.left)
        self.problem.hide()

    def fill(self, *parts: QWidget) -> None:
        """Put what it asks for above its buttons."""
        for part in (*parts, self.problem, panel(row(self.do, self.leave, 0))):
            self._box.addWidget(part)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say at each field what is missing; what belongs to none is said below."""
        for name, field in self.fields.items():
            field.show_problem(problems[name]) if name in problems else field.clear_problem()
        others = " ".join(words for name, words in problems.items() if name not in self.fields)
        self.problem.setText(others)
        self.problem.setVisible(bool(others))
        wrong = next((field for name, field in self.fields.items() if name in problems), None)
        if wrong is not None:
            wrong.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        if problems:
            QTimer.singleShot(0, self, partial(reveal, self.do))

    def empty(self) -> None:
        """Begin anew."""
        for field in self.fields.values():
            field.set_text("")
        self.show_problems({})

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class SeenTo(Strip):
    """What was done for them, without a case."""

    def __init__(self) -> None:
        super().__init__("They are seen to", "circle-check")
        self.words = TextField("What was done, in words", lines=2)
        self.chips = {
            one: ToggleChip(words[:1].upper() + words[1:], loud=True)
            for one, words in SAYS_DONE.items()
            if one not in _NOT_HERE
        }
        flow = Flow()
        for chip in self.chips.values():
            flow.addWidget(chip)
        self.fields = {"done_words": self.words}
        self.fill(panel(column(label("What was done?", "field"), flow)), self.words)

    @property
    def done(self) -> tuple[Done, ...]:
        """What was done."""
        return tuple(one for one, chip in self.chips.items() if chip.isChecked())

    def empty(self) -> None:
        """Begin anew."""
        super().empty()
        for chip in self.chips.values():
            chip.setChecked(False)


class SendBack(Strip):
    """Why it goes back; whoever sent it reads it."""

    def __init__(self) -> None:
        super().__init__("Return it", "undo-2")
        hint = "Whoever sent it reads this. Say what they can do instead."
        self.reason = TextField("Why it goes back", hint=hint, lines=2)
        self.fields = {"reason": self.reason}
        self.fill(self.reason)


class SendOn(Strip):
    """To which of our sites, or to which agency, and why."""

    def __init__(self) -> None:
        super().__init__("Send it on", "send")
        self.where = Pick("Where to")
        self.agency = LineField("Which agency", hint="Its name, and how you reached it.")
        self.reason = TextField("Why it goes there", lines=2)
        self.fields = {"reason": self.reason}
        self.fill(
            panel(column(label("Where to", "field"), self.where, spacing=5)),
            self.agency,
            self.reason,
        )
        self.where.chosen.connect(self._ask_agency)

    def offer(self, sites: Sequence[tuple[str, str]]) -> None:
        """Offer these sites, and any agency."""
        self.where.set_options([*sites, (ANOTHER, "An agency")])
        self._ask_agency()

    def _ask_agency(self, _key: str = "") -> None:
        self.agency.setVisible(self.where.value == ANOTHER)


class GiveTo(Strip):
    """To which colleague of the site."""

    def __init__(self) -> None:
        super().__init__("Give it to them", "user")
        self.whom = Pick("Which colleague")
        self.fill(panel(column(label("Which colleague", "field"), self.whom, spacing=5)))

    def offer(self, colleagues: Sequence[tuple[str, str]]) -> None:
        """Offer these colleagues."""
        self.whom.set_options(colleagues)


class MovingOn(QWidget):
    """Four ways on; a button opens one in place, and the others close."""

    seen_to_wanted = Signal(object, str)  # what was done, in words
    back_wanted = Signal(str)  # the reason
    on_wanted = Signal(str, str, str)  # the site, the agency, the reason
    give_wanted = Signal(str)  # the colleague

    def __init__(self) -> None:
        super().__init__()
        self.seen_to, self.back, self.on, self.give = SeenTo(), SendBack(), SendOn(), GiveTo()
        self._open: Strip | None = None
        self.buttons: dict[Strip, Button] = {
            self.seen_to: Button("Seen to, no case", icon="circle-check"),
            self.back: Button("Return", icon="undo-2"),
            self.on: Button("Send on", icon="send"),
            self.give: Button("Give to a colleague", icon="user"),
        }
        flow = Flow()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        self._buttons = panel(flow)
        box.addWidget(self._buttons)
        for strip, button in self.buttons.items():
            flow.addWidget(button)
            box.addWidget(strip)
            strip.hide()
            strip.left.connect(self.close_strip)
            button.clicked.connect(lambda _on=False, one=strip: self.open_strip(one))
        self._connect()

    def _connect(self) -> None:
        self.seen_to.wanted.connect(
            lambda: self.seen_to_wanted.emit(self.seen_to.done, self.seen_to.words.text())
        )
        self.back.wanted.connect(lambda: self.back_wanted.emit(self.back.reason.text()))
        self.on.wanted.connect(self._send_on)
        self.give.wanted.connect(lambda: self.give_wanted.emit(self.give.whom.value))

    def _send_on(self) -> None:
        site = self.on.where.value
        agency = self.on.agency.text() if site == ANOTHER else ""
        self.on_wanted.emit("" if site == ANOTHER else site, agency, self.on.reason.text())

    @property
    def open(self) -> Strip | None:
        """The way on that is open."""
        return self._open

    def open_strip(self, strip: Strip) -> None:
        """Open one way on, in place of the buttons."""
        self._open = strip
        self._buttons.hide()
        strip.show()
        first = next(iter(strip.findChildren(ToggleChip)), None) or next(
            iter(strip.findChildren(Pick)), None
        )
        target = first or next((field.editor for field in strip.fields.values()), strip.do)
        target.setFocus(Qt.FocusReason.TabFocusReason)
        QTimer.singleShot(0, strip, partial(reveal, strip.do))

    def close_strip(self) -> None:
        """Go back to the buttons; what is written stays until another arrival is open."""
        strip = self._open
        self._put_away()
        if strip is not None:
            self.buttons[strip].setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_away(self) -> None:
        self._buttons.show()
        if self._open is not None:
            self._open.hide()
        self._open = None

    def begin(self) -> None:
        """Begin anew for another arrival; the keyboard stays where it is."""
        self._put_away()
        for strip in self.buttons:
            strip.empty()

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say what is missing in the way on that is open."""
        if self._open is not None:
            self._open.show_problems(problems)
