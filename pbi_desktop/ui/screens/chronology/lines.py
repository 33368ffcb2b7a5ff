"""One line of a chronology as it is edited: its words, why it matters, and whether it is out."""

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from pbi_desktop.services.chronology_rows import ChronologyLineRow
from pbi_desktop.ui.kit.ports import Tone
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.announcements import announce
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.fields import TextField
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Columns, Flow, column, panel
from pbi_desktop.ui.kit.widgets.notices import Notice
from pbi_desktop.ui.screens.chronology.words import MARKS, STAYS, day_of, say_theirs, state_of


class LineEditor(Card):
    """Edits the line that is chosen; what is typed is kept as a draft until it is kept."""

    keep_wanted = Signal(object, int, str, str)  # line, version, words, significance
    out_wanted = Signal(object, int, bool)
    typed = Signal(object, str, str)

    def __init__(self, privacy: Privacy) -> None:
        super().__init__("")
        self._privacy = privacy
        self.line: ChronologyLineRow | None = None
        self.about, self.state = label("", "support", wrap=True), label("", "strong", wrap=True)
        self.theirs = Notice("", Tone.WARN)
        self.take_theirs = Button("Take theirs", Kind.SECONDARY, icon="undo-2")
        self.words = TextField("What happened", hint=STAYS, lines=4)
        self.significance = TextField("Why it matters, in your words", lines=4)
        self.keep = Button("Keep this line", Kind.PRIMARY, key="Ctrl Enter")
        self.out = Button("Leave it out", Kind.SECONDARY, icon="eye-off")
        columns = Columns(2, narrowest=320)
        for field in (self.words, self.significance):
            field.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            columns.add(panel(column(0, field)))
            field.draft_due.connect(self._draft)
        foot = Flow()
        for button in (self.keep, self.take_theirs, self.out):
            foot.addWidget(button)
        for part in (self.about, self.state, self.theirs, columns, panel(foot)):
            self.add(part)
        self.keep.clicked.connect(self.ask)
        self.out.clicked.connect(self._turn)
        self.take_theirs.clicked.connect(self._take_theirs)
        self._show_theirs("")
        self._show_state()

    def show_line(self, line: ChronologyLineRow, *, may_write: bool) -> None:
        """Edit this line; what is typed of it stays, beside what somebody else made of it since."""
        before, typed = self.line, self._typed()
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
        for field in (self.words, self.significance):
            field.setVisible(not hidden)
            field.setEnabled(may_write)
        self.keep.setEnabled(not hidden)
        self._show_state()

    def _load(self, line: ChronologyLineRow) -> None:
        if self._typed() != _said(line):
            self.words.set_text(line.words)
            self.significance.set_text(line.significance)
        self.words.clear_problem()
        self._show_theirs("")

    def _typed(self) -> tuple[str, str]:
        return self.words.text(), self.significance.text()

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

    def restore(self, line: UUID, words: str, significance: str) -> None:
        """Put back what was typed of this line before."""
        if self.line is not None and self.line.id == line:
            self.words.set_text(words)
            self.significance.set_text(significance)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say at the line what to mend."""
        if "words" in problems:
            self.words.show_problem(problems["words"])
            self.words.setFocus()

    def forget(self) -> None:
        """Edit nothing."""
        self.line = None
        self.words.set_text("")
        self.significance.set_text("")

    def ask(self) -> None:
        """Ask for the line to be kept as it is typed."""
        line = self.line
        if line is not None and self.keep.isVisible() and self.keep.isEnabled():
            self.keep_wanted.emit(
                line.id, line.version, self.words.text(), self.significance.text()
            )

    def _turn(self) -> None:
        if self.line is not None:
            self.out_wanted.emit(self.line.id, self.line.version, not self.line.left_out)

    def _draft(self, _text: str) -> None:
        line = self.line
        if line is None or not self.keep.isVisible():
            return
        if self._typed() != _said(line):
            self.typed.emit(line.id, *self._typed())

    def _show_state(self) -> None:
        line = self.line
        words = state_of(line) if line is not None else ""
        self.state.setText(f"{words}." if words else "")
        self.state.setVisible(bool(words))
        out = line is not None and line.left_out
        self.out.say("Take it in again" if out else "Leave it out", "eye" if out else "eye-off")


def _said(line: ChronologyLineRow) -> tuple[str, str]:
    return line.words, line.significance
