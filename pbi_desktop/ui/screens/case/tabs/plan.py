"""The Plan tab: what is needed, what they want, the steps towards it; risks and referrals."""

from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from pbi_desktop.domain.casework import RiskState
from pbi_desktop.services.case_rows import CasePlan, GoalLine, NeedLine, RiskLine
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.layouts import Columns, clear, panel, row, scrolled
from pbi_desktop.ui.kit.widgets.notices import EmptyState
from pbi_desktop.ui.screens.case.cards.agreed import AgreedCard
from pbi_desktop.ui.screens.case.cards.safety import checked_words, risk_line
from pbi_desktop.ui.screens.case.cards.steps import Steps
from pbi_desktop.ui.screens.case.tabs.need_block import NeedBlock
from pbi_desktop.ui.screens.case.tabs.page import TabPage
from pbi_desktop.ui.screens.case.tabs.plan_line import PlanLine
from pbi_desktop.ui.screens.case.tabs.referrals import ReferralsCard
from pbi_desktop.ui.screens.case.words import HIDDEN

_NO_NEED = "No need is written down yet. Start with what they say is hard."
_NO_RISK = "Not asked yet. Ask, and write down the answer."


class PlanTab(TabPage):
    """Need, goal, steps, in that order; steps that belong to no goal under them."""

    need_wanted = Signal()
    goal_wanted = Signal(object)  # NeedLine
    need_asked = Signal(object)  # NeedLine, to be changed
    goal_asked = Signal(object, object)  # NeedLine, GoalLine, to be changed
    taken_away = Signal(object)  # TakeAwayNeed, TakeAwayGoal
    step_wanted = Signal(object)  # GoalLine or None
    agreed_wanted = Signal(object)  # CasePlan
    review_wanted = Signal(object)  # CasePlan
    risk_wanted = Signal()
    refer_wanted = Signal()
    came_wanted = Signal()
    referral_asked = Signal(object, object)  # ReferralLine, Move
    settled = Signal(object)  # SettleStep
    move_asked = Signal(object)  # Step
    open_asked = Signal(object)  # Step

    def __init__(self, privacy: Privacy) -> None:
        super().__init__("the plan", lines=8)
        self._privacy = privacy
        self._plan: CasePlan | None = None
        self.agreed = AgreedCard(privacy)
        self.needs = Card("What is needed, and what they want")
        self.loose = Card("Other steps")
        self.risks = Card("How safe")
        self.referrals = ReferralsCard()
        self._blocks: list[NeedBlock] = []
        self._needs = QVBoxLayout()
        self._needs.setSpacing(16)
        self.add_need = Button("Add a need", Kind.LINK, icon="plus")
        self.loose_steps = Steps("Other steps", privacy)
        self.add_step = Button("Add a step", Kind.LINK, icon="plus")
        self._no_steps = EmptyState("Every step belongs to a goal.")
        self._risks = QVBoxLayout()
        self._risks.setSpacing(10)
        self.add_risk = Button("Add a risk", Kind.LINK, icon="plus")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.needs.add(self._needs)
        self.needs.add(row(self.add_need, 0))
        for part in (self.loose_steps, self._no_steps):
            self.loose.add(part)
        self.loose.add(row(self.add_step, 0))
        self.risks.add(self._risks)
        self.risks.add(row(self.add_risk, 0))
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(14)
        for card in (self.agreed, self.loose, self.risks, self.referrals):
            right.addWidget(card)
        right.addStretch(1)
        columns = Columns(2, narrowest=420, gap=14)
        columns.add(self.needs)
        columns.add(panel(right))
        box = QVBoxLayout()
        box.setContentsMargins(24, 14, 24, 14)
        box.addWidget(columns)
        box.addStretch(1)
        self.fill(scrolled(panel(box)))

    def _connect(self) -> None:
        self.agreed.agreed_wanted.connect(self._want_agreed)
        self.agreed.review_wanted.connect(self._want_review)
        self.add_need.clicked.connect(self.need_wanted)
        self.add_step.clicked.connect(self._want_loose_step)
        self.add_risk.clicked.connect(self.risk_wanted)
        self.referrals.refer_wanted.connect(self.refer_wanted)
        self.referrals.came_wanted.connect(self.came_wanted)
        self.referrals.move_wanted.connect(self.referral_asked)
        self._pass_on(self.loose_steps)

    def _pass_on(self, steps: Steps) -> None:
        steps.settled.connect(self.settled)
        steps.move_asked.connect(self.move_asked)
        steps.open_asked.connect(self.open_asked)

    def show_plan(self, plan: CasePlan, today: date) -> None:
        """Show the plan as it stands."""
        may_write, self._plan = plan.header.may_write, plan
        self.agreed.show_plan(plan, today)
        standing = self._standing()
        clear(self._needs)
        self._blocks = [self._need(need, today, may_write=may_write) for need in plan.needs]
        for block in self._blocks:
            self._needs.addWidget(block)
        if not plan.needs:
            self._needs.addWidget(EmptyState(_NO_NEED if may_write else HIDDEN))
        self.loose_steps.show_case_steps(plan.loose_steps, today)
        self.loose_steps.setVisible(bool(plan.loose_steps))
        self._no_steps.say("No steps yet." if not _has_steps(plan) else "Every step has its goal.")
        self._no_steps.setVisible(not plan.loose_steps)
        self._show_risks(plan.risks, today, may_write=may_write)
        self.referrals.show_referrals(plan.referrals, today, may_write=may_write)
        for button in (self.add_need, self.add_step, self.add_risk):
            button.setVisible(may_write)
        self.ready()
        if standing is not None:
            self._stand_again(*standing)

    def _need(self, need: NeedLine, today: date, *, may_write: bool) -> NeedBlock:
        block = NeedBlock(need, today, self._privacy, may_write=may_write)
        block.goal_wanted.connect(self.goal_wanted)
        block.need_asked.connect(self.need_asked)
        block.goal_asked.connect(self.goal_asked)
        block.taken_away.connect(self.taken_away)
        block.step_wanted.connect(self.step_wanted)
        for steps in block.step_lists:
            self._pass_on(steps)
        return block

    def _lines(self) -> list[PlanLine]:
        """Return the lines of the plan that the caret can stand on, in their order."""
        return [line for block in self._blocks for line in block.lines]

    def _standing(self) -> tuple[UUID, int] | None:
        """Return on which line the caret stands, and how many are before it."""
        for at, line in enumerate(self._lines()):
            if line.hasFocus():
                return line.key, at
        return None

    def _stand_again(self, key: UUID, at: int) -> None:
        """Put the caret on the same line, or where that has gone on the one in its place."""
        lines = self._lines()
        same = next((line for line in lines if line.key == key), None)
        near = lines[min(at, len(lines) - 1)] if lines else self.add_need
        (same or near).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_risks(self, risks: tuple[RiskLine, ...], today: date, *, may_write: bool) -> None:
        """Show known risks, then those that are past: history is never put away."""
        clear(self._risks)
        words, tone = checked_words([r for r in risks if r.state is not RiskState.PAST], today)
        self.risks.set_meta(words, tone)
        for risk in risks:
            self._risks.addWidget(risk_line(risk, today, self._privacy))
        if not risks:
            self._risks.addWidget(EmptyState(_NO_RISK if may_write else HIDDEN))

    def _want_agreed(self) -> None:
        self.agreed_wanted.emit(self._plan)

    def _want_review(self) -> None:
        self.review_wanted.emit(self._plan)

    def _want_loose_step(self) -> None:
        self.step_wanted.emit(None)


def _has_steps(plan: CasePlan) -> bool:
    goals: list[GoalLine] = [goal for need in plan.needs for goal in need.goals]
    return bool(plan.loose_steps) or any(goal.steps for goal in goals)
