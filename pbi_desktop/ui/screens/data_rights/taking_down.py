"""The card on which a request is taken down as it comes in."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal

from pbi_desktop.domain.data_rights import RequestKind
from pbi_desktop.domain.people_words import Lean, say_date
from pbi_desktop.services.subject_access_rows import NewRequest
from pbi_desktop.ui.kit.days import read_day
from pbi_desktop.ui.kit.readings import reading
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.choices import Check, Pick
from pbi_desktop.ui.kit.widgets.fields import DateField, LineField, TextField
from pbi_desktop.ui.kit.widgets.layouts import row
from pbi_desktop.ui.screens.data_rights.words import KINDS


class TakingDown(Card):
    """Whose data, what for, since when, and whether it is known who asks."""

    wanted = Signal(object)  # NewRequest

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__("Take a request down", "On the day it comes: the time runs from then")
        self._today = today
        self.case = LineField("A case of theirs", hint="Its reference", letters=10)
        self.kind = Pick("What they ask for", KINDS)
        self.received: DateField[date] = DateField(
            "Came on", reading(self._read, say_date), hint="Today if left empty", letters=18
        )
        self.known = Check("We know who asks")
        self.words = TextField("In their words", lines=2, voice=True)
        self.keep = Button("Take it down", Kind.PRIMARY, icon="plus")
        self.known.setChecked(True)
        self.add(row(self.case, self.received, 0, spacing=16))
        for part in (self.kind, self.known, self.words):
            self.add(part)
        self.add(row(self.keep, 0))
        self.keep.clicked.connect(self._keep)

    def clear(self) -> None:
        """Stand ready for the next one."""
        for field in (self.case, self.received, self.words):
            field.set_text("")
            field.clear_problem()

    def _read(self, text: str) -> date:
        today = self._today()
        return read_day(text, today, Lean.PAST, "2 nov") if text.strip() else today

    def _keep(self) -> None:
        if not self.case.text().strip():
            self.case.show_problem("Give the reference of a case of theirs.")
            return
        if self.received.text().strip() and self.received.value is None:
            return
        new = NewRequest(
            self.case.text(),
            RequestKind(self.kind.value),
            self.received.value or self._today(),
            self.known.isChecked(),
            self.words.text(),
        )
        self.wanted.emit(new)
