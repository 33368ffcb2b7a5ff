"""What the cards of home, debts, dates and the plan ask for, and the forms that answer."""

from PySide6.QtCore import QObject

from pbi_desktop.services.case_rows import CasePlan, GoalLine, NeedLine
from pbi_desktop.services.housing_rows import DebtLine, HomeLine, KeyDateLine
from pbi_desktop.ui.screens.case.asking import (
    ask_agreed,
    ask_debt,
    ask_home,
    ask_key_date,
    ask_review,
)
from pbi_desktop.ui.screens.case.forms import Forms
from pbi_desktop.ui.screens.case.tabs.money import MoneyTab
from pbi_desktop.ui.screens.case.tabs.now import NowTab
from pbi_desktop.ui.screens.case.tabs.plan import PlanTab
from pbi_desktop.ui.screens.case.wishes import Form


class HousingWiring(QObject):
    """Joins the cards to the forms."""

    def __init__(self, forms: Forms, now: NowTab) -> None:
        super().__init__(forms)
        self._forms = forms
        now.dates.add_wanted.connect(self._add_date)
        now.dates.became_wanted.connect(self._ask_date)
        now.dates.went_wanted.connect(forms.change)
        forms.line.change_wanted.connect(forms.change)

    def join_money(self, money: MoneyTab) -> None:
        """Join the Money tab, which was made just now."""
        forms = self._forms
        money.home.add_wanted.connect(self._add_home)
        money.home.date_wanted.connect(self._add_date)
        money.home.change_wanted.connect(forms.change)
        money.home.end_wanted.connect(self._ask_home)
        money.home.became_wanted.connect(self._ask_date)
        money.debts.add_wanted.connect(self._add_debt)
        money.debts.change_wanted.connect(forms.change)
        money.debts.gone_wanted.connect(self._ask_debt)

    def join_plan(self, plan: PlanTab) -> None:
        """Join the Plan tab, which was made just now."""
        forms = self._forms
        plan.need_asked.connect(forms.change)
        plan.goal_asked.connect(self._change_goal)
        plan.taken_away.connect(forms.end)
        plan.agreed_wanted.connect(self._ask_agreed)
        plan.review_wanted.connect(self._ask_review)

    def _add_home(self) -> None:
        self._forms.open(Form.HOME)

    def _add_debt(self) -> None:
        self._forms.open(Form.DEBT)

    def _add_date(self) -> None:
        self._forms.open(Form.KEY_DATE)

    def _ask_date(self, line: KeyDateLine) -> None:
        self._forms.question(ask_key_date(line))

    def _ask_home(self, line: HomeLine) -> None:
        self._forms.question(ask_home(line))

    def _ask_debt(self, line: DebtLine) -> None:
        self._forms.question(ask_debt(line, self._forms.today))

    def _change_goal(self, need: NeedLine, goal: GoalLine) -> None:
        self._forms.change_goal(need, goal)

    def _ask_agreed(self, plan: CasePlan) -> None:
        self._forms.question(ask_agreed(plan.agreed, self._forms.today))

    def _ask_review(self, plan: CasePlan) -> None:
        self._forms.question(ask_review(plan.header))
