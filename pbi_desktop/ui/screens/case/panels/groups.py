"""Groups and places near by, to choose one from: how far, when, and how fresh the entry is.

Where somebody is referred, agencies stand after them.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.domain.groups import Freshness
from pbi_desktop.domain.ids import GroupId
from pbi_desktop.domain.names import name_key
from pbi_desktop.services.case_rows import GroupChoice
from pbi_desktop.services.plan_rows import AgencyOption
from pbi_desktop.ui.kit.widgets.choices import SearchBox
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.notices import EmptyState
from pbi_desktop.ui.kit.widgets.table import Cell, Column, Table

_PAUSE_MS = 200
_WITH_AGENCIES = "Which group or agency"
Choosable = GroupChoice | AgencyOption


class GroupPicker(QWidget):
    """A search line and the groups it finds; Down goes into them, Enter chooses."""

    looked_for = Signal(str)
    chosen = Signal(str)
    accepted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Groups and places near by")
        self.search = SearchBox("Which group", "Name, what it offers, or where: food, men's, Lees")
        self.table: Table[Choosable] = Table("Groups near by, nearest first", _COLUMNS)
        self.table.show_at_most(5)
        self._empty = EmptyState("No group here has these words. Try fewer.")
        self._wanted = ""
        self._agencies: tuple[AgencyOption, ...] = ()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._look)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        self._above = label("Which group", "field")
        self._above.setBuddy(self.search)
        for part in (self._above, self.search, self.table, self._empty):
            box.addWidget(part)
        self._empty.hide()
        self.search.textEdited.connect(self._typed)
        self.search.returnPressed.connect(self._accept_first)
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(self._accept)

    @property
    def group(self) -> GroupChoice | None:
        """The group that is chosen, if any."""
        chosen = self.table.current
        return chosen if isinstance(chosen, GroupChoice) else None

    @property
    def agency(self) -> AgencyOption | None:
        """The agency that is chosen, if any."""
        chosen = self.table.current
        return chosen if isinstance(chosen, AgencyOption) else None

    @property
    def value(self) -> str:
        """The id of what is chosen, as a draft keeps it."""
        return str(self.table.current.id) if self.table.current else self._wanted

    def choose(self, key: str) -> None:
        """Choose a group by its id, now or once it is offered."""
        self._wanted = key
        self._choose_wanted()

    def begin(self, words: str) -> None:
        """Start to look for these words, with nothing chosen."""
        self._wanted = ""
        self.search.setText(words)
        self.table.show_rows(())
        self._look()

    def know_agencies(self, agencies: Sequence[AgencyOption]) -> None:
        """Find these agencies too, after the groups."""
        self._agencies = tuple(agencies)
        self.search.setAccessibleName(_WITH_AGENCIES)
        self._above.setText(_WITH_AGENCIES)

    def offer(self, groups: Sequence[GroupChoice]) -> None:
        """Show these groups, nearest first, then the agencies that the same words find."""
        found: list[Choosable] = [*groups, *self._found_agencies()]
        self.table.show_rows(found)
        self.table.setVisible(bool(found))
        self._empty.setVisible(not found)
        self._choose_wanted()

    def group_id(self) -> GroupId | None:
        """Return the id of the group that is chosen."""
        return self.group.id if self.group else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes from the search into the groups."""
        if event.key() == Qt.Key.Key_Down and self.search.hasFocus() and self.table.rows:
            self.table.setFocus(Qt.FocusReason.TabFocusReason)
            self.table.selectRow(0)
        else:
            super().keyPressEvent(event)

    def _found_agencies(self) -> list[AgencyOption]:
        words = name_key(self.search.text()).split()
        return [one for one in self._agencies if all(_begins(one, word) for word in words)]

    def _typed(self) -> None:
        self._pause.start()

    def _look(self) -> None:
        self._pause.stop()
        self.looked_for.emit(self.search.text())

    def _choose(self, one: Choosable) -> None:
        self._wanted = str(one.id)
        self.chosen.emit(self._wanted)

    def _choose_wanted(self) -> None:
        for at, group in enumerate(self.table.rows):
            if str(group.id) == self._wanted:
                self.table.selectRow(at)

    def _accept_first(self) -> None:
        if self.table.current is None and self.table.rows:
            self.table.selectRow(0)
        self._accept()

    def _accept(self) -> None:
        if self.table.current is not None:
            self.accepted.emit()


def _begins(one: AgencyOption, word: str) -> bool:
    return any(part.startswith(word) for part in (*name_key(one.name).split(), "agency"))


def _kind(group: Choosable) -> str:
    if isinstance(group, AgencyOption):
        return "Agency"
    return group.kind.replace("_", " ").capitalize()


def _far(group: Choosable) -> str:
    if isinstance(group, AgencyOption):
        return ""
    if group.miles is None:
        return "Distance not known"
    return "Under 0.1 miles" if group.miles < 0.1 else f"{group.miles:.1f} miles"


def _told(one: Choosable, told: str) -> str:
    """Return what is told of a group, or that it is not on record; an agency has no such entry."""
    return "" if isinstance(one, AgencyOption) else told or "Not recorded"


def _fresh(group: Choosable) -> Cell:
    """Say how fresh the entry is: an old one has a sign as well as its words."""
    if isinstance(group, AgencyOption):
        return Cell("")
    icon = "" if group.freshness is Freshness.FRESH else "triangle-alert"
    tone = "warn" if icon else "ink2"
    return Cell(group.checked, tone=tone, role="support", icon=icon)


_COLUMNS: tuple[Column[Choosable], ...] = (
    Column("Group", lambda one: Cell(one.name, _kind(one), role="dense-strong"), stretch=True),
    Column("How far", _far),
    Column("When", lambda one: _told(one, getattr(one, "when", ""))),
    Column("Telephone", lambda one: _told(one, getattr(one, "phone", ""))),
    Column("How fresh", _fresh),
)
