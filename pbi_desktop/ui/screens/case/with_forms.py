"""What the presenter tells the forms of a case, passed on by the screen that holds them."""

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtWidgets import QWidget

from pbi_desktop.domain.ids import WorkerId
from pbi_desktop.services.case_rows import GroupChoice, TeamChoice
from pbi_desktop.services.my_day_rows import CaseLine
from pbi_desktop.services.phases_rows import PhasePage
from pbi_desktop.services.plan_rows import AgencyOption
from pbi_desktop.services.referral_rows import ReferralTelling
from pbi_desktop.services.safety_rows import SafetyChoices
from pbi_desktop.ui.screens.case.forms import Forms
from pbi_desktop.ui.screens.case.wishes import Form


class WithForms(QWidget):
    """A screen with the forms of a case; it decides nothing."""

    forms: Forms

    def offer_cases(self, cases: tuple[CaseLine, ...]) -> None:
        """Offer these cases as where a note belongs."""
        self.forms.move_note.offer(cases)

    def offer_agencies(self, agencies: tuple[AgencyOption, ...]) -> None:
        """Offer these agencies as those who do a step."""
        self.forms.know_agencies(agencies)

    def offer_team(self, team: tuple[TeamChoice, ...]) -> None:
        """Offer these workers as owners of a step."""
        self.forms.know_team(team)

    def offer_safety(self, choices: SafetyChoices) -> None:
        """Offer these people, leads and steps in the panels of safety."""
        self.forms.offer_safety(choices)

    def offer_workers(self, workers: tuple[tuple[WorkerId, str], ...]) -> None:
        """Offer these as the next key worker."""
        self.forms.hand_over.offer(workers)

    def offer_phase(self, page: PhasePage) -> None:
        """Tell the form that moves the case what is on record."""
        self.forms.know_phase(page)

    def offer_groups(self, groups: tuple[GroupChoice, ...]) -> None:
        """Offer these groups, nearest first."""
        self.forms.offer_groups(groups)

    def offer_telling(self, telling: ReferralTelling) -> None:
        """Show what an agency would be told with a referral."""
        self.forms.offer_telling(telling)

    def refuse_telling(self, agency: UUID, sentence: str) -> None:
        """Say why an agency may be told nothing."""
        self.forms.refuse_telling(agency, sentence)

    def open_form(self, form: Form, about: UUID | None = None) -> None:
        """Open a form as its draft was left; `about` one record, where it asks about one."""
        self.forms.open(form, about)

    def restore(self, form: Form, fields: Mapping[str, str]) -> None:
        """Put back what was typed before."""
        self.forms.restore(form, fields)

    def about(self, form: Form) -> UUID | None:
        """Return the record that a form changes; nothing where it is the case itself."""
        return self.forms.about(form)

    def flush(self) -> None:
        """Hand over every draft that waits."""
        self.forms.flush()
