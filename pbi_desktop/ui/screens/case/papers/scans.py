"""The scan folder on the tab: which it is, what lies there, and what becomes of it afterwards."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from pbi_desktop.services.scan_folder import Scanned
from pbi_desktop.ui.kit.open_place import AskFolder, ask_folder
from pbi_desktop.ui.kit.ports import Tone
from pbi_desktop.ui.kit.widgets.announcements import announce
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.labels import Elided, label
from pbi_desktop.ui.kit.widgets.layouts import Flow, clear, panel, row
from pbi_desktop.ui.kit.widgets.notices import Notice
from pbi_desktop.ui.screens.case.papers.words import size_words

_NONE = "If your scanner saves into a folder of this computer, choose it: new scans show here."
_EMPTY = "Nothing lies in it now. Scan something, then look again."


class ScansCard(Card):
    """Offers files of the scan folder; it removes none by itself."""

    attach_wanted = Signal(object)  # Path
    folder_chosen = Signal(object)  # Path or None
    look_wanted = Signal()
    removal_wanted = Signal(object)  # Path

    def __init__(self, ask: AskFolder = ask_folder) -> None:
        super().__init__("From the scanner")
        self.ask_folder = ask
        self._place: Path | None = None
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

    def show_scanned(self, folder: str, found: tuple[Scanned, ...], problem: str) -> None:
        """Offer what lies in the folder; without a folder, say what one is good for."""
        clear(self._found)
        for one in found:
            attach = Button("Attach", Kind.SECONDARY, name=f"Attach {one.place.name}")
            attach.clicked.connect(partial(self.attach_wanted.emit, one.place))
            name = Elided(one.place.name, "dense-strong")
            size = label(size_words(one.size), "support", tone="ink2")
            self._found.addLayout(row(attach, name, 0, size))
        self.set_meta(Path(folder).name if folder else "")
        self.words.setText(_EMPTY if folder else _NONE)
        self.words.setVisible(not found and not problem)
        self.problem.setVisible(bool(problem))
        if problem:
            self.problem.say(problem, Tone.WARN)
        self.choose.say("Choose another folder" if folder else "Choose the scan folder")
        self.look.setVisible(bool(folder))
        self.stop.setVisible(bool(folder))

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
