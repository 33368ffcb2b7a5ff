"""The screen: a reason first; then questions, each with what speaks for it and against it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from pbi_desktop.domain.access import SHORTEST_REASON
from pbi_desktop.domain.casework import TieKind
from pbi_desktop.domain.people_words import Lean
from pbi_desktop.ui.kit.days import day_reader
from pbi_desktop.ui.kit.key_binding import bind_keys
from pbi_desktop.ui.kit.ports import Shortcut, Tone
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.choices import Choice
from pbi_desktop.ui.kit.widgets.fields import DateField, TextField
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Flow, clear, column, page, panel, row
from pbi_desktop.ui.kit.widgets.notices import EmptyState, Notice

if TYPE_CHECKING:
    from pbi_desktop.domain.shared_ties import SharedQuestion

_BEFORE = (
    "This looks across the cases that you lead, for people who may share an address, a phone or "
    "somebody they know. Only to keep somebody safe. Your reason, and every question you are "
    "shown, is logged. Nobody who is kept apart or whose address is protected is asked about."
)
_NOT_YOU = "A lead asks this, to keep somebody safe. Talk to the lead of your site."
_NONE = "No question. That may be because nothing is shared, or because it is not recorded."
_HOW_TIED = {
    TieKind.OTHER.value: "Another tie",
    TieKind.FRIEND.value: "Friends",
    TieKind.NEIGHBOUR.value: "Neighbours",
}
_LIKE = "1 mar 2026"


class AskForm(Card):
    """Why somebody asks: nothing is read before it is said."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__("Ask what cases share")
        self.reason = TextField(
            "Who may come to harm, and what you need to find out",
            hint=f"At least {SHORTEST_REASON} letters. It is logged with your name.",
            lines=3,
        )
        self.reason.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.ask = Button("Ask, to keep somebody safe", Kind.PRIMARY, key="Ctrl Enter")
        for part in (Notice(_BEFORE, Tone.WARN), self.reason, row(self.ask, 0)):
            self.add(part)
        self.ask.clicked.connect(lambda: self.wanted.emit(self.reason.text()))


class QuestionCard(Card):
    """One question, with evidence for and against, and what may become of it."""

    dismissed = Signal(object)  # SharedQuestion
    tied = Signal(object, object, object)  # SharedQuestion, TieKind, day or None
    case_wanted = Signal(object)  # CaseId

    def __init__(self, one: "SharedQuestion", privacy: Privacy, today: Callable[[], date]) -> None:
        super().__init__()
        self.one = one
        said = privacy.detail(one.question)
        self.setAccessibleName(said)
        self.add(label(said, "card", wrap=True))
        self.how: Choice = Choice(
            "If you found out that they are tied: how", _HOW_TIED, value=TieKind.OTHER.value
        )
        reader = day_reader(today, Lean.PAST, _LIKE)
        self.since: DateField[date] = DateField(
            "Since when, if you know", reader, placeholder=_LIKE
        )
        self.add_tie = Button("Add this tie", Kind.SECONDARY, icon="plus")
        self.no_tie = Button("Not a tie", Kind.QUIET, icon="x")
        self.cases = [
            Button(f"Case {end.reference}", Kind.LINK, icon="users") for end in (one.one, one.other)
        ]
        self.add(_reasons("What speaks for it", one.speaks_for, privacy))
        self.add(_reasons("What speaks against it", one.against, privacy))
        self.add(self.how)
        self.add(self.since)
        acts = Flow()
        for button in (self.add_tie, self.no_tie, *self.cases):
            acts.addWidget(button)
        self.add(panel(acts))
        self._connect()

    def _connect(self) -> None:
        self.no_tie.clicked.connect(lambda: self.dismissed.emit(self.one))
        self.add_tie.clicked.connect(self._add)
        for button, end in zip(self.cases, (self.one.one, self.one.other), strict=True):
            button.clicked.connect(lambda _on=False, case=end.case_id: self.case_wanted.emit(case))

    def _add(self) -> None:
        if not self.since.problem:
            self.tied.emit(self.one, TieKind(self.how.value), self.since.value)


def _reasons(title: str, reasons: Sequence[str], privacy: Privacy) -> QVBoxLayout:
    lines = [label(privacy.detail(one), "body", wrap=True) for one in reasons]
    return column(label(title, "field"), *lines, spacing=4)


class SharedTiesScreen(QWidget):
    """Shows and wishes; the presenter decides."""

    address_shown = Signal(object)
    asked = Signal(str)
    dismissed = Signal(object)
    tie_wanted = Signal(object, object, object)
    case_wanted = Signal(object)

    def __init__(self, privacy: Privacy) -> None:
        super().__init__()
        self.presenter: object = None
        self._privacy = privacy
        self._today = date.min
        self._shown: tuple[Sequence[SharedQuestion], int] | None = None
        self.form = AskForm()
        self.form.hide()
        self.empty = EmptyState(_NOT_YOU)
        self.let_be = label("", "support", wrap=True)
        self.cards: list[QuestionCard] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(14)
        self._list.setContentsMargins(0, 0, 0, 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(page(self.form, self.empty, panel(self._list), self.let_be, 0))
        self.empty.hide()
        self.let_be.hide()
        self.form.wanted.connect(self.asked)
        bind_keys(self, {"Ctrl+Enter": self.form.ask.click})
        privacy.changed.connect(self._show_again)

    def show_address(self, parts: Sequence[str]) -> None:
        """Show the form; nothing is asked by itself."""
        self.address_shown.emit(tuple(parts))

    def shortcuts(self) -> Sequence[Shortcut]:
        """Return the keys of the screen."""
        return (Shortcut("Ctrl+Enter", "Ask, with the reason written"),)

    def land(self) -> None:
        """Put the caret where work begins."""
        if self.form.isVisible():
            self.form.reason.editor.setFocus()

    # For the presenter

    def set_today(self, today: date) -> None:
        """Say which day it is, for days that are typed."""
        self._today = today

    def let_ask(self, *, may_ask: bool) -> None:
        """Offer the form, or say who may ask."""
        self.form.setVisible(may_ask)
        if not may_ask:
            self.empty.say(_NOT_YOU)
        self.empty.setVisible(not may_ask)
        self.land()

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say at the form what is missing."""
        if "reason" in problems:
            self.form.reason.show_problem(problems["reason"])
        else:
            self.form.reason.clear_problem()

    def show_questions(self, questions: "Sequence[SharedQuestion]", *, let_be: int) -> None:
        """Show the questions; `let_be` others were said to be no tie."""
        self._shown = (questions, let_be)
        clear(self._list)
        self.cards = [QuestionCard(one, self._privacy, lambda: self._today) for one in questions]
        for card in self.cards:
            card.dismissed.connect(self.dismissed)
            card.tied.connect(self.tie_wanted)
            card.case_wanted.connect(self.case_wanted)
            self._list.addWidget(card)
        self.empty.say(_NONE)
        self.empty.setVisible(not questions)
        said = "1 question was" if let_be == 1 else f"{let_be} questions were"
        self.let_be.setText(f"{said} taken as no tie, until you sign out. Nothing was kept.")
        self.let_be.setVisible(bool(let_be))

    def _show_again(self) -> None:
        if self._shown is not None:
            self.show_questions(self._shown[0], let_be=self._shown[1])
