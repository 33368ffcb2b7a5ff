"""Two people who must not meet, and a case of their own for one of them."""

from pbi_desktop.domain.safety import KeptFrom
from pbi_desktop.services.safety_rows import NewApart, SafetyChoices
from pbi_desktop.ui.kit.widgets.choices import Choice, Pick
from pbi_desktop.ui.kit.widgets.fields import TextField
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.screens.case.panels.safety_form import (
    SafetyForm,
    line,
    offer_people,
    offer_workers,
    person_in,
    worker_in,
)
from pbi_desktop.ui.screens.case.safety_words import KEPT_FROM
from pbi_desktop.ui.screens.case.wishes import Form, Wish
from pbi_desktop.ui.screens.case.wishes_safety import KeepApart, OwnCase

_APART, _OWN = "apart", "own"
_WHAT = {_APART: "Keep two people apart", _OWN: "A case of their own for one of them"}
_SEEN_BY = "Leads see it, and you. They are warned before the two are booked together."


class ApartForm(SafetyForm):
    """Says who must not meet whom; leads are warned, nobody else learns of it."""

    def __init__(self) -> None:
        super().__init__(Form.APART, "Keep apart", "Keep")
        self.what = Choice("What is needed", _WHAT)
        self.person = Pick("Who")
        self.other = Pick("Must not meet")
        self.worker = Pick("Their own worker")
        self.kept_from = Choice("In what", {one.value: KEPT_FROM[one] for one in KeptFrom})
        self.reason = TextField("Why", lines=1)
        self.until = self.day("Until when", placeholder="in 6 months", hint="Empty: for good.")
        self.asked.put(self.what, 2)
        self.asked.put(self.person, words="Who")
        self.asked.put(self.other, words="Must not meet")
        self.asked.put(self.worker, words="Their own worker")
        self.asked.put(self.kept_from)
        self.asked.put(self.reason, 2)
        self.asked.put(self.until)
        self.body.addWidget(label(_SEEN_BY, "support", wrap=True))
        self.hold_all(
            ("what", self.what),
            ("person", self.person),
            ("other", self.other),
            ("worker", self.worker),
            ("kept_from", self.kept_from),
            ("reason", self.reason),
            ("until", self.until),
        )
        self.fit()

    def offer(self, choices: SafetyChoices) -> None:
        """Offer the people of the case, and who may be a worker of their own."""
        super().offer(choices)
        offer_people(self.person, choices.people, ask=True)
        offer_people(self.other, choices.people, ask=True)
        offer_workers(self.worker, choices.workers)

    def fit(self) -> None:
        """Ask for a worker where one of them gets a case of their own."""
        self.asked.ask(self.what.value == _OWN, self.worker)

    def wish(self) -> Wish | None:
        """Return who is kept apart."""
        problems = self._missing() | self.unread(("until", self.until))
        person, other = person_in(self.person), person_in(self.other)
        if problems or person is None or other is None:
            self.show_problems(problems)
            return None
        kept_from = KeptFrom(self.kept_from.value)
        apart = NewApart(person, other, kept_from, line(self.reason), self.until.value)
        if self.what.value == _OWN:
            return OwnCase(person, worker_in(self.worker), apart)
        return KeepApart(apart)

    def _missing(self) -> dict[str, str]:
        asked = {
            "what": (self.what.value, "Choose what is needed."),
            "person": (self.person.value, "Choose who it is."),
            "other": (self.other.value, "Choose whom they must not meet."),
            "kept_from": (self.kept_from.value, "Choose in what."),
            "reason": (line(self.reason), "Write why they must not meet."),
        }
        missing = {name: say for name, (value, say) in asked.items() if not value}
        if self.what.value == _OWN and not self.worker.value:
            missing["worker"] = "Choose a worker who does not work with the household."
        return missing
