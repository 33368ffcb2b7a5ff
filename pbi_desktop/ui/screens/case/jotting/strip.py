"""The strip at the foot of the window: who, then the note; the screen above stays."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from pbi_desktop.domain.ids import CaseId
from pbi_desktop.services.case_rows import TeamChoice
from pbi_desktop.services.community_rows import CaseChoice
from pbi_desktop.ui.kit.key_binding import bind_keys
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.choices import SearchBox
from pbi_desktop.ui.kit.widgets.jot_place import JotPlace
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Flow, panel
from pbi_desktop.ui.kit.widgets.table import Cell, Column, Table
from pbi_desktop.ui.screens.case.composing.composer import Composer
from pbi_desktop.ui.screens.case.draft_clock import DraftClock
from pbi_desktop.ui.screens.case.jotting.words import (
    NO_CASES,
    NOT_MINE,
    matching,
    slash_word,
    strip_command_words,
)
from pbi_desktop.ui.screens.case.understanding import CommandWords, read_step
from pbi_desktop.ui.screens.case.wishes import Form

_SHOWN = 4
_CASE, _WHO = "case", "who"


class JotStrip(JotPlace):
    """Asks who by one search, then takes a note about them; Esc closes and never discards."""

    asked = Signal()
    chosen = Signal(object)  # CaseId
    wished = Signal(object, object)  # CaseId, Wish
    drafted = Signal(object)  # dict[str, str]

    def __init__(self, privacy: Privacy) -> None:
        super().__init__()
        self.presenter: object = None
        self._privacy = privacy
        self._today = date.min
        self._team: tuple[TeamChoice, ...] = ()
        self._cases: tuple[CaseChoice, ...] | None = None
        self._case: CaseChoice | None = None
        self._kept_case = ""
        self.search = SearchBox("Who is the note about", "Name or reference of one of your cases")
        columns = (
            Column[CaseChoice]("Person", self._person, stretch=True),
            Column[CaseChoice]("Reference", lambda one: Cell(one.reference, tone="ink2")),
        )
        self.table: Table[CaseChoice] = Table("Your open cases", columns)
        self.table.show_at_most(_SHOWN)
        self.who = label("", "strong")
        self.other = Button("Somebody else", Kind.LINK, name="Write about somebody else")
        self.close_button = Button("Put aside", Kind.SECONDARY, key="Esc")
        self.composer = Composer(strip_command_words)
        self._none = label("", "support", wrap=True)
        self._clock = DraftClock(self)
        self.setAccessibleName("Jot a note")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        title = Flow(gap=14)
        parts: Sequence[QWidget] = (
            label("Jot a note", "card"), self.who, self.other, self.close_button
        )  # fmt: skip
        for part in parts:
            title.addWidget(part)
        asking = QVBoxLayout()
        asking.setContentsMargins(0, 0, 0, 0)
        asking.setSpacing(6)
        above = label("Who is it about?", "field")
        above.setBuddy(self.search)
        asked: Sequence[QWidget] = (above, self.search, self.table, self._none)
        for part in asked:
            asking.addWidget(part)
        self._asking = panel(asking)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 10, 24, 12)
        box.setSpacing(8)
        for part in (panel(title), self._asking, self.composer):
            box.addWidget(part)

    def _connect(self) -> None:
        self.search.textEdited.connect(self._narrow)
        self.search.returnPressed.connect(self._accept)
        self.table.opened.connect(self._choose)
        self.other.clicked.connect(self.ask_who)
        self.close_button.clicked.connect(self.shut)
        self.composer.wished.connect(self._pass)
        self.composer.step_wished.connect(self._pass)
        self.composer.command.connect(self._carry_out)
        self.composer.draft_due.connect(self._draft)
        self._clock.due.connect(self._draft)
        self._privacy.changed.connect(self._show)
        bind_keys(self, {"Esc": self.shut})

    # For the window

    def open(self) -> None:
        """Begin, or go on with what was put aside."""
        self.asked.emit()
        self._show()
        self.land()

    def shut(self) -> None:
        """Close; what is typed stays as a draft."""
        self.flush()
        self.closed.emit()

    def flush(self) -> None:
        """Have the draft kept now."""
        self._clock.flush()
        self.composer.flush()

    def land(self) -> None:
        """Put the caret where the next words go."""
        target = self.search if self._case is None else self.composer.edit
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what is typed before the window locks or closes."""
        self.flush()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes from the search into the cases."""
        if event.key() == Qt.Key.Key_Down and self.search.hasFocus() and self.table.rows:
            self.table.setFocus(Qt.FocusReason.TabFocusReason)
            self.table.selectRow(min(1, len(self.table.rows) - 1))
        else:
            super().keyPressEvent(event)

    # For the presenter

    def offer(self, cases: tuple[CaseChoice, ...], today: date) -> None:
        """Offer these cases."""
        self._cases, self._today = cases, today
        if self._case is None:
            self._case = next((one for one in cases if str(one.case_id) == self._kept_case), None)
            if self._case is not None:
                self.chosen.emit(self._case.case_id)
        self.composer.know(today, self._team)
        had_focus = self.search.hasFocus()
        self._show()
        if had_focus:
            self.land()

    def know_team(self, team: tuple[TeamChoice, ...]) -> None:
        """Offer these workers as owners of steps."""
        self._team = team
        self.composer.know(self._today, team)

    def restore(self, values: Mapping[str, str]) -> None:
        """Put back what was typed before."""
        self._kept_case = values.get(_CASE, "")
        if not self.search.text():
            self.search.setText(values.get(_WHO, ""))
        self.composer.restore(values)

    def kept(self) -> None:
        """Empty the strip and close it: what it held is kept."""
        self._case, self._kept_case = None, ""
        self.search.clear()
        self.composer.begin()
        self._clock.forget()
        self.closed.emit()

    def refused(self, sentence: str, problems: Mapping[str, str]) -> None:
        """Say why it was not kept; everything typed stays."""
        self.composer.refuse(sentence, problems)

    # Within

    def ask_who(self) -> None:
        """Ask anew; the note stays."""
        self._case, self._kept_case = None, ""
        self.search.clear()
        self._clock.typed()
        self._show()
        self.land()

    def _narrow(self) -> None:
        self._clock.typed()
        self._show()

    def _accept(self) -> None:
        case = self.table.current
        if case is not None and self.search.text().strip():
            self._choose(case)

    def _choose(self, case: CaseChoice) -> None:
        self._case = case
        self._team = ()
        self._clock.typed()
        self.chosen.emit(case.case_id)
        self.composer.know(self._today, ())
        self._show()
        self.land()

    def _pass(self, wish: object) -> None:
        if self._case is not None:
            self.wished.emit(self._case.case_id, wish)

    def _carry_out(self, command: object) -> None:
        """Keep a step here; any other form is the case's own, and the line goes there."""
        if self._case is None or not isinstance(command, CommandWords):
            return
        if command.form is Form.STEP and command.rest:
            self._pass(read_step(command.rest, self._today, self._team))
            return
        case: CaseId = self._case.case_id
        line = f"/{slash_word(command.form)} {command.rest}".strip() if command.rest else ""
        self.kept()
        self.drafted.emit({})
        self.carried.emit(f"case/{case}/now" + ("" if line else f"/{command.form}"), line)

    def _draft(self) -> None:
        values = self.composer.values()
        who = "" if self._case is not None else self.search.text()
        case = str(self._case.case_id) if self._case is not None and values else ""
        self.drafted.emit({**values, _WHO: who, _CASE: case})

    def _show(self) -> None:
        """Show the search until it is said who, then the line."""
        known = self._case
        self._asking.setVisible(known is None)
        self.composer.setVisible(known is not None)
        self.other.setVisible(known is not None)
        self.who.setVisible(known is not None)
        if known is not None:
            self.who.setText(f"About {self._privacy.name(known.name)}, {known.reference}")
            return
        self._show_found(self.search.text().strip())

    def _show_found(self, words: str) -> None:
        cases: Sequence[CaseChoice] = self._cases or ()
        found = matching(cases, words) if words else []
        self.table.show_rows(found)
        self.table.setVisible(bool(found))
        if found and self.table.current is None:
            self.table.selectRow(0)  # what Enter takes is marked before it is pressed
        none = NOT_MINE if words else ""
        if self._cases == ():
            none = NO_CASES
        self._none.setText(none)
        self._none.setVisible(bool(none) and not found and self._cases is not None)

    def _person(self, one: CaseChoice) -> Cell:
        return Cell(self._privacy.name(one.name), role="dense-strong")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground and the line above it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().colour("surface"))
        painter.fillRect(0, 0, self.width(), 1, theme().colour("control"))
        painter.end()
