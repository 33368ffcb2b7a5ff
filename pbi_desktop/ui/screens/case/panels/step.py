"""A step to promise, or to put right: what, by when, whose, who does it, how sure they are."""

from datetime import date
from uuid import UUID

from pbi_desktop.domain.ids import WorkerId
from pbi_desktop.domain.people_words import Lean
from pbi_desktop.services.case_rows import GoalLine, Step, TeamChoice
from pbi_desktop.services.plan_rows import AgencyOption, DoneBy, StepWords
from pbi_desktop.ui.kit.days import day_reader
from pbi_desktop.ui.kit.widgets.choices import Check, Pick
from pbi_desktop.ui.kit.widgets.fields import DateField, LineField
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Columns, column
from pbi_desktop.ui.screens.case.form import PlaceForm
from pbi_desktop.ui.screens.case.panels.named import named, placed
from pbi_desktop.ui.screens.case.plan_words import on_scale
from pbi_desktop.ui.screens.case.wishes import AddStep, Form, Wish
from pbi_desktop.ui.screens.case.wishes_plan import ChangeStep

_ME = ""
_NOBODY = ""
_RESTRICTS = (
    "A lock, an alarm, somebody always beside them: it is then not done before a decision on "
    "capacity allows it. Write that with /capacity."
)


class StepForm(PlaceForm):
    """Adds a step; without another name it is mine. Whoever owns it asks after it."""

    def __init__(self) -> None:
        super().__init__(Form.STEP, "Add a step", "Keep the step")
        self._today = date.min
        self._me: WorkerId | None = None
        self._team: list[tuple[str, str]] = []
        self._goal: GoalLine | None = None
        self._step: Step | None = None
        self.goal_words = label("", "support", wrap=True)
        self.what = LineField("What will be done", placeholder="Ring council tax about summons")
        self.due: DateField[date] = DateField(
            "By when",
            day_reader(lambda: self._today, Lean.COMING),
            placeholder="fri, 12 dec, in 2 weeks",
            letters=26,
        )
        self.owner = Pick("Whose step it is", [(_ME, "Mine")])
        self.agency = Pick("Another agency does it", [(_NOBODY, "No")])
        self.done_by = LineField("Who does it, if not the worker", placeholder="Repairs; her aunt")
        self.confidence = LineField(
            "How sure they are, 1 to 10", placeholder="leave empty if not asked", letters=26
        )
        self.restricts = Check("It restricts them")
        self.restricts_words = label(_RESTRICTS, "support", wrap=True)
        self._lay_out()

    def _lay_out(self) -> None:
        self._due_placed = placed(self.due)
        columns = Columns(3, narrowest=240)
        for part in (
            placed(self.what),
            self._due_placed,
            named("Whose", self.owner),
            named("Another agency does it", self.agency),
            placed(self.done_by),
            placed(self.confidence),
        ):
            columns.add(part)
        self.body.addWidget(self.goal_words)
        self.body.addWidget(columns)
        self.body.addLayout(column(self.restricts, self.restricts_words, spacing=4))
        self.hold("what", self.what)
        self.hold("due_on", self.due)
        self.hold("owner", self.owner)
        self.hold("agency", self.agency)
        self.hold("done_by", self.done_by)
        self.hold("confidence", self.confidence)
        self.hold("restricts", self.restricts)
        self.enter_keeps(self.what, self.due, self.done_by, self.confidence)

    def know(self, today: date, team: tuple[TeamChoice, ...], me: WorkerId) -> None:
        """Offer these workers as owners, and read days as of today."""
        self._today, self._me = today, me
        self._team = [(str(one.id), f"{one.name}, {one.agency}") for one in team if one.id != me]
        self._offer_owners(self.owner.value)

    def know_agencies(self, agencies: tuple[AgencyOption, ...]) -> None:
        """Offer these agencies as those who do it."""
        chosen = self.agency.value
        self.agency.set_options([(_NOBODY, "No"), *((str(one.id), one.name) for one in agencies)])
        self.agency.choose(chosen)

    def begin(self) -> None:
        """Start an empty step that belongs to no goal."""
        super().begin()
        self._step, self.about, self.title = None, None, "Add a step"
        for line in (self.what, self.due, self.done_by, self.confidence):
            line.set_text("")
        self.owner.choose(_ME)
        self.agency.choose(_NOBODY)
        self.restricts.setChecked(False)
        self._due_placed.show()
        self.serve(None)
        self._clock.forget()

    def fill(self, step: AddStep, due_words: str) -> None:
        """Start from what was understood."""
        self.begin()
        self.what.set_text(step.what)
        self.due.set_text(due_words)
        if step.owner_id is not None:
            self.owner.choose(str(step.owner_id))
        self.typed()

    def show_step(self, step: Step) -> None:
        """Put a step right; to which day it moves is asked elsewhere."""
        self.begin()
        self._step, self.about, self.title = step, step.id, "Change this step"
        self.what.set_text(step.what)
        self._offer_owners(_ME if step.owner_id == self._me else str(step.owner_id), step.owner)
        agency = step.done_by.agency_id
        self.agency.choose(_NOBODY if agency is None else str(agency))
        self.done_by.set_text(step.done_by.who)
        self.confidence.set_text("" if step.confidence is None else str(step.confidence))
        self.restricts.setChecked(step.restricts)
        self._due_placed.hide()
        self._clock.forget()

    def serve(self, goal: GoalLine | None) -> None:
        """Make it a step towards a goal, or towards none."""
        self._goal = goal
        self.goal_words.setText(f"Towards “{goal.words}”" if goal else "")
        self.goal_words.setVisible(goal is not None)

    def wish(self) -> Wish | None:
        """Return the step to keep."""
        problems = self._problems()
        if problems:
            self.show_problems(problems)
            return None
        what, sure = self.what.text().strip(), on_scale(self.confidence.text().strip())
        owner = WorkerId(UUID(self.owner.value)) if self.owner.value else None
        agency = UUID(self.agency.value) if self.agency.value else None
        done_by = DoneBy(agency, self.done_by.text().strip())
        restricts = self.restricts.isChecked()
        if self._step is not None:
            owned = owner or self._me or self._step.owner_id
            words = StepWords(what, owned, done_by, sure, restricts)
            return ChangeStep(self._step.id, self._step.version, words)
        goal = self._goal.id if self._goal else None
        return AddStep(what, self.due.value, owner, goal, done_by, sure, restricts)

    def _offer_owners(self, chosen: str, name: str = "") -> None:
        """Offer the team, and whoever owns the step though they have left it."""
        options = [(_ME, "Mine"), *self._team]
        if name and all(key != chosen for key, _words in options):
            options.append((chosen, name))
        self.owner.set_options(options)
        self.owner.choose(chosen)

    def _problems(self) -> dict[str, str]:
        problems = {}
        if not self.what.text().strip():
            problems["what"] = "Write what will be done."
        if self._step is None and self.due.text().strip() and self.due.value is None:
            problems["due_on"] = "That is not a day. Write fri, 12 dec or in 2 weeks."
        typed = self.confidence.text().strip()
        if typed and on_scale(typed) is None:
            problems["confidence"] = "Write a number from 1 to 10, or leave it empty."
        return problems
