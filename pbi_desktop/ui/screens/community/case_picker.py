"""One of my cases, to choose by typing: Down goes into them, Enter chooses."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.services.community_rows import CaseChoice
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.choices import SearchBox
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.table import Cell, Column, Table
from pbi_desktop.ui.screens.community.words import matching

_SHOWN = 4
_NONE = "None of your open cases has these words."
_NO_CASES = "You have no open case."


class CasePicker(QWidget):
    """A search line and those of my cases that it finds."""

    chosen = Signal()
    accepted = Signal()

    def __init__(self, title: str, table: str, privacy: Privacy, *, quiet: bool = False) -> None:
        """Offer every case, or where it is `quiet` only those that typed words find."""
        super().__init__()
        self._privacy, self._quiet = privacy, quiet
        self._cases: tuple[CaseChoice, ...] = ()
        self.search = SearchBox(title, "Name or reference of one of your cases")
        columns = (
            Column[CaseChoice]("Person", self._person, stretch=True),
            Column[CaseChoice]("Reference", lambda one: Cell(one.reference, tone="ink2")),
        )
        self.table: Table[CaseChoice] = Table(table, columns)
        self.table.show_at_most(_SHOWN)
        self._none = label("", "support", wrap=True)
        above = label(title, "field")
        above.setBuddy(self.search)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        for part in (above, self.search, self.table, self._none):
            box.addWidget(part)
        self.search.textChanged.connect(self._narrow)
        self.search.returnPressed.connect(self._accept_first)
        self.table.chosen.connect(self.chosen)
        self.table.opened.connect(self.accepted)
        privacy.changed.connect(self._narrow)
        self._narrow()

    @property
    def case(self) -> CaseChoice | None:
        """The case that is chosen, if any."""
        return self.table.current

    def offer(self, cases: Sequence[CaseChoice]) -> None:
        """Offer these cases."""
        if tuple(cases) != self._cases:
            self._cases = tuple(cases)
            self._narrow()

    def clear(self) -> None:
        """Choose nobody, and forget what was typed."""
        self.search.clear()
        self.table.clearSelection()
        self.table.show_rows(())
        self._narrow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes from the search into the cases."""
        if event.key() == Qt.Key.Key_Down and self.search.hasFocus() and self.table.rows:
            self.table.setFocus(Qt.FocusReason.TabFocusReason)
            self.table.selectRow(0)
        else:
            super().keyPressEvent(event)

    def _narrow(self) -> None:
        found = matching(self._cases, self.search.text())
        self.table.show_rows(found)
        asked = bool(self.search.text().strip()) or not self._quiet
        self.table.setVisible(bool(found) and asked)
        self._none.setText(_NONE if self.search.text().strip() else _NO_CASES)
        self._none.setVisible(not found and asked)

    def _accept_first(self) -> None:
        if self.case is None and self.table.rows and not self.table.isHidden():
            self.table.selectRow(0)
        if self.case is not None:
            self.accepted.emit()

    def _person(self, one: CaseChoice) -> Cell:
        return Cell(self._privacy.name(one.name), role="dense-strong")
