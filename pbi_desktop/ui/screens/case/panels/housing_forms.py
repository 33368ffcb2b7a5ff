"""The forms of home, debts, dates, going along, and of one question about one thing."""

from datetime import date

from pbi_desktop.domain.ids import WorkerId
from pbi_desktop.services.case_rows import TeamChoice
from pbi_desktop.ui.screens.case.form import PlaceForm
from pbi_desktop.ui.screens.case.panels.answer import AnswerForm
from pbi_desktop.ui.screens.case.panels.debt import DebtForm
from pbi_desktop.ui.screens.case.panels.going_along import GoingAlongForm
from pbi_desktop.ui.screens.case.panels.home import HomeForm
from pbi_desktop.ui.screens.case.panels.key_date import KeyDateForm


class HousingForms:
    """One of each."""

    def __init__(self) -> None:
        self.home, self.debt = HomeForm(), DebtForm()
        self.key_date, self.going = KeyDateForm(), GoingAlongForm()
        self.answer = AnswerForm()
        self.all: tuple[PlaceForm, ...] = (
            self.home, self.debt, self.key_date, self.going, self.answer
        )  # fmt: skip

    def know(self, today: date, team: tuple[TeamChoice, ...], me: WorkerId) -> None:
        """Read days as of today, and offer these workers."""
        for form in (self.home, self.debt, self.key_date):
            form.know(today)
        self.going.know(today, team, me)
