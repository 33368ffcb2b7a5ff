"""Every part of life with its last rating, and overall with its reason: one sheet, in any form."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.domain.stages import LABELS, LifeDomain, median_stage
from pbi_desktop.services.case_rows import CaseHeader, DomainRating, Journey
from pbi_desktop.ui.kit.widgets.fields import TextField
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Columns, clear, column, panel
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
from pbi_desktop.ui.screens.case.words import low

_PARTS = [one for one in LifeDomain if one is not LifeDomain.OVERALL]
_BESIDE_FROM = 540


class RatingSheet(QWidget):
    """Their own view is asked before ours; overall is a judgement with a reason of its own."""

    rated = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[RatingLine] = []
        self._halves: list[RatingLines] = []
        self.overall = make_line(LifeDomain.OVERALL, None, "own view")
        self._pending: dict[str, str] = {}
        self.reason = TextField(
            "What overall rests on", hint="A few words; needed once overall is rated.", lines=1
        )
        self.middle = label("", "support", wrap=True)
        self._lines = column()
        self._overall = column()
        judged = Columns(2, narrowest=_BESIDE_FROM)
        judged.add(placed(panel(column(panel(self._overall), self.middle))))
        judged.add(placed(self.reason))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(panel(self._lines))
        box.addWidget(judged)
        self._lay_lines("Own view")

    # What is shown

    def show_journey(self, journey: Journey, header: CaseHeader) -> None:
        """Show every part of life with its last rating; what was rated just now stays."""
        given = {**line_values(self._all()), **self._pending}
        own = pronouns(header.pronouns).view
        last = {line.domain: line.now for line in journey.domains}
        self.parts = [make_line(domain, last.get(domain), own) for domain in _PARTS]
        before = journey.points[-1].stage if journey.points else None
        self.overall = make_line(LifeDomain.OVERALL, before, own)
        self._lay_lines(own)
        restore_lines(self._all(), given)
        self._pending = {}
        self.say_middle()

    def _lay_lines(self, own: str) -> None:
        clear(self._lines)
        clear(self._overall)
        half = (len(self.parts) + 1) // 2
        columns = Columns(2, narrowest=_BESIDE_FROM, gap=28)
        self._halves = [
            RatingLines(self.parts[:half], own),
            RatingLines(self.parts[half:], own),
            RatingLines([self.overall], own),
        ]
        for lines in self._halves:
            lines.rated.connect(self._rated)
            lines.left_by.connect(self._cross)
        for line in self.parts:
            line.own.entered.connect(self._rove)
            line.ours.entered.connect(self._rove)
        if self.parts:
            rove(self.parts, self.parts[0])
        columns.add(self._halves[0])
        columns.add(self._halves[1])
        self._lines.addWidget(columns)
        self._overall.addWidget(self._halves[2])

    def _rove(self) -> None:
        cell = self.sender()
        here = next((one for one in self.parts if cell in (one.own, one.ours)), None)
        if here is not None:
            rove(self.parts, here)

    def _cross(self, by: int) -> None:
        """Go on from the last line of one half to the first of the next, and back."""
        lines = self.sender()
        at = next((i for i, half in enumerate(self._halves) if half is lines), 0) + by
        if 0 <= at < len(self._halves):
            self._halves[at].enter(0 if by > 0 else len(self._halves[at].lines) - 1)

    def _rated(self) -> None:
        self.say_middle()
        self.rated.emit()

    def say_middle(self) -> None:
        """Say the middle of the parts beside the judgement, as it stands now."""
        now = [stage for line in self.parts if (stage := line.now) is not None]
        middle = median_stage(now)
        words = ""
        if middle is not None:
            words = f"Middle of {len(now)} parts of life: {low(LABELS[middle])}."
        self.middle.setText(f"{words} Overall is your own judgement, never worked out.".strip())

    # What is said

    def begin(self) -> None:
        """Start with nothing rated."""
        self._pending = {}
        restore_lines(self._all(), {})
        self.reason.set_text("")
        self.say_middle()

    def first_stop(self) -> QWidget | None:
        """Return their view of the first part of life; nothing before the lines are here."""
        return self.parts[0].own if self.parts else None

    def values(self) -> dict[str, str]:
        """Return what was rated, as a draft keeps it."""
        return line_values(self._all())

    def restore(self, values: Mapping[str, str]) -> None:
        """Put back what was rated; it waits for the lines if they are not here yet."""
        if self.parts:
            restore_lines(self._all(), values)
        else:
            self._pending = dict(values)
        self.say_middle()

    def ratings(self) -> tuple[DomainRating, ...]:
        """Return the ratings given today."""
        parts = [line.rating() for line in self.parts]
        overall = self.overall.rating(self.reason.text().strip())
        return tuple(rating for rating in (*parts, overall) if rating is not None)

    def half_rated(self) -> RatingLine | None:
        """Return a line on which they were asked and our own rating is missing."""
        half = [one for one in self._all() if one.own.stage is not None and one.ours.stage is None]
        return half[0] if half else None

    def problems(self) -> dict[str, str]:
        """Return what is wrong with what is rated; that nothing is rated is for the form to say."""
        half = self.half_rated()
        if half is not None:
            half.ours.setFocus()
            return {"ours": "Your own rating is missing where you asked for theirs."}
        if self.overall.ours.stage is not None and not self.reason.text().strip():
            return {"reason": "Overall is a judgement: say in a few words what it rests on."}
        return {}

    def _all(self) -> list[RatingLine]:
        return [*self.parts, self.overall]
