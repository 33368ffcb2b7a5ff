"""People who may be known already: the file beside the records, and an answer for each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from pbi_desktop.domain.intake_matching import Answer, Decision
from pbi_desktop.services.import_wizard_rows import Likeness, Unsure
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import column
from pbi_desktop.ui.kit.widgets.table import Cell, Column, Table
from pbi_desktop.ui.screens.taking_in.parts import buttons, fit_table, say, select, wrapped
from pbi_desktop.ui.screens.taking_in.words import ANSWERS, NO_ANSWER, unsure_about

_MOST_ROWS = 8
_KEYS = {"s": Answer.SAME, "n": Answer.NEW, "l": Answer.LEAVE_OUT}


@dataclass(frozen=True)
class PairRow:
    """A person of the files, and one of those who may be meant."""

    unsure: Unsure
    known: Likeness


@dataclass(frozen=True)
class SideRow:
    """One thing that is said of a person, by the file and by the records."""

    what: str
    said: str
    known: str
    is_name: bool = False


class PairTable(Table[PairRow]):
    """Pairs to answer: S, N and L answer the pair that is chosen, and go on."""

    answered = Signal(object)  # Answer

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer with one letter; every other key does what it does in a table."""
        answer = _KEYS.get(event.text().casefold())
        if answer is not None and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.answered.emit(answer)
        else:
            super().keyPressEvent(event)


class PeoplePanel(QWidget):
    """Asks of each person who may be known: the same, somebody new, or left out."""

    answered = Signal(str, object)  # key of the person, Decision
    again_wanted = Signal()

    def __init__(self, privacy: Privacy) -> None:
        super().__init__()
        self._privacy = privacy
        self._decisions: Mapping[str, Decision] = {}
        self._unsure: tuple[Unsure, ...] = ()
        self.about = wrapped("dense", "ink")
        self.pairs = PairTable("People who may be known already", self._pair_columns())
        self.pairs.show_at_most(_MOST_ROWS)
        self.side: Table[SideRow] = Table("The file beside the records", self._side_columns())
        self.side.show_at_most(5)
        self.same = Button(ANSWERS[Answer.SAME], Kind.SECONDARY, icon="link", key="S")
        self.new = Button(ANSWERS[Answer.NEW], Kind.SECONDARY, icon="user-plus", key="N")
        self.leave = Button(ANSWERS[Answer.LEAVE_OUT], Kind.SECONDARY, icon="x", key="L")
        self.again = Button("Look again with these answers", Kind.QUIET, icon="refresh-cw")
        box = column(
            label("People who may be known already", "strong"),
            self.about,
            self.pairs,
            self.side,
            buttons(self.same, self.new, self.leave, self.again),
        )
        self.setLayout(box)
        self._connect()

    def _connect(self) -> None:
        self.pairs.answered.connect(self._answer)
        self.pairs.chosen.connect(self._show_side)
        self.same.clicked.connect(self._say_same)
        self.new.clicked.connect(self._say_new)
        self.leave.clicked.connect(self._say_leave)
        self.again.clicked.connect(self.again_wanted)
        self._privacy.changed.connect(self._show_again)

    def show_people(self, unsure: Sequence[Unsure]) -> None:
        """Show these people, each beside everybody who may be meant."""
        self._unsure = tuple(unsure)
        self.setVisible(bool(unsure))
        rows = [PairRow(one, known) for one in unsure for known in one.maybe]
        self.pairs.show_rows(rows)
        self._fit()
        if rows and self.pairs.current is None:
            select(self.pairs, 0)
        self._say_about()

    def show_decisions(self, decisions: Mapping[str, Decision]) -> None:
        """Show what was answered."""
        self._decisions = dict(decisions)
        self._say_about()
        self._show_again()

    def _say_about(self) -> None:
        say(self.about, unsure_about(self._unsure, dict(self._decisions)) if self._unsure else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the tables fill their room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        fit_table(self.pairs)
        fit_table(self.side)

    def _say_same(self) -> None:
        self._answer(Answer.SAME)

    def _say_new(self) -> None:
        self._answer(Answer.NEW)

    def _say_leave(self) -> None:
        self._answer(Answer.LEAVE_OUT)

    def _answer(self, answer: Answer) -> None:
        pair = self.pairs.current
        if pair is None:
            return
        case = pair.known.case if answer is Answer.SAME else ""
        self.answered.emit(pair.unsure.key, Decision(answer, case))
        rows = self.pairs.rows
        after = range(rows.index(pair) + 1, len(rows))
        following = (at for at in after if rows[at].unsure.key not in self._decisions)
        select(self.pairs, next(following, rows.index(pair)))

    def _show_side(self, pair: PairRow) -> None:
        file, known = pair.unsure.said, pair.known.said
        self.side.show_rows(
            [
                SideRow("Name", file.name, known.name, is_name=True),
                SideRow("Born", file.born, known.born),
                SideRow("Lives at", file.address, known.address),
                SideRow("Phone", file.phone, known.phone),
                SideRow("Reference", pair.unsure.reference, pair.known.case),
            ]
        )
        self._fit()

    def _show_again(self) -> None:
        self._fit()
        self.pairs.viewport().update()
        self.side.viewport().update()

    def _pair_columns(self) -> tuple[Column[PairRow], ...]:
        return (
            Column("Your answer", self._answer_of),
            Column("In the file", self._in_file),
            Column("Known here", self._known),
            Column("What agrees", lambda pair: Cell(pair.known.evidence, tone="ink2")),
        )

    def _in_file(self, pair: PairRow) -> Cell:
        return Cell(self._privacy.name(pair.unsure.said.name), role="dense-strong")

    def _known(self, pair: PairRow) -> Cell:
        return Cell(self._privacy.name(pair.known.said.name))

    def _answer_of(self, pair: PairRow) -> Cell:
        decision = self._decisions.get(pair.unsure.key)
        if decision is None:
            return Cell(NO_ANSWER, tone="warn", icon="circle-question-mark")
        if decision.answer is Answer.SAME and decision.case != pair.known.case:
            return Cell("Another of them", tone="ink2")
        return Cell(ANSWERS[decision.answer], role="dense-strong", icon="check")

    def _side_columns(self) -> tuple[Column[SideRow], ...]:
        return (
            Column("What", lambda row: Cell(row.what, tone="ink2")),
            Column("The file says", lambda row: self._covered(row, row.said)),
            Column("Known here", lambda row: self._covered(row, row.known)),
        )

    def _covered(self, row: SideRow, text: str) -> Cell:
        shown = self._privacy.name(text) if row.is_name else text
        if not row.is_name and row.what != "Reference":
            shown = self._privacy.detail(text)
        return Cell(shown or "Not told", tone="ink" if text else "ink3")
