"""A gain that was claimed or estimated is sure now: what shows it."""

from pbi_desktop.domain.gains import Evidence
from pbi_desktop.services.case_rows import GainLine
from pbi_desktop.ui.kit.widgets.choices import Choice
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.screens.case.form import PlaceForm
from pbi_desktop.ui.screens.case.gain_words import amount_words, worth
from pbi_desktop.ui.screens.case.wishes import ConfirmGain, Form, Wish
from pbi_desktop.ui.screens.case.words import EVIDENCE

_SHOWN_BY = {one.value: EVIDENCE[one] for one in Evidence if one is not Evidence.NONE}


class ConfirmForm(PlaceForm):
    """Confirms one gain; from then on it counts."""

    def __init__(self) -> None:
        super().__init__(Form.CONFIRM, "Confirm this award", "Confirm the award")
        self._gain: GainLine | None = None
        self.what = label("", "strong", wrap=True)
        self.evidence = Choice("What shows it", _SHOWN_BY, value=Evidence.AWARD_LETTER.value)
        self.body.addWidget(self.what)
        self.body.addWidget(self.evidence)
        self.hold("evidence", self.evidence)

    def show_gain(self, gain: GainLine) -> None:
        """Ask about one gain."""
        self.flush()
        self.begin()
        self._gain, self.about = gain, gain.id
        self.evidence.choose(Evidence.AWARD_LETTER.value)
        self.what.setText(f"{gain.what}: {amount_words(gain)}, which is {worth(gain)}")
        self._clock.forget()

    def wish(self) -> Wish | None:
        """Return the confirmation."""
        if self._gain is None:
            return None
        return ConfirmGain(self._gain.id, self._gain.version, Evidence(self.evidence.value))
