"""A stage review: every part of life with its last rating; what is not touched is not reviewed."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from pbi_desktop.domain.phases import OPEN_PHASES
from pbi_desktop.domain.stages import LABELS, LifeDomain, RatingKind, median_stage
from pbi_desktop.services.case_rows import CaseHeader, Journey
from pbi_desktop.ui.kit.widgets.choices import Choice
from pbi_desktop.ui.kit.widgets.fields import TextField
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Columns, clear, column, panel
from pbi_desktop.ui.screens.case.form import PlaceForm
from pbi_desktop.ui.screens.case.panels.named import placed
from pbi_desktop.ui.screens.case.panels.rating_lines import (
    RatingLine,
    RatingLines,
    line_values,
    make_line,
    restore_lines,
    rove,
)
from pbi_desktop.ui.screens.case.pronouns import pronouns
from pbi_desktop.ui.screens.case.wishes import Form, Rate, Wish
from pbi_desktop.ui.screens.case.words import RATING_KINDS, low

_PARTS = [one for one in LifeDomain if one is not LifeDomain.OVERALL]
_BESIDE_FROM = 540


class StageForm(PlaceForm):
    """Their own view is asked before ours; overall is a judgement with a reason of its own."""

    def __init__(self) -> None:
        super().__init__(Form.STAGE, "Stage review", "Keep the review")
        self._parts: list[RatingLine] = []
        self._halves: list[RatingLines] = []
        self.overall = make_line(LifeDomain.OVERALL, None, "own view")
        self._pending: dict[str, str] = {}
        self.reason = TextField(
            "What overall rests on", hint="A few words; needed once overall is rated.", lines=1
        )
        self.kind = Choice(
            "This is",
            {one.value: words for one, words in RATING_KINDS.items()},
            value=RatingKind.REVIEW.value,
        )
        self.middle = label("", "support", wrap=True)
        self._lines = column()
        self._overall = column()
        judged = Columns(2, narrowest=_BESIDE_FROM)
        judged.add(placed(panel(column(panel(self._overall), self.middle))))
        judged.add(placed(self.reason))
        for part in (self.kind, panel(self._lines), judged):
            self.body.addWidget(part)
        self.hold("kind", self.kind)
        self.hold("reason", self.reason)
        self._lay_lines("Own view")

    def show_journey(self, journey: Journey, header: CaseHeader) -> None:
        """Show every part of life with its last rating; what was rated just now stays."""
        given = {**line_values(self._all()), **self._pending}
        own = pronouns(header.pronouns).view
        last = {line.domain: line.now for line in journey.domains}
        self._parts = [make_line(domain, last.get(domain), own) for domain in _PARTS]
        before = journey.points[-1].stage if journey.points else None
        self.overall = make_line(LifeDomain.OVERALL, before, own)
        self._lay_lines(own)
        restore_lines(self._all(), given)
        self._pending = {}
        if not self.clock_runs:
            self.kind.choose(_kind(journey, header).value)
        self._say_middle()

    def _lay_lines(self, own: str) -> None:
        clear(self._lines)
        clear(self._overall)
        half = (len(self._parts) + 1) // 2
        columns = Columns(2, narrowest=_BESIDE_FROM, gap=28)
        self._halves = [
            RatingLines(self._parts[:half], own),
            RatingLines(self._parts[half:], own),
            RatingLines([self.overall], own),
        ]
        for lines in self._halves:
            lines.rated.connect(self.typed)
            lines.left_by.connect(self._cross)
        for line in self._parts:
            line.own.entered.connect(self._rove)
            line.ours.entered.connect(self._rove)
        if self._parts:
            rove(self._parts, self._parts[0])
        columns.add(self._halves[0])
        columns.add(self._halves[1])
        self._lines.addWidget(columns)
        self._overall.addWidget(self._halves[2])

    def _rove(self) -> None:
        cell = self.sender()
        here = next((one for one in self._parts if cell in (one.own, one.ours)), None)
        if here is not None:
            rove(self._parts, here)

    def _cross(self, by: int) -> None:
        """Go on from the last line of one half to the first of the next, and back."""
        lines = self.sender()
        at = next((i for i, half in enumerate(self._halves) if half is lines), 0) + by
        if 0 <= at < len(self._halves):
            self._halves[at].enter(0 if by > 0 else len(self._halves[at].lines) - 1)

    @property
    def clock_runs(self) -> bool:
        """Whether something was rated or written since the form was opened."""
        return bool(line_values(self._all()) or self.reason.text().strip())

    def begin(self) -> None:
        """Start with nothing reviewed."""
        super().begin()
        self._pending = {}
        restore_lines(self._all(), {})
        self.reason.set_text("")
        self._say_middle()
        self._clock.forget()

    def fill(self, words: str) -> None:
        """Start with these words as the reason for overall."""
        self.begin()
        self.reason.set_text(words[:1].upper() + words[1:])
        self.typed()

    def first_stop(self) -> QWidget:
        """Return their view of the first part of life."""
        return self._parts[0].own if self._parts else self.kind

    def typed(self) -> None:
        """Keep the middle of the parts beside the judgement, as it stands now."""
        super().typed()
        self._say_middle()

    def values(self) -> dict[str, str]:
        """Return what was rated and written; nothing where nothing was."""
        return {**super().values(), **line_values(self._all())} if self.clock_runs else {}

    def restore(self, values: Mapping[str, str]) -> None:
        """Put back what was rated; it waits for the lines if they are not here yet."""
        super().restore(values)
        if self._parts:
            restore_lines(self._all(), values)
        else:
            self._pending = dict(values)
        self._say_middle()

    def wish(self) -> Wish | None:
        """Return the ratings given today."""
        problems = self._missing()
        if problems:
            self.show_problems(problems)
            return None
        parts = [line.rating() for line in self._parts]
        overall = self.overall.rating(self.reason.text().strip())
        given = [rating for rating in (*parts, overall) if rating is not None]
        return Rate(tuple(given), RatingKind(self.kind.value))

    def _missing(self) -> dict[str, str]:
        """Return what keeps the review from being kept."""
        half = [one for one in self._all() if one.own.stage is not None and one.ours.stage is None]
        if half:
            half[0].ours.setFocus()
            return {"ours": "Your own rating is missing where you asked for theirs."}
        if all(line.ours.stage is None for line in self._all()):
            return {"ratings": "Nothing is reviewed yet. Rate at least one part of life."}
        if self.overall.ours.stage is not None and not self.reason.text().strip():
            return {"reason": "Overall is a judgement: say in a few words what it rests on."}
        return {}

    def _all(self) -> list[RatingLine]:
        return [*self._parts, self.overall]

    def _say_middle(self) -> None:
        now = [stage for line in self._parts if (stage := line.now) is not None]
        middle = median_stage(now)
        words = ""
        if middle is not None:
            words = f"Middle of {len(now)} parts of life: {low(LABELS[middle])}."
        self.middle.setText(f"{words} Overall is your own judgement, never worked out.".strip())


def _kind(journey: Journey, header: CaseHeader) -> RatingKind:
    """Return at which point of the case a rating today is most likely made."""
    if header.phase not in OPEN_PHASES:
        return RatingKind.SUSTAINED
    return RatingKind.REVIEW if journey.points else RatingKind.BASELINE
