"""The first step: files, chosen or dropped, and what they are."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from pbi_desktop.services.import_wizard_rows import FilesSeen, ListKind
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.choices import Pick
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import column, panel
from pbi_desktop.ui.screens.taking_in.parts import StepCard, buttons, make_loud, say, wrapped
from pbi_desktop.ui.screens.taking_in.words import KINDS, counted, guessed

_DROP = "Drop files anywhere on this page, or choose them. CSV, Excel, ODS, JSON and GeoJSON."
_ASK = ("", "Choose what they are")


class FilesCard(StepCard):
    """Which files, and what kind of list they are."""

    kind_chosen = Signal(object)  # ListKind

    def __init__(self) -> None:
        super().__init__("1. Files")
        self.about = wrapped()
        self.about.setText(_DROP)
        self.choose = Button("Choose files", Kind.PRIMARY, icon="folder-open", key="Ctrl O")
        self.again = Button("Begin again", Kind.QUIET, icon="undo-2")
        self.names = wrapped("dense-strong", "ink")
        self.kind = Pick("What they are", [_ASK, *KINDS.items()])
        self.guess = wrapped("support")
        self._kind_box = panel(
            column(label("What they are", "field"), self.kind, self.guess, spacing=4)
        )
        for part in (self.about, self.names, self._kind_box, buttons(self.choose, self.again)):
            self.add(part)
        self.kind.chosen.connect(self._choose)
        self.show_none()

    def show_none(self) -> None:
        """Show that no file is chosen."""
        self.show_problem("")
        say(self.names, "")
        self._kind_box.hide()
        self.again.hide()
        self.kind.choose("")
        make_loud(self.choose, loud=True)

    def show_files(self, names: Sequence[str], seen: FilesSeen | None, *, asked: bool) -> None:
        """Show the files and what they are."""
        self.show_problem("")
        count = "" if len(names) == 1 else f"{counted(len(names), 'file')}: "
        say(self.names, f"{count}{', '.join(names)}")
        self.again.show()
        self._kind_box.show()
        make_loud(self.choose, loud=False)
        if seen is None:
            say(self.guess, "Reading")
            return
        self.kind.choose("" if seen.kind is None else seen.kind.value)
        say(self.guess, guessed(seen.kind, asked=asked))

    def set_busy(self, busy: bool) -> None:
        """Take no other files while a run is under way."""
        for part in (self.choose, self.again, self.kind):
            part.setEnabled(not busy)

    def _choose(self, key: str) -> None:
        if key:
            self.kind_chosen.emit(ListKind(key))
