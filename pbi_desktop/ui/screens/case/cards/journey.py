"""How far from "not coping" to "adapted": overall over time, and each part of life from and to."""

from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from pbi_desktop.domain.stages import DOMAIN_LABELS, LABELS
from pbi_desktop.services.case_rows import CaseNow, DomainLine, Journey, JourneyPoint
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.journey import Rating, StageJourney
from pbi_desktop.ui.kit.widgets.labels import Icon, label
from pbi_desktop.ui.kit.widgets.layouts import Flow, clear, panel, row
from pbi_desktop.ui.kit.widgets.notices import EmptyState
from pbi_desktop.ui.kit.widgets.stage_marks import StageMark
from pbi_desktop.ui.screens.case.day_words import in_sentence
from pbi_desktop.ui.screens.case.pronouns import pronouns
from pbi_desktop.ui.screens.case.words import low, moved

_LONG = 20
_MIDDLE = Qt.AlignmentFlag.AlignCenter


class JourneyCard(Card):
    """The judgement over time beside the parts of life; overall is never worked out from them."""

    review_wanted = Signal()

    def __init__(self, privacy: Privacy) -> None:
        super().__init__("How far from “not coping” to “adapted”")
        self._privacy = privacy
        self.review = Button("Review", Kind.LINK, icon="flag", name="Review the stages")
        self.head.addWidget(self.review)
        self.reason = label("", "support", wrap=True)
        self.journey = StageJourney()
        self.domains = DomainTable()
        self._beside = QVBoxLayout()
        self._empty = EmptyState("Not rated yet. The first rating is the start to measure from.")
        self._sides = row(self.journey, 8, self.domains, spacing=16)
        self._sides.setStretch(0, 5)
        self._sides.setStretch(2, 7)
        for part in (self.reason, self._sides, self._empty, self._beside):
            self.add(part)
        self.review.clicked.connect(self.review_wanted)
        theme().changed.connect(self._fit)

    def show_now(self, now: CaseNow, today: date) -> None:
        """Show the journey of a case."""
        journey = now.journey
        rated = bool(journey.points)
        self.reason.setText(self._why(journey.points[-1], today) if rated else "")
        self.reason.setVisible(rated)
        self.journey.show_ratings([_rating(point) for point in journey.points])
        self.journey.setVisible(rated)
        self.domains.show_lines(journey.domains, pronouns(now.header.pronouns).view)
        self.domains.setVisible(bool(journey.domains))
        self._empty.setVisible(not rated and not journey.domains)
        clear(self._beside)
        if rated:
            self._beside.addWidget(overall_line(journey))
        self.review.say("Review" if rated else "Rate for the first time")
        self.review.setVisible(now.header.may_write)
        self._fit()

    def _why(self, point: JourneyPoint, today: date) -> str:
        said = f"{point.rated_by}, {in_sentence(point.rated_on, today)}"
        reason = self._privacy.detail(point.reason)
        return f"{said}: “{reason}”" if reason else said

    def _fit(self) -> None:
        """Stand one under the other where the words take the picture's place."""
        under = theme().look.scale >= 1.6
        down, across = self._sides.Direction.TopToBottom, self._sides.Direction.LeftToRight
        self._sides.setDirection(down if under else across)


def overall_line(journey: Journey) -> QWidget:
    """Return the judgement and, beside it, the middle of the parts of life; two different facts."""
    last = journey.points[-1]
    flow = Flow(gap=14)
    flow.addWidget(_said("Overall", StageMark(last.stage, size=14)))
    if last.own_view is not None:
        flow.addWidget(_said("Own view", StageMark(last.own_view, size=14, hollow=True)))
    if journey.median_of_domains is not None:
        words = f"Middle of {len(journey.domains)} parts"
        flow.addWidget(_said(words, StageMark(journey.median_of_domains, size=14)))
    return panel(flow)


def _said(words: str, mark: StageMark) -> QWidget:
    return panel(row(label(words, "support"), mark))


def _rating(point: JourneyPoint) -> Rating:
    return Rating(point.rated_on, point.stage, point.own_view)


class DomainTable(QWidget):
    """A line for each part of life that was rated: start, now, own view, and words."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Parts of life, from start to now")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnStretch(5, 1)

    def show_lines(self, lines: tuple[DomainLine, ...], own_words: str) -> None:
        """Show these, under a heading for each mark."""
        clear(self._grid)
        for at, words in ((1, "Start"), (3, "Now"), (4, own_words)):
            self._grid.addWidget(label(words, "meta"), 0, at, _MIDDLE)
        for index, line in enumerate(lines, start=1):
            self._add(index, line, own_words)
        self._grid.setRowStretch(len(lines) + 1, 1)

    def _add(self, at: int, line: DomainLine, own_words: str) -> None:
        grid = self._grid
        name = DOMAIN_LABELS[line.domain]
        grid.addWidget(label(name, "dense", wrap=len(name) > _LONG), at, 0)
        grid.addWidget(StageMark(line.start, word=False), at, 1, _MIDDLE)
        grid.addWidget(_Onward(), at, 2, _MIDDLE)
        grid.addWidget(StageMark(line.now, word=False), at, 3, _MIDDLE)
        if line.own_view is not None:
            grid.addWidget(StageMark(line.own_view, word=False, hollow=True), at, 4, _MIDDLE)
        words = label(moved(line.start, line.now), "support", wrap=True)
        words.setAccessibleName(domain_in_words(line, own_words))
        grid.addWidget(words, at, 5)


class _Onward(Icon):
    """An arrow in reading direction."""

    def __init__(self) -> None:
        super().__init__("arrow-right", 15, "ink2")
        self._turn()

    def changeEvent(self, event: QEvent) -> None:
        """Turn with the direction of the layout."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._turn()

    def _turn(self) -> None:
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.show_icon("arrow-left" if mirrored else "arrow-right", "ink2")


def domain_in_words(line: DomainLine, own_words: str) -> str:
    """Return a line as it is read out: what, from, to, and the person's own view."""
    own = f". {own_words}: {low(LABELS[line.own_view])}" if line.own_view is not None else ""
    return f"{DOMAIN_LABELS[line.domain]}: {low(moved(line.start, line.now))}{own}"
