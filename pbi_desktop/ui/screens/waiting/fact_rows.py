"""Facts in two columns: what it is, and what it says; F8 covers what is private."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import clear
from pbi_desktop.ui.screens.waiting.words import Fact


class FactRows(QWidget):
    """A few facts, one to a line."""

    def __init__(self, privacy: Privacy) -> None:
        super().__init__()
        self._privacy = privacy
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)

    def show_facts(self, facts: Iterable[Fact]) -> None:
        """Show these facts instead of any before."""
        clear(self._grid)
        top = Qt.AlignmentFlag.AlignTop
        for at, fact in enumerate(facts):
            says = self._privacy.detail(fact.says) if fact.private else fact.says
            self._grid.addWidget(label(fact.what, "support"), at, 0, top)
            self._grid.addWidget(label(says, "dense", wrap=True), at, 1, top)
