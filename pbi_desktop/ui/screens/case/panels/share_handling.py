"""How a summary is handed over: in which form, what is added or left out, who reads it first."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.domain.access import SHORTEST_REASON
from pbi_desktop.domain.disclosures import HOW_LABELS, DisclosureHow
from pbi_desktop.domain.people_words import Lean
from pbi_desktop.domain.summary_contents import Handing, SummaryEdit
from pbi_desktop.ui.kit.days import day_reader
from pbi_desktop.ui.kit.ports import Tone
from pbi_desktop.ui.kit.widgets.choices import Check, Choice
from pbi_desktop.ui.kit.widgets.fields import DateField, LineField
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Columns, clear
from pbi_desktop.ui.kit.widgets.notices import Notice
from pbi_desktop.ui.screens.case.panels.named import placed
from pbi_desktop.ui.screens.case.sharing_words import say_second_person

if TYPE_CHECKING:  # it loads what makes reports, which only a summary needs
    from pbi_desktop.services.summary_preview import SummaryPreview, Tellable

URGENT = "Serious harm: share it now, and have it approved afterwards"


class HandingOver(QWidget):
    """What the worker decides beside for whom and why; each change shows the summary anew."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._today = date.min
        self._told: dict[UUID, Check] = {}
        hows = {one.value: said for one, said in HOW_LABELS.items()}
        self.how = Choice("How they get it", hows, value=DisclosureHow.PRINTED.value)
        self.ask = LineField("What else we ask of them", placeholder="Ring us when she is seen")
        self.ask_by: DateField[date] = DateField(
            "By when",
            day_reader(lambda: self._today, Lean.COMING),
            placeholder="fri, 12 dec, in 2 weeks",
            letters=22,
        )
        self.not_to_say = LineField("What they must not say", placeholder="Where her sister lives")
        self.parts = QVBoxLayout()
        self.parts.setSpacing(2)
        self.parts_title = label("Untick what they need not be told", "field")
        self.second = Notice("", Tone.INFO)
        self.urgent = Check(URGENT)
        self.why = LineField("Why it cannot wait", placeholder="What harm may come to whom")
        self._lay_out()
        self._connect()
        self.begin()

    def _lay_out(self) -> None:
        asks = Columns(3, narrowest=240)
        for part in (self.ask, self.ask_by, self.not_to_say):
            asks.add(placed(part))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        above: tuple[QWidget, ...] = (self.how, asks, self.parts_title)
        for widget in above:
            box.addWidget(widget)
        box.addLayout(self.parts)
        below: tuple[QWidget, ...] = (self.second, self.urgent, self.why)
        for widget in below:
            box.addWidget(widget)

    def _connect(self) -> None:
        self.how.chosen.connect(self._change)
        self.urgent.toggled.connect(self._show_why)
        for field in (self.ask, self.ask_by, self.not_to_say, self.why):
            field.left.connect(self._change)
            field.entered.connect(self._change)

    def begin(self) -> None:
        """Start with nothing added and nothing left out."""
        self.how.choose(DisclosureHow.PRINTED.value)
        for field in (self.ask, self.ask_by, self.not_to_say, self.why):
            field.set_text("")
        self.urgent.setChecked(False)
        self._offer_parts(())
        self._before = self.handing
        for part in (self.second, self.urgent, self.why):
            part.hide()

    @property
    def handing(self) -> Handing:
        """How the worker wants it handed over."""
        left_out = frozenset(key for key, check in self._told.items() if not check.isChecked())
        edit = SummaryEdit(
            left_out, self.ask.text().strip(), self.ask_by.value, self.not_to_say.text().strip()
        )
        why = self.why.text().strip() if self.urgent.isChecked() else ""
        return Handing(DisclosureHow(self.how.value), edit, why)

    @property
    def waits(self) -> bool:
        """Whether a second person must read it before it is handed over."""
        return not self.second.isHidden() and not self.urgent.isChecked()

    def settle(self) -> bool:
        """Have what was typed since shown first; say whether all that is wanted is in sight."""
        unreasoned = self.urgent.isChecked() and len(self.why.text().strip()) < SHORTEST_REASON
        if unreasoned:
            self.why.show_problem("Say what harm may come to whom, in a sentence.")
            self.why.setFocus()
            return False
        self.why.clear_problem()
        if self.ask_by.text().strip() and self.ask_by.value is None:
            self.ask_by.show_problem("Write the day like 12 dec or in 2 weeks, or leave it empty.")
            self.ask_by.setFocus()
            return False
        same = self.handing == self._before
        self._change()
        return same

    def offer(self, preview: "SummaryPreview") -> None:
        """Offer what can be left out of a summary, and say whether somebody must read it."""
        self._today = preview.request.made_at.date()
        if tuple(one.record for one in preview.tellable) != tuple(self._told):
            self._offer_parts(preview.tellable)
        needed = bool(preview.second_person)
        self.second.say(say_second_person(preview), Tone.INFO)
        self.second.setVisible(needed)
        self.urgent.setVisible(needed)
        self.why.setVisible(needed and self.urgent.isChecked())

    def cover(self, hidden: bool) -> None:
        """Hide what is said of the person, or show it again."""
        for part in (self.parts_title, *self._told.values()):
            part.setVisible(not hidden and bool(self._told))

    def _offer_parts(self, tellable: "Sequence[Tellable]") -> None:
        left_out = {key for key, check in self._told.items() if not check.isChecked()}
        clear(self.parts)
        self._told = {}
        for one in tellable:
            check = Check(_short(one.words), on=one.record not in left_out, role="dense")
            check.toggled.connect(self._change)
            self._told[one.record] = check
            self.parts.addWidget(check)
        self.parts_title.setVisible(bool(tellable))

    def _show_why(self, urgent: bool) -> None:
        self.why.setVisible(urgent)
        if urgent:
            self.why.setFocus()
        self._change()

    def _change(self, *_what: object) -> None:
        """Have the summary shown anew, if something is different."""
        if self.handing != self._before:
            self._before = self.handing
            self.changed.emit()


_LONGEST = 70


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
