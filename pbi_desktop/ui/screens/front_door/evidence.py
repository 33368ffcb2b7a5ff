"""Why we think so: what was told beside how it compares, and what each line adds."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from pbi_desktop.services.front_door_rows import Evidence, Match, Verdict
from pbi_desktop.ui.kit.evidence_words import says_weight
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.labels import Words, label, rule, set_tone
from pbi_desktop.ui.kit.widgets.layouts import column
from pbi_desktop.ui.kit.widgets.waterfall import Waterfall
from pbi_desktop.ui.screens.front_door.words import (
    FIELDS,
    NOT_ASKED,
    compared,
    says_total,
)

_BARS = 3
_ORDER = tuple(FIELDS)


@dataclass(frozen=True)
class Line:
    """The labels of one row."""

    told: Words
    held: Words
    says: Words
    weight: Words


class EvidenceTable(QWidget):
    """A row for each thing that can be told. What is held is named only for the name."""

    def __init__(self, privacy: Privacy) -> None:
        super().__init__()
        self._privacy = privacy
        self._match: Match | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(9)
        for at, wide in enumerate((5, 5, 0, 6)):
            self._grid.setColumnStretch(at, wide)
        for at, title in enumerate(("They said", "We hold", "Adds up to")):
            span = 2 if at == 2 else 1
            self._grid.addWidget(label(title, "column"), 0, at, 1, span)
        self._grid.addWidget(rule(), 1, 0, 1, 4)
        self._lines = {field: self._add_line(field, 2 + 2 * at) for at, field in enumerate(_ORDER)}
        self._bars = Waterfall(self.bar_rows)
        self._grid.addWidget(self._bars, 2, _BARS, 2 * len(_ORDER), 1)
        self._sum = label("", "support", wrap=True)
        self._grid.addWidget(self._sum, 2 + 2 * len(_ORDER), 0, 1, 4)
        privacy.changed.connect(self._redraw)

    def _add_line(self, field: str, at: int) -> Line:
        line = Line(
            label("", "dense-strong", wrap=True),
            label("", "dense-strong", wrap=True),
            label("", "support", wrap=True),
            label("", "column"),
        )
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addLayout(
            column(label(FIELDS[field], "support"), line.told, 0, spacing=1), at, 0
        )
        self._grid.addLayout(column(line.held, line.says, 0, spacing=1), at, 1)
        self._grid.addWidget(line.weight, at, 2, top)
        self._grid.addWidget(rule(), at + 1, 0, 1, 4)
        return line

    def line(self, field: str) -> Line:
        """Return the labels of one field's row."""
        return self._lines[field]

    def show_match(self, match: Match) -> None:
        """Show why this match may be meant."""
        self._match = match
        for evidence in match.evidence:
            self._show_line(self._lines[evidence.field], evidence)
        words = says_total(match)
        self._sum.setText(words)
        self._bars.show_weights([e.weight for e in match.evidence], match.enough, words)

    def _show_line(self, line: Line, evidence: Evidence) -> None:
        asked = evidence.verdict is not Verdict.NOT_TOLD
        hide = self._privacy.name if evidence.field == "name" else self._privacy.detail
        line.told.setText(hide(evidence.told) if asked else NOT_ASKED)
        set_tone(line.told, "ink" if asked else "ink3")
        line.held.setText(self._privacy.name(evidence.held))
        line.held.setVisible(bool(evidence.held))
        line.says.setText(compared(evidence))
        line.weight.setText(says_weight(evidence.weight))
        tone = "danger" if evidence.weight < 0 else "primary" if evidence.weight else "ink3"
        set_tone(line.weight, tone)

    def bar_rows(self) -> list[QRect]:
        """Return where the rows lie: the grid's own answer is wrong where words wrap."""
        items = [self._grid.itemAtPosition(2 + 2 * at, 0) for at in range(len(_ORDER))]
        return [item.geometry() for item in items if item is not None]

    def _redraw(self) -> None:
        if self._match is not None:
            self.show_match(self._match)
