"""The Now tab: who helps, how safe, what next, how far, what was gained, what happened."""

from datetime import date

from PySide6.QtWidgets import QVBoxLayout

from pbi_desktop.services.case_rows import CaseNow
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.layouts import panel, scrolled
from pbi_desktop.ui.screens.case.cards.dates import DatesCard
from pbi_desktop.ui.screens.case.cards.ending import EndingCard
from pbi_desktop.ui.screens.case.cards.gained import GainedCard
from pbi_desktop.ui.screens.case.cards.journey import JourneyCard
from pbi_desktop.ui.screens.case.cards.lately import LatelyCard
from pbi_desktop.ui.screens.case.cards.matters import MattersCard
from pbi_desktop.ui.screens.case.cards.safety import SafetyCard
from pbi_desktop.ui.screens.case.cards.so_far import SoFarCard
from pbi_desktop.ui.screens.case.cards.steps import StepsCard
from pbi_desktop.ui.screens.case.cards.working_with import WorkingWithCard
from pbi_desktop.ui.screens.case.now_grid import NowGrid
from pbi_desktop.ui.screens.case.tabs.page import TabPage


class NowTab(TabPage):
    """The cards of Now, most needed first."""

    def __init__(self, privacy: Privacy) -> None:
        super().__init__("this case", lines=9)
        self.matters = MattersCard(privacy)
        self.helpers = WorkingWithCard()
        self.safety = SafetyCard(privacy)
        self.so_far = SoFarCard()
        self.dates = DatesCard(privacy)
        self.steps = StepsCard(privacy)
        self.journey = JourneyCard(privacy)
        self.gained = GainedCard()
        self.lately = LatelyCard(privacy)
        self.ending = EndingCard(privacy)
        self.grid = NowGrid(
            [
                *((card, False) for card in (self.matters, self.helpers, self.safety)),
                (self.so_far, True),
                *((card, False) for card in (self.dates, self.steps)),
                (self.journey, True),
                (self.gained, False),
                (self.lately, True),
            ]
        )
        box = QVBoxLayout()
        box.setContentsMargins(24, 14, 24, 14)
        box.setSpacing(14)
        box.addWidget(self.ending)
        box.addWidget(self.grid)
        box.addStretch(1)
        self.area = scrolled(panel(box))
        self.fill(self.area)

    def wait(self) -> None:
        """Show that the content is on its way, and nothing unfolded of the case before."""
        self.safety.fold()
        super().wait()

    def show_now(self, now: CaseNow, today: date) -> None:
        """Show a case as it stands."""
        may_write = now.header.may_write
        self.matters.show_said(now.matters, now.header, today)
        self.helpers.show_helpers(now.helpers, now.header, today)
        self.safety.show_safety(now.risks, now.safety, today, may_write=may_write)
        self.so_far.show_now(now)
        self.dates.show_dates(now.dates, now.going, today, may_write=may_write)
        self.grid.show_card(self.dates, shown=bool(now.dates or now.going))
        self.steps.show_now(now, today)
        self.journey.show_now(now, today)
        self.grid.show_card(self.gained, shown=now.money is not None)
        if now.money is not None:
            self.gained.show_money(now.money, now.header)
        self.lately.show_now(now, today)
        self.ready()
