"""The lines of a stage review: what it was, how they see it, how we judge it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from pbi_desktop.domain.stages import DOMAIN_LABELS, LifeDomain, Stage
from pbi_desktop.services.case_rows import DomainRating
from pbi_desktop.ui.kit.widgets.labels import Words, label
from pbi_desktop.ui.kit.widgets.layouts import column, panel
from pbi_desktop.ui.kit.widgets.stage_marks import StageMark
from pbi_desktop.ui.screens.case.panels.rating_cell import RatingCell
from pbi_desktop.ui.screens.case.words import SHORT_STAGES, low

_CENTRE = Qt.AlignmentFlag.AlignCenter
_NOT_TODAY = "Not reviewed today"
_OWN = ".own"
_LONG = 22


@dataclass(frozen=True)
class RatingLine:
    """One part of life: its last rating, and the two cells; their own view is asked first."""

    domain: LifeDomain
    last: Stage | None
    own: RatingCell
    ours: RatingCell
    said: Words

    @property
    def now(self) -> Stage | None:
        """The rating as it stands: today's, else the last."""
        return self.last if self.ours.stage is None else self.ours.stage

    def rating(self, reason: str = "") -> DomainRating | None:
        """Return today's rating, if one was given."""
        if self.ours.stage is None:
            return None
        return DomainRating(self.domain, self.ours.stage, self.own.stage, reason)

    def say(self) -> None:
        """Say what was and what is, in words."""
        was = f"Was {low(SHORT_STAGES[self.last])}" if self.last is not None else ""
        if self.ours.stage is not None:
            now = f"Now {low(SHORT_STAGES[self.ours.stage])}"
        elif self.own.stage is not None:
            now = "Your rating is missing"
        else:
            now = _NOT_TODAY
        words = f"{was}, {low(now)}" if was else now
        if words != self.said.text():
            self.said.setText(words)


def make_line(domain: LifeDomain, last: Stage | None, own_words: str) -> RatingLine:
    """Return a line that is not reviewed yet."""
    what = DOMAIN_LABELS[domain]
    line = RatingLine(
        domain,
        last,
        RatingCell(f"{what}, {low(own_words)}", "Not asked today", hollow=True),
        RatingCell(f"{what}, your rating", _NOT_TODAY, hollow=False),
        label("", "support", wrap=True),
    )
    line.say()
    return line


class RatingLines(QWidget):
    """Lines one under another; Up and Down move along them, Tab goes from their view to ours."""

    rated = Signal()
    left_by = Signal(int)
    """Up was pressed on the first line, or Down on the last."""

    def __init__(self, lines: Sequence[RatingLine], own_words: str) -> None:
        super().__init__()
        self.lines = tuple(lines)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        for at, words in ((1, "Last"), (2, own_words), (3, "Your rating")):
            grid.addWidget(label(words, "meta"), 0, at, _CENTRE)
        for at, line in enumerate(self.lines, start=1):
            self._add(grid, at, line)
        grid.setRowStretch(len(self.lines) + 1, 1)

    def _add(self, grid: QGridLayout, at: int, line: RatingLine) -> None:
        name = DOMAIN_LABELS[line.domain]
        title = label(name, "dense-strong", wrap=len(name) > _LONG)
        words = column(title, line.said, spacing=0)
        grid.addWidget(panel(words), at, 0)
        if line.last is not None:
            grid.addWidget(StageMark(line.last, word=False), at, 1, _CENTRE)
        grid.addWidget(line.own, at, 2)
        grid.addWidget(line.ours, at, 3)
        for cell in (line.own, line.ours):
            cell.moved.connect(self._move)
            cell.rated.connect(self._rated)

    def enter(self, at: int, *, ours: bool = False) -> None:
        """Put the caret on a line: on their view, or on ours."""
        line = self.lines[at]
        (line.ours if ours else line.own).setFocus(Qt.FocusReason.TabFocusReason)

    def _rated(self) -> None:
        cell = self.sender()
        for line in self.lines:
            line.say()
            if cell is line.own and line.own.stage is not None:
                line.ours.setFocus(Qt.FocusReason.TabFocusReason)  # their view first, then ours
        self.rated.emit()

    def _move(self, by: int) -> None:
        cell = self.sender()
        at = next((i for i, one in enumerate(self.lines) if cell in (one.own, one.ours)), 0)
        ours = cell is self.lines[at].ours
        if 0 <= at + by < len(self.lines):
            self.enter(at + by, ours=ours)
        else:
            self.left_by.emit(by)


def rove(lines: Sequence[RatingLine], on: RatingLine) -> None:
    """Let Tab stop at one line only, so that all of them are one stop: Up and Down move along."""
    for line in lines:
        here = Qt.FocusPolicy.StrongFocus if line is on else Qt.FocusPolicy.ClickFocus
        for cell in (line.own, line.ours):
            cell.setFocusPolicy(here)


def line_values(lines: Sequence[RatingLine]) -> dict[str, str]:
    """Return what was rated, as a draft keeps it."""
    found = {}
    for line in lines:
        for name, cell in ((line.domain.value, line.ours), (line.domain.value + _OWN, line.own)):
            if cell.stage is not None:
                found[name] = str(int(cell.stage))
    return found


def restore_lines(lines: Sequence[RatingLine], values: Mapping[str, str]) -> None:
    """Put back what a draft kept."""
    for line in lines:
        for name, cell in ((line.domain.value, line.ours), (line.domain.value + _OWN, line.own)):
            cell.rate(_stage(values.get(name, "")))
        line.say()


def _stage(text: str) -> Stage | None:
    return next((stage for stage in Stage if str(int(stage)) == text), None)
