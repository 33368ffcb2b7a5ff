"""The register of one evening: which day, who came, who walked in, and keeping it."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.people_words import Lean, say_date
from pbi_desktop.services.community_rows import CaseChoice
from pbi_desktop.ui.kit.days import echo_day, read_day
from pbi_desktop.ui.kit.ports import Tone
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.readings import reading
from pbi_desktop.ui.kit.widgets.announcements import announce
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.card_list import reveal
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.fields import DateField
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Flow, panel
from pbi_desktop.ui.kit.widgets.notices import EmptyState, Notice
from pbi_desktop.ui.kit.writing import breakable
from pbi_desktop.ui.screens.community.case_picker import CasePicker
from pbi_desktop.ui.screens.community.register_list import RegisterList
from pbi_desktop.ui.screens.community.screen_port import OpenRegister
from pbi_desktop.ui.screens.community.words import marks_so_far, meets

_NOBODY = "Nobody of your cases is expected. Add who walked in below."
_HOW = (
    "Nobody is marked until you say so. Space changes a line; C came, N did not, E the rest came."
)


class RegisterPane(QWidget):
    """Shows and wishes; what is marked waits with the presenter."""

    day_chosen = Signal(object)  # date
    walked_in = Signal(object)  # CaseChoice
    kept = Signal()
    left = Signal()

    def __init__(self, privacy: Privacy) -> None:
        super().__init__()
        self._privacy = privacy
        self._shown: OpenRegister | None = None
        self._today = date.min
        self._cases: tuple[CaseChoice, ...] = ()
        self.card = Card("Register")
        self.day: DateField[date] = DateField(
            "Which day",
            reading(self._read_day, echo_day),
            placeholder="today, tue, 12 nov",
            letters=26,
        )
        self._other_day = Notice("", Tone.WARN)
        self._how = label(_HOW, "support", wrap=True)
        self.lines = RegisterList(privacy)
        self._nobody = EmptyState(_NOBODY)
        self._so_far = label("", "dense-strong", wrap=True)
        self.problem = Notice("", Tone.DANGER)
        self.keep_button = Button("Keep the register", Kind.PRIMARY, icon="check", key="Ctrl Enter")
        self.rest_button = Button("The rest came", Kind.SECONDARY, key="E")
        self.leave_button = Button("Back to the group", Kind.QUIET, key="Esc")
        self.picker = CasePicker("Somebody walked in", "Your open cases", privacy, quiet=True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        buttons = Flow()
        for button in (self.keep_button, self.rest_button, self.leave_button):
            buttons.addWidget(button)
        for part in (
            self.day,
            self._other_day,
            self._how,
            self.lines,
            self._nobody,
            self._so_far,
            self.problem,
            panel(buttons),
        ):
            self.card.add(part)
        walk_in = Card("Not on the list")
        walk_in.add(self.picker)
        box = QVBoxLayout(self)
        box.setContentsMargins(2, 2, 2, 2)
        box.setSpacing(14)
        box.addWidget(self.card)
        box.addWidget(walk_in)
        box.addStretch(1)
        for part in (self._other_day, self._nobody, self.problem):
            part.hide()

    def _connect(self) -> None:
        self.day.entered.connect(self._choose_day)
        self.day.left.connect(self._choose_day)
        self.keep_button.clicked.connect(self.keep)
        self.rest_button.clicked.connect(self.lines.rest_wanted)
        self.leave_button.clicked.connect(self.left)
        self.picker.accepted.connect(self._add)
        self._privacy.changed.connect(self._redraw)

    @property
    def so_far(self) -> str:
        """How the register stands, in words."""
        return self._so_far.text()

    def offer(self, cases: Sequence[CaseChoice]) -> None:
        """Offer these cases to add somebody from."""
        self._cases = tuple(cases)
        there = set(self._shown.marks) if self._shown is not None else set()
        self.picker.offer([case for case in self._cases if case.person_id not in there])

    def show_register(self, register: OpenRegister, today: date) -> None:
        """Show a register as it stands."""
        opened = (
            self._shown is None
            or (
                self._shown.register.group_id,
                self._shown.register.day,
            )
            != (register.register.group_id, register.register.day)
            or today != self._today
        )
        self._shown, self._today = register, today
        self.card.set_title(f"Register: {breakable(register.register.name)}")
        if opened:
            day = register.register.day
            self.day.set_text("today" if day == today else say_date(day))
            self.show_problem("")
        self._say_meets(meets(register.register))
        self.offer(self._cases)
        self.lines.show_register(register, today)
        some = bool(register.lines)
        for part in (self.lines, self._how, self._so_far, self.rest_button):
            part.setVisible(some)
        self._nobody.setVisible(not some)
        self._so_far.setText(marks_so_far(list(register.marks.values())))

    def show_problem(self, sentence: str) -> None:
        """Say why it cannot be kept as it is; nothing takes the words away."""
        if sentence:
            self.problem.say(sentence, Tone.DANGER)
            announce(self.problem, sentence, urgent=True)
        self.problem.setVisible(bool(sentence))
        if sentence:
            QTimer.singleShot(0, self.problem, self._reveal_problem)  # once it has its place

    def _reveal_problem(self) -> None:
        reveal(self.problem)

    def land(self) -> None:
        """Put the keyboard on the first line, or where somebody is looked for."""
        if not self.lines.land():
            self.picker.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_meets(self, sentence: str) -> None:
        if sentence:
            self._other_day.say(sentence, Tone.WARN)
        self._other_day.setVisible(bool(sentence))

    def keep(self) -> None:
        """Ask to keep the register, unless the day in the field is not the day of the marks."""
        if self._shown is not None and self.day.value == self._shown.register.day:
            self.kept.emit()
            return
        self._choose_day()  # where it is a day that has been, its register comes
        self.day.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_day(self) -> None:
        day = self.day.value
        if day is not None and (self._shown is None or day != self._shown.register.day):
            self.day_chosen.emit(day)

    def _add(self) -> None:
        case = self.picker.case
        if case is not None:
            self.walked_in.emit(case)
            self.picker.clear()
            self.picker.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _redraw(self) -> None:
        if self._shown is not None:
            self.show_register(self._shown, self._today)

    def _read_day(self, text: str) -> date:
        found = read_day(text, self._today, Lean.PAST, "today, tue or 12 nov")
        if found > self._today:
            raise Invalid({"date": "Choose a day that has been."})
        return found
