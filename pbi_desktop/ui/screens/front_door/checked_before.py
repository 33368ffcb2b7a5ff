"""Checked before: who was said to be two people, or one, by whom and when; it can be undone."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.times import london_day
from pbi_desktop.services.identity_rows import LinkLine
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.labels import Icon, label
from pbi_desktop.ui.kit.widgets.layouts import clear, column, panel, row

_TWO, _ONE = "Checked before: two different people", "Checked before: one person"


class CheckedBefore(QWidget):
    """A line for each time that somebody decided who is who; nothing where nobody has."""

    undo_wanted = Signal(object)  # LinkLine
    redrawn = Signal()

    def __init__(self, privacy: Privacy) -> None:
        super().__init__()
        self._privacy = privacy
        self._lines: tuple[LinkLine, ...] = ()
        self._buttons: list[Button] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 6, 0, 0)
        self._box.setSpacing(8)
        privacy.changed.connect(self._draw)
        self._draw()

    def buttons(self) -> list[Button]:
        """Return what takes each line back, in their order."""
        return list(self._buttons)

    def show_lines(self, lines: Sequence[LinkLine]) -> None:
        """Show these instead of any before."""
        if tuple(lines) != self._lines:
            self._lines = tuple(lines)
            self._draw()

    def _draw(self) -> None:
        clear(self._box)
        self._buttons = []
        for same, title in ((False, _TWO), (True, _ONE)):
            lines = [line for line in self._lines if line.same is same]
            if lines:
                self._box.addWidget(label(title, "strong", wrap=True))
            for line in lines:
                self._box.addWidget(self._shown(line))
        self.setVisible(bool(self._lines))
        self.redrawn.emit()

    def _shown(self, line: LinkLine) -> QWidget:
        one, other = (self._privacy.name(name) for name in line.names)
        said = f"{one} and {other}, by {line.by}, {say_date(london_day(line.at))}"
        then = (
            "We read them as one. Their records stay apart." if line.same else "We keep them apart."
        )
        undo = Button("Undo", Kind.LINK, icon="undo-2", name=f"Undo: {said}")
        undo.clicked.connect(partial(self.undo_wanted.emit, line))
        self._buttons.append(undo)
        icon = Icon("link" if line.same else "unlink", 18, "ink2")
        words = column(
            label(said, "dense", wrap=True), label(then, "support", wrap=True), spacing=1
        )
        return panel(row(icon, words, undo, spacing=10))
