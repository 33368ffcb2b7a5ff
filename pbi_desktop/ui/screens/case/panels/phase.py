"""Where the case goes next: the phases that may follow, each said in a sentence."""

from pbi_desktop.domain.phases import ClosureReason, Phase
from pbi_desktop.services.case_rows import CaseHeader
from pbi_desktop.ui.kit.widgets.choices import Choice
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import column
from pbi_desktop.ui.screens.case.form import PlaceForm
from pbi_desktop.ui.screens.case.tab_order import order_tabs
from pbi_desktop.ui.screens.case.wishes import Advance, CloseCase, Form, Wish
from pbi_desktop.ui.screens.case.words import (
    CLOSURE_REASONS,
    PHASE_MEANS,
    PHASES,
    next_phases,
)


class PhaseForm(PlaceForm):
    """Moves the case on, or closes it for a reason."""

    def __init__(self) -> None:
        super().__init__(Form.PHASE, "Phase of the case", "Move the case on")
        self._header: CaseHeader | None = None
        self.now = label("", "body", wrap=True)
        self.means = label("", "support", wrap=True)
        self._choices = column()
        self.to = Choice("Move to", {})
        self._choices.addWidget(self.to)
        self.reason = Choice(
            "Why it is closed", {one.value: words for one, words in CLOSURE_REASONS.items()}
        )
        self.body.addWidget(self.now)
        self.body.addLayout(self._choices)
        self.body.addWidget(self.means)
        self.body.addWidget(self.reason)
        self.hold("reason", self.reason)

    def show_header(self, header: CaseHeader) -> None:
        """Offer what may follow the phase the case is in."""
        self.begin()
        self._header = header
        self.now.setText(f"Now: {PHASES[header.phase]}. {PHASE_MEANS[header.phase]}")
        self._choices.removeWidget(self.to)
        self.to.hide()
        self.to.deleteLater()
        options = {one.value: PHASES[one] for one in next_phases(header.phase)}
        self.to = Choice("Move to", options, value=next(iter(options), ""))
        self._choices.addWidget(self.to)
        self.to.setVisible(bool(options))
        self.to.chosen.connect(self._fit)
        self.hold("to", self.to)
        order_tabs(self)
        self._fit()
        self._clock.forget()

    def first_stop(self) -> Choice:
        """Return the phases that may follow."""
        return self.to

    def wish(self) -> Wish | None:
        """Return the move, or the closing with its reason."""
        header = self._header
        if header is None or not self.to.value:
            return None
        to = Phase(self.to.value)
        if to is not Phase.CLOSED:
            return Advance(header.version, to)
        if not self.reason.value:
            self.show_problems({"why": "Say why the case is closed."})
            return None
        return CloseCase(header.version, ClosureReason(self.reason.value))

    def _fit(self) -> None:
        to = Phase(self.to.value) if self.to.value else None
        closing = to is Phase.CLOSED
        self.reason.setVisible(closing)
        self.means.setText(PHASE_MEANS[to] if to else "No phase follows this one.")
        self.keep_button.say("Close the case" if closing else "Move the case on")
        self.keep_button.setVisible(to is not None)
