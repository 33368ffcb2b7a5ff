"""A paper to attach: which file, how it came, from whom, and what it shows."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pbi_desktop.domain.access import CATEGORY_LABELS, Category
from pbi_desktop.domain.papers import SOURCE_WORDS, PaperSource
from pbi_desktop.domain.people_words import Lean, say_date
from pbi_desktop.services.papers_rows import LookedAt, NewPaper
from pbi_desktop.ui.kit.days import day_reader
from pbi_desktop.ui.kit.open_place import AskFile, ask_file
from pbi_desktop.ui.kit.ports import Tone
from pbi_desktop.ui.kit.widgets.announcements import announce
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.choices import Choice, Pick
from pbi_desktop.ui.kit.widgets.fields import DateField, LineField
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Columns, Flow
from pbi_desktop.ui.kit.widgets.notices import Notice
from pbi_desktop.ui.screens.case.form import PlaceForm
from pbi_desktop.ui.screens.case.panels.named import named, placed
from pbi_desktop.ui.screens.case.papers.words import KINDS, LIMIT, type_words
from pbi_desktop.ui.screens.case.wishes import Form, Wish
from pbi_desktop.ui.screens.case.wishes_papers import AttachPaper

_SOURCES = (PaperSource.FROM_PERSON, PaperSource.FROM_AGENCY, PaperSource.SCANNED)
_NO_FILE = f"No file yet. {LIMIT}"


class PaperForm(PlaceForm):
    """Attaches one file; nothing is kept of it before that."""

    file_chosen = Signal(object)  # Path

    def __init__(self, ask: AskFile = ask_file) -> None:
        super().__init__(Form.PAPER, "Attach a paper", "Keep the paper")
        self.ask_file = ask
        self._today = date.min
        self._looked: LookedAt | None = None
        self.others = 0
        """How many files came with the one that is looked at."""
        self._place: Path | None = None
        self.file = label(_NO_FILE, "dense-strong", wrap=True)
        self.misnamed = Notice("", Tone.INFO)
        self.misnamed.hide()
        self.choose = Button("Choose a file", Kind.SECONDARY, icon="folder-open")
        self.source = Choice("How it came", {one.value: SOURCE_WORDS[one] for one in _SOURCES})
        self.received: DateField[date] = DateField(
            "It came on", day_reader(lambda: self._today, Lean.PAST), letters=26
        )
        self.from_whom = LineField("From whom", placeholder="DWP, her sister, First Homes")
        self.shows = LineField("What it shows", placeholder="Award letter, carer element")
        self.category = Pick("What it is about")
        self._lay_out()
        self.choose.clicked.connect(self._choose)
        self.enter_keeps(self.received, self.from_whom, self.shows)

    def _lay_out(self) -> None:
        top = Flow()
        top.addWidget(self.choose)
        columns = Columns(2, narrowest=320)
        about = named("What it is about", self.category)
        for part in (self.source, self.received, self.from_whom, self.shows, about):
            columns.add(placed(part))
        self.body.addLayout(top)
        self.body.addWidget(self.file)
        self.body.addWidget(self.misnamed)
        self.body.addWidget(columns)
        for name, control in (
            ("source", self.source),
            ("received_on", self.received),
            ("from_whom", self.from_whom),
            ("about", self.shows),
            ("category", self.category),
        ):
            self.hold(name, control)

    def know(self, today: date) -> None:
        """Read days as of today."""
        self._today = today

    def offer(self, categories: tuple[Category, ...]) -> None:
        """Offer what a paper may be about; the case's progress unless something is said."""
        chosen = self.category.value or str(Category.CORE.value)
        self.category.set_options([(str(one.value), CATEGORY_LABELS[one]) for one in categories])
        self.category.choose(chosen)

    def begin(self) -> None:
        """Start without a file, with a paper that came today from the person."""
        super().begin()
        self._looked = self._place = None
        self.file.setText(_NO_FILE)
        self.misnamed.hide()
        self.source.choose(PaperSource.FROM_PERSON.value)
        self.received.set_text(say_date(self._today) if self._today != date.min else "")
        for field in (self.from_whom, self.shows):
            field.set_text("")
        self.category.choose(str(Category.CORE.value))
        self._clock.forget()

    def first_stop(self) -> QWidget:
        """Return the button that chooses, or the first thing to say of a file that is there."""
        return self.choose if self._looked is None else self.source

    def show_looked(self, looked: LookedAt, place: Path | None) -> None:
        """Show what the file is, by its content."""
        self._looked, self._place = looked, place
        self.notice.hide()
        said = f"{looked.name}: {type_words(looked.paper_type, looked.size)}"
        self.file.setText(said)
        more = (
            f"{self.others} more came with it: attach one after the other." if self.others else ""
        )
        beside = f"{looked.said} {more}".strip()
        self.others = 0
        self.misnamed.setVisible(bool(beside))
        if beside:
            self.misnamed.say(beside, Tone.INFO)
        announce(self, f"{said}. {beside}")

    def refuse_file(self, sentence: str) -> None:
        """Say why a file is not kept; one that was chosen before stays."""
        self._tell(sentence)

    def wish(self) -> Wish | None:
        """Return the paper to keep."""
        problems = {}
        if self.received.value is None:
            problems["received_on"] = "Say on which day it came: today, mon, 12 nov."
        if self._looked is None:
            problems["file"] = "Choose a file first."
        if problems or self._looked is None or self.received.value is None:
            self.show_problems(problems)
            return None
        paper = NewPaper(
            self._looked.name,
            self._looked.body,
            PaperSource(self.source.value or PaperSource.FROM_PERSON.value),
            self.received.value,
            self.from_whom.text().strip(),
            self.shows.text().strip(),
            Category(int(self.category.value or Category.CORE)),
        )
        return AttachPaper(paper, self._place)

    def _choose(self) -> None:
        place = self.ask_file(self, KINDS)
        if place is not None:
            self.file_chosen.emit(place)
