"""The form that drafts a chronology: called what, for whom, of which days, from which entries."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from pbi_desktop.domain.chronology import SORT_LABELS, Period, Sort
from pbi_desktop.domain.people_words import Lean
from pbi_desktop.services.case_rows import CaseBefore
from pbi_desktop.services.chronology_rows import ChronologyWish
from pbi_desktop.ui.kit.days import day_reader
from pbi_desktop.ui.kit.ports import Tone
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.choices import Check
from pbi_desktop.ui.kit.widgets.fields import DateField, LineField, show_problems_at
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Columns, Flow, column, panel, row
from pbi_desktop.ui.kit.widgets.notices import Notice
from pbi_desktop.ui.screens.chronology.words import before_words


class DraftForm(Card):
    """Asks what to draft; everything is chosen beforehand but the name and the recipient."""

    wanted = Signal(object)  # ChronologyWish

    def __init__(self) -> None:
        super().__init__("Draft one from the story")
        self._today = date.min
        reader = day_reader(lambda: self._today, Lean.PAST, "1 mar 2026")
        self.title = LineField("What it is called", placeholder="Repairs and rent, spring 2026")
        self.whom = LineField("For which meeting or court", placeholder="Review of 3 December")
        self.first: DateField[date] = DateField("From which day", reader, placeholder="1 mar 2026")
        self.last: DateField[date] = DateField("To which day", reader, placeholder="today")
        self.earlier = Check("Also what was before:")
        self._which = label("", "support", wrap=True)
        self.sorts = {sort: Check(words) for sort, words in SORT_LABELS.items()}
        self.problem = Notice("", Tone.WARN)
        self.go = Button("Draft it", Kind.PRIMARY, icon="list", key="Ctrl Enter")
        self._lay_out()
        self.begin()

    def _lay_out(self) -> None:
        columns = Columns(2, narrowest=300)
        for field in self._fields().values():
            field.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            columns.add(panel(column(field, 0)))
        flow = Flow(gap=14)
        for box in self.sorts.values():
            flow.addWidget(box)
        open_ends = "A day left empty leaves that end open."
        self.add(columns)
        self.add(label(open_ends, "support", wrap=True))
        self.add(column(label("Which entries", "field"), panel(flow), spacing=6))
        joined = row(self.earlier, spacing=6)
        joined.addWidget(self._which, 1)
        self._joined = panel(joined)
        self.add(self._joined)
        self.add(self.problem)
        self.add(row(self.go, 0))
        self.go.clicked.connect(self.ask)
        for field in self._fields().values():
            field.entered.connect(self.ask)

    def _fields(self) -> dict[str, LineField]:
        return {"title": self.title, "for_whom": self.whom, "first": self.first, "last": self.last}

    def know(self, today: date) -> None:
        """Read days as of this one."""
        self._today = today

    def offer_before(self, before: Sequence[CaseBefore]) -> None:
        """Offer to take up the cases before this one, where there are any."""
        words = before_words(before)
        self._which.setText(f"{words}. It is opened for it, which is logged." if words else "")
        self.earlier.setAccessibleName(f"Also what was before: {words}")
        self._joined.setVisible(bool(before))

    def begin(self) -> None:
        """Start anew."""
        self.earlier.setChecked(False)
        for field in self._fields().values():
            field.set_text("")
        for box in self.sorts.values():
            box.setChecked(True)
        self.show_problems({})

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say at each field what to mend, and the rest below."""
        loose = show_problems_at(self._fields(), problems)
        self.problem.setVisible(bool(loose))
        if loose:
            self.problem.say(loose, Tone.WARN)

    def ask(self) -> None:
        """Ask for a draft, unless something is missing or not understood."""
        problems = {}
        if not self.title.text().strip():
            problems["title"] = "Say what it is called."
        if not self.whom.text().strip():
            problems["for_whom"] = "Say for which meeting or court."
        for name, field in (("first", self.first), ("last", self.last)):
            if field.text().strip() and field.value is None:
                problems[name] = "Say the day, like 1 mar 2026, or leave it empty."
        sorts = frozenset(sort for sort, box in self.sorts.items() if box.isChecked())
        if not sorts:
            problems["sorts"] = "Choose at least one sort of entry."
        self.show_problems(problems)
        if not problems:
            period = Period(self.first.value, self.last.value)
            self.wanted.emit(
                ChronologyWish(
                    self.title.text(),
                    self.whom.text(),
                    period,
                    frozenset[Sort](sorts),
                    earlier=self.earlier.isChecked(),
                )
            )
