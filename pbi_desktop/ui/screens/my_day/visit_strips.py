"""Below today's list: booking a visit, and moving, ending or calling off one."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.time_words import Moment
from pbi_desktop.domain.times import EPOCH
from pbi_desktop.services.my_day_rows import CaseLine, DayItem
from pbi_desktop.services.visit_rows import NewVisit
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.readings import reading
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.choices import Pick
from pbi_desktop.ui.kit.widgets.fields import DateField, LineField
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import column
from pbi_desktop.ui.screens.my_day.out_strips import Strip
from pbi_desktop.ui.screens.my_day.out_words import read_visit, say_visit

_WHEN = "tue at 2, tomorrow 14:30"


class TimedStrip(Strip):
    """A strip that asks for a day and a time."""

    def __init__(self, when: str) -> None:
        super().__init__()
        self._now = EPOCH
        self.at: DateField[Moment] = DateField(
            when, reading(self._read, say_visit), placeholder=_WHEN, letters=24
        )

    def tick(self, now: datetime) -> None:
        """Read days from this instant on."""
        self._now = now

    def moment(self) -> Moment | None:
        """Return the time that was typed, or say at the field what to mend."""
        found = self.at.value
        if found is None:
            self.at.show_problem(reading(self._read, say_visit)(self.at.text()).problem)
            self.at.editor.setFocus()
        return found

    def _read(self, text: str) -> Moment:
        return read_visit(text, self._now)


class BookStrip(TimedStrip):
    """Whom, when, what and where."""

    wished = Signal(object, object)  # CaseId, NewVisit

    def __init__(self, privacy: Privacy) -> None:
        super().__init__("When")
        self._privacy = privacy
        self._cases: tuple[CaseLine, ...] = ()
        self.case = Pick("Who you visit")
        self.what = LineField("What it is", placeholder="Visit", letters=32)
        self.place = LineField("Where", letters=32, hint="It stays out of your calendar file.")
        self.problem = label("", "support", tone="danger", wrap=True)
        self.book_button = Button("Book", Kind.PRIMARY, icon="calendar-check", key="Enter")
        self.book_button.clicked.connect(self.do_first)
        who = label("Who you visit", "field")
        buttons = self.flow(self.book_button)
        fields = (self.at, self.what, self.place, self.problem)
        self.setLayout(column(self.words, who, self.case, *fields, buttons, spacing=6))
        privacy.changed.connect(self._offer)

    def stops(self) -> list[QWidget]:
        """Return where Tab stops, in their order."""
        fields = [self.at.editor, self.what.editor, self.place.editor]
        return [self.case, *fields, self.book_button, self.leave_button]

    def know(self, cases: Sequence[CaseLine]) -> None:
        """Offer these cases."""
        if tuple(cases) != self._cases:
            self._cases = tuple(cases)
            self._offer()

    def ask(self, case: CaseId | None = None) -> None:
        """Ask; a case that is known already need not be chosen."""
        self.problem.hide()
        for field in (self.at, self.what, self.place):
            field.set_text("")
            field.clear_problem()
        if case is not None:
            self.case.choose(str(case))
        self.come("Book a visit", self.case if case is None else self.at.editor)

    def refuse(self, problems: Mapping[str, str]) -> None:
        """Say at the fields what to mend."""
        fields = {"at": self.at, "what": self.what, "place": self.place}
        for key, sentence in problems.items():
            if key in fields:
                fields[key].show_problem(sentence)
            else:
                self.problem.setText(sentence)
                self.problem.show()

    def do_first(self) -> None:
        """Wish to book, or say what is missing."""
        moment = self.moment()
        if moment is None:
            return
        if not self.case.value:
            self.refuse({"case": "You have no open case yet. Open one at the front door."})
            return
        visit = NewVisit(self.what.text().strip() or "Visit", moment.instant, self.place.text())
        self.wished.emit(CaseId(UUID(self.case.value)), visit)

    def _offer(self) -> None:
        chosen = self.case.value
        names = sorted(
            (self._privacy.name(one.person), one.reference, str(one.case_id)) for one in self._cases
        )
        self.case.set_options([(key, f"{name}, {reference}") for name, reference, key in names])
        self.case.choose(chosen)


class VisitStrip(TimedStrip):
    """What becomes of a visit: another time, done, called off, or going out to it."""

    moved = Signal(object, object)  # DayItem, datetime
    done = Signal(object)  # DayItem
    called_off = Signal(object)  # DayItem
    out_wanted = Signal(object)  # DayItem

    def __init__(self) -> None:
        super().__init__("Another time")
        self.item: DayItem | None = None
        self.move_button = Button("Move", Kind.PRIMARY, key="Enter")
        self.done_button = Button("Done", icon="check")
        self.off_button = Button("Call off", icon="x")
        self.out_button = Button("I am going out", icon="log-out")
        self.move_button.clicked.connect(self.do_first)
        self.done_button.clicked.connect(self._done)
        self.off_button.clicked.connect(self._off)
        self.out_button.clicked.connect(self._out)
        buttons = self.flow(self.move_button, self.done_button, self.off_button, self.out_button)
        self.setLayout(column(self.words, self.at, buttons, spacing=6))

    def stops(self) -> list[QWidget]:
        """Return where Tab stops, in their order."""
        buttons = [self.move_button, self.done_button, self.off_button, self.out_button]
        return [self.at.editor, *buttons, self.leave_button]

    def ask(self, item: DayItem, words: str) -> None:
        """Ask what becomes of a visit."""
        self.item = item
        self.at.set_text("")
        self.at.clear_problem()
        self.done_button.setVisible(not item.done)
        self.come(words, self.at.editor)

    def refuse(self, problems: Mapping[str, str]) -> None:
        """Say at the field what to mend."""
        self.at.show_problem(" ".join(problems.values()))

    def do_first(self) -> None:
        """Wish another time, or say what is missing."""
        moment = self.moment()
        if moment is not None and self.item is not None:
            self.moved.emit(self.item, moment.instant)

    def _done(self) -> None:
        self.done.emit(self.item)

    def _off(self) -> None:
        self.called_off.emit(self.item)

    def _out(self) -> None:
        self.out_wanted.emit(self.item)
