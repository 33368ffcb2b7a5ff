"""What the head and the tabs ask for, and the forms that answer."""

from functools import partial

from PySide6.QtCore import QObject, SignalInstance

from pbi_desktop.ui.screens.case.cards.steps import Steps
from pbi_desktop.ui.screens.case.forms import Forms
from pbi_desktop.ui.screens.case.head import CaseHead
from pbi_desktop.ui.screens.case.housing_wiring import HousingWiring
from pbi_desktop.ui.screens.case.tabs.money import MoneyTab
from pbi_desktop.ui.screens.case.tabs.network import NetworkTab
from pbi_desktop.ui.screens.case.tabs.now import NowTab
from pbi_desktop.ui.screens.case.tabs.plan import PlanTab
from pbi_desktop.ui.screens.case.wishes import Form


class CaseWiring(QObject):
    """Joins every button that opens a form to that form."""

    def __init__(self, forms: Forms, head: CaseHead, now: NowTab) -> None:
        super().__init__(forms)
        self._forms = forms
        self._housing = HousingWiring(forms, now)
        head.phase_wanted.connect(partial(forms.open, Form.PHASE))
        self._join_now(now)
        self._join_steps(now.steps.steps)

    def join_money(self, money: MoneyTab) -> None:
        """Join the Money tab, which was made just now."""
        money.add_wanted.connect(partial(self._forms.open, Form.GAIN))
        money.confirm_wanted.connect(self._forms.confirm_gain)
        self._housing.join_money(money)

    def join_network(self, network: NetworkTab) -> None:
        """Join the Network tab, which was made just now."""
        network.wished.connect(self._forms.end)
        network.tie_wanted.connect(self._forms.tie_from)
        network.change_wanted.connect(self._forms.change)
        network.form_wanted.connect(self._forms.open_of_network)

    def _join_steps(self, steps: Steps | PlanTab) -> None:
        steps.move_asked.connect(self._forms.move)
        steps.open_asked.connect(self._forms.settle)
        steps.settled.connect(self._settle)

    def _join_now(self, now: NowTab) -> None:
        forms = self._forms
        now.safety.add_wanted.connect(partial(forms.open, Form.RISK))
        now.safety.form_wanted.connect(forms.open)
        now.safety.concern_wanted.connect(forms.settle_concern)
        now.safety.ended.connect(forms.end)
        now.ending.move_wanted.connect(forms.move_case)
        now.steps.add_wanted.connect(partial(forms.open, Form.STEP))
        now.journey.review_wanted.connect(partial(forms.open, Form.STAGE))
        now.gained.add_wanted.connect(partial(forms.open, Form.GAIN))

    def join_plan(self, plan: PlanTab) -> None:
        """Join the Plan tab, which was made just now."""
        forms = self._forms
        self._join_steps(plan)
        self._housing.join_plan(plan)
        wanted: tuple[tuple[SignalInstance, Form], ...] = (
            (plan.need_wanted, Form.NEED),
            (plan.risk_wanted, Form.RISK),
            (plan.refer_wanted, Form.REFER),
            (plan.came_wanted, Form.CAME),
        )
        for signal, form in wanted:
            signal.connect(partial(forms.open, form))
        plan.goal_wanted.connect(forms.add_goal)
        plan.step_wanted.connect(forms.add_step)
        plan.referral_asked.connect(forms.move_referral)

    def _settle(self, wish: object) -> None:
        self._forms.wished.emit(Form.LINE, wish)
