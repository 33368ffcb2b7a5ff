"""What a visitor must know to be safe: decided by a lead, shown by something, and it lapses."""

from pbi_desktop.services.safety_rows import NewMarker, SafetyChoices
from pbi_desktop.ui.kit.widgets.choices import Choice, Pick
from pbi_desktop.ui.kit.widgets.fields import LineField, TextField
from pbi_desktop.ui.screens.case.panels.safety_form import (
    NO,
    TOLD,
    YES,
    SafetyForm,
    line,
    offer_people,
    offer_workers,
    person_in,
    worker_in,
)
from pbi_desktop.ui.screens.case.wishes import Form, Wish
from pbi_desktop.ui.screens.case.wishes_safety import MarkForVisitors


class MarkerForm(SafetyForm):
    """For visitors alone: it shows in the case, and never at the front door or in a list."""

    def __init__(self) -> None:
        super().__init__(Form.MARKER, "For visitors", "Keep for visitors")
        self.words = LineField(
            "What a visitor must know", placeholder="Two dogs. Ring first, they are shut in."
        )
        self.person = Pick("About whom")
        self.evidence = TextField("What shows it, and when it happened", lines=1)
        self.decider = Pick("Which lead decided it")
        self.expires = self.day(
            "Until when", placeholder="in 3 months", hint="Twelve months at most."
        )
        self.told = Choice("Were they told that it is written down", TOLD)
        self.why = LineField("Why they were not told")
        self.asked.put(self.words)
        self.asked.put(self.person, words="About whom")
        self.asked.put(self.evidence, 2)
        self.asked.put(self.decider, words="Which lead decided it")
        for part in (self.expires, self.told, self.why):
            self.asked.put(part)
        self.hold_all(
            ("words", self.words),
            ("person", self.person),
            ("evidence", self.evidence),
            ("decided_by", self.decider),
            ("expires_on", self.expires),
            ("person_told", self.told),
            ("why_not_told", self.why),
        )
        self.fit()

    def offer(self, choices: SafetyChoices) -> None:
        """Offer the people of the case and the leads."""
        super().offer(choices)
        offer_people(self.person, choices.people)
        offer_workers(self.decider, choices.deciders)

    def fit(self) -> None:
        """Ask why where they were not told."""
        self.asked.ask(self.told.value == NO, self.why)

    def wish(self) -> Wish | None:
        """Return the marker to keep."""
        problems = self._missing() | self.unread(("expires_on", self.expires))
        if problems:
            self.show_problems(problems)
            return None
        return MarkForVisitors(
            NewMarker(
                line(self.words),
                line(self.evidence),
                worker_in(self.decider),
                self.expires.value,
                {YES: True, NO: False}.get(self.told.value),
                line(self.why) if self.told.value == NO else "",
                person_in(self.person),
            )
        )

    def _missing(self) -> dict[str, str]:
        asked = {
            "words": (line(self.words), "Write what a visitor must know."),
            "evidence": (line(self.evidence), "Write what shows it, and when."),
            "decided_by": (self.decider.value, "Choose the lead who decided it."),
            "expires_on": (line(self.expires), "Say until when it holds."),
            "person_told": (self.told.value, "Choose whether they were told."),
        }
        missing = {name: say for name, (value, say) in asked.items() if not value}
        if self.told.value == NO and not line(self.why):
            missing["why_not_told"] = "Say why they were not told."
        return missing
