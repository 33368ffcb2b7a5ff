"""What was shared of a case: whom to tell today, each summary, what is asked back, and the log."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.ui.kit.ports import Tone
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.save_place import AskWhere, ask_where, with_ending
from pbi_desktop.ui.kit.widgets.announcements import announce
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.fields import LineField
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import clear, row
from pbi_desktop.ui.kit.widgets.notices import EmptyState, Notice, Skeleton
from pbi_desktop.ui.kit.widgets.table import Cell, Column, Table
from pbi_desktop.ui.screens.case.panels.summary_sheet import SummarySheet
from pbi_desktop.ui.screens.case.shared.summary_line import SummaryLine
from pbi_desktop.ui.screens.case.shared.words import (
    NOTHING,
    Act,
    day_of,
    say_recall,
    say_settled,
    say_told,
)
from pbi_desktop.ui.screens.case.sharing_words import PAPER_KINDS, Paper, SheetLine, file_name
from pbi_desktop.ui.screens.case.tab_order import order_tabs

if TYPE_CHECKING:  # it loads the database library, which only a case needs
    from pbi_desktop.services.ledger import DisclosureRow
    from pbi_desktop.services.recalls import RecallRow
    from pbi_desktop.services.shared_rows import SummaryRow
    from pbi_desktop.ui.screens.case.shared.presenter import Shared

_COVERED = (SheetLine("Hidden (F8)"),)


class SharedWith(QWidget):
    """Shows and wishes; `SharedFollower` decides."""

    wished = Signal(object, object)  # Act, SummaryRow
    file_wanted = Signal(object, object, object)  # Act, SummaryRow, Path
    settle_wanted = Signal(object, str)  # RecallRow, what came of it

    def __init__(self, privacy: Privacy, ask: AskWhere = ask_where) -> None:
        super().__init__()
        self._privacy, self.ask_where = privacy, ask
        self._lines: tuple[SheetLine, ...] = ()
        self.presenter: object | None = None  # held here, or it goes silent
        self.summaries = Card("Shared summaries")
        self.recalls = Card("To be told or asked back")
        self.log = Card("What each agency was told, and when")
        self.failure = Notice("", Tone.DANGER)
        self.waiting = Skeleton("what was shared", lines=4)
        self.sheet = SummarySheet()
        self.table: Table[DisclosureRow] = Table("What each agency was told", _columns())
        self._list, self._asked_back = QVBoxLayout(), QVBoxLayout()
        self._empty = EmptyState(NOTHING)
        self._lay_out()
        privacy.changed.connect(self._show_sheet)

    def _lay_out(self) -> None:
        for part in (self.failure, self.sheet, self.recalls, self._empty):
            part.hide()
        self.summaries.add(self.waiting)
        self.summaries.add(self._empty)
        self.summaries.add(self._list)
        self.summaries.add(self.sheet)
        self.recalls.add(self._asked_back)
        self.log.add(self.table)
        self.log.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        for part in (self.failure, self.summaries, self.recalls, self.log):
            box.addWidget(part)
        box.addStretch(1)

    # --- what the presenter shows --------------------------------------------------------------

    @property
    def in_sight(self) -> bool:
        """Whether the worker sees it now; it is asked for anew whenever its tab is chosen."""
        return self.isVisible()

    def show_shared(self, shared: "Shared", today: date, *, may_write: bool) -> None:
        """Show all that was shared of a case as it stands now."""
        self.failure.hide()
        self.waiting.hide()
        self._show_summaries(shared.summaries, today, may_write=may_write)
        self._show_recalls(shared.recalls, may_write=may_write)
        self.table.show_rows(shared.log)
        self.table.show_at_most(max(min(len(shared.log), 12), 1))
        self.log.setVisible(bool(shared.log))
        order_tabs(self)

    def show_words(self, lines: tuple[SheetLine, ...]) -> None:
        """Show what a summary says, or nothing."""
        self._lines = lines
        self._show_sheet()
        if lines:
            self.sheet.page.setFocus()

    def show_failure(self, sentence: str) -> None:
        """Say why something could not be shown or done."""
        self.waiting.hide()
        self.failure.say(sentence, Tone.WARN)
        self.failure.show()
        announce(self, sentence, urgent=True)

    # --- within --------------------------------------------------------------------------------

    def _show_summaries(
        self, rows: "tuple[SummaryRow, ...]", today: date, *, may_write: bool
    ) -> None:
        clear(self._list)
        for one in rows:
            line = SummaryLine(one, today, may_write=may_write)
            line.wished.connect(self._wish)
            self._list.addWidget(line)
        self._empty.setVisible(not rows)

    def _show_recalls(self, rows: "tuple[RecallRow, ...]", *, may_write: bool) -> None:
        clear(self._asked_back)
        for one in rows:
            self._asked_back.addWidget(label(say_recall(one), "dense-strong", wrap=True))
            if one.settled_at is not None:
                self._asked_back.addWidget(label(say_settled(one), "support", wrap=True))
            elif may_write:
                self._asked_back.addWidget(_Settling(one, self))
        self.recalls.setVisible(bool(rows))

    def _wish(self, what: Act, summary: "SummaryRow") -> None:
        if what not in (Act.HAND_OVER, Act.AGAIN):
            self.wished.emit(what, summary)
            return
        name = file_name(summary.reference, summary.copy_number or 0, Paper.PDF)
        place: Path | None = self.ask_where(self, name, PAPER_KINDS[Paper.PDF])
        if place is not None:
            self.file_wanted.emit(what, summary, with_ending(place, f".{Paper.PDF}"))

    def _show_sheet(self) -> None:
        self.sheet.setVisible(bool(self._lines))
        hidden = self._privacy.hidden and self._lines
        self.sheet.show_lines(_COVERED if hidden else self._lines)


class _Settling(QWidget):
    """A line for what they did with their copy, and the button that keeps it."""

    def __init__(self, recall: "RecallRow", over: SharedWith) -> None:
        super().__init__()
        self._recall, self._over = recall, over
        self.outcome = LineField(
            "What they did with their copy", placeholder="Shredded it; wrote to say so"
        )
        self.keep = Button(
            "Settled", Kind.SECONDARY, icon="check", name=f"Settled: {recall.agency}"
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 6)
        box.addWidget(self.outcome)
        box.addLayout(row(self.keep, 0))
        self.keep.clicked.connect(self._settle)
        self.outcome.entered.connect(self._settle)

    def _settle(self) -> None:
        said = self.outcome.text().strip()
        if not said:
            self.outcome.show_problem("Write what they did with their copy.")
            self.outcome.setFocus()
            return
        self._over.settle_wanted.emit(self._recall, said)


def _columns() -> "tuple[Column[DisclosureRow], ...]":
    return (
        Column("When", lambda row: Cell(day_of(row.at), about=row.by)),
        Column("Agency", lambda row: Cell(row.agency, role="dense-strong")),
        Column("What", say_told, stretch=True),
    )
