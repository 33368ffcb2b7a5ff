"""The composer: plain text is a note, a slash is a command; what was understood is shown first."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.services.case_rows import NewStep, TeamChoice
from pbi_desktop.ui.kit.ports import Tone
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.announcements import announce
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.labels import Icon, label
from pbi_desktop.ui.kit.widgets.layouts import Flow, clear, panel, row
from pbi_desktop.ui.kit.widgets.notices import Notice
from pbi_desktop.ui.screens.case.composing.edit import ComposerEdit
from pbi_desktop.ui.screens.case.composing.note_strip import NoteStrip
from pbi_desktop.ui.screens.case.draft_clock import DraftClock
from pbi_desktop.ui.screens.case.fitted_scroll import FittedScroll
from pbi_desktop.ui.screens.case.tab_order import order_tabs
from pbi_desktop.ui.screens.case.understanding import (
    COMMANDS,
    CommandWords,
    NoteWords,
    Understood,
    UnfinishedCommand,
    understand,
)
from pbi_desktop.ui.screens.case.understanding_words import (
    OFFERS,
    command_words,
    note_words,
    step_words,
)
from pbi_desktop.ui.screens.case.wishes import Form, WriteNote

_LEAST_STRIP = 44  # one row of it
_SAID_FROM = 1.6
SayCommand = Callable[[CommandWords, date, Sequence[TeamChoice]], str]


class Composer(QWidget):
    """One line from anywhere in the case (Ctrl+J); Ctrl+Enter keeps it."""

    form = Form.NOTE
    wished = Signal(object)  # Wish
    step_wished = Signal(object)  # AddStep, where there is no note round it
    command = Signal(object)  # CommandWords
    draft_due = Signal()

    def __init__(self, say_command: SayCommand = command_words) -> None:
        """Say what Enter does with a command in the words of whoever carries it out."""
        super().__init__()
        self._say_command = say_command
        self._today = date.min
        self._team: tuple[TeamChoice, ...] = ()
        self._understood: Understood = NoteWords("")
        self.edit = ComposerEdit()
        self.strip = NoteStrip()
        self._strip_shown = FittedScroll(self.strip, _LEAST_STRIP)
        self.said = label("", "support", wrap=True)
        self.keep_button = Button("Keep", Kind.PRIMARY, key="Ctrl Enter", name="Keep the note")
        self.more_button = Button("", Kind.SECONDARY, icon="plus", name="Add something else")
        self.hint = label("", "support", wrap=True)
        self.notice = Notice("", Tone.DANGER)
        self._offers = Flow(gap=6)
        self._clock = DraftClock(self)
        self._lay_out()
        self._connect()
        self._show()

    def _lay_out(self) -> None:
        self._offers_shown = FittedScroll(panel(self._offers), _LEAST_STRIP)
        line = row(
            Icon("message-square", 20), self.edit, self.more_button, self.keep_button, spacing=10
        )
        for part in (self.more_button, self.keep_button):
            line.setAlignment(part, Qt.AlignmentFlag.AlignBottom)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        parts = (self.notice, self.said, self._strip_shown, self._offers_shown, self.hint)
        for shown in parts:
            box.addWidget(shown)
        box.addLayout(line)
        self.notice.hide()

    def _connect(self) -> None:
        self.edit.textChanged.connect(self._typed)
        self.edit.entered.connect(self._enter)
        self.edit.keep_wanted.connect(self.keep)
        self.keep_button.clicked.connect(self.keep)
        self.more_button.clicked.connect(self.offer_commands)
        self.strip.corrected.connect(self._clock.typed)
        self.strip.corrected.connect(self._say_again)
        theme().changed.connect(self._say_again)
        self._clock.due.connect(self.draft_due)

    # For the screen

    def parts_in_order(self) -> Sequence[QWidget]:
        """Return the line, what was understood of it, then what can be done with it."""
        return (self.edit, self.strip, self._offers_shown, self.more_button, self.keep_button)

    def know(self, today: date, team: tuple[TeamChoice, ...]) -> None:
        """Read words as of this day, and the first names of these workers as owners of steps."""
        self._today, self._team = today, team
        self._understand()

    def values(self) -> dict[str, str]:
        """Return what is typed and corrected, as a draft keeps it."""
        text = self.edit.toPlainText()
        return {"text": text, **self.strip.corrections()} if text.strip() else {}

    def restore(self, values: Mapping[str, str]) -> None:
        """Put back what was typed before, unless somebody is typing already."""
        if self.edit.toPlainText().strip():
            return
        self.edit.setPlainText(values.get("text", ""))
        self.edit.moveCursor(self.edit.textCursor().MoveOperation.End)
        self.strip.restore(values)
        self._clock.forget()

    def take(self, line: str) -> None:
        """Carry out a line that was typed elsewhere; half a note that is here, or kept, stays."""
        understood = understand(line, self._today, self._team)
        if isinstance(understood, CommandWords):
            self.command.emit(understood)
        else:
            self.restore({"text": line})
            self._clock.typed()

    def flush(self) -> None:
        """Have the draft kept now."""
        self._clock.flush()

    def begin(self) -> None:
        """Empty the line: what it held is kept, or belongs to another case."""
        self.edit.clear()
        self.strip.clear()
        self._clock.forget()
        self._show()

    def refuse(self, sentence: str, _problems: Mapping[str, str]) -> None:
        """Say why it was not kept; everything typed stays."""
        self.notice.say(sentence, Tone.DANGER)
        self.notice.show()
        announce(self, sentence, urgent=True)
        self._clock.typed()

    def offer_commands(self) -> None:
        """Begin a command, for those who do not type the slash; a note stays as it is."""
        if not self.edit.toPlainText().strip():
            self.edit.setPlainText("/")
            self.edit.moveCursor(self.edit.textCursor().MoveOperation.End)
        self._show_offers(tuple(COMMANDS))
        self.edit.setFocus()

    def keep(self) -> None:
        """Ask for the note to be kept, or carry out the command."""
        understood = self._understood
        if not isinstance(understood, NoteWords):
            self._enter()
            return
        if not understood.body and not understood.steps:
            self.edit.setFocus()
            return
        if not understood.body:
            for step in understood.steps:
                self.step_wished.emit(step)
            return
        note = self.strip.note(understood.body)
        if note is not None:
            steps = tuple(NewStep(one.what, one.due_on, one.owner_id) for one in understood.steps)
            self._clock.forget()
            self.wished.emit(WriteNote(replace(note, steps=steps)))

    # Within

    def _typed(self) -> None:
        self.notice.hide()
        self._clock.typed()
        self._understand()

    def _understand(self) -> None:
        self._understood = understand(self.edit.toPlainText(), self._today, self._team)
        self.edit.holds_command = not isinstance(self._understood, NoteWords)
        self._show()

    def _show(self) -> None:
        """Show what was understood, before anything is kept."""
        understood = self._understood
        is_note = isinstance(understood, NoteWords)
        written = is_note and bool(self.edit.toPlainText().strip())
        self._strip_shown.setVisible(written)
        self._show_offers(understood.offers if isinstance(understood, UnfinishedCommand) else ())
        words = ""
        if isinstance(understood, NoteWords):
            steps = [step_words(step, self._today, self._team) for step in understood.steps]
            self.strip.show_understood(understood, self._today, [f"Step: {s}" for s in steps])
            words = note_words(understood)
        elif isinstance(understood, CommandWords):
            words = self._say_command(understood, self._today, self._team)
        elif not understood.offers:
            words = "There is no such command. Take the slash away to keep it as a note."
        self._say(written=written)
        self.hint.setText(words)
        self.hint.setVisible(bool(words))
        self.keep_button.say("Keep" if is_note else "Open")

    def _say(self, *, written: bool) -> None:
        """Say what was understood in one sentence where its parts may not all be in sight."""
        large = theme().look.scale >= _SAID_FROM
        self.said.setText(self.strip.sentence if written and large else "")
        self.said.setVisible(written and large)

    def _say_again(self) -> None:
        self._say(written=not self._strip_shown.isHidden())

    def _show_offers(self, offers: tuple[str, ...]) -> None:
        clear(self._offers)
        for name in offers:
            button = Button(f"/{name}", Kind.QUIET, name=f"{_makes(name)}: slash {name}")
            button.setText(f"/{name}  {_makes(name)}")
            button.setProperty("command", name)
            button.clicked.connect(self._take_offer)
            self._offers.addWidget(button)
        order_tabs(self)
        self._offers_shown.setVisible(bool(offers))

    def _take_offer(self) -> None:
        button = self.sender()
        name = button.property("command") if button is not None else None
        if isinstance(name, str):
            self._ask(CommandWords(COMMANDS[name], ""))

    def _enter(self) -> None:
        understood = self._understood
        if isinstance(understood, CommandWords):
            self._ask(understood)
        elif isinstance(understood, UnfinishedCommand) and len(understood.offers) == 1:
            self._ask(CommandWords(COMMANDS[understood.offers[0]], ""))

    def _ask(self, command: CommandWords) -> None:
        """Open the form; a slash line has done its work and goes."""
        if not isinstance(self._understood, NoteWords):
            self.begin()
            self._clock.typed()  # the empty line replaces the draft of the slash line
        self.command.emit(command)


def _makes(command: str) -> str:
    return OFFERS.get(command, command)
