"""What they tell you: the left of the front door."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from pbi_desktop.services.front_door_rows import REASONS, Told
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.text_guard import tip
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.fields import Field, LineField, TextField
from pbi_desktop.ui.kit.widgets.labels import Icon, label, rule
from pbi_desktop.ui.kit.widgets.layouts import row
from pbi_desktop.ui.screens.front_door.fold import Fold
from pbi_desktop.ui.screens.front_door.how_came import HowTheyCame
from pbi_desktop.ui.screens.front_door.reasons import Reasons
from pbi_desktop.ui.screens.front_door.typed import HowCame, Typed
from pbi_desktop.ui.screens.front_door.words import says_more

NAME = "Name, as it sounds"
BORN = "Date of birth or age"
STREET = "Street, landmark or postcode"
PHONE = "Phone, any part"
REFERENCE = "A reference, from us or an agency"
HOUSEHOLD = "Who they live with"
_LINES = 2
_GAP = 5
_KEPT = "Kept as you type"
_ADVICE_ONLY, _NO_CASE = "Advice only, no case", "Keep without a case"
_HERE = {
    "given_name": "name",
    "family_name": "name",
    "postcode": "street",
    "lives_with": "household",
}
"""Which field a record's own part was told in."""
_ANSWER_HERE = "Ask, and type the answer here. Enter goes on to the check."
_BRING_BACK = "Bring back"
_FIRST_ASK = "Ask for two things first."


class Telling(Card):
    """The fields of a search, why they come, their own words, and how they came."""

    told = Signal(object)  # Told
    reasons_chosen = Signal(object)  # tuple of str
    words_typed = Signal(str)
    draft_due = Signal()
    step = Signal(int)
    new_wanted = Signal()
    keep_wanted = Signal()
    afresh_wanted = Signal()
    before_wanted = Signal()

    def __init__(self, privacy: Privacy) -> None:
        super().__init__("What they tell you")
        self._privacy = privacy
        self._filling = False
        self._read_as: dict[str, str] = {}
        self._problems: dict[str, str] = {}
        self._echoed: dict[str, str] = {}
        self._make_fields()
        self.why = Reasons("Why today?", {reason: reason for reason in REASONS})
        self.words = TextField("In their own words", lines=_LINES, voice=True)
        self.how = HowTheyCame(privacy)
        self._covered = label("Hidden (F8)", "body", tone="ink2")
        self._kept = label(f"{_KEPT}.", "support")
        self.before = Button(_BRING_BACK, Kind.LINK, icon="history")
        self.afresh = Button("Clear", Kind.LINK, icon="x", name="Clear for the next person")
        self.start_new = Button("Start a new person", icon="plus", key="Ctrl N")
        self.keep = Button(_ADVICE_ONLY, Kind.LINK, icon="message-square", key="Alt K")
        self._first = label(_FIRST_ASK, "support", wrap=True)
        self._lay_out()
        self._connect()
        self.offer_new(ready=False)
        self.offer_keep(ready=False)
        self.before.hide()

    def _make_fields(self) -> None:
        self.name = LineField(NAME)
        self.born = LineField(BORN, placeholder="For example, 9 4 91 or 35")
        self.street = LineField(STREET)
        self.phone = LineField(PHONE, placeholder="For example, the last four figures")
        self.reference = LineField(REFERENCE)
        self.household = LineField(HOUSEHOLD, placeholder="For example, Amina and Yusuf")
        self.more = Fold("A reference, who they live with", self.reference, self.household)

    def _lay_out(self) -> None:
        self.head.addWidget(self.before)
        self.body.setSpacing(_GAP)
        self.add(label("Type any two. Results start at once.", "support", wrap=True))
        for field in (self.name, self.born, self.street, self.phone):
            self.add(field)
        self.add(self.more)
        self.add(rule())
        self.add(self.why)
        self.add(self.words)
        self.add(self._covered)
        self._covered.hide()
        self.add(self.how)
        self.add(row(Icon("circle-check", 16, "ok"), self._kept, 0, self.afresh))
        self.add(self.start_new)
        self.add(self._first)
        self.add(self.keep)

    def _connect(self) -> None:
        for field in self._by_name().values():
            field.changed.connect(self._say_told)
            field.draft_due.connect(self._say_draft)
            field.left.connect(self._show_problems)
        self.why.chosen.connect(self.reasons_chosen)
        self.words.changed.connect(self._say_words)
        self.words.draft_due.connect(self._say_draft)
        self.how.chosen.connect(self.show_done)
        self.how.draft_due.connect(self._say_draft)
        self.start_new.clicked.connect(self.new_wanted)
        self.keep.clicked.connect(self.keep_wanted)
        self.afresh.clicked.connect(self.afresh_wanted)
        self.before.clicked.connect(self.before_wanted)
        self._privacy.changed.connect(self._cover)
        self._cover()

    def _by_name(self) -> dict[str, Field]:
        return {
            "name": self.name,
            "born": self.born,
            "street": self.street,
            "phone": self.phone,
            "reference": self.reference,
            "household": self.household,
        }

    def folds(self) -> dict[str, Fold]:
        """Return what may be folded away, by a name that is kept."""
        return {"more": self.more, "how": self.how.fold}

    def show_typed(self, typed: Typed) -> None:
        """Fill every field, without news of it."""
        self._filling = True
        for name, field in self._by_name().items():
            field.set_text(getattr(typed.told, name))
        self.show_reading({}, {})
        self.why.show_reasons(typed.reasons)
        self.words.set_text(typed.words)
        self.how.show_how(typed.how)
        self.show_done(typed.how)
        self._filling = False
        self._say_more()

    def show_reading(self, read_as: dict[str, str], problems: dict[str, str]) -> None:
        """Say how a field was read at once, and what to mend only when it has been left."""
        self._read_as, self._problems = read_as, problems
        for name, field in self._by_name().items():
            if name in problems:
                self._echoed.pop(name, None)
                self._show_problem_of(field, problems[name])
            else:
                self._echo(name, field, self._privacy.detail(read_as.get(name, "")))

    def _show_problem_of(self, field: Field, problem: str) -> None:
        if not field.editor.hasFocus():
            field.show_problem(problem)
        elif field.problem != problem:
            field.echo("")

    def _echo(self, name: str, field: Field, words: str) -> None:
        """Say how a field was read; to say it again would cost a new look at every style."""
        if field.problem or self._echoed.get(name, "") != words:
            field.clear_problem()
            field.echo(words)
            self._echoed[name] = words

    def ask_for(self, name: str) -> None:
        """Put the keyboard into a field, and say at it that the answer to the check goes there."""
        field = self._by_name()[name]
        self._echo(name, field, _ANSWER_HERE)
        field.editor.setFocus(Qt.FocusReason.TabFocusReason)

    def show_kept(self, at: str) -> None:
        """Say when it was last kept."""
        self._kept.setText(f"{_KEPT} \N{MIDDLE DOT} {at}" if at else f"{_KEPT}.")

    def offer_before(self, how_many: int) -> None:
        """Offer to bring back what was typed for somebody else, and say for how many."""
        words = _BRING_BACK if how_many <= 1 else f"{how_many} put aside"
        if self.before.text() != words:
            self.before.say(words)
        self.before.setAccessibleName(f"{_BRING_BACK} what was typed before, {how_many} put aside")
        self.before.setToolTip(tip(f"{_BRING_BACK} what was typed before, for somebody else"))
        self.before.setVisible(how_many > 0)

    def offer_new(self, ready: bool) -> None:
        """Offer to start a new person, or say what to ask for first."""
        self.start_new.setEnabled(ready)
        self._first.setVisible(not ready)

    def offer_keep(self, ready: bool) -> None:
        """Offer to keep that somebody came, once anything is known of it."""
        self.keep.setEnabled(ready)

    def show_done(self, how: HowCame) -> None:
        """Say on the button what is kept: that advice was given, if nothing else was."""
        words = _NO_CASE if how.done else _ADVICE_ONLY
        if self.keep.text() != words:
            self.keep.say(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Up and Down in a field choose among the matches, so that typing can go on."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step and isinstance(self.focusWidget(), QLineEdit):
            self.step.emit(step)
        else:
            super().keyPressEvent(event)

    def show_problems(self, said: dict[str, str]) -> tuple[str, ...]:
        """Say at each field what to mend, and go to the first; return what has no field here."""
        problems = _here(said)
        self._problems = {**self._problems, **problems}
        self._echoed = {}
        fields = self._by_name()
        wrong = [field for name, field in fields.items() if name in problems]
        for name, field in fields.items():
            if name in problems:
                field.show_problem(problems[name])
        if wrong:
            if wrong[0] in (self.reference, self.household):
                self.more.open(True)
            wrong[0].setFocus()
        return tuple(words for name, words in problems.items() if name not in fields)

    def _show_problems(self) -> None:
        for name, field in self._by_name().items():
            if name in self._problems and not field.editor.hasFocus():
                field.show_problem(self._problems[name])

    def _say_told(self) -> None:
        if self._filling:
            return
        texts = {name: field.text() for name, field in self._by_name().items()}
        self._say_more()
        self.told.emit(Told(**texts))

    def _say_more(self) -> None:
        """Say what the folded fields hold: nothing that counts is out of sight."""
        words = says_more(self.reference.text(), self.household.text())
        self.more.say(self._privacy.detail(words))

    def _say_words(self, words: str) -> None:
        if not self._filling:
            self.words_typed.emit(words)

    def _say_draft(self) -> None:
        if not self._filling:
            self.draft_due.emit()

    def _cover(self) -> None:
        """Cover what was typed while names are hidden; it can still be typed."""
        hidden = self._privacy.hidden
        mode = QLineEdit.EchoMode.Password if hidden else QLineEdit.EchoMode.Normal
        for field in self._by_name().values():
            if isinstance(field.editor, QLineEdit):
                field.editor.setEchoMode(mode)
        self.show_reading(self._read_as, self._problems)
        self._say_more()
        self.words.setVisible(not hidden)
        self._covered.setVisible(hidden)


def _here(problems: dict[str, str]) -> dict[str, str]:
    """Return problems by the field in which each was told; two of one field are said together."""
    made: dict[str, str] = {}
    for name, words in problems.items():
        field = _HERE.get(name, name)
        said = made.get(field, "")
        made[field] = words if words in said or not said else f"{said} {words}"
    return made
