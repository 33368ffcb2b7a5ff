"""A risk to write down, or that it was asked and none is known."""

from collections.abc import Mapping
from datetime import date

from pbi_desktop.domain.casework import Likelihood, RiskState
from pbi_desktop.domain.people_words import Lean
from pbi_desktop.ui.kit.days import day_reader
from pbi_desktop.ui.kit.widgets.choices import Choice
from pbi_desktop.ui.kit.widgets.fields import DateField, LineField, TextField
from pbi_desktop.ui.kit.widgets.layouts import Columns
from pbi_desktop.ui.screens.case.form import PlaceForm
from pbi_desktop.ui.screens.case.panels.named import placed
from pbi_desktop.ui.screens.case.wishes import Form, RecordRisk, Wish
from pbi_desktop.ui.screens.case.words import LIKELIHOODS

_STATES = {
    RiskState.KNOWN.value: "There is a risk",
    RiskState.NONE_KNOWN.value: "Asked, none known",
    RiskState.PAST.value: "There was one, it is past",
}


class RiskForm(PlaceForm):
    """Harm, how likely, what is done about it, and when to look again."""

    def __init__(self) -> None:
        super().__init__(Form.RISK, "How safe", "Keep")
        self._today = date.min
        self.state = Choice("What was said", _STATES, value=RiskState.KNOWN.value)
        self.harm = LineField("What harm could happen", placeholder="Goes out alone at night")
        self.likelihood = Choice(
            "How likely",
            {one.value: words for one, words in LIKELIHOODS.items()},
            value=Likelihood.NOT_JUDGED.value,
        )
        self.plan = TextField("What is done about it", lines=1)
        self.review: DateField[date] = DateField(
            "Look again on",
            day_reader(lambda: self._today, Lean.COMING),
            placeholder="in 3 months",
            letters=26,
        )
        columns = Columns(2, narrowest=320)
        for part in (self.state, self.likelihood, self.harm, self.review, self.plan):
            columns.add(placed(part), 2 if part is self.plan else 1)
        self.body.addWidget(columns)
        for name, control in (
            ("state", self.state),
            ("harm", self.harm),
            ("likelihood", self.likelihood),
            ("plan", self.plan),
            ("review_on", self.review),
        ):
            self.hold(name, control)
        self.state.chosen.connect(self._fit)

    def know(self, today: date) -> None:
        """Read days as of today."""
        self._today = today

    def begin(self) -> None:
        """Start with a risk that is known."""
        super().begin()
        self.state.choose(RiskState.KNOWN.value)
        self.likelihood.choose(Likelihood.NOT_JUDGED.value)
        for field in (self.harm, self.plan, self.review):
            field.set_text("")
        self._fit()
        self._clock.forget()

    def fill(self, words: str) -> None:
        """Start from the words after the command."""
        self.begin()
        none = words.casefold().strip(" .") in ("none", "none known", "no known risk", "no")
        self.state.choose((RiskState.NONE_KNOWN if none else RiskState.KNOWN).value)
        self.harm.set_text("" if none else words[:1].upper() + words[1:])
        self._fit()
        self.typed()

    def first_stop(self) -> LineField | DateField[date]:
        """Return the harm, or the day where none is known."""
        return self.review if self._none else self.harm

    def restore(self, values: Mapping[str, str]) -> None:
        """Put back a draft, and ask for what it asks for."""
        super().restore(values)
        self._fit()

    def wish(self) -> Wish | None:
        """Return the risk to keep."""
        problems = {}
        if not self._none and not self.harm.text().strip():
            problems["harm"] = "Write what harm could happen, or choose Asked, none known."
        if self.review.text().strip() and self.review.value is None:
            problems["review_on"] = "That is not a day. Write 12 dec or in 3 months."
        if problems:
            self.show_problems(problems)
            return None
        return RecordRisk(
            RiskState(self.state.value),
            "" if self._none else self.harm.text().strip(),
            Likelihood.NOT_JUDGED if self._none else Likelihood(self.likelihood.value),
            "" if self._none else self.plan.text().strip(),
            self.review.value,
        )

    @property
    def _none(self) -> bool:
        return self.state.value == RiskState.NONE_KNOWN.value

    def _fit(self) -> None:
        for part in (self.harm, self.likelihood, self.plan):
            part.setVisible(not self._none)
