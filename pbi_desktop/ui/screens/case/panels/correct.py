"""To put right what a note says; what it said before stays readable."""

from pbi_desktop.services.case_rows import StoryEntry
from pbi_desktop.ui.kit.widgets.fields import LineField, TextField
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.screens.case.form import PlaceForm
from pbi_desktop.ui.screens.case.wishes import CorrectNote, Form, Wish


class CorrectForm(PlaceForm):
    """What the note should say; its draft belongs to the note."""

    def __init__(self) -> None:
        super().__init__(Form.CORRECT, "Put this note right", "Keep the correction")
        self._entry: StoryEntry | None = None
        self.stays = label(
            "What it says now stays readable to those who may read the note, with your name and "
            "the day. Whoever was told the old words is listed to be told.",
            "support",
            wrap=True,
        )
        self.words = TextField("What is right", lines=5)
        self.place = LineField("Where it was", letters=40)
        for part in (self.stays, self.words, self.place):
            self.body.addWidget(part)
        self.hold("body", self.words)
        self.hold("place", self.place)
        self.enter_keeps(self.place)

    def show_note(self, entry: StoryEntry) -> None:
        """Ask about one note, starting from what it says."""
        self.begin()
        self._entry, self.about = entry, entry.id
        self.words.set_text(entry.body)
        self.place.set_text(entry.place)
        self._clock.forget()

    def begin(self) -> None:
        """Empty the form."""
        super().begin()
        self._entry, self.about = None, None
        self.words.set_text("")
        self.place.set_text("")

    def wish(self) -> Wish | None:
        """Return the correction."""
        entry, said = self._entry, self.words.text().strip()
        if entry is None:
            return None
        if not said:
            self.show_problems({"body": "Write what is right. A note cannot be emptied."})
            return None
        if (said, self.place.text().strip()) == (entry.body.strip(), entry.place):
            self.show_problems({"body": "This is what it says already. Change what is wrong."})
            return None
        return CorrectNote(entry.id, entry.version, said, self.place.text().strip())
