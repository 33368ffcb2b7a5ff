"""The panels of safety together: what they know, and the ones opened for one record."""

from datetime import date

from pbi_desktop.services.safety_rows import ConcernTold, SafetyChoices
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.screens.case.panels.apart import ApartForm
from pbi_desktop.ui.screens.case.panels.capacity import CapacityForm
from pbi_desktop.ui.screens.case.panels.child import ChildForm
from pbi_desktop.ui.screens.case.panels.concern import ConcernForm, ConcernSentForm
from pbi_desktop.ui.screens.case.panels.marker import MarkerForm
from pbi_desktop.ui.screens.case.panels.safe_contact import SafeContactForm
from pbi_desktop.ui.screens.case.panels.safety_form import SafetyForm


class SafetyForms:
    """The seven panels."""

    def __init__(self, privacy: Privacy) -> None:
        self._privacy = privacy
        self.concern, self.sent = ConcernForm(), ConcernSentForm()
        self.child, self.capacity = ChildForm(), CapacityForm()
        self.marker, self.safe_contact = MarkerForm(), SafeContactForm()
        self.apart = ApartForm()
        self.all: tuple[SafetyForm, ...] = (
            self.concern,
            self.sent,
            self.child,
            self.capacity,
            self.marker,
            self.safe_contact,
            self.apart,
        )

    def know(self, today: date) -> None:
        """Read days as of today."""
        for form in self.all:
            form.know(today)

    def offer(self, choices: SafetyChoices) -> None:
        """Offer these people, leads and steps in whichever is open."""
        for form in self.all:
            if not form.isHidden():
                form.offer(choices)

    def found_concern(self, choices: SafetyChoices) -> bool:
        """Show the concern that was looked for; say whether one was, and it still waits."""
        found = None if self.sent.isHidden() else self.sent.looked_for(choices.unsent)
        if found is not None:
            self.show_concern(found)
        return found is not None

    def show_concern(self, told: ConcernTold) -> None:
        """Ask what became of one concern."""
        self.sent.show_concern(told, self._privacy.name(told.line.name))
