"""Whether somebody can make one decision, and what was decided for them if they cannot."""

from uuid import UUID

from pbi_desktop.domain.people_words import Lean
from pbi_desktop.domain.safety import Capacity
from pbi_desktop.services.safety_rows import NewCapacity, SafetyChoices
from pbi_desktop.ui.kit.widgets.choices import Choice, Pick
from pbi_desktop.ui.kit.widgets.fields import LineField, TextField
from pbi_desktop.ui.screens.case.panels.safety_form import (
    NO,
    YES,
    SafetyForm,
    line,
    offer_people,
    person_in,
)
from pbi_desktop.ui.screens.case.safety_words import CAPACITIES
from pbi_desktop.ui.screens.case.wishes import Form, Wish
from pbi_desktop.ui.screens.case.wishes_safety import RecordCapacity

_NO_STEP = ("", "No step")


class CapacityForm(SafetyForm):
    """One decision at one time: it says nothing about any other."""

    def __init__(self) -> None:
        super().__init__(Form.CAPACITY, "Can they decide this", "Keep")
        self.person = Pick("Who")
        self.step = Pick("The step that waits for it", [_NO_STEP])
        self.decision = LineField(
            "Which decision", placeholder="Whether to have an alarm on the door"
        )
        self.help = TextField(
            "How they were helped to decide for themselves",
            hint="Their language, pictures, a good time of day, somebody they trust.",
            lines=1,
        )
        self.capacity = Choice("What came out", {one.value: CAPACITIES[one] for one in CAPACITIES})
        self.on = self.day("When it was assessed", Lean.PAST, placeholder="12 nov")
        self.by = LineField("Who assessed it", placeholder="Dr Reed")
        self.agreed = Choice("Do they agree to it", {YES: "They agree", NO: "They do not"})
        self.best = TextField("What was decided in their best interest", lines=1)
        self.consulted = LineField("Who was asked", placeholder="Her sister, Dr Reed")
        self.attorney = LineField("Who may decide for them", hint="Attorney or deputy, if any.")
        self.review = self.day("Look again on", placeholder="in 3 months")
        self._lay_out()

    def _lay_out(self) -> None:
        self.asked.put(self.person, words="Who")
        self.asked.put(self.step, words="The step that waits for it")
        self.asked.put(self.decision, 2)
        self.asked.put(self.help, 2)
        self.asked.put(self.capacity, 2)
        for part in (self.on, self.by, self.agreed, self.best, self.consulted):
            self.asked.put(part)
        self.asked.put(self.attorney)
        self.asked.put(self.review)
        self.hold_all(
            ("decision", self.decision),
            ("person", self.person),
            ("step", self.step),
            ("help_given", self.help),
            ("capacity", self.capacity),
            ("assessed_on", self.on),
            ("assessed_by", self.by),
            ("agreed", self.agreed),
            ("best_interest", self.best),
            ("consulted", self.consulted),
            ("attorney", self.attorney),
            ("review_on", self.review),
        )
        self.fit()

    def offer(self, choices: SafetyChoices) -> None:
        """Offer the people of the case and the steps that are open."""
        super().offer(choices)
        offer_people(self.person, choices.people)
        chosen = self.step.value
        self.step.set_options([_NO_STEP, *((str(one.id), one.what) for one in choices.steps)])
        self.step.choose(chosen)

    def fit(self) -> None:
        """Ask for what belongs to what came out."""
        what = self.capacity.value
        assessed = what in (Capacity.HAS.value, Capacity.LACKS.value)
        self.asked.ask(assessed, self.on, self.by, self.review)
        self.asked.ask(what == Capacity.HAS.value and bool(self.step.value), self.agreed)
        self.asked.ask(what == Capacity.LACKS.value, self.attorney, self.best, self.consulted)

    def wish(self) -> Wish | None:
        """Return the decision to keep."""
        problems = self._missing()
        if problems:
            self.show_problems(problems)
            return None
        lacks = self.capacity.value == Capacity.LACKS.value
        assessed = self.capacity.value != Capacity.NOT_ASSESSED.value
        agreed = {YES: True, NO: False}.get(self.agreed.value)
        return RecordCapacity(
            NewCapacity(
                line(self.decision),
                Capacity(self.capacity.value),
                self.on.value if assessed else None,
                line(self.by) if assessed else "",
                line(self.help),
                agreed if self.capacity.value == Capacity.HAS.value else None,
                line(self.attorney) if lacks else "",
                line(self.best) if lacks else "",
                line(self.consulted) if lacks else "",
                self.review.value if assessed else None,
                person_in(self.person),
                UUID(self.step.value) if self.step.value else None,
            )
        )

    def _missing(self) -> dict[str, str]:
        problems = {}
        if not line(self.decision):
            problems["decision"] = "Write which decision it is about: one only."
        if not self.capacity.value:
            problems["capacity"] = "Choose what came out."
        return problems | self.unread(("assessed_on", self.on), ("review_on", self.review))
