"""What they tell you: the left of the front door."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from pbi_desktop.services.front_door_rows import REASONS, Told
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.fields import Field, LineField, TextField
from pbi_desktop.ui.kit.widgets.labels import Icon, label, rule
from pbi_desktop.ui.kit.widgets.layouts import row
from pbi_desktop.ui.screens.front_door.reasons import Reasons
from pbi_desktop.ui.screens.front_door.typed import Typed

NAME = "Name, as it sounds"
BORN = "Date of birth or age"
STREET = "Street, landmark or postcode"
PHONE = "Phone, any part"
_LINES = 3
_KEPT = "Kept as you type"
_FIRST_ASK = "Ask for two things first: somebody who has been here before may show up."


class Telling(Card):
    """The fields of a search, why they come, and their own words."""

    told = Signal(object)  # Told
    reasons_chosen = Signal(object)  # tuple of str
    words_typed = Signal(str)
    draft_due = Signal()
    step = Signal(int)
    new_wanted = Signal()
    afresh_wanted = Signal()
    before_wanted = Signal()

    def __init__(self, privacy: Privacy) -> None:
        super().__init__("What they tell you")
        self._privacy = privacy
        self._filling = False
        self._read_as: dict[str, str] = {}
        self._problems: dict[str, str] = {}
        self.name = LineField(NAME)
        self.born = LineField(BORN, placeholder="For example, 9 4 91 or 35")
        self.street = LineField(STREET)
        self.phone = LineField(PHONE, placeholder="For example, the last four figures")
        self.why = Reasons("Why today?", REASONS)
        self.words = TextField("In their own words", lines=_LINES, voice=True)
        self._covered = label("Hidden (F8)", "body", tone="ink2")
        self._kept = label(f"{_KEPT}.", "support")
        self.before = Button("Bring back what was typed before", Kind.LINK, icon="history")
        self.afresh = Button("Clear", Kind.LINK, icon="x", name="Clear for the next person")
        self.start_new = Button("Start a new person", icon="plus", key="Ctrl N")
        self._first = label(_FIRST_ASK, "support", wrap=True)
        self._lay_out()
        self._connect()
        self.offer_new(ready=False)
        self.before.hide()

    def _lay_out(self) -> None:
        self.head.addWidget(self.afresh)
        self.add(label("Type any two. Results start at once.", "support", wrap=True))
        for field in self._lines():
            self.add(field)
        self.add(rule())
        self.add(self.why)
        self.add(self.words)
        self.add(self._covered)
        self._covered.hide()
        self.add(row(Icon("circle-check", 16, "ok"), self._kept, 0))
        self.add(self.before)
        self.add(rule())
        self.add(self.start_new)
        self.add(self._first)

    def _connect(self) -> None:
        for field in self._lines():
            field.changed.connect(self._say_told)
            field.draft_due.connect(self._say_draft)
        self.born.left.connect(self._show_problems)
        self.phone.left.connect(self._show_problems)
        self.why.chosen.connect(self.reasons_chosen)
        self.words.changed.connect(self._say_words)
        self.words.draft_due.connect(self._say_draft)
        self.start_new.clicked.connect(self.new_wanted)
        self.afresh.clicked.connect(self.afresh_wanted)
        self.before.clicked.connect(self.before_wanted)
        self._privacy.changed.connect(self._cover)
        theme().changed.connect(self._fit)
        self._fit()
        self._cover()

    def _lines(self) -> tuple[LineField, ...]:
        return (self.name, self.born, self.street, self.phone)

    def _by_name(self) -> dict[str, Field]:
        return {"name": self.name, "born": self.born, "street": self.street, "phone": self.phone}

    def show_typed(self, typed: Typed) -> None:
        """Fill every field, without news of it."""
        self._filling = True
        for name, field in self._by_name().items():
            field.set_text(getattr(typed.told, name))
            field.clear_problem()
            field.echo("")
        self.why.show_reasons(typed.reasons)
        self.words.set_text(typed.words)
        self._filling = False

    def show_reading(self, read_as: dict[str, str], problems: dict[str, str]) -> None:
        """Say how a field was read at once, and what to mend only when it has been left."""
        self._read_as, self._problems = read_as, problems
        for name, field in self._by_name().items():
            if name in problems:
                if not field.editor.hasFocus():
                    field.show_problem(problems[name])
                elif field.problem != problems[name]:
                    field.echo("")
            else:
                field.clear_problem()
                field.echo(self._privacy.detail(read_as.get(name, "")))

    def show_kept(self, at: str) -> None:
        """Say when it was last kept."""
        self._kept.setText(f"{_KEPT} \N{MIDDLE DOT} {at}" if at else f"{_KEPT}.")

    def offer_before(self, there_is: bool) -> None:
        """Offer to bring back what was typed for somebody else."""
        self.before.setVisible(there_is)

    def offer_new(self, ready: bool) -> None:
        """Offer to start a new person, or say what to ask for first."""
        self.start_new.setEnabled(ready)
        self._first.setVisible(not ready)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Up and Down in a field choose among the matches, so that typing can go on."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step and isinstance(self.focusWidget(), QLineEdit):
            self.step.emit(step)
        else:
            super().keyPressEvent(event)

    def show_problems(self, problems: dict[str, str]) -> None:
        """Say at each field what to mend, and go to the first."""
        self._problems = {**self._problems, **problems}
        wrong = [field for name, field in self._by_name().items() if name in problems]
        for name, field in self._by_name().items():
            if name in problems:
                field.show_problem(problems[name])
        if wrong:
            wrong[0].setFocus()

    def _show_problems(self) -> None:
        for name, field in self._by_name().items():
            if name in self._problems and not field.editor.hasFocus():
                field.show_problem(self._problems[name])

    def _say_told(self) -> None:
        if self._filling:
            return
        texts = {name: field.text() for name, field in self._by_name().items()}
        self.told.emit(Told(**texts))

    def _say_words(self, words: str) -> None:
        if not self._filling:
            self.words_typed.emit(words)

    def _say_draft(self) -> None:
        if not self._filling:
            self.draft_due.emit()

    def _fit(self) -> None:
        """Keep their words to a few lines, so that the whole column stays in sight."""
        lines = self.words.editor.fontMetrics().lineSpacing() * (_LINES + 1)
        self.words.editor.setMaximumHeight(lines + theme().px(20))

    def _cover(self) -> None:
        """Cover what was typed while names are hidden; it can still be typed."""
        hidden = self._privacy.hidden
        mode = QLineEdit.EchoMode.Password if hidden else QLineEdit.EchoMode.Normal
        for field in self._lines():
            if isinstance(field.editor, QLineEdit):
                field.editor.setEchoMode(mode)
        self.show_reading(self._read_as, self._problems)
        self.words.setVisible(not hidden)
        self._covered.setVisible(hidden)
