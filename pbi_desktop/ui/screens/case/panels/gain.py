"""Money to write down: what, how much, what it was before, how sure, and what shows it."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtWidgets import QWidget

from pbi_desktop.domain.gains import Evidence, GainCategory, GainStatus
from pbi_desktop.domain.money import Amount, say_amount
from pbi_desktop.domain.people_words import Lean, say_date
from pbi_desktop.ui.kit.days import day_reader
from pbi_desktop.ui.kit.widgets.choices import Choice, Pick
from pbi_desktop.ui.kit.widgets.fields import DateField, LineField, MoneyField
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Columns
from pbi_desktop.ui.screens.case.form import PlaceForm
from pbi_desktop.ui.screens.case.gain_words import (
    GainFields,
    comes_once,
    echo,
    new_gain,
    problems,
)
from pbi_desktop.ui.screens.case.panels.named import named, placed
from pbi_desktop.ui.screens.case.readers import amount_reader
from pbi_desktop.ui.screens.case.understanding_gains import GainWords
from pbi_desktop.ui.screens.case.wishes import Form, RecordGain, Wish
from pbi_desktop.ui.screens.case.words import EVIDENCE, GAIN_CATEGORIES, GAIN_STATUSES

_OFFERED = (
    GainStatus.CONFIRMED,
    GainStatus.CLAIMED,
    GainStatus.ESTIMATED,
    GainStatus.IDENTIFIED,
    GainStatus.REJECTED,
)


class GainForm(PlaceForm):
    """Says the year value back before anything is kept; the amount before is always asked."""

    def __init__(self) -> None:
        super().__init__(Form.GAIN, "Record money", "Keep this")
        self._today = date.min
        coming, near = (
            day_reader(lambda: self._today, Lean.COMING),
            day_reader(lambda: self._today, Lean.NEAREST),
        )
        self.what = LineField("What it is", placeholder="Universal Credit, carer element")
        self.category = Pick(
            "Kind of money", [(one.value, words) for one, words in GAIN_CATEGORIES.items()]
        )
        self.amount: MoneyField[Amount] = MoneyField(
            "How much", amount_reader(), placeholder="201.68 a month", letters=26
        )
        self.previous: MoneyField[Amount] = MoneyField(
            "What it was before", amount_reader(), placeholder="0 if there was nothing", letters=26
        )
        self.start: DateField[date] = DateField("From", near, placeholder="12 nov", letters=26)
        self.end: DateField[date] = DateField(
            "Until, if it ends", coming, placeholder="leave empty if not known", letters=26
        )
        self.status = Choice(
            "How sure it is",
            {one.value: GAIN_STATUSES[one] for one in _OFFERED},
            value=GainStatus.CLAIMED.value,
        )
        self.evidence = Choice(
            "What shows it",
            {one.value: words for one, words in EVIDENCE.items()},
            value=Evidence.NONE.value,
        )
        self.said_back = label("", "strong", wrap=True)
        self._lay_out()
        for name, control in self._controls().items():
            self.hold(name, control)

    def _lay_out(self) -> None:
        kind = named("Kind of money", self.category)
        parts: tuple[QWidget, ...] = (
            self.what, kind, self.amount, self.previous, self.start, self.end
        )  # fmt: skip
        columns = Columns(3, narrowest=260)
        for part in parts:
            columns.add(placed(part))
        judged = Columns(2, narrowest=420)
        judged.add(placed(self.status))
        judged.add(placed(self.evidence))
        for shown in (columns, judged, self.said_back):
            self.body.addWidget(shown)

    def _controls(self) -> dict[str, LineField | Pick | Choice]:
        return {
            "what": self.what,
            "category": self.category,
            "amount": self.amount,
            "previous": self.previous,
            "start": self.start,
            "end": self.end,
            "status": self.status,
            "evidence": self.evidence,
        }

    def know(self, today: date) -> None:
        """Read days as of today."""
        self._today = today

    def begin(self) -> None:
        """Start empty: a benefit, claimed; that it is sure is for somebody to say."""
        self.fill(GainWords())
        self._clock.forget()

    def fill(self, words: GainWords) -> None:
        """Start from what was understood; what is unsure is left to be asked."""
        super().begin()
        self.what.set_text(words.what)
        self.category.choose(words.category.value)
        self.amount.set_text(say_amount(words.amount) if words.amount else "")
        self.previous.set_text("")
        self.start.set_text(say_date(words.start) if words.start else "")
        self.end.set_text(say_date(words.end) if words.end else "")
        self.status.choose(words.status.value)
        self.evidence.choose(words.evidence.value)
        self._say_back()
        self.typed()

    def restore(self, values: Mapping[str, str]) -> None:
        """Put back a draft, and say it back."""
        super().restore(values)
        self._say_back()

    def typed(self) -> None:
        """Say back what will be kept, as it changes."""
        super().typed()
        self._say_back()

    def first_stop(self) -> QWidget:
        """Return the first part that is not sure yet."""
        unsure = problems(self._fields())
        controls = self._controls()
        name = next((one for one in controls if one in unsure), "what")
        return controls[name]

    def wish(self) -> Wish | None:
        """Return the gain to keep."""
        fields = self._fields()
        missing = {**problems(fields), **self._unread()}
        gain = None if missing else new_gain(fields)
        if gain is None:
            self.show_problems(missing)
            return None
        return RecordGain(gain)

    def _unread(self) -> dict[str, str]:
        """Return the days that were typed and cannot be read."""
        days = {"start": self.start, "end": self.end}
        return {
            name: "That is not a day. Write 12 nov or 12/11/2026."
            for name, field in days.items()
            if field.text().strip() and field.value is None
        }

    def _fields(self) -> GainFields:
        return GainFields(
            what=self.what.text(),
            category=GainCategory(self.category.value),
            status=GainStatus(self.status.value),
            evidence=Evidence(self.evidence.value),
            amount=self.amount.value,
            previous=self.previous.value,
            start=self.start.value,
            end=self.end.value,
        )

    def _say_back(self) -> None:
        fields = self._fields()
        self.previous.setVisible(not comes_once(fields))
        gain = new_gain(fields)
        self.said_back.setText(echo(gain) if gain else "")
        self.said_back.setVisible(gain is not None)
