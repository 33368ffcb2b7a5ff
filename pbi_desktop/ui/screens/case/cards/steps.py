"""What next: the steps that are promised, late ones first."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal

from pbi_desktop.domain.casework import ActionStatus
from pbi_desktop.services.case_rows import CaseNow, Step
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.labels import label, rule
from pbi_desktop.ui.kit.widgets.layouts import row
from pbi_desktop.ui.kit.widgets.notices import EmptyState
from pbi_desktop.ui.kit.widgets.steps import Step as Line
from pbi_desktop.ui.kit.widgets.steps import StepList
from pbi_desktop.ui.screens.case.day_words import due_words
from pbi_desktop.ui.screens.case.plan_words import step_facts
from pbi_desktop.ui.screens.case.wishes import SettleStep
from pbi_desktop.ui.screens.case.words import HIDDEN


class Steps(StepList):
    """Steps of a case: Space settles one, M moves it, Enter says what became of it."""

    settled = Signal(object)  # SettleStep
    move_asked = Signal(object)  # Step
    open_asked = Signal(object)  # Step

    def __init__(self, name: str, privacy: Privacy) -> None:
        super().__init__(name)
        self._privacy = privacy
        self._by_key: dict[str, Step] = {}
        self.done_wanted.connect(self._settle)
        self.move_wanted.connect(self._move)
        self.opened.connect(self._open)

    def show_case_steps(self, steps: Sequence[Step], today: date) -> None:
        """Show these steps."""
        self._by_key = {str(step.id): step for step in steps}
        self.show_steps([self._line(step, today) for step in steps])

    def _line(self, step: Step, today: date) -> Line:
        due = due_words(step, today)
        return Line(
            key=str(step.id),
            text=self._privacy.detail(step.what),
            about=self._privacy.detail(" · ".join(step_facts(step, today))),
            owner=step.owner,
            mine=step.mine,
            due=due.words,
            tone=due.tone,
            done=step.status is ActionStatus.DONE,  # "not possible" is no tick
        )

    def _settle(self, key: str, done: bool) -> None:
        step = self._by_key[key]
        status = ActionStatus.DONE if done else ActionStatus.OPEN
        self.settled.emit(SettleStep(step.id, step.version, status))

    def _move(self, key: str) -> None:
        self.move_asked.emit(self._by_key[key])

    def _open(self, key: str) -> None:
        self.open_asked.emit(self._by_key[key])


class StepsCard(Card):
    """The open steps, how many were done, and a way to promise another."""

    add_wanted = Signal()

    def __init__(self, privacy: Privacy) -> None:
        super().__init__("What next")
        self.steps = Steps("What next", privacy)
        self._empty = EmptyState("No steps yet. Add the first one.")
        self.add_button = Button("Add a step", Kind.LINK, icon="plus")
        self._keys = label("Space done · M move · Enter more", "meta")
        self._line = rule()
        self.add(self.steps)
        self.add(self._empty)
        self.add(self._line)
        self.add(row(self.add_button, 0, self._keys))
        self.add_button.clicked.connect(self.add_wanted)

    def show_now(self, now: CaseNow, today: date) -> None:
        """Show the open steps of the case, late ones first."""
        done = now.steps_done
        steps = "1 step done" if done == 1 else f"{done} steps done"
        self.set_meta(steps if done else "")
        self.steps.show_case_steps(now.steps, today)
        self.steps.setVisible(bool(now.steps))
        self._keys.setVisible(bool(now.steps))
        none = "No steps yet. Add the first one." if now.header.may_write else HIDDEN
        self._empty.say("Every step is done." if done else none)
        self._empty.setVisible(not now.steps)
        self.add_button.setVisible(now.header.may_write)
