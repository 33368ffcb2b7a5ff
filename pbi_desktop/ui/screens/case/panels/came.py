"""The register of one person: which group, which day, came or not."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from pbi_desktop.domain.people_words import Lean
from pbi_desktop.services.case_rows import CasePlan, GroupChoice
from pbi_desktop.ui.kit.days import day_reader
from pbi_desktop.ui.kit.widgets.choices import Choice
from pbi_desktop.ui.kit.widgets.fields import DateField
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Columns
from pbi_desktop.ui.screens.case.form import PlaceForm
from pbi_desktop.ui.screens.case.panels.groups import GroupPicker
from pbi_desktop.ui.screens.case.panels.named import placed
from pbi_desktop.ui.screens.case.wishes import Attend, Form, Wish

_CAME, _MISSED, _GROUP = "came", "missed", "group"


class CameForm(PlaceForm):
    """Writes down one attendance; the second one closes the link to the group."""

    def __init__(self) -> None:
        super().__init__(Form.CAME, "Came to a group", "Keep")
        self._today = date.min
        self._expected = ""
        self.picker = GroupPicker()
        self.day: DateField[date] = DateField(
            "Which day",
            day_reader(lambda: self._today, Lean.PAST),
            placeholder="today, tue, 12 nov",
            letters=26,
        )
        self.came = Choice("What happened", {_CAME: "Came", _MISSED: "Did not come"}, value=_CAME)
        self.note = label("The second time they come, the link to the group is closed.", "support")
        columns = Columns(2, narrowest=300)
        columns.add(placed(self.day))
        columns.add(placed(self.came))
        for part in (self.picker, columns, self.note):
            self.body.addWidget(part)
        self.hold("on_day", self.day)
        self.hold("came", self.came)
        self.enter_keeps(self.day)
        self.picker.chosen.connect(self.typed)
        self.picker.accepted.connect(self._go_on)

    def know(self, today: date) -> None:
        """Read days as of today."""
        self._today = today

    def begin(self) -> None:
        """Start with today, came."""
        self.fill("")
        self._clock.forget()

    def fill(self, words: str) -> None:
        """Start to look for a group by these words."""
        super().begin()
        self.day.set_text("today")
        self.came.choose(_CAME)
        self.picker.begin(words)
        self.picker.choose(self._expected if not words else "")

    def expect(self, plan: CasePlan) -> None:
        """Choose the group that was last referred to, unless one is chosen."""
        linked = [line.group_id for line in plan.referrals if line.group_id is not None]
        self._expected = str(linked[0]) if linked else ""
        if not self.picker.value and not self.picker.search.text():
            self.picker.choose(self._expected)

    def offer(self, groups: Sequence[GroupChoice]) -> None:
        """Offer these groups."""
        self.picker.offer(groups)

    def first_stop(self) -> QWidget:
        """Return the search line."""
        return self.picker.search

    def values(self) -> dict[str, str]:
        """Return what is chosen and typed."""
        return {**super().values(), _GROUP: self.picker.value} if self.picker.value else {}

    def restore(self, values: Mapping[str, str]) -> None:
        """Put back a draft; its group is chosen once it is offered."""
        super().restore(values)
        self.picker.choose(values.get(_GROUP, ""))

    def wish(self) -> Wish | None:
        """Return the attendance."""
        group = self.picker.group
        if group is None:
            self.show_problems({"group": "Choose a group first."})
            self.picker.search.setFocus()
            return None
        if self.day.value is None:
            self.show_problems({"on_day": "Say the day, like today, tue or 12 nov."})
            return None
        return Attend(group.id, self.day.value, self.came.value == _CAME)

    def _go_on(self) -> None:
        self.day.setFocus()
