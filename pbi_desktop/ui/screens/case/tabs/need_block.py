"""One need: what it is, what the person wants in their words, and the steps towards it."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.domain.stages import DOMAIN_LABELS
from pbi_desktop.services.case_rows import GoalLine, NeedLine
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.chips import Chip
from pbi_desktop.ui.kit.widgets.labels import Icon, label
from pbi_desktop.ui.kit.widgets.layouts import Flow, column, panel, row
from pbi_desktop.ui.screens.case.cards.steps import Steps
from pbi_desktop.ui.screens.case.day_words import in_sentence


class NeedBlock(QWidget):
    """A need with its goals under it, and their steps under them."""

    goal_wanted = Signal(object)  # NeedLine
    step_wanted = Signal(object)  # GoalLine
    need_asked = Signal(object)  # NeedLine, to be changed
    goal_asked = Signal(object, object)  # NeedLine, GoalLine, to be changed

    def __init__(self, need: NeedLine, today: date, privacy: Privacy, *, may_write: bool) -> None:
        super().__init__()
        self._need, self._today, self._privacy = need, today, privacy
        self._may_write = may_write
        self.step_lists: list[Steps] = []
        self.setAccessibleName(f"Need: {privacy.detail(need.words)}")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        words = label(privacy.detail(need.words), "strong", wrap=True)
        box.addLayout(row(Chip(DOMAIN_LABELS[need.domain]), words, spacing=10))
        for goal in need.goals:
            box.addWidget(self._goal(goal))
        if may_write:
            foot = Flow(gap=16)
            foot.addWidget(self._button("Add what they want", self._want_goal, icon="plus"))
            foot.addWidget(self._button("Change this need", partial(self.need_asked.emit, need)))
            box.addWidget(panel(foot))

    def _goal(self, goal: GoalLine) -> QWidget:
        said = label(f"“{self._privacy.detail(goal.words)}”", "body", tone="voice", wrap=True)
        facts = label(" · ".join(goal_facts(goal, self._today)), "support", wrap=True)
        steps = Steps(f"Steps towards {self._privacy.detail(goal.words)}", self._privacy)
        steps.show_case_steps(goal.steps, self._today)
        self.step_lists.append(steps)
        parts = column(said, *([facts] if facts.text() else []), steps, spacing=4)
        if self._may_write:
            foot = Flow(gap=16)
            step = partial(self._want_step, goal)
            change = partial(self.goal_asked.emit, self._need, goal)
            foot.addWidget(self._button("Add a step", step, goal.words, icon="plus"))
            foot.addWidget(self._button("Change this", change, goal.words))
            parts.addWidget(panel(foot))
        goal_mark = Icon("goal", 18, "voice")
        line = row(goal_mark, parts, spacing=10)
        line.setStretch(1, 1)
        line.setContentsMargins(12, 0, 0, 0)
        line.setAlignment(goal_mark, Qt.AlignmentFlag.AlignTop)
        return panel(line)

    def _button(
        self, words: str, wanted: Callable[[], None], about: str = "", *, icon: str = ""
    ) -> Button:
        button = Button(words, Kind.LINK, icon=icon)
        button.setAccessibleName(f"{words}: {self._privacy.detail(about or self._need.words)}")
        button.clicked.connect(lambda _checked=False: wanted())
        return button

    def _want_goal(self) -> None:
        self.goal_wanted.emit(self._need)

    def _want_step(self, goal: GoalLine) -> None:
        self.step_wanted.emit(goal)


def goal_facts(goal: GoalLine, today: date) -> list[str]:
    """Return what is known of a goal: how much it matters, and whether it was agreed."""
    facts = []
    if goal.importance is not None:
        facts.append(f"Matters {goal.importance} of 10 to them")
    if goal.agreed_on is not None:
        facts.append(f"Agreed {in_sentence(goal.agreed_on, today)}")
    else:
        facts.append("Not agreed yet")
    if not goal.steps:
        facts.append("No steps yet")
    return facts
