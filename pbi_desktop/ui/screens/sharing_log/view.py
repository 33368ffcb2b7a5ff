"""The Sharing log: which case, who saw and was told what of it, and the same as PDF."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QVBoxLayout, QWidget

from pbi_desktop.services.sharing_log_rows import CaseLog, SharingLine, SiteLog
from pbi_desktop.ui.kit.key_binding import bind_keys
from pbi_desktop.ui.kit.ports import Shortcut, Tone
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.announcements import announce
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.chips import ToggleChip
from pbi_desktop.ui.kit.widgets.choices import Check
from pbi_desktop.ui.kit.widgets.fields import LineField
from pbi_desktop.ui.kit.widgets.labels import Words, label
from pbi_desktop.ui.kit.widgets.layouts import Flow, page, panel, row
from pbi_desktop.ui.kit.widgets.notices import EmptyState, Notice
from pbi_desktop.ui.kit.widgets.table import Cell, Column, Table
from pbi_desktop.ui.screens.sharing_log.words import (
    FIRST,
    NO_FOLDER,
    NO_REFERENCE,
    NOTHING,
    about_case,
    about_site,
    to_ask,
    when,
)

_KEYS = (
    Shortcut("Enter", "Show the log of the case whose reference is typed"),
    Shortcut("Ctrl+P", "Save the log that is shown as PDF"),
)
_MOST_ROWS = 14
_WHY, _ASK = 3, 4
_SIDEWAYS_FROM = 1.3


class SharingLogScreen(QWidget):
    """Who saw, printed and was told what, when and why."""

    opened = Signal(str)
    reference_wanted = Signal(str)
    site_wanted = Signal()
    version_wanted = Signal(bool)
    save_wanted = Signal(object)  # Path

    def __init__(self, privacy: Privacy, folder: Path) -> None:
        super().__init__()
        self.presenter: object = None
        self._privacy = privacy
        self._log: CaseLog | SiteLog | None = None
        self.said = Notice("", Tone.INFO)
        self.reference = LineField("Case reference", hint="Six letters and digits", letters=12)
        self.show_it = Button("Show its log", Kind.PRIMARY, icon="search", key="Enter")
        self.site = Button("Every case", Kind.SECONDARY, icon="list")
        self.as_person = Check("As the person may be shown it")
        self.only_asked = ToggleChip("Only what to ask about")
        self.about = _wrapped("dense")
        self.table: Table[SharingLine] = Table("Who saw and was told what", list(self._columns()))
        self.table.show_at_most(_MOST_ROWS)
        self.folder = LineField("Folder for the PDF", letters=48)
        self.folder.set_text(str(folder))
        self.save = Button("Save as PDF", Kind.SECONDARY, icon="printer", key="Ctrl P")
        self.nothing = EmptyState(FIRST, icon="eye")
        self.which = Card("Which case")
        self.log = Card("Who saw and was told what")
        self._lay_out()
        self._connect()

    def _columns(self) -> tuple[Column[SharingLine], ...]:
        return (
            Column("When", lambda line: when(line.at), sort=lambda line: line.at),
            Column(
                "Who", lambda line: Cell(line.who or line.agency, line.agency if line.who else "")
            ),
            Column("What", lambda line: Cell(line.did, self._case_of(line), role="dense-strong")),
            Column("Why", lambda line: self._privacy.detail(line.why), stretch=True),
            Column("To ask about", _asked),
        )

    def _lay_out(self) -> None:
        flow = Flow()
        for part in (self.show_it, self.site):
            flow.addWidget(part)
        self.which.add(self.reference)
        self.which.add(panel(flow))
        choices = Flow()
        for choice in (self.as_person, self.only_asked):
            choices.addWidget(choice)
        for shown in (panel(choices), self.about, self.nothing, self.table, self.folder):
            self.log.add(shown)
        self.log.add(row(self.save, 0))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(page(label("Sharing log", "page"), self.said, self.which, self.log))
        self.said.hide()
        self._show_parts()

    def _connect(self) -> None:
        self.show_it.clicked.connect(self._ask)
        self.reference.entered.connect(self._ask)
        self.site.clicked.connect(self.site_wanted)
        self.as_person.toggled.connect(self.version_wanted)
        self.only_asked.toggled.connect(self._show)
        self.save.clicked.connect(self._save)
        self._privacy.changed.connect(self._show)
        theme().changed.connect(self._fit)
        bind_keys(self, {"Ctrl+P": self._save})

    def land(self) -> None:
        """Stand where a reference is typed."""
        self.reference.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def shortcuts(self) -> Sequence[Shortcut]:
        """Return the keys of the screen."""
        return _KEYS

    def show_address(self, parts: Sequence[str]) -> None:
        """Show the log of the case that the address names, or of every case for "site"."""
        if parts:
            self.opened.emit(parts[0])

    def show_case(self, log: CaseLog) -> None:
        """Show the log of one case."""
        self._log = log
        self.reference.set_text(log.reference)
        self._show()

    def show_site(self, log: SiteLog) -> None:
        """Show the log of every case, what is to ask about first."""
        self._log = log
        self.said.hide()
        self.reference.set_text("")
        self.only_asked.setChecked(bool(log.flagged))
        self._show()

    def show_said(self, words: str, tone: Tone) -> None:
        """Say what became of what was asked."""
        self.said.say(words, tone)
        self.said.show()
        announce(self, words, urgent=tone is Tone.WARN)

    def _show(self) -> None:
        log = self._log
        if log is None:
            return
        lines = list(log.lines)
        if isinstance(log, CaseLog):
            self.log.set_title(f"{self._privacy.name(log.name)}, {log.reference}")
            self.about.setText(about_case(log))
            asks = log.may_ask
        else:
            self.log.set_title("Every case")
            self.about.setText(about_site(log))
            asks = True
        if asks and self.only_asked.isChecked():
            lines = [line for line in lines if line.flags]
        self.table.setColumnHidden(_ASK, not asks)
        self.table.show_rows(lines)
        self._fit()
        self._show_parts(asks=asks, lines=len(lines))

    def _fit(self) -> None:
        """Let the table scroll sideways where large text would squeeze the reasons."""
        large = theme().look.scale >= _SIDEWAYS_FROM
        mode = QHeaderView.ResizeMode.Interactive if large else QHeaderView.ResizeMode.Stretch
        self.table.horizontalHeader().setSectionResizeMode(_WHY, mode)
        if large:
            self.table.resizeColumnToContents(_WHY)

    def _show_parts(self, *, asks: bool = False, lines: int = 0) -> None:
        of_case = isinstance(self._log, CaseLog)
        for part in (self.as_person, self.folder, self.save):
            part.setVisible(of_case)
        self.only_asked.setVisible(asks)
        self.about.setVisible(self._log is not None)
        self.table.setVisible(lines > 0)
        self.nothing.setVisible(lines == 0)
        self.nothing.say(NOTHING if self._log is not None else FIRST)

    def _case_of(self, line: SharingLine) -> str:
        return f"Case {line.reference}" if line.reference and isinstance(self._log, SiteLog) else ""

    def _ask(self) -> None:
        wanted = self.reference.text().strip()
        if not wanted:
            self.reference.show_problem(NO_REFERENCE)
            return
        self.reference.clear_problem()
        self.reference_wanted.emit(wanted)

    def _save(self) -> None:
        if not isinstance(self._log, CaseLog):
            return
        folder = self.folder.text().strip()
        if not folder:
            self.folder.show_problem(NO_FOLDER)
            return
        self.folder.clear_problem()
        self.save_wanted.emit(Path(folder).expanduser())


def _asked(line: SharingLine) -> Cell:
    words = to_ask(line)
    return Cell(words, tone="warn" if words else "ink2", icon="flag" if words else "")


def _wrapped(role: str) -> Words:
    made = label("", role, wrap=True)
    made.setMinimumHeight(1)
    return made
