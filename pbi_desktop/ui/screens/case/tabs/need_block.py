"""One need: what it is, what the person wants in their words, and the steps towards it."""

from collections.abc import Callable
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.domain.stages import DOMAIN_LABELS
from pbi_desktop.services.case_rows import GoalLine, NeedLine, Step
from pbi_desktop.services.plan_rows import along_words
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.chips import Chip
from pbi_desktop.ui.kit.widgets.labels import Icon, label
from pbi_desktop.ui.kit.widgets.layouts import Flow, column, panel, row
from pbi_desktop.ui.screens.case.cards.steps import Steps
from pbi_desktop.ui.screens.case.day_words import in_sentence
from pbi_desktop.ui.screens.case.tabs.plan_line import PlanLine
from pbi_desktop.ui.screens.case.wishes_plan import TakeAwayGoal, TakeAwayNeed


class NeedBlock(QWidget):
    """A need with its goals under it, and their steps under them."""

    goal_wanted = Signal(object)  # NeedLine
    step_wanted = Signal(object)  # GoalLine
    need_asked = Signal(object)  # NeedLine, to be changed
    goal_asked = Signal(object, object)  # NeedLine, GoalLine, to be changed
    taken_away = Signal(object)  # TakeAwayNeed, TakeAwayGoal

    def __init__(self, need: NeedLine, today: date, privacy: Privacy, *, may_write: bool) -> None:
        super().__init__()
        self._need, self._today, self._privacy = need, today, privacy
        self._may_write = may_write
        self.step_lists: list[Steps] = []
        self.lines: list[PlanLine] = []
        self.setAccessibleName(f"Need: {privacy.detail(need.words)}")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self._need_line())
        for goal in need.goals:
            box.addWidget(self._goal(goal))
        if may_write:
            foot = Flow(gap=4)
            foot.addWidget(self._button("Add what they want", self._want_goal, icon="plus"))
            foot.addWidget(self._button("Change this need", partial(self.need_asked.emit, need)))
            foot.addWidget(self._button(away_words("Take away", need), self._need_away))
            box.addWidget(panel(foot))

    def _need_line(self) -> PlanLine:
        need, shown = self._need, self._privacy.detail(self._need.words)
        words = row(Chip(DOMAIN_LABELS[need.domain]), label(shown, "strong", wrap=True), spacing=10)
        line = PlanLine(need.id, f"Need: {shown}", words, may_write=self._may_write)
        line.change_wanted.connect(partial(self.need_asked.emit, need))
        line.away_wanted.connect(self._need_away)
        self.lines.append(line)
        return line

    def _goal(self, goal: GoalLine) -> QWidget:
        steps = Steps(f"Steps towards {self._privacy.detail(goal.words)}", self._privacy)
        steps.show_case_steps(goal.steps, self._today)
        self.step_lists.append(steps)
        parts = column(self._goal_line(goal), steps, spacing=4)
        if self._may_write:
            foot = Flow(gap=4)
            step, away = partial(self._want_step, goal), partial(self._goal_away, goal)
            change = partial(self.goal_asked.emit, self._need, goal)
            foot.addWidget(self._button("Add a step", step, goal.words, icon="plus"))
            foot.addWidget(self._button("Change this", change, goal.words))
            foot.addWidget(self._button(away_words("Take away", goal), away, goal.words))
            parts.addWidget(panel(foot))
        goal_mark = Icon("goal", 18, "voice")
        line = row(goal_mark, parts, spacing=10)
        line.setStretch(1, 1)
        line.setContentsMargins(12, 0, 0, 0)
        line.setAlignment(goal_mark, Qt.AlignmentFlag.AlignTop)
        return panel(line)

    def _goal_line(self, goal: GoalLine) -> PlanLine:
        shown, facts = self._privacy.detail(goal.words), " · ".join(goal_facts(goal, self._today))
        parts = [label(f"“{shown}”", "body", tone="voice", wrap=True)]
        if facts:
            parts.append(label(facts, "support", wrap=True))
        line = PlanLine(goal.id, f"What they want: {shown}", *parts, may_write=self._may_write)
        line.change_wanted.connect(partial(self.goal_asked.emit, self._need, goal))
        line.away_wanted.connect(partial(self._goal_away, goal))
        self.lines.append(line)
        return line

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

    def _need_away(self) -> None:
        need = self._need
        self.taken_away.emit(TakeAwayNeed(need.id, need.version, _under(need)))

    def _goal_away(self, goal: GoalLine) -> None:
        self.taken_away.emit(TakeAwayGoal(goal.id, goal.version, _under(goal)))


def away_words(words: str, line: NeedLine | GoalLine) -> str:
    """Return the words of the button that takes a line away, and what goes with it."""
    goals = line.goals if isinstance(line, NeedLine) else ()
    steps = _steps_under(line)
    along = along_words(len(goals), len(steps))
    return f"{words}, with {along}" if along else words


def _under(line: NeedLine | GoalLine) -> frozenset[UUID]:
    """Return what stands under a line as it is shown: that, and no more, goes with it."""
    goals = line.goals if isinstance(line, NeedLine) else ()
    return frozenset([*(goal.id for goal in goals), *(step.id for step in _steps_under(line))])


def _steps_under(line: NeedLine | GoalLine) -> list[Step]:
    goals = line.goals if isinstance(line, NeedLine) else (line,)
    return [step for goal in goals for step in goal.steps]


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
