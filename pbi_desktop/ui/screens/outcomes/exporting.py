"""The strip from which the report is saved: which copy, and where."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal

from pbi_desktop.ui.kit.key_binding import bind_keys
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.choices import Choice
from pbi_desktop.ui.kit.widgets.fields import LineField
from pbi_desktop.ui.kit.widgets.layouts import row
from pbi_desktop.ui.screens.outcomes.ports import SavePlace

_SHARED, _TEAM = "shared", "team"


class ExportCard(Card):
    """Asks which copy to save and where; Enter saves, Esc closes."""

    save_wanted = Signal(object, bool)  # Path, shared
    closed = Signal()

    def __init__(self, place: SavePlace) -> None:
        super().__init__("Export the report", "Enter saves, Esc closes")
        self.copy = Choice(
            "Which copy",
            {
                _SHARED: "A copy to share: numbers from 1 to 4 are hidden",
                _TEAM: "The team's own copy: not to be passed on",
            },
            value=_SHARED,
        )
        self.folder = LineField("Folder", hint="The files are written here", letters=48)
        self.folder.set_text(str(place.folder()))
        self.save = Button("Save the copy to share", Kind.PRIMARY, icon="download", key="Enter")
        self.cancel = Button("Close", Kind.QUIET, key="Esc")
        for part in (self.copy, self.folder):
            self.add(part)
        self.add(row(self.save, self.cancel, 0))
        self.copy.chosen.connect(self._say_which)
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.closed)
        self.folder.entered.connect(self._save)
        bind_keys(self, {"Enter": self._save, "Esc": self.closed.emit})

    def begin(self) -> None:
        """Stand ready: Enter saves at once."""
        self.save.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_which(self, key: str) -> None:
        self.save.say("Save the copy to share" if key == _SHARED else "Save the team's own copy")

    def _save(self) -> None:
        folder = self.folder.text().strip()
        if not folder:
            self.folder.show_problem("Name the folder that the files go to.")
            return
        self.save_wanted.emit(Path(folder).expanduser(), self.copy.value == _SHARED)
