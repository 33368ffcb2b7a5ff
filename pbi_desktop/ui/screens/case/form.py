"""A form in place: fields with names, a draft, a key to keep it and a key to put it aside."""

from collections.abc import Mapping
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.ui.kit.ports import Tone
from pbi_desktop.ui.kit.widgets.announcements import announce
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.card_list import reveal
from pbi_desktop.ui.kit.widgets.chips import ToggleChip
from pbi_desktop.ui.kit.widgets.choices import Check, Choice, Pick
from pbi_desktop.ui.kit.widgets.fields import Field, LineField, TextField
from pbi_desktop.ui.kit.widgets.layouts import Flow
from pbi_desktop.ui.kit.widgets.notices import Notice
from pbi_desktop.ui.screens.case.draft_clock import DraftClock
from pbi_desktop.ui.screens.case.wishes import Form, Wish

Control = Field | Choice | Pick | Check
_YES = "yes"


class PlaceForm(QWidget):
    """What every form of a case shares. Esc closes and never discards; Ctrl+Enter keeps."""

    wished = Signal(object)  # Wish
    draft_due = Signal()
    closed = Signal()
    about: UUID | None = None
    """The record that it changes, and that its draft belongs to; else it is about the case."""

    def __init__(self, form: Form, title: str, keep_words: str) -> None:
        super().__init__()
        self.form, self.title = form, title
        self._held: dict[str, Control] = {}
        self._clock = DraftClock(self)
        self._clock.due.connect(self.draft_due)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        self.notice = Notice("", Tone.DANGER)
        self.notice.hide()
        self.keep_button = Button(keep_words, Kind.PRIMARY, key="Ctrl Enter")
        self.close_button = Button("Put aside", Kind.SECONDARY, key="Esc")
        self.foot = Flow()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        outer.addLayout(self.body)
        outer.addWidget(self.notice)
        outer.addLayout(self.foot)
        self.foot.addWidget(self.keep_button)
        self.foot.addWidget(self.close_button)
        self.setAccessibleName(title)
        self._connect()

    def _connect(self) -> None:
        self.keep_button.clicked.connect(self.keep)
        self.close_button.clicked.connect(self.close_form)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, context=within).activated.connect(self.keep)
        QShortcut(QKeySequence("Esc"), self, context=within).activated.connect(self.close_form)

    # For the forms themselves

    def hold(self, name: str, control: Control) -> None:
        """Make a control part of the form: of its draft, and of what can be refused."""
        self._held[name] = control
        if isinstance(control, Field):
            control.changed.connect(self.typed)
            control.left.connect(self._clock.flush)
        elif isinstance(control, Check):
            control.toggled.connect(self.typed)
        else:
            control.chosen.connect(self.typed)

    def wish(self) -> Wish | None:
        """Return what to keep, or show what is missing and return nothing."""
        raise NotImplementedError

    def begin(self) -> None:
        """Empty the form for a new start."""
        for control in self._held.values():
            if isinstance(control, Field):
                control.clear_problem()
        self.notice.hide()
        self._clock.forget()

    def take_words(self, words: str) -> None:
        """Start from the words after a command: in the first line that takes words."""
        self.begin()
        lines = (one for one in self._held.values() if isinstance(one, LineField | TextField))
        first = next(lines, None)
        if first is not None:
            first.set_text(words[:1].upper() + words[1:])
            self.typed()

    def first_stop(self) -> QWidget:
        """Return where the caret goes when the form opens."""
        return next(iter(self._held.values()))

    def enter_keeps(self, *fields: LineField) -> None:
        """Let Enter keep the form from these one-line fields."""
        for field in fields:
            field.entered.connect(self.keep)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say at each field what to mend, the rest in one notice, and go to the first."""
        for name, held in self._held.items():
            if isinstance(held, Field) and name not in problems:  # mended meanwhile
                held.clear_problem()
        loose = []
        first: Control | None = None
        for name, problem in problems.items():
            control = self._held.get(name)
            first = first or control
            if isinstance(control, Field):
                control.show_problem(problem)
            else:
                loose.append(problem)
        self._tell(" ".join(loose))
        if first is not None:
            focus_on(first)

    # For the screen

    def values(self) -> dict[str, str]:
        """Return what is typed and chosen, by field, as a draft keeps it."""
        return {name: _read(control) for name, control in self._held.items()}

    def restore(self, values: Mapping[str, str]) -> None:
        """Put back what a draft kept."""
        for name, value in values.items():
            if name in self._held:
                _write(self._held[name], value)
        self._clock.forget()

    def typed(self) -> None:
        """Note that something changed, so that a draft is kept soon."""
        self._clock.typed()

    def flush(self) -> None:
        """Have the draft kept now."""
        self._clock.flush()

    def keep(self) -> None:
        """Ask for what the form holds to be kept, if nothing is missing."""
        self.notice.hide()
        wish = self.wish()
        if wish is not None:
            self._clock.forget()
            self.wished.emit(wish)

    def refuse(self, sentence: str, problems: Mapping[str, str]) -> None:
        """Say why it was not kept; everything typed stays, as a draft too."""
        self.show_problems(problems)
        self._tell(sentence)
        self._clock.typed()

    def close_form(self) -> None:
        """Put the form aside: its draft is kept."""
        self._clock.flush()
        self.closed.emit()

    def _tell(self, sentence: str) -> None:
        self.notice.setVisible(bool(sentence))
        if sentence:
            self.notice.say(sentence, Tone.DANGER)
            announce(self, sentence, urgent=True)


def focus_on(control: QWidget) -> None:
    """Put the caret into a control, in sight; of a choice, into what is chosen."""
    chips = control.findChildren(ToggleChip) if isinstance(control, Choice) else []
    chosen = [chip for chip in chips if chip.isChecked()]
    target: QWidget = next(iter(chosen or chips), control)
    target.setFocus(Qt.FocusReason.TabFocusReason)
    QTimer.singleShot(0, target, partial(reveal, target))  # once what is missing has its place


def _read(control: Control) -> str:
    if isinstance(control, Field):
        return control.text()
    if isinstance(control, Check):
        return _YES if control.isChecked() else ""
    return control.value


def _write(control: Control, value: str) -> None:
    if isinstance(control, Field):
        control.set_text(value)
    elif isinstance(control, Check):
        control.setChecked(value == _YES)
    elif value:
        control.choose(value)
