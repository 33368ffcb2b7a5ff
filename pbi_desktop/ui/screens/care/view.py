"""The Copies screen: the last proven copy, the ones there are, and the button that makes one."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.services.backups import CopiesPage, CopySeen
from pbi_desktop.ui.kit.key_binding import bind_keys
from pbi_desktop.ui.kit.ports import Shortcut, Tone
from pbi_desktop.ui.kit.widgets.announcements import announce
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.fields import LineField
from pbi_desktop.ui.kit.widgets.labels import Words, label
from pbi_desktop.ui.kit.widgets.layouts import page, row
from pbi_desktop.ui.kit.widgets.notices import Notice
from pbi_desktop.ui.kit.widgets.table import Column, Table
from pbi_desktop.ui.screens.care.words import (
    STOPPING,
    at,
    is_stale,
    last_copy,
    progress,
    size,
    where,
)

_KEYS = (
    Shortcut("Ctrl+Enter", "Make a copy in the folder that is named"),
    Shortcut("Esc", "Stop the copy that is being made"),
)
_MOST_ROWS = 12
_COLUMNS = (
    Column[CopySeen]("Made on", lambda one: at(one.made_at)),
    Column[CopySeen]("Holds all until", lambda one: at(one.until) if one.until else "nothing yet"),
    Column[CopySeen]("Size", lambda one: size(one.size), trailing=True),
    Column[CopySeen]("File", lambda one: one.name, stretch=True),
)


class CopiesScreen(QWidget):
    """When the records were last copied for certain, and a way to do it now."""

    asked = Signal()
    make_wanted = Signal(object)  # Path
    stop_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.presenter: object = None
        self._busy = False
        self.result = Notice("", Tone.OK)
        self.last, self.where = _wrapped("body"), _wrapped("dense")
        self.folder = LineField(
            "Folder for copies", hint="On another disk; it must be there already", letters=56
        )
        self.make = Button("Make a copy now", Kind.PRIMARY, icon="copy", key="Ctrl Enter")
        self.stop = Button("Stop the copy", Kind.SECONDARY, icon="x", key="Esc")
        self.progress = _wrapped("dense")
        self.table: Table[CopySeen] = Table("Copies that were proven", list(_COLUMNS))
        self.table.show_at_most(_MOST_ROWS)
        self.now = Card("Last proven copy")
        self.there = Card("Copies in that folder", "Newest of 7 days, 4 weeks, 12 months")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        for part in (self.last, self.where, self.folder, self.progress):
            self.now.add(part)
        self.now.add(row(self.make, self.stop, 0))
        self.there.add(self.table)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(page(label("Copies", "page"), self.result, self.now, self.there))
        for hidden in (self.result, self.stop, self.progress, self.there):
            hidden.hide()

    def _connect(self) -> None:
        self.make.clicked.connect(self._ask)
        self.stop.clicked.connect(self._ask_stop)
        bind_keys(self, {"Ctrl+Enter": self._ask, "Esc": self._ask_stop})

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for the copies whenever the screen comes into view."""
        super().showEvent(event)
        self.asked.emit()

    def land(self) -> None:
        """Stand where a copy is made."""
        self.make.setFocus(Qt.FocusReason.OtherFocusReason)

    def shortcuts(self) -> Sequence[Shortcut]:
        """Return the keys of the screen."""
        return _KEYS

    def show_page(self, page: CopiesPage) -> None:
        """Show when the last copy was made, and which there are."""
        self.last.setText(last_copy(page))
        self.where.setText(where(page))
        self.now.set_look(tone="warn" if is_stale(page) else "")
        if page.last is not None and not self.folder.text().strip():
            self.folder.set_text(str(page.last.path.parent))
        self.table.show_rows(page.copies)
        self.there.setVisible(bool(page.copies))

    def show_refused(self, words: str) -> None:
        """Say why nothing is shown."""
        self.last.setText(words)
        for part in (self.where, self.folder, self.make, self.there):
            part.hide()

    def show_busy(self) -> None:
        """Show that a copy is made."""
        self._busy = True
        self.result.hide()
        self.make.hide()
        self.progress.setText(progress("copying", 0, 0))
        for part in (self.progress, self.stop):
            part.show()
        self.stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_progress(self, step: str, done: int, of: int) -> None:
        """Say how far the copy is."""
        if self._busy and self.stop.isEnabled():
            self.progress.setText(progress(step, done, of))

    def show_done(self, words: str, tone: Tone) -> None:
        """Say what became of the copy."""
        self._busy = False
        self.progress.hide()
        self.stop.hide()
        self.stop.setEnabled(True)
        self.make.show()
        self.result.say(words, tone)
        self.result.show()
        announce(self, words, urgent=tone is Tone.DANGER)
        if self.isVisible():
            self.land()

    def _ask(self) -> None:
        folder = self.folder.text().strip()
        if self._busy or not self.make.isVisible():
            return
        if not folder:
            self.folder.show_problem("Name the folder that copies are kept in.")
            return
        self.folder.clear_problem()
        self.make_wanted.emit(Path(folder).expanduser())

    def _ask_stop(self) -> None:
        if self._busy:
            self.stop.setEnabled(False)
            self.progress.setText(STOPPING)
            announce(self, STOPPING)
            self.stop_wanted.emit()


def _wrapped(role: str) -> Words:
    made = label("", role, wrap=True)
    # Qt reckons with the lines they would need in the narrowest column, and leaves a gap below.
    made.setMinimumHeight(1)
    return made
