"""The form that adds a line by hand: of which day, what happened, who says so, why it matters."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.casework import Marking
from pbi_desktop.domain.people_words import Lean
from pbi_desktop.services.chronology_rows import NewLine
from pbi_desktop.ui.kit.days import day_reader
from pbi_desktop.ui.kit.ports import Tone
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.choices import Choice
from pbi_desktop.ui.kit.widgets.fields import (
    DateField,
    Field,
    LineField,
    TextField,
    show_problems_at,
)
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Columns, Flow, column, panel
from pbi_desktop.ui.kit.widgets.notices import Notice
from pbi_desktop.ui.screens.chronology.words import ABOUT, ADDED_SAYS, LIKE, MARKS, NO_DAY


class AddForm(Card):
    """Asks for a line that stands in no record; what is typed is kept as a draft until it is."""

    wanted = Signal(object)  # NewLine
    closed = Signal()
    typed = Signal(object, object)  # chronology, what is typed

    def __init__(self) -> None:
        super().__init__("Add a line by hand")
        self._today = date.min
        self._to: UUID | None = None
        reader = day_reader(lambda: self._today, Lean.PAST, LIKE)
        self.day: DateField[date] = DateField("Of which day", reader, placeholder=LIKE)
        self.source = LineField("Who says so, or which paper", placeholder="School report of May")
        self.words = TextField("What happened", lines=4)
        self.significance = TextField("Why it matters, in your words", lines=4)
        self.mark = Choice("What sort of statement it is", {one.value: MARKS[one] for one in MARKS})
        self.about = Choice("What it is about", {str(int(one)): ABOUT[one] for one in ABOUT})
        self.problem = Notice("", Tone.WARN)
        self.add_button = Button("Add this line", Kind.PRIMARY, icon="plus", key="Ctrl Enter")
        self.back = Button("Put it aside", Kind.QUIET, key="Esc")
        self._lay_out()
        self._connect()
        self.begin()

    def _lay_out(self) -> None:
        columns = Columns(2, narrowest=320)
        for field in self._fields().values():
            field.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            columns.add(panel(column(field, 0)))
        foot = Flow()
        for button in (self.add_button, self.back):
            foot.addWidget(button)
        self.add(label(ADDED_SAYS, "support", wrap=True))
        for part in (columns, self.mark, self.about, self.problem, panel(foot)):
            self.add(part)

    def _connect(self) -> None:
        self.add_button.clicked.connect(self.ask)
        self.back.clicked.connect(self.closed)
        for field in self._fields().values():
            field.draft_due.connect(self._draft)
        for choice in (self.mark, self.about):
            choice.chosen.connect(self._draft)

    def _fields(self) -> dict[str, Field]:
        return {
            "on_day": self.day,
            "source": self.source,
            "words": self.words,
            "significance": self.significance,
        }

    def enter(self, chronology: UUID, today: date) -> None:
        """Add to this chronology, and read days as of this one."""
        self._to, self._today = chronology, today

    def leave(self) -> None:
        """Keep what is typed as a draft, and add to nothing."""
        self.flush()
        self._to = None
        self.begin()

    def begin(self) -> None:
        """Start anew."""
        self.restore({})
        self.show_problems({})

    def restore(self, typed: Mapping[str, str]) -> None:
        """Put back what was typed before."""
        for name, field in self._fields().items():
            field.set_text(typed.get(name, ""))
        self.mark.choose(typed.get("marking") or Marking.NOT_MARKED.value)
        self.about.choose(typed.get("category") or str(int(Category.CORE)))

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say at each field what to mend, and the rest below."""
        loose = show_problems_at(self._fields(), problems)
        self.problem.setVisible(bool(loose))
        if loose:
            self.problem.say(loose, Tone.WARN)

    def ask(self) -> None:
        """Ask for the line to be added, unless the day is not understood."""
        if self.day.text().strip() and self.day.value is None:
            self.show_problems({"on_day": NO_DAY})
            return
        self.show_problems({})
        self.wanted.emit(
            NewLine(
                self.day.value,
                self.words.text(),
                self.source.text(),
                self.significance.text(),
                Marking(self.mark.value),
                Category(int(self.about.value)),
            )
        )

    def _draft(self, _text: str) -> None:
        self.flush()

    def flush(self) -> None:
        """Hand over what is typed so far, to be kept as a draft."""
        typed = {name: field.text() for name, field in self._fields().items()}
        if self._to is not None and any(typed.values()):
            chosen = {"marking": self.mark.value, "category": self.about.value}
            self.typed.emit(self._to, {**typed, **chosen})
