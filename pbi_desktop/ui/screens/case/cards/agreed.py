"""The plan as a whole: is it agreed with them, and when is it looked at again."""

from datetime import date

from PySide6.QtCore import Signal

from pbi_desktop.domain.phases import OPEN_PHASES
from pbi_desktop.services.case_rows import CasePlan
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.labels import label, set_tone
from pbi_desktop.ui.kit.widgets.layouts import Flow, panel
from pbi_desktop.ui.screens.case.asking import agreed_words
from pbi_desktop.ui.screens.case.plan_words import review_words
from pbi_desktop.ui.screens.case.words import HIDDEN

_NOT_SAID = "Nobody has written down whether they agree the plan."


class AgreedCard(Card):
    """Two sentences, and what changes them."""

    agreed_wanted = Signal()
    review_wanted = Signal()

    def __init__(self, privacy: Privacy) -> None:
        super().__init__("This plan")
        self._privacy = privacy
        self.agreed = label("", "dense-strong", wrap=True)
        self.review = label("", "dense", wrap=True)
        self.agree_button = Button("Say whether they agree", Kind.LINK)
        self.review_button = Button("Set the review", Kind.LINK)
        buttons = Flow(gap=16)
        buttons.addWidget(self.agree_button)
        buttons.addWidget(self.review_button)
        for part in (self.agreed, self.review, panel(buttons)):
            self.add(part)
        self.agree_button.clicked.connect(self.agreed_wanted)
        self.review_button.clicked.connect(self.review_wanted)

    def show_plan(self, plan: CasePlan, today: date) -> None:
        """Show whether it is agreed, and the day of the review, late in words."""
        may_write, said = plan.header.may_write, plan.agreed
        none = _NOT_SAID if may_write else HIDDEN
        self.agreed.setText(none if said is None else self._privacy.detail(agreed_words(said)))
        set_tone(self.agreed, "ok" if said is not None and said.agreed_on else "ink2")
        is_open = plan.header.phase in OPEN_PHASES
        words, tone = review_words(plan.header.next_review_on, today)
        self.review.setText(words)
        set_tone(self.review, tone)
        self.review.setVisible(is_open)
        self.agree_button.setVisible(may_write)
        self.review_button.setVisible(may_write and is_open)
