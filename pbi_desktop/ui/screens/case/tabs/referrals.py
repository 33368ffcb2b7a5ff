"""Referrals and signposts: to whom, what became of it, how often they came."""

from datetime import date

from PySide6.QtCore import Signal

from pbi_desktop.domain.casework import ReferralKind, ReferralStatus
from pbi_desktop.services.case_rows import ReferralLine
from pbi_desktop.ui.kit.days import short_day
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Flow, clear, column, panel, row
from pbi_desktop.ui.kit.widgets.notices import EmptyState
from pbi_desktop.ui.kit.widgets.table import Cell, Column, Table
from pbi_desktop.ui.screens.case.day_words import in_sentence
from pbi_desktop.ui.screens.case.referral_words import ICONS, MOVES, stands
from pbi_desktop.ui.screens.case.words import REFERRAL_STATUSES


class ReferralsCard(Card):
    """Where they were sent or pointed to; a signpost is not a referral."""

    refer_wanted = Signal()
    came_wanted = Signal()
    move_wanted = Signal(object, object)  # ReferralLine, Move

    def __init__(self) -> None:
        super().__init__("Referrals and signposts")
        self._today = date.min
        self.table: Table[ReferralLine] = Table("Referrals and signposts", self._columns())
        self._empty = EmptyState("None yet. Look for a group near by, together with them.")
        self.refer = Button("Refer to a group or agency", Kind.LINK, icon="plus")
        self.came = Button("Came to a group", Kind.LINK, icon="calendar-check")
        self._moves = Flow()
        self.buttons: list[Button] = []
        self.says = label("", "support", wrap=True)
        self._acts = panel(column(self.says, panel(self._moves), spacing=6))
        for part in (self.table, self._empty, self._acts):
            self.add(part)
        self.add(row(self.refer, self.came, 0, spacing=16))
        self.refer.clicked.connect(self.refer_wanted)
        self.came.clicked.connect(self.came_wanted)
        self.table.chosen.connect(self._offer)
        self.table.opened.connect(self._ask)

    def _columns(self) -> tuple[Column[ReferralLine], ...]:
        return (
            Column(
                "To",
                lambda line: Cell(line.to or "A service", role="dense-strong"),
                stretch=True,
            ),
            Column("Made", lambda line: _made(line, self._today)),
            Column("What became of it", lambda line: _became(line, self._today), stretch=True),
        )

    def show_referrals(
        self, lines: tuple[ReferralLine, ...], today: date, *, may_write: bool
    ) -> None:
        """Show these, newest first."""
        self._today = today
        self.table.show_rows(lines)
        self.table.show_at_most(max(len(lines), 1))
        self.table.setVisible(bool(lines))
        self._empty.setVisible(not lines)
        for button in (self.refer, self.came):
            button.setVisible(may_write)
        self._choose_first()
        self._offer()

    def _choose_first(self) -> None:
        """Have the first that can be moved chosen, so that what may be done is in sight."""
        waits = [at for at, line in enumerate(self.table.rows) if line.moves]
        if self.table.current is None and waits:
            self.table.selectRow(waits[0])

    def _offer(self) -> None:
        """Offer what may be done next with the one that is chosen."""
        line = self.table.current
        clear(self._moves)
        self.buttons = []
        self._acts.setVisible(line is not None and bool(line.moves))
        said = "" if line is None else "\n".join(one for one in (stands(line), line.answer) if one)
        self.says.setText(said)
        for move in line.moves if line is not None else ():
            name = f"{MOVES[move]}: {line.to if line is not None else ''}"
            button = Button(MOVES[move], Kind.SECONDARY, icon=ICONS[move], name=name)
            button.clicked.connect(
                lambda _on=False, one=line, how=move: self.move_wanted.emit(one, how)
            )
            self._moves.addWidget(button)
            self.buttons.append(button)

    def _ask(self, line: ReferralLine) -> None:
        if line.moves:
            self.move_wanted.emit(line, line.moves[0])


def _made(line: ReferralLine, today: date) -> Cell:
    how = "Referral" if line.kind is ReferralKind.REFERRAL else "Signpost"
    return Cell(how, about=short_day(line.made_on, today))


def _became(line: ReferralLine, today: date) -> Cell:
    late = "late" if line.late else ""
    return Cell(referral_words(line, today), late, tone="warn" if line.late else "ink")


def referral_words(line: ReferralLine, today: date) -> str:
    """Return what became of a referral: how often they came says more than its status."""
    if line.times_came and line.last_came is not None:
        times = "once" if line.times_came == 1 else f"{line.times_came} times"
        return f"Came {times}, last {in_sentence(line.last_came, today)}"
    if line.kind is ReferralKind.SIGNPOST and line.status is ReferralStatus.MADE:
        return "Not been there yet"
    return REFERRAL_STATUSES[line.status]
