"""The ageing list of referrals and signposts: the oldest first, and what is late in words."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHeaderView, QVBoxLayout, QWidget

from pbi_desktop.domain.casework import ReferralKind
from pbi_desktop.domain.referrals import Place, age_words
from pbi_desktop.services.referral_rows import ReferralWaiting
from pbi_desktop.ui.kit.ports import Shortcut
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.chips import ToggleChip
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Flow, panel
from pbi_desktop.ui.kit.widgets.notices import EmptyState, Skeleton
from pbi_desktop.ui.kit.widgets.table import Cell, Column, Table

_SIDEWAYS_FROM = 1.3
_STRETCHED = (1, 4)
_KEYS = (Shortcut("Enter", "Go to the plan of the case in which it stands"),)
_KINDS = {ReferralKind.REFERRAL: "Referral", ReferralKind.SIGNPOST: "Signpost"}
_FOR = {Place.THEM: "Them", Place.PERSON: "The person", Place.US: "Us"}


class ReferralsScreen(QWidget):
    """Whatever waits for them, for the person or for us; each is in this list once."""

    asked = Signal()
    everybodys_wanted = Signal(bool)
    opened = Signal(object)  # CaseId
    lapse_wanted = Signal()

    def __init__(self, privacy: Privacy) -> None:
        super().__init__()
        self.presenter: object = None
        self._privacy = privacy
        self._lines: tuple[ReferralWaiting, ...] | None = None
        self.late = ToggleChip("Late")
        self.ours = ToggleChip("Waits for us")
        self.everybodys = ToggleChip("Other people's cases too")
        self.lapse = Button("Let old signposts lapse", Kind.SECONDARY, icon="history")
        self.table: Table[ReferralWaiting] = Table("Referrals that wait", self._columns())
        self._loading = Skeleton("the referrals", 8)
        self._empty = EmptyState("Nothing waits. Refer somebody from the plan of their case.")
        self._none = EmptyState("None of these. Take a filter off to see the others.")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        flow = Flow()
        for narrowing in (self.late, self.ours, self.everybodys, self.lapse):
            flow.addWidget(narrowing)
        self.card = Card("Referrals that wait")
        for part in (panel(flow), self._loading, self._empty, self._none):
            self.card.add(part)
        self.card.add(self.table, 1)
        for hidden in (self._empty, self._none, self.table, self.lapse):
            hidden.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 18, 24, 20)
        box.setSpacing(12)
        box.addWidget(label("Referrals and signposts", "page"))
        box.addWidget(self.card, 1)

    def _connect(self) -> None:
        self.late.clicked.connect(self._show)
        self.ours.clicked.connect(self._show)
        self.everybodys.clicked.connect(self._want_everybodys)
        self.lapse.clicked.connect(self.lapse_wanted)
        self.table.opened.connect(self._open)
        self._privacy.changed.connect(self._show)
        theme().changed.connect(self._fit)

    def _columns(self) -> tuple[Column[ReferralWaiting], ...]:
        return (
            Column("Person", self._person, sort=lambda line: line.person.casefold()),
            Column(
                "To",
                lambda line: Cell(line.to or "A service", _KINDS[line.kind]),
                sort=lambda line: line.to.casefold(),
                stretch=True,
            ),
            Column("Waits for", lambda line: _FOR[line.waits_for]),
            Column("How long", _age, sort=lambda line: -line.age),
            Column("What is next", self._next, stretch=True),
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for the list whenever it comes into view."""
        super().showEvent(event)
        self.asked.emit()

    def land(self) -> None:
        """Put the keyboard on the list; on the first filter while it is empty."""
        (self.table if self.table.isVisible() else self.late).setFocus()

    def shortcuts(self) -> Sequence[Shortcut]:
        """Return the keys of the list."""
        return _KEYS

    @property
    def in_sight(self) -> bool:
        """Whether the worker sees it now."""
        return self.isVisible()

    def show_lines(self, lines: tuple[ReferralWaiting, ...]) -> None:
        """Show what waits."""
        self._lines = lines
        self._show()

    def _show(self) -> None:
        if self._lines is None:
            return
        found = [line for line in self._lines if self._fits(line)]
        late = sum(line.late for line in self._lines)
        self._loading.hide()
        self.table.show_rows(found)
        self.table.setVisible(bool(found))
        self._fit()
        self._empty.setVisible(not self._lines)
        self._none.setVisible(bool(self._lines) and not found)
        self.lapse.setVisible(any(line.may_lapse and line.mine for line in self._lines))
        self.card.set_meta(f"{late} of {len(self._lines)} late" if self._lines else "")

    def _fit(self) -> None:
        """Let the table scroll sideways where large text would squeeze its words."""
        large = theme().look.scale >= _SIDEWAYS_FROM
        header = self.table.horizontalHeader()
        mode = QHeaderView.ResizeMode.Interactive if large else QHeaderView.ResizeMode.Stretch
        for at in _STRETCHED:
            header.setSectionResizeMode(at, mode)
            if large:
                self.table.resizeColumnToContents(at)

    def _fits(self, line: ReferralWaiting) -> bool:
        on_time = self.late.isChecked() and not line.late
        not_ours = self.ours.isChecked() and line.waits_for is not Place.US
        return not (on_time or not_ours)

    def _person(self, line: ReferralWaiting) -> Cell:
        about = "Case closed" if line.case_closed else line.reference
        return Cell(self._privacy.name(line.person), about, role="dense-strong")

    def _next(self, line: ReferralWaiting) -> Cell:
        words = line.words.partition(",")[0]
        return Cell(words, about=self._privacy.detail(line.answer))

    def _open(self, line: ReferralWaiting) -> None:
        self.opened.emit(line.case_id)

    def _want_everybodys(self) -> None:
        self.everybodys_wanted.emit(self.everybodys.isChecked())


def _age(line: ReferralWaiting) -> Cell:
    words = age_words(line.age)
    words = words[:1].upper() + words[1:]
    if not line.late:
        return Cell(words)
    return Cell(f"{words}: late", tone="warn", icon="triangle-alert")
