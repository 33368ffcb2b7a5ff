"""One line of a chronology as it is edited: its words, why it matters, and whether it is out."""

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from pbi_desktop.services.chronology_rows import ChronologyLineRow
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.fields import TextField
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Columns, Flow, column, panel
from pbi_desktop.ui.screens.chronology.words import MARKS, STAYS, day_of, state_of


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
        for button in (self.keep, self.out):
            foot.addWidget(button)
        for part in (self.about, self.state, columns, panel(foot)):
            self.add(part)
        self.keep.clicked.connect(self.ask)
        self.out.clicked.connect(self._turn)
        self._show_state()

    def show_line(self, line: ChronologyLineRow, *, may_write: bool) -> None:
        """Edit this line; what is typed of the same line stays where it was not changed since."""
        before = self.line
        self.line = line
        if before is None or (before.id, before.version) != (line.id, line.version):
            self.words.set_text(line.words)
            self.significance.set_text(line.significance)
            self.words.clear_problem()
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
        said = self.words.text(), self.significance.text()
        if said != (line.words, line.significance):
            self.typed.emit(line.id, *said)

    def _show_state(self) -> None:
        line = self.line
        words = state_of(line) if line is not None else ""
        self.state.setText(f"{words}." if words else "")
        self.state.setVisible(bool(words))
        out = line is not None and line.left_out
        self.out.say("Take it in again" if out else "Leave it out", "eye" if out else "eye-off")
