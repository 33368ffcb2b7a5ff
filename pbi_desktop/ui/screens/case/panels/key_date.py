"""A day that matters: what, when, and what happens if it is missed."""

from collections.abc import Mapping
from datetime import date

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.housing import KeyDateKind
from pbi_desktop.domain.time_words import Moment
from pbi_desktop.services.housing_rows import NewKeyDate
from pbi_desktop.ui.kit.widgets.choices import Pick
from pbi_desktop.ui.kit.widgets.fields import DateField, LineField, TextField
from pbi_desktop.ui.kit.widgets.layouts import Columns
from pbi_desktop.ui.screens.case.form import PlaceForm
from pbi_desktop.ui.screens.case.housing_words import ABOUT, DATE_KINDS
from pbi_desktop.ui.screens.case.panels.named import named, placed
from pbi_desktop.ui.screens.case.readers import coming_reader, short_moment
from pbi_desktop.ui.screens.case.understanding_housing import DateWords, read_key_date
from pbi_desktop.ui.screens.case.wishes import Form, Wish
from pbi_desktop.ui.screens.case.wishes_housing import AddKeyDate

_NOT_SAID = ""
_IF_MISSED = {
    KeyDateKind.HEARING: "The court decides without them",
    KeyDateKind.NOTICE_ENDS: "The landlord can go to court",
    KeyDateKind.EVICTION: "The bailiffs change the locks",
    KeyDateKind.APPEAL_BY: "The decision stays as it is",
    KeyDateKind.FORM_BY: "The claim is closed",
    KeyDateKind.ASSESSMENT: "The money stops",
    KeyDateKind.PAYMENT_BY: "The debt goes to court",
    KeyDateKind.OTHER: "In plain words",
}
"""Examples for each kind: shown grey, never kept."""


class KeyDateForm(PlaceForm):
    """Adds a key date. What happens if it is missed is always asked."""

    def __init__(self) -> None:
        super().__init__(Form.KEY_DATE, "A date that matters", "Keep the date")
        self._today = date.min
        self.what = LineField("What happens that day", placeholder="Possession hearing")
        self.kind = Pick("What kind of day", [(one.value, DATE_KINDS[one]) for one in DATE_KINDS])
        self.when: DateField[Moment] = DateField(
            "When", coming_reader(lambda: self._today), placeholder="12 nov at 10", letters=26
        )
        self.place = LineField("Where", placeholder="County court, court 2")
        self.subject = Pick(
            "What it is about",
            [(_NOT_SAID, "Choose one"), *((str(int(one)), ABOUT[one]) for one in ABOUT)],
        )
        self.subject_named = named("What it is about: this decides who sees it", self.subject)
        self.consequence = TextField("What happens if it is missed", lines=2)
        columns = Columns(3, narrowest=260)
        for part in (self.what, self.when, self.place):
            columns.add(placed(part))
        columns.add(named("What kind of day", self.kind))
        columns.add(self.subject_named)
        self.body.addWidget(columns)
        self.body.addWidget(self.consequence)
        for name, control in (
            ("what", self.what),
            ("on_day", self.when),
            ("place", self.place),
            ("kind", self.kind),
            ("subject", self.subject),
            ("consequence", self.consequence),
        ):
            self.hold(name, control)
        self.kind.chosen.connect(self._fit)

    def know(self, today: date) -> None:
        """Read days as of today."""
        self._today = today

    def begin(self) -> None:
        """Start empty."""
        self.fill(DateWords())
        self._clock.forget()

    def take_words(self, words: str) -> None:
        """Start from the words after the command."""
        self.fill(read_key_date(words, self._today))
        self.typed()

    def fill(self, words: DateWords) -> None:
        """Start from what was understood; the rest is left to be asked."""
        super().begin()
        self.what.set_text(words.what)
        self.kind.choose(words.kind.value)
        self.when.set_text(short_moment(words.when) if words.when else "")
        self.subject.choose(_NOT_SAID)
        for field in (self.place, self.consequence):
            field.set_text("")
        self._fit()

    def restore(self, values: Mapping[str, str]) -> None:
        """Put back a draft, and ask for what it asks for."""
        super().restore(values)
        self._fit()

    def first_stop(self) -> LineField | TextField:
        """Return the first thing that is still to be said."""
        for field in (self.what, self.when):
            if not field.text().strip():
                return field
        return self.consequence

    def wish(self) -> Wish | None:
        """Return the date to keep."""
        problems, when = {}, self.when.value
        if not self.what.text().strip():
            problems["what"] = "Write what happens that day."
        if when is None:
            problems["on_day"] = "Say the day, like 12 nov at 10 or in 2 weeks."
        if self._asks_about and self.subject.value == _NOT_SAID:
            problems["subject"] = "Say what the hearing is about."
        if not self.consequence.text().strip():
            problems["consequence"] = "Write what happens if it is missed, in plain words."
        if problems or when is None:
            self.show_problems(problems)
            return None
        about = self.subject.value if self._asks_about else _NOT_SAID
        return AddKeyDate(
            NewKeyDate(
                kind=KeyDateKind(self.kind.value),
                what=self.what.text().strip(),
                on_day=when.day,
                consequence=self.consequence.text().strip(),
                at=when.instant if when.at is not None else None,
                place=self.place.text().strip(),
                category=Category(int(about)) if about else None,
            )
        )

    @property
    def _asks_about(self) -> bool:
        return self.kind.value == KeyDateKind.HEARING.value

    def _fit(self) -> None:
        self.subject_named.setVisible(self._asks_about)
        self.consequence.set_example(_IF_MISSED[KeyDateKind(self.kind.value)])
