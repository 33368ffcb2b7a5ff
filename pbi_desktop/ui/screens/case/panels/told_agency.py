"""What an agency would be told with a referral: it is made of what was read here, and no other."""

from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.domain.ids import AgencyId
from pbi_desktop.services.plan_rows import AgencyOption
from pbi_desktop.services.referral_rows import ReferralTelling, ToAgency
from pbi_desktop.ui.kit.widgets.labels import label, set_tone

_WAIT = "Reading what they would be told. Keep it again in a moment."


class ToldAgency(QWidget):
    """Says what one agency would be told, or why it may be told nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._of: UUID | None = None
        self._telling: ReferralTelling | None = None
        self._refused = ""
        self.words = label("", "support", wrap=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.words)
        self.hide()

    def ask(self, agency: AgencyOption | None) -> UUID | None:
        """Show nothing until it is read; return of which agency it must be read, if of any."""
        self._of = agency.id if agency is not None else None
        self._telling, self._refused = None, ""
        self._say("Reading what they would be told", "ink3")
        self.setVisible(agency is not None)
        return self._of

    def show_telling(self, telling: ReferralTelling) -> None:
        """Show what they would be told, if they are still the ones who are asked."""
        if telling.agency_id == self._of:
            self._telling = telling
            told = " · ".join(telling.lines)
            self._say(f"{telling.agency} is told, beside why: {told}. It is logged.", "ink2")

    def refuse(self, agency: UUID, sentence: str) -> None:
        """Say why they may be told nothing."""
        if agency == self._of:
            self._refused = sentence
            self._say(f"{sentence} You can give the name and number instead.", "warn")

    def problem(self) -> str:
        """Return why a referral cannot be made yet; empty where it can."""
        return self._refused or ("" if self._telling is not None else _WAIT)

    def to(self) -> ToAgency | None:
        """Return the agency, with what was seen of what it is told."""
        if self._of is None:
            return None
        return ToAgency(AgencyId(self._of), self._telling.seen if self._telling else "")

    def _say(self, words: str, tone: str) -> None:
        self.words.setText(words)
        set_tone(self.words, tone)
