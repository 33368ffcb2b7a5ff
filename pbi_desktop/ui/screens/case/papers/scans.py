"""The scan folder on the tab: which it is, what lies there, and what becomes of it afterwards."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from pbi_desktop.services.scan_folder import Look, Scanned
from pbi_desktop.ui.kit.folder_watch import FolderWatch
from pbi_desktop.ui.kit.open_place import AskFolder, ask_folder
from pbi_desktop.ui.kit.ports import Tone
from pbi_desktop.ui.kit.widgets.announcements import announce
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.labels import Elided, label
from pbi_desktop.ui.kit.widgets.layouts import Flow, clear, panel, row
from pbi_desktop.ui.kit.widgets.notices import Notice
from pbi_desktop.ui.screens.case.papers.words import NO_FOLDER, size_words

_NONE = "If your scanner saves into a folder of this computer, choose it: new scans show here."
_EMPTY = "Nothing lies in it now. What you scan shows here by itself."
_WRITTEN = "Still being written: wait a moment."


class ScansCard(Card):
    """Offers files of the scan folder; it removes none by itself."""

    attach_wanted = Signal(object)  # Path
    folder_chosen = Signal(object)  # Path or None
    look_wanted = Signal()
    removal_wanted = Signal(object)  # Path
    laid_out = Signal()

    def __init__(self, ask: AskFolder = ask_folder) -> None:
        super().__init__("From the scanner")
        self.ask_folder = ask
        self.waiting: tuple[Path, ...] = ()
        """The scans that can be filed, the newest first."""
        self.watch = FolderWatch(self)
        self._place: Path | None = None
        self._folder: Path | None = None
        self.words = label("", "dense", tone="ink2", wrap=True)
        self.problem = Notice("", Tone.WARN)
        self._found = QVBoxLayout()
        self.choose = Button("Choose the scan folder", Kind.SECONDARY, icon="folder-open")
        self.look = Button("Look again", Kind.SECONDARY, icon="refresh-cw")
        self.stop = Button("Do not look there any more", Kind.LINK)
        self.asking = label("", "dense-strong", wrap=True)
        self.remove = Button("Remove it from the folder", Kind.SECONDARY)
        self.leave = Button("Leave it there", Kind.SECONDARY)
        self._lay_out()
        self._show_question()
        self.choose.clicked.connect(self._choose)
        self.look.clicked.connect(self.look_wanted)
        self.watch.found.connect(self._show_found)
        self.stop.clicked.connect(self._stop)
        self.remove.clicked.connect(self._remove)
        self.leave.clicked.connect(self._leave)

    def _lay_out(self) -> None:
        self.add(self.asking)
        answers, ways = Flow(), Flow()
        for button in (self.remove, self.leave):
            answers.addWidget(button)
        for button in (self.choose, self.look, self.stop):
            ways.addWidget(button)
        self._answers = panel(answers)
        self.add(self._answers)
        self.add(self.words)
        self.add(self.problem)
        self.add(self._found)
        self.add(panel(ways))

    def watch_scans(self, folder: Path | None) -> None:
        """Offer what lies in the folder, and what comes; without one, say what it is good for."""
        self._folder = folder
        if folder is None or folder != self.watch.folder:
            self._show_found(Look(folder or Path()))
        self.watch.watch(folder if self.isVisible() else None)

    def file_first(self) -> None:
        """File the newest scan to this case: the form shows what it is before it is kept."""
        if self.waiting:
            self.attach_wanted.emit(self.waiting[0])
        else:
            announce(self, self.words.text())

    def showEvent(self, event: QShowEvent) -> None:
        """Watch while somebody looks."""
        super().showEvent(event)
        if self.watch.folder != self._folder:
            self.watch.watch(self._folder)

    def hideEvent(self, event: QHideEvent) -> None:
        """Watch nothing while nobody looks."""
        self.watch.watch(None)
        super().hideEvent(event)

    def _show_found(self, look: Look) -> None:
        before, self.waiting = self.waiting, tuple(one.place for one in look.found if one.whole)
        focused = self._focused()
        clear(self._found)
        for one in look.found:
            self._found.addLayout(self._row(one))
        folder = self._folder
        waiting = len(self.waiting)
        self.set_meta(f"{waiting} waiting to be filed" if waiting else "")
        self.words.setText(f"{_EMPTY} ({folder.name})" if folder else _NONE)
        self.words.setVisible(not look.found and not look.unreadable)
        self.problem.setVisible(look.unreadable)
        if look.unreadable:
            self.problem.say(NO_FOLDER, Tone.WARN)
        self.choose.say("Choose another folder" if folder else "Choose the scan folder")
        self.look.setVisible(bool(folder))
        self.stop.setVisible(bool(folder))
        self.laid_out.emit()
        self._keep_focus(focused)
        new = [place.name for place in self.waiting if place not in before]
        if new:
            announce(self, f"Waiting to be filed: {', '.join(new)}")

    def _row(self, one: Scanned) -> QHBoxLayout:
        name = Elided(one.place.name, "dense-strong")
        if not one.whole:
            return row(name, 0, label(_WRITTEN, "support", tone="ink2"))
        first = self.waiting[:1] == (one.place,)
        attach = Button(
            "File it here",
            Kind.SECONDARY,
            key="Ctrl Shift S" if first else "",
            name=f"File {one.place.name} to this case",
        )
        attach.clicked.connect(partial(self.attach_wanted.emit, one.place))
        return row(attach, name, 0, label(size_words(one.size), "support", tone="ink2"))

    def _focused(self) -> str:
        """Return the name of the row that has the focus, for it is made anew."""
        rows = [one for one in self.findChildren(Button) if one.hasFocus()]
        return rows[0].accessibleName() if rows else ""

    def _keep_focus(self, name: str) -> None:
        for one in self.findChildren(Button) if name else ():
            if one.accessibleName() == name and one.isVisibleTo(self) and not one.hasFocus():
                one.setFocus()

    def ask_removal(self, place: Path) -> None:
        """Ask whether a file goes from the folder now that the case has it."""
        self._place = place
        said = (
            f"{place.name} is kept with the case. The file in the scan folder can still be read "
            "by everybody who uses this computer."
        )
        self.asking.setText(said)
        self._show_question()
        announce(self, said)

    def _show_question(self) -> None:
        for part in (self.asking, self._answers):
            part.setVisible(self._place is not None)

    def _choose(self) -> None:
        folder = self.ask_folder(self)
        if folder is not None:
            self.folder_chosen.emit(folder)

    def _stop(self) -> None:
        self.folder_chosen.emit(None)

    def _remove(self) -> None:
        place = self._place
        self._leave()
        if place is not None:
            self.removal_wanted.emit(place)

    def _leave(self) -> None:
        self._place = None
        self._show_question()
        self.choose.setFocus()
