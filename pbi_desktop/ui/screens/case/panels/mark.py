"""To say what sort of statement a note is: nothing is a fact unless somebody says so."""

from pbi_desktop.domain.casework import Marking
from pbi_desktop.services.case_rows import StoryEntry
from pbi_desktop.ui.kit.widgets.choices import Choice
from pbi_desktop.ui.kit.widgets.fields import LineField
from pbi_desktop.ui.screens.case.form import PlaceForm
from pbi_desktop.ui.screens.case.wishes import Form, MarkNote, Wish
from pbi_desktop.ui.screens.case.words import MARKINGS


class MarkForm(PlaceForm):
    """Fact, opinion, or told by someone: then by whom."""

    def __init__(self) -> None:
        super().__init__(Form.MARK, "What sort of statement is it?", "Keep the mark")
        self._entry: StoryEntry | None = None
        options = {mark.value: words for mark, words in MARKINGS.items()}
        self.sort = Choice("It is", options, value=Marking.NOT_MARKED.value)
        self.told_by = LineField("Who told it", placeholder="her sister", letters=40)
        self.body.addWidget(self.sort)
        self.body.addWidget(self.told_by)
        self.hold("marking", self.sort)
        self.hold("told_by", self.told_by)
        self.enter_keeps(self.told_by)
        self.sort.chosen.connect(self._fit)

    def show_note(self, entry: StoryEntry) -> None:
        """Ask about one note, starting from how it is marked."""
        self.begin()
        self._entry = entry
        self.sort.choose((entry.marking or Marking.NOT_MARKED).value)
        self.told_by.set_text(entry.told_by)
        self._fit()
        self._clock.forget()

    def begin(self) -> None:
        """Empty the form."""
        super().begin()
        self._entry = None
        self.sort.choose(Marking.NOT_MARKED.value)
        self.told_by.set_text("")
        self._fit()

    def wish(self) -> Wish | None:
        """Return the mark."""
        entry, marking = self._entry, Marking(self.sort.value)
        if entry is None:
            return None
        told_by = self.told_by.text().strip()
        if marking is Marking.TOLD and not told_by:
            self.show_problems({"told_by": "Say who told it, like her sister."})
            return None
        return MarkNote(entry.id, entry.version, marking, told_by)

    def _fit(self) -> None:
        self.told_by.setVisible(self.sort.value == Marking.TOLD.value)
