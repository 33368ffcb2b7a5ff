"""A step that changes: another day, done, not done, or not possible and why."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Signal

from pbi_desktop.domain.casework import ActionStatus
from pbi_desktop.domain.people_words import Lean, say_date
from pbi_desktop.services.case_rows import Step
from pbi_desktop.ui.kit.days import day_reader
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.choices import Choice
from pbi_desktop.ui.kit.widgets.fields import DateField, LineField
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Columns
from pbi_desktop.ui.screens.case.form import PlaceForm
from pbi_desktop.ui.screens.case.panels.named import placed
from pbi_desktop.ui.screens.case.wishes import Form, MoveStep, SettleStep, Wish

_MOVE = "move"
_BECAME = {
    _MOVE: "Move to another day",
    ActionStatus.DONE.value: "Done",
    ActionStatus.NOT_DONE.value: "Not done",
    ActionStatus.NOT_POSSIBLE.value: "Not possible",
}


class LineForm(PlaceForm):
    """What became of one step; "not possible" is not "not done" and says why."""

    change_wanted = Signal(object)  # Step

    def __init__(self) -> None:
        super().__init__(Form.LINE, "This step", "Keep")
        self._today = date.min
        self._step: Step | None = None
        self.what = label("", "strong", wrap=True)
        self.became = Choice("What became of it", _BECAME, value=_MOVE)
        self.due: DateField[date] = DateField(
            "To which day",
            day_reader(lambda: self._today, Lean.COMING),
            placeholder="fri, 12 dec, in 2 weeks",
            letters=26,
        )
        self.reason = LineField("Why", placeholder="In a few words")
        self.change_button = Button("Change what it says, or who does it", Kind.LINK, icon="pencil")
        columns = Columns(2, narrowest=300)
        columns.add(placed(self.due))
        columns.add(placed(self.reason))
        for part in (self.what, self.became, columns):
            self.body.addWidget(part)
        self.foot.addWidget(self.change_button)
        self.change_button.clicked.connect(self._change)
        for name, control in (
            ("became", self.became),
            ("due_on", self.due),
            ("reason", self.reason),
        ):
            self.hold(name, control)
        self.enter_keeps(self.due, self.reason)
        self.became.chosen.connect(self._fit)

    def show_step(self, step: Step, today: date, *, move: bool) -> None:
        """Ask about one step: where to move it, or what became of it."""
        self.flush()
        self.begin()
        self._step, self._today, self.about = step, today, step.id
        due = f", due {say_date(step.due_on)}" if step.due_on else ""
        self.what.setText(f"{step.what}{due}")
        self.became.choose(_MOVE if move else ActionStatus.NOT_POSSIBLE.value)
        self.due.set_text("")
        self.reason.set_text("")
        self._fit()
        self._clock.forget()

    def restore(self, values: Mapping[str, str]) -> None:
        """Put back what was typed; whether the step moves was asked just now."""
        moves = _MOVE in (self.became.value, values.get("became"))
        super().restore(
            {name: one for name, one in values.items() if name != "became" or not moves}
        )
        self._fit()

    def first_stop(self) -> DateField[date] | LineField:
        """Return the day or the reason, whichever is asked."""
        return self.due if self.became.value == _MOVE else self.reason

    def wish(self) -> Wish | None:
        """Return the change to the step."""
        step = self._step
        if step is None:
            return None
        if self.became.value == _MOVE:
            if self.due.value is None:
                self.show_problems({"due_on": "Say the new day, like fri or in 2 weeks."})
                return None
            return MoveStep(step.id, step.version, self.due.value)
        status = ActionStatus(self.became.value)
        reason = self.reason.text().strip()
        if status is ActionStatus.NOT_POSSIBLE and not reason:
            self.show_problems({"reason": "Say why it is not possible, in a few words."})
            return None
        return SettleStep(step.id, step.version, status, reason)

    def _change(self) -> None:
        if self._step is not None:
            self.change_wanted.emit(self._step)

    def _fit(self) -> None:
        moving = self.became.value == _MOVE
        self.due.setVisible(moving)
        self.reason.setVisible(not moving and self.became.value != ActionStatus.DONE.value)
