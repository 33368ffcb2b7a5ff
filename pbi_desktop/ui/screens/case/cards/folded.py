"""Lines of a card of which the pressing ones are always shown, and the others by a link."""

from collections.abc import Iterable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.layouts import clear, panel, row

MOST_LINES = 4
_FEWER = "Show fewer"

Line = tuple[bool, QWidget]  # whether it presses, and the line


class FoldedLines(QWidget):
    """Pressing lines first and never folded away; beyond a few, the others wait behind a link."""

    def __init__(self, about: str) -> None:
        super().__init__()
        self._about = about
        self._folded: list[QWidget] = []
        self._open = False
        self._lines = QVBoxLayout()
        self._lines.setSpacing(10)
        self.more = Button(_FEWER, Kind.LINK, icon="chevron-down")
        self._foot = panel(row(self.more, 0))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addLayout(self._lines)
        box.addWidget(self._foot)
        self.more.clicked.connect(self._turn)

    def show_lines(self, lines: Iterable[Line]) -> None:
        """Show these; what was unfolded stays so."""
        clear(self._lines)
        every = list(lines)
        pressing = [line for presses, line in every if presses]
        quiet = [line for presses, line in every if not presses]
        room = max(0, MOST_LINES - len(pressing))
        for line in (*pressing, *quiet):
            self._lines.addWidget(line)
        self._folded = quiet[room:]
        self._fit()

    def fold(self) -> None:
        """Fold the others away again: another case is on its way."""
        self._open = False
        self._fit()

    def _turn(self) -> None:
        self._open = not self._open
        self._fit()

    def _fit(self) -> None:
        for line in self._folded:
            line.setVisible(self._open)
        words = _FEWER if self._open else f"Show {len(self._folded)} more"
        self.more.say(words, "chevron-up" if self._open else "chevron-down")
        self.more.setAccessibleName(f"{words}: {self._about}")
        self._foot.setVisible(bool(self._folded))
