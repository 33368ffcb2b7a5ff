"""Going along: where, when, who, and once it was, what happened there."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from pbi_desktop.domain.housing import GoingTo, Went
from pbi_desktop.domain.ids import WorkerId
from pbi_desktop.domain.time_words import Moment
from pbi_desktop.domain.times import london_day
from pbi_desktop.services.case_rows import TeamChoice
from pbi_desktop.services.housing_rows import GoingAlongLine, NewGoing, WhatHappened
from pbi_desktop.ui.kit.widgets.choices import Choice, Pick
from pbi_desktop.ui.kit.widgets.fields import DateField, LineField, TextField
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Columns
from pbi_desktop.ui.screens.case.form import PlaceForm
from pbi_desktop.ui.screens.case.housing_words import GOING_TO, WENT, full_day
from pbi_desktop.ui.screens.case.panels.named import named, placed
from pbi_desktop.ui.screens.case.readers import meeting_reader, short_moment
from pbi_desktop.ui.screens.case.understanding_housing import GoingWords, read_going
from pbi_desktop.ui.screens.case.wishes import Form, Wish
from pbi_desktop.ui.screens.case.wishes_housing import PlanGoing, RecordGoing, WentAlong

_ME = ""


class GoingAlongForm(PlaceForm):
    """Plans to go along, or says how it went: what happened is kept as a note in the story."""

    def __init__(self) -> None:
        super().__init__(Form.GOING_ALONG, "Going along", "Keep this")
        self._today = date.min
        self._line: GoingAlongLine | None = None
        self.which = label("", "strong", wrap=True)
        self.place = LineField("Where", placeholder="County court")
        self.when: DateField[Moment] = DateField(
            "When", meeting_reader(lambda: self._today), placeholder="12 nov at 10", letters=26
        )
        self.going_to = Pick("What sort of place", [(one.value, GOING_TO[one]) for one in GOING_TO])
        self.worker = Pick("Who goes along", [(_ME, "Me")])
        self.went = Choice(
            "Did it happen?", {one.value: WENT[one] for one in WENT}, value=Went.PLANNED.value
        )
        self.words = TextField("What happened there", lines=3, placeholder="Kept as a note")
        self.minutes = LineField(
            "Minutes it took", placeholder="leave empty if not known", letters=8
        )
        self.columns = Columns(4, narrowest=240)
        for part in (self.place, self.when):
            self.columns.add(placed(part))
        self.columns.add(named("What sort of place", self.going_to))
        self.columns.add(named("Who goes along", self.worker))
        for shown in (self.which, self.columns, self.went, self.words, self.minutes):
            self.body.addWidget(shown)
        for name, control in (
            ("place", self.place),
            ("at", self.when),
            ("going_to", self.going_to),
            ("worker", self.worker),
            ("went", self.went),
            ("words", self.words),
            ("minutes", self.minutes),
        ):
            self.hold(name, control)
        self.went.chosen.connect(self._fit)

    def know(self, today: date, team: tuple[TeamChoice, ...], me: WorkerId) -> None:
        """Offer these workers, and read days as of today."""
        self._today = today
        others = [(str(one.id), f"{one.name}, {one.agency}") for one in team if one.id != me]
        chosen = self.worker.value
        self.worker.set_options([(_ME, "Me"), *others])
        self.worker.choose(chosen)

    def begin(self) -> None:
        """Start a new plan to go along."""
        self._line, self.about = None, None
        self.fill(GoingWords())
        self._clock.forget()

    def take_words(self, words: str) -> None:
        """Start from the words after the command."""
        self.begin()
        self.fill(read_going(words, self._today))
        self.typed()

    def fill(self, words: GoingWords) -> None:
        """Start from what was understood."""
        super().begin()
        self.place.set_text(words.place)
        self.when.set_text(short_moment(words.when) if words.when else "")
        self.going_to.choose(words.going_to.value)
        self.worker.choose(_ME)
        self.went.choose(Went.PLANNED.value)
        self.words.set_text("")
        self.minutes.set_text("")
        self._fit()

    def show_going(self, line: GoingAlongLine) -> None:
        """Ask how it went."""
        self.begin()
        self._line, self.about = line, line.id
        self.which.setText(f"{line.place}, {full_day(london_day(line.at), line.at)}")
        self.went.choose(Went.WENT.value)
        self._fit()
        self._clock.forget()

    def restore(self, values: Mapping[str, str]) -> None:
        """Put back a draft, and ask for what it asks for."""
        super().restore(values)
        self._fit()

    def first_stop(self) -> Choice | LineField | TextField:
        """Return what happened where that is asked, else the first thing not said."""
        if self._line is not None:
            return self.words
        for field in (self.place, self.when):
            if not field.text().strip():
                return field
        return self.went

    def wish(self) -> Wish | None:
        """Return what to keep."""
        problems = self._problems()
        if problems:
            self.show_problems(problems)
            return None
        went, typed = Went(self.went.value), self.minutes.text().strip()
        asked = went is not Went.PLANNED
        minutes = int(typed) if typed and went is Went.WENT else None
        happened = WhatHappened(went, self.words.text().strip() if asked else "", minutes)
        if self._line is not None:
            return RecordGoing(self._line.id, self._line.version, happened)
        when = self.when.value
        if when is None:
            return None
        owner = WorkerId(UUID(self.worker.value)) if self.worker.value else None
        new = NewGoing(when.instant, GoingTo(self.going_to.value), self.place.text().strip(), owner)
        return WentAlong(new, happened) if asked else PlanGoing(new)

    def _problems(self) -> dict[str, str]:
        problems, went = {}, Went(self.went.value)
        if self._line is None and not self.place.text().strip():
            problems["place"] = "Say where you go along to."
        if self._line is None and self.when.value is None:
            problems["at"] = "Say the day and the hour, like 12 nov at 10."
        if self._line is not None and went is Went.PLANNED:
            problems["went"] = "Say whether it happened, or put this aside."
        if went is Went.WENT and not self.words.text().strip():
            problems["words"] = "Write what happened there."
        typed = self.minutes.text().strip()
        if went is Went.WENT and typed and not (typed.isascii() and typed.isdecimal()):
            problems["minutes"] = "Write the minutes as a number, such as 90."
        return problems

    def _fit(self) -> None:
        went = self.went.value
        self.which.setVisible(self._line is not None)
        self.columns.setVisible(self._line is None)
        self.words.setVisible(went != Went.PLANNED.value)
        self.minutes.setVisible(went == Went.WENT.value)
