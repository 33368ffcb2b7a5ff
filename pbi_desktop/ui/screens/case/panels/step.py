"""A step to promise: what, by when, whose."""

from datetime import date
from uuid import UUID

from pbi_desktop.domain.ids import WorkerId
from pbi_desktop.domain.people_words import Lean
from pbi_desktop.services.case_rows import GoalLine, TeamChoice
from pbi_desktop.ui.kit.widgets.choices import Pick
from pbi_desktop.ui.kit.widgets.fields import DateField, LineField
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Columns
from pbi_desktop.ui.screens.case.form import PlaceForm
from pbi_desktop.ui.screens.case.panels.named import named, placed
from pbi_desktop.ui.screens.case.readers import day_reader
from pbi_desktop.ui.screens.case.wishes import AddStep, Form, Wish

_ME = ""


class StepForm(PlaceForm):
    """Adds a step; without another name it is mine."""

    def __init__(self) -> None:
        super().__init__(Form.STEP, "Add a step", "Add the step")
        self._today = date.min
        self._goal: GoalLine | None = None
        self.goal_words = label("", "support", wrap=True)
        self.what = LineField("What will be done", placeholder="Ring council tax about summons")
        self.due: DateField[date] = DateField(
            "By when",
            day_reader(lambda: self._today, Lean.COMING),
            placeholder="fri, 12 dec, in 2 weeks",
            letters=26,
        )
        self.owner = Pick("Whose step it is", [(_ME, "Mine")])
        columns = Columns(3, narrowest=240)
        for part in (self.what, self.due, named("Whose", self.owner)):
            columns.add(placed(part))
        self.body.addWidget(self.goal_words)
        self.body.addWidget(columns)
        self.hold("what", self.what)
        self.hold("due_on", self.due)
        self.hold("owner", self.owner)
        self.enter_keeps(self.what, self.due)

    def know(self, today: date, team: tuple[TeamChoice, ...], me: WorkerId) -> None:
        """Offer these workers as owners, and read days as of today."""
        self._today = today
        others = [(str(one.id), f"{one.name}, {one.agency}") for one in team if one.id != me]
        chosen = self.owner.value
        self.owner.set_options([(_ME, "Mine"), *others])
        self.owner.choose(chosen)

    def begin(self) -> None:
        """Start an empty step that belongs to no goal."""
        super().begin()
        self.what.set_text("")
        self.due.set_text("")
        self.owner.choose(_ME)
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

    def serve(self, goal: GoalLine | None) -> None:
        """Make it a step towards a goal, or towards none."""
        self._goal = goal
        self.goal_words.setText(f"Towards “{goal.words}”" if goal else "")
        self.goal_words.setVisible(goal is not None)

    def wish(self) -> Wish | None:
        """Return the step to add."""
        problems = {}
        if not self.what.text().strip():
            problems["what"] = "Write what will be done."
        due = self.due.value
        if self.due.text().strip() and due is None:
            problems["due_on"] = "That is not a day. Write fri, 12 dec or in 2 weeks."
        if problems:
            self.show_problems(problems)
            return None
        owner = WorkerId(UUID(self.owner.value)) if self.owner.value else None
        goal = self._goal.id if self._goal else None
        return AddStep(self.what.text().strip(), due, owner, goal)
