"""Two people beside each other, why they may be one, and the decision."""

from functools import partial

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from pbi_desktop.analysis.matching import ENOUGH, Line
from pbi_desktop.services.duplicates import LikelyPair
from pbi_desktop.services.identity_rows import PersonSide, SideCase
from pbi_desktop.ui.kit.evidence_words import FIELDS, says_weight
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.fields import LineField
from pbi_desktop.ui.kit.widgets.labels import Icon, label, rule
from pbi_desktop.ui.kit.widgets.layouts import Columns, Flow, clear, panel, row
from pbi_desktop.ui.kit.widgets.waterfall import Waterfall
from pbi_desktop.ui.screens.same_person.words import (
    NOTHING_MERGED,
    REASON_HINT,
    compared,
    question,
    says_total,
)

_BARS, _MOST_CASES = 3, 4


class WhyOnePerson(QWidget):
    """A row for each thing that was compared, and bars that add up."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(7)
        for at, wide in enumerate((3, 5, 0, 6)):
            self._grid.setColumnStretch(at, wide)

    def show_pair(self, pair: LikelyPair) -> None:
        """Show why these two may be one person."""
        clear(self._grid)
        for at, title in enumerate(("What", "How the two compare", "Adds up to")):
            self._grid.addWidget(label(title, "column"), 0, at, 1, 2 if at == 2 else 1)
        self._grid.addWidget(rule(), 1, 0, 1, 4)
        lines = sorted(pair.evidence, key=lambda line: list(FIELDS).index(line.field))
        self._rows = len(lines)
        for at, line in enumerate(lines):
            self._add_line(line, 2 + 2 * at)
        end = 2 + 2 * len(lines)
        words = says_total(pair.weight)
        bars = Waterfall(self.bar_rows)
        bars.show_weights([line.weight for line in lines], ENOUGH, words)
        self._grid.addWidget(bars, 2, _BARS, max(end - 2, 1), 1)
        self._grid.addWidget(label(words, "support", wrap=True), end, 0, 1, 4)

    def _add_line(self, line: Line, at: int) -> None:
        top = Qt.AlignmentFlag.AlignTop
        tone = "danger" if line.weight < 0 else "primary" if line.weight else "ink3"
        self._grid.addWidget(label(FIELDS[line.field], "support"), at, 0, top)
        self._grid.addWidget(label(compared(line), "dense-strong", wrap=True), at, 1, top)
        self._grid.addWidget(label(says_weight(line.weight), "column", tone=tone), at, 2, top)
        self._grid.addWidget(rule(), at + 1, 0, 1, 4)

    def bar_rows(self) -> list[QRect]:
        """Return where the rows lie: the grid's own answer is wrong where words wrap."""
        items = [self._grid.itemAtPosition(2 + 2 * at, 1) for at in range(self._rows)]
        return [item.geometry() for item in items if item is not None]


class PairCard(Card):
    """The pair that is chosen. Nothing is decided beforehand."""

    link_wanted = Signal(str)  # the reason
    apart_wanted = Signal(str)
    unsure_wanted = Signal()
    reason_typed = Signal(str)
    case_wanted = Signal(object)  # CaseId

    def __init__(self, privacy: Privacy) -> None:
        super().__init__()
        self._privacy = privacy
        self._pair: LikelyPair | None = None
        self._filling = False
        self._question = label("", "panel", wrap=True)
        self._sides = Columns(2, narrowest=220, gap=12)
        self.why = WhyOnePerson()
        self.reason = LineField("Why you say so", hint=REASON_HINT)
        self.same = Button("Same person: link", Kind.PRIMARY, icon="link", key="Alt Y")
        self.apart = Button("Not the same", icon="unlink", key="Alt X")
        self.unsure = Button("Not sure, next", icon="circle-question-mark", key="Alt N")
        flow = Flow()
        for button in (self.same, self.apart, self.unsure):
            flow.addWidget(button)
        for part in (
            self._question,
            self._sides,
            label("Why they may be one person", "support"),
            self.why,
        ):
            self.add(part)
        self.add(self.reason)
        self.add(panel(flow))
        self.add(label(NOTHING_MERGED, "support", wrap=True))
        self.reason.changed.connect(self._say_reason)
        self.same.clicked.connect(self.ask_link)
        self.apart.clicked.connect(self.ask_apart)
        self.unsure.clicked.connect(self.unsure_wanted)
        privacy.changed.connect(self._redraw)

    @property
    def question(self) -> str:
        """What is asked of the two."""
        return self._question.text()

    def show_pair(self, pair: LikelyPair) -> None:
        """Show two people, and why they may be one."""
        self._pair = pair
        asked = question(self._privacy.name(pair.one.name), self._privacy.name(pair.other.name))
        self._question.setText(asked)
        self.setAccessibleName(asked)
        self._sides.set_cards([(self._side(side), 1) for side in (pair.one, pair.other)])
        self.why.show_pair(pair)

    def show_reason(self, reason: str) -> None:
        """Show the reason that is being written, without news of it."""
        self._filling = True
        self.reason.set_text(reason)
        self.reason.clear_problem()
        self._filling = False

    def _say_reason(self, reason: str) -> None:
        if not self._filling:
            self.reason_typed.emit(reason)

    def show_problem(self, words: str) -> None:
        """Say at the reason what is missing, and go there."""
        self.reason.show_problem(words)
        self.reason.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_link(self) -> None:
        """Wish the two to be linked, for the reason that is written."""
        self.link_wanted.emit(self.reason.text())

    def ask_apart(self) -> None:
        """Wish the two to be kept apart, for the reason that is written."""
        self.apart_wanted.emit(self.reason.text())

    def _side(self, side: PersonSide) -> QWidget:
        born = self._privacy.detail(side.born) or "Birth not on record"
        cases = [self._case(case) for case in side.cases[:_MOST_CASES]]
        none = [] if cases else [_fact("folder-open", "In no case that you may see")]
        made = Card()
        made.add(label(self._privacy.name(side.name), "card", wrap=True))
        for part in (_fact("calendar", born), *cases, *none):
            made.add(part)
        return made

    def _case(self, case: SideCase) -> QWidget:
        line = label(case.says, "dense", wrap=True)
        go = Button("Open", Kind.LINK, name=f"Open case {case.reference}")
        go.clicked.connect(partial(self.case_wanted.emit, case.id))
        whole = row(Icon("folder-open", 16, "ink2"), line, go, spacing=8)
        whole.setStretch(1, 1)
        return panel(whole)

    def _redraw(self) -> None:
        if self._pair is not None:
            self.show_pair(self._pair)


def _fact(icon: str, words: str) -> QWidget:
    line = row(Icon(icon, 16, "ink2"), label(words, "dense", wrap=True), spacing=8)
    line.setStretch(1, 1)
    return panel(line)
