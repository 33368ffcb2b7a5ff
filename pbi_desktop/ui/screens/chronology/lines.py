"""One line of a chronology as it is edited: its words, why it matters, and whether it is out."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from pbi_desktop.domain.people_words import Lean
from pbi_desktop.services.chronology_rows import ChronologyLineRow
from pbi_desktop.ui.kit.days import day_reader
from pbi_desktop.ui.kit.ports import Tone
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.announcements import announce
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.fields import (
    DateField,
    Field,
    LineField,
    TextField,
    show_problems_at,
)
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Columns, Flow, column, panel
from pbi_desktop.ui.kit.widgets.notices import Notice
from pbi_desktop.ui.screens.chronology.words import (
    LIKE,
    MARKS,
    NO_DAY,
    STAYS,
    day_of,
    say_theirs,
    state_of,
)

_TEXTS = ("words", "significance")
"""What can be changed of any line."""


class LineEditor(Card):
    """Edits the line that is chosen; what is typed is kept as a draft until it is kept."""

    keep_wanted = Signal(object, object, object)  # ChronologyLineRow, what is typed, the day
    out_wanted = Signal(object, int, bool)
    remove_wanted = Signal(object, int)
    typed = Signal(object, object)  # line, what is typed

    def __init__(self, privacy: Privacy) -> None:
        super().__init__("")
        self._privacy = privacy
        self._today = date.min
        self.line: ChronologyLineRow | None = None
        self.about, self.state = label("", "support", wrap=True), label("", "strong", wrap=True)
        self.theirs = Notice("", Tone.WARN)
        self.take_theirs = Button("Take theirs", Kind.SECONDARY, icon="undo-2")
        reader = day_reader(lambda: self._today, Lean.PAST, LIKE)
        self.day: DateField[date] = DateField("Of which day", reader, placeholder=LIKE)
        self.source = LineField("Who says so, or which paper")
        self.words = TextField("What happened", lines=4)
        self.significance = TextField("Why it matters, in your words", lines=4)
        self.keep = Button("Keep this line", Kind.PRIMARY, key="Ctrl Enter")
        self.out = Button("Leave it out", Kind.SECONDARY, icon="eye-off")
        self.remove = Button("Remove it", Kind.SECONDARY, icon="x")
        self.stays = label(STAYS, "support", wrap=True)
        columns = Columns(2, narrowest=320)
        for field in self._fields().values():
            field.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            columns.add(panel(column(field, 0)))
            field.draft_due.connect(self._draft)
        foot = Flow()
        for button in (self.keep, self.take_theirs, self.out, self.remove):
            foot.addWidget(button)
        for part in (self.about, self.state, self.theirs, self.stays, columns, panel(foot)):
            self.add(part)
        self.keep.clicked.connect(self.ask)
        self.out.clicked.connect(self._turn)
        self.remove.clicked.connect(self._remove)
        self.take_theirs.clicked.connect(self._take_theirs)
        self._show_theirs("")
        self._show_state()

    def show_line(self, line: ChronologyLineRow, *, may_write: bool) -> None:
        """Edit this line; what is typed of it stays, beside what somebody else made of it since."""
        before = self.line
        typed = self._typed()
        self.line = line
        if before is None or before.id != line.id or typed in (_said(before), _said(line)):
            self._load(line)
        elif _said(before) != _said(line):
            self._show_theirs(say_theirs(line))
        self.set_title(day_of(line))
        self.about.setText(f"{MARKS[line.marking]}. {self._privacy.detail(line.source)}")
        for part in (self.keep, self.out):
            part.setVisible(may_write)
        hidden = self._privacy.hidden
        for field in self._fields().values():
            field.setVisible(not hidden)
            field.setEnabled(may_write)
        for own in (self.day, self.source):
            own.setVisible(not hidden and line.by_hand)
        self.remove.setVisible(may_write and line.by_hand)
        self.stays.setVisible(not line.by_hand)
        self.keep.setEnabled(not hidden)
        self._show_state()

    def _load(self, line: ChronologyLineRow) -> None:
        if self._typed() != _said(line):
            self._write(_said(line))
        self.show_problems({})
        self._show_theirs("")

    def know(self, today: date) -> None:
        """Read days as of this one."""
        self._today = today

    def _fields(self) -> dict[str, Field]:
        return {
            "on_day": self.day,
            "source": self.source,
            "words": self.words,
            "significance": self.significance,
        }

    def _typed(self) -> dict[str, str]:
        """Return what the fields hold that the line has."""
        by_hand = self.line is not None and self.line.by_hand
        wanted = tuple(self._fields()) if by_hand else _TEXTS
        return {name: self._fields()[name].text() for name in wanted}

    def _write(self, said: Mapping[str, str]) -> None:
        for name, field in self._fields().items():
            field.set_text(said.get(name, ""))

    def _show_theirs(self, words: str) -> None:
        for part in (self.theirs, self.take_theirs):
            part.setVisible(bool(words))
        if words:
            self.theirs.say(self._privacy.detail(words), Tone.WARN)
            announce(self, self.theirs.text, urgent=True)

    def _take_theirs(self) -> None:
        if self.line is not None:
            self._load(self.line)
            self.words.setFocus()

    def restore(self, line: UUID, typed: Mapping[str, str]) -> None:
        """Put back what was typed of this line before."""
        if self.line is not None and self.line.id == line:
            self._write({**_said(self.line), **typed})

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say at the line what to mend."""
        show_problems_at(self._fields(), problems)

    def forget(self) -> None:
        """Edit nothing."""
        self.line = None
        self._write({})

    def ask(self) -> None:
        """Ask for the line to be kept as it is typed."""
        line = self.line
        if line is None or not self.keep.isVisible() or not self.keep.isEnabled():
            return
        if line.by_hand and self.day.value is None:
            self.show_problems({"on_day": NO_DAY})
        else:
            self.keep_wanted.emit(line, self._typed(), self.day.value)

    def _remove(self) -> None:
        if self.line is not None:
            self.remove_wanted.emit(self.line.id, self.line.version)

    def _turn(self) -> None:
        if self.line is not None:
            self.out_wanted.emit(self.line.id, self.line.version, not self.line.left_out)

    def _draft(self, _text: str) -> None:
        line = self.line
        if line is None or not self.keep.isVisible():
            return
        if self._typed() != _said(line):
            self.typed.emit(line.id, self._typed())

    def _show_state(self) -> None:
        line = self.line
        words = state_of(line) if line is not None else ""
        self.state.setText(f"{words}." if words else "")
        self.state.setVisible(bool(words))
        out = line is not None and line.left_out
        self.out.say("Take it in again" if out else "Leave it out", "eye" if out else "eye-off")


def _said(line: ChronologyLineRow) -> dict[str, str]:
    texts = {"words": line.words, "significance": line.significance}
    return {"on_day": day_of(line), "source": line.source, **texts} if line.by_hand else texts
