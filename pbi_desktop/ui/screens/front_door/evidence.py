"""Why we think so: what was told beside how it compares, and what each line adds."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from pbi_desktop.services.front_door_rows import Evidence, Match, Verdict
from pbi_desktop.ui.kit.evidence_words import FIELDS, says_weight
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.labels import Words, label, rule
from pbi_desktop.ui.kit.widgets.layouts import column
from pbi_desktop.ui.kit.widgets.waterfall import Waterfall
from pbi_desktop.ui.screens.front_door.tones import tone_of
from pbi_desktop.ui.screens.front_door.words import NOT_ASKED, compared, says_total

_BARS = 2
_SHARES = (5, 6, 5)
_NAMES = ("name", "household")
_ORDER = tuple(FIELDS)


@dataclass(frozen=True)
class Line:
    """The labels of one row, and the line below it."""

    field: Words
    told: Words
    held: Words
    says: Words
    weight: Words
    under: QFrame

    def show(self, wanted: bool) -> None:
        """Show the row, or leave it out."""
        if self.under.isHidden() is not wanted:
            return
        for part in (self.field, self.told, self.held, self.says, self.weight, self.under):
            part.setVisible(wanted)


class EvidenceTable(QWidget):
    """A row for each thing that can be told. What is held is named only for the name."""

    def __init__(self, privacy: Privacy) -> None:
        super().__init__()
        self._privacy = privacy
        self._match: Match | None = None
        self._shown: tuple[Evidence, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(9)
        for at, wide in enumerate(_SHARES):
            self._grid.setColumnStretch(at, wide)
        for at, title in enumerate(("They said", "We hold", "Adds up to")):
            self._grid.addWidget(label(title, "column"), 0, at)
        self._grid.addWidget(rule(), 1, 0, 1, 3)
        self._bars = Waterfall(self.bar_rows)
        self._grid.addWidget(self._bars, 2, _BARS, 2 * len(_ORDER), 1)
        self._lines = {field: self._add_line(field, 2 + 2 * at) for at, field in enumerate(_ORDER)}
        self._sum = label("", "support", wrap=True)
        self._grid.addWidget(self._sum, 2 + 2 * len(_ORDER), 0, 1, 3)
        privacy.changed.connect(self._redraw)

    def _add_line(self, field: str, at: int) -> Line:
        line = Line(
            label(FIELDS[field], "support"),
            label("", "dense-strong", wrap=True),
            label("", "dense-strong", wrap=True),
            label("", "support", wrap=True),
            label("", "column"),
            rule(),
        )
        self._grid.addLayout(column(line.field, line.told, 0, spacing=1), at, 0)
        self._grid.addLayout(column(line.held, line.says, 0, spacing=1), at, 1)
        # The word stands below its bar, which takes the upper half of the row, and covers the
        # thread that goes on to the next bar.
        line.weight.setProperty("surface", "surface")
        below = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeading
        self._grid.addWidget(line.weight, at, _BARS, below)
        self._grid.addWidget(line.under, at + 1, 0, 1, 3)
        return line

    def line(self, field: str) -> Line:
        """Return the labels of one field's row."""
        return self._lines[field]

    def show_match(self, match: Match) -> None:
        """Show why this match may be meant."""
        self._match = match
        self._shown = tuple(line for line in match.evidence if _counts(line))
        fields = {line.field for line in self._shown}
        for field, shown in self._lines.items():
            shown.show(field in fields)
        for evidence in self._shown:
            self._show_line(self._lines[evidence.field], evidence)
        words = says_total(match)
        self._sum.setText(words)
        self._bars.show_weights([line.weight for line in self._shown], match.enough, words)

    def _show_line(self, line: Line, evidence: Evidence) -> None:
        asked = evidence.verdict is not Verdict.NOT_TOLD
        hide = self._privacy.name if evidence.field in _NAMES else self._privacy.detail
        line.told.setText(hide(evidence.told) if asked else NOT_ASKED)
        tone_of(line.told, "ink" if asked else "ink3")
        line.held.setText(self._privacy.name(evidence.held))
        if line.held.isHidden() is bool(evidence.held):
            line.held.setVisible(bool(evidence.held))
        line.says.setText(compared(evidence))
        line.weight.setText(says_weight(evidence.weight))
        tone = "danger" if evidence.weight < 0 else "primary" if evidence.weight else "ink3"
        tone_of(line.weight, tone)

    def bar_rows(self) -> list[QRect]:
        """Return where the bars lie: the upper half of each row, above the word of its weight.

        The grid's own answer for a row is wrong where words wrap: that of its first cell is not.
        """
        places = [2 + 2 * _ORDER.index(line.field) for line in self._shown]
        items = [self._grid.itemAtPosition(place, 0) for place in places]
        rows = [item.geometry() for item in items if item is not None]
        return [QRect(row.topLeft(), QSize(row.width(), row.height() // 2)) for row in rows]

    def _redraw(self) -> None:
        if self._match is not None:
            self.show_match(self._match)


def _counts(line: Evidence) -> bool:
    """Say whether a row is shown: a reference only where one was told, for few have any."""
    return line.field != "reference" or line.verdict is not Verdict.NOT_TOLD
