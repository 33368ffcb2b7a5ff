"""A need, and what the person wants: the top of the plan."""

from collections.abc import Mapping

from pbi_desktop.domain.stages import DOMAIN_LABELS, LifeDomain
from pbi_desktop.services.case_rows import GoalLine, NeedLine
from pbi_desktop.ui.kit.widgets.choices import Pick
from pbi_desktop.ui.kit.widgets.fields import LineField
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Columns
from pbi_desktop.ui.screens.case.form import PlaceForm
from pbi_desktop.ui.screens.case.panels.named import named, placed
from pbi_desktop.ui.screens.case.plan_words import on_scale
from pbi_desktop.ui.screens.case.wishes import AddGoal, AddNeed, Form, Wish
from pbi_desktop.ui.screens.case.wishes_plan import ChangeGoal, ChangeNeed

_RATED = [one for one in LifeDomain if one is not LifeDomain.OVERALL]
_NEED = "need"


class NeedForm(PlaceForm):
    """Adds a need in one part of life."""

    def __init__(self) -> None:
        super().__init__(Form.NEED, "Add a need", "Keep the need")
        self._need: NeedLine | None = None
        self.words = LineField("What is needed", placeholder="Someone to sit with Mum")
        self.domain = Pick("Part of life", [(one.value, DOMAIN_LABELS[one]) for one in _RATED])
        columns = Columns(3, narrowest=280)
        columns.add(placed(self.words), 2)
        self.domain_named = named("Part of life", self.domain)
        columns.add(self.domain_named)
        self.body.addWidget(columns)
        self.hold("words", self.words)
        self.hold("domain", self.domain)
        self.enter_keeps(self.words)

    def begin(self) -> None:
        """Start empty: another need."""
        super().begin()
        self._need, self.about = None, None
        self.title = "Add a need"
        self.words.set_text("")
        self.domain.choose(_RATED[0].value)
        self.domain_named.show()
        self._clock.forget()

    def show_need(self, need: NeedLine) -> None:
        """Put a need into other words; which part of life it belongs to stays."""
        self.begin()
        self._need, self.about, self.title = need, need.id, "Change this need"
        self.words.set_text(need.words)
        self.domain.choose(need.domain.value)
        self.domain_named.hide()
        self._clock.forget()

    def wish(self) -> Wish | None:
        """Return the need to keep."""
        words = self.words.text().strip()
        if not words:
            self.show_problems({"words": "Write what is needed."})
            return None
        if self._need is not None:
            return ChangeNeed(self._need.id, self._need.version, words)
        return AddNeed(LifeDomain(self.domain.value), words)


class GoalForm(PlaceForm):
    """Adds what the person wants, in their words, and how much it matters to them."""

    def __init__(self) -> None:
        super().__init__(Form.GOAL, "Add what they want", "Keep the goal")
        self._need: NeedLine | None = None
        self._goal: GoalLine | None = None
        self.need_words = label("", "support", wrap=True)
        self.words = LineField("What they want, in their words", placeholder="One evening a week")
        self.importance = LineField(
            "How much it matters, 1 to 10", placeholder="leave empty if not asked", letters=26
        )
        columns = Columns(3, narrowest=280)
        columns.add(placed(self.words), 2)
        columns.add(placed(self.importance))
        self.body.addWidget(self.need_words)
        self.body.addWidget(columns)
        self.hold("words", self.words)
        self.hold("importance", self.importance)
        self.enter_keeps(self.words, self.importance)

    def show_need(self, need: NeedLine) -> None:
        """Ask for a goal of one need."""
        self.begin()
        self._need = need
        self.need_words.setText(f"For the need “{need.words}”")

    def show_goal(self, need: NeedLine, goal: GoalLine) -> None:
        """Put right what they want, or how much it matters to them."""
        self.show_need(need)
        self._goal, self.about, self.title = goal, goal.id, "Change what they want"
        self.words.set_text(goal.words)
        self.importance.set_text("" if goal.importance is None else str(goal.importance))
        self._clock.forget()

    def begin(self) -> None:
        """Start empty: another goal."""
        super().begin()
        self._goal, self.about, self.title = None, None, "Add what they want"
        self.words.set_text("")
        self.importance.set_text("")
        self._clock.forget()

    def values(self) -> dict[str, str]:
        """Return what is typed, and the need it was typed for."""
        need = {_NEED: str(self._need.id)} if self._need else {}
        return {**super().values(), **need} if self.words.text().strip() else {}

    def restore(self, values: Mapping[str, str]) -> None:
        """Put back a draft that was typed for this need, and no other."""
        if self._need is not None and values.get(_NEED) == str(self._need.id):
            super().restore(values)

    def wish(self) -> Wish | None:
        """Return the goal to keep."""
        if self._need is None:
            return None
        words, typed = self.words.text().strip(), self.importance.text().strip()
        matters = on_scale(typed)
        problems = {}
        if not words:
            problems["words"] = "Write what they want, in their words."
        if typed and matters is None:
            problems["importance"] = "Write a number from 1 to 10, or leave it empty."
        if problems:
            self.show_problems(problems)
            return None
        if self._goal is not None:
            return ChangeGoal(self._goal.id, self._goal.version, words, matters)
        return AddGoal(self._need.id, words, matters)
