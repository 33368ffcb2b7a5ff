"""The records of a request one by one: what each says, what speaks against it, the decision."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.domain.data_rights import Ground
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.services.subject_access_rows import RequestLine, WeighedItem, Weighing
from pbi_desktop.ui.kit.ports import Tone
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.choices import Pick
from pbi_desktop.ui.kit.widgets.fields import LineField
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import row
from pbi_desktop.ui.kit.widgets.notices import Notice
from pbi_desktop.ui.kit.widgets.table import Cell, Column, Table
from pbi_desktop.ui.screens.data_rights.choosing import choose_row
from pbi_desktop.ui.screens.data_rights.words import GROUNDS, UNSEEN, holds, own_way, weighed

_MOST_ROWS = 12


def _tone(one: WeighedItem) -> str:
    return "warn" if one.undecided else "ink"


_COLUMNS = (
    Column[WeighedItem]("Day", lambda one: say_date(one.item.on)),
    Column[WeighedItem]("Record", lambda one: one.item.title, sort=lambda one: one.item.title),
    Column[WeighedItem](
        "What holds",
        lambda one: Cell(holds(one), tone=_tone(one), icon="scale" if one.undecided else ""),
        sort=lambda one: (not one.undecided, holds(one)),
    ),
)


class WeighingPart(QWidget):
    """Says what is decided, and when the answer is to be made."""

    decide_wanted = Signal(object, object, object)  # request id, (kind, record id), Ground | None
    answer_wanted = Signal(object, object)  # RequestLine, Path
    left = Signal()

    def __init__(self, privacy: Privacy) -> None:
        super().__init__()
        self._privacy = privacy
        self._found: Weighing | None = None
        says = Column[WeighedItem]("It says", self._in_short, stretch=True)
        columns = [*_COLUMNS[:2], says, *_COLUMNS[2:]]
        self._request: RequestLine | None = None
        self.back = Button("Back to the requests", Kind.QUIET, icon="arrow-left", key="Esc")
        self.summary = label("", "body", wrap=True)
        self.unseen = Notice(UNSEEN, Tone.WARN)
        self.table: Table[WeighedItem] = Table("Records, the oldest first", columns)
        self.table.show_at_most(_MOST_ROWS)
        self.says = label("", "body", wrap=True)
        self.without = label("", "dense", tone="ink2", wrap=True)
        self.ground = Pick("What is decided", GROUNDS)
        self.decide = Button("Decide", Kind.SECONDARY, icon="check")
        self.folder = LineField("Folder for the answer", hint="It must be there", letters=48)
        self.make = Button("Make the answer", Kind.PRIMARY, icon="download")
        self._lay_out()
        self._connect()

    @property
    def item(self) -> WeighedItem | None:
        """The record that is chosen."""
        return self.table.current

    def show_weighing(self, found: Weighing) -> None:
        """Show the records, and stay at the chosen one."""
        before = self.item if self._request and self._request.id == found.request.id else None
        self._request, self._found = found.request, found
        self.summary.setText(weighed(found))
        self.table.show_rows(found.items)
        keys = [one.item.record_id for one in found.items]
        at = keys.index(before.item.record_id) if before and before.item.record_id in keys else 0
        if keys:
            choose_row(self.table, at)
        self._say_item()

    def _lay_out(self) -> None:
        records, answer = Card("What could be given"), Card("The answer")
        self.one = Card("This record")
        for part in (self.summary, self.unseen, self.table):
            records.add(part)
        for told in (self.says, self.without, self.ground):
            self.one.add(told)
        self.one.add(row(self.decide, 0))
        answer.add(self.folder)
        answer.add(row(self.make, 0))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addLayout(row(self.back, 0))
        for card in (records, self.one, answer):
            box.addWidget(card)
        box.addStretch(1)

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.table.chosen.connect(self._say_item)
        self.table.opened.connect(self._stand_at_ground)
        self.decide.clicked.connect(self._decide)
        self.make.clicked.connect(self._answer)
        self.folder.entered.connect(self._answer)

    def _stand_at_ground(self, _item: object = None) -> None:
        self.ground.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_item(self, _item: object = None) -> None:
        one = self.item
        self.one.setVisible(one is not None)
        if one is None:
            return
        self.says.setText(self._in_full(one.item.said))
        changed = one.names_out != one.item.said
        told = self._in_full(one.names_out)
        self.without.setText(f"With names taken out:\n{told}" if changed else "")
        self.without.setVisible(changed)
        self.ground.choose(one.decided.value if one.decided else "")

    def show_again(self) -> None:
        """Show the same, words hidden or not."""
        if self._found is not None:
            self.show_weighing(self._found)

    def _in_short(self, one: WeighedItem) -> str:
        return self._privacy.detail("; ".join(own_way(text) for _name, text in one.item.said))

    def _in_full(self, said: tuple[tuple[str, str], ...]) -> str:
        lines = (f"{name}: {own_way(self._privacy.detail(text))}" for name, text in said)
        return "\n".join(lines)

    def _decide(self) -> None:
        if self._request is not None and self.item is not None:
            key = (self.item.item.kind, self.item.item.record_id)
            ground = Ground(self.ground.value) if self.ground.value else None
            self.decide_wanted.emit(self._request.id, key, ground)

    def _answer(self) -> None:
        folder = self.folder.text().strip()
        if not folder:
            self.folder.show_problem("Name the folder that the files go to.")
        elif self._request is not None:
            self.folder.clear_problem()
            self.answer_wanted.emit(self._request, Path(folder).expanduser())
