"""Keeping: the rules, what is over, what something keeps, what is over soon, and letting go."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.domain.data_rights import RetentionAction
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.retention import TYPE_LABELS, Rule
from pbi_desktop.services.retention_rows import FileLine, Preview
from pbi_desktop.ui.kit.ports import Tone
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.fields import LineField
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import row
from pbi_desktop.ui.kit.widgets.notices import Notice
from pbi_desktop.ui.kit.widgets.table import Cell, Column, Table
from pbi_desktop.ui.screens.data_rights.choosing import choose_row
from pbi_desktop.ui.screens.data_rights.words import PROPOSED, for_good, kept_by, rule, under

_MOST_ROWS = 8
_ACTIONS = {RetentionAction.REVIEW: "Looked at first", RetentionAction.DELETE: "May go"}
_RULES = (
    Column[Rule]("Sort of file", lambda one: TYPE_LABELS[one.record_type]),
    Column[Rule]("Kept for", rule),
    Column[Rule]("Then", lambda one: _ACTIONS.get(one.action, "Looked at first")),
    Column[Rule]("Who says so", lambda one: one.source, stretch=True),
)
_FILE = (
    Column[FileLine]("Case", lambda one: one.reference, sort=lambda one: one.reference),
    Column[FileLine]("Records", lambda one: f"{one.records:,}", trailing=True),
    Column[FileLine]("Over on", lambda one: say_date(one.due.on), sort=lambda one: one.due.on),
    Column[FileLine]("Under which rule", under, stretch=True),
)


class KeepingPart(QWidget):
    """Marks files one by one; what goes is confirmed by typing how many."""

    adopt_wanted = Signal()
    let_go_wanted = Signal(object, int)  # tuple[CaseId, ...], typed

    def __init__(self, privacy: Privacy) -> None:
        super().__init__()
        person = Column[FileLine](
            "Person", lambda one: privacy.name(one.person), sort=lambda one: one.person
        )
        file = [_FILE[0], person, *_FILE[1:]]
        self._marked: set[object] = set()
        self._page: Preview | None = None
        self.proposed = Notice(PROPOSED, Tone.WARN)
        self.adopt = Button("Agree these rules", Kind.SECONDARY, icon="check")
        self.rules: Table[Rule] = Table("Rules", list(_RULES))
        mark = Column[FileLine]("Goes", self._mark)
        self.over: Table[FileLine] = Table("Files that are over", [mark, *file])
        why = Column[FileLine]("Kept by", kept_by)
        self.kept: Table[FileLine] = Table("Files that something keeps", [why, *file])
        self.soon: Table[FileLine] = Table("Files that are over soon", file)
        for table in (self.rules, self.over, self.kept, self.soon):
            table.show_at_most(_MOST_ROWS)
        self.none = label("No file is over. Nothing needs to go today.", "body", wrap=True)
        self.warning = Notice("", Tone.DANGER)
        self.mark_one = Button("Mark this file", Kind.SECONDARY, key="Enter")
        self.count = LineField("How many files go", hint="Type the number", letters=6)
        self.let_go = Button("Erase the marked files for good", Kind.DANGER)
        self._lay_out()
        self.adopt.clicked.connect(self.adopt_wanted)
        self.over.opened.connect(self._toggle)
        self.mark_one.clicked.connect(self._toggle_current)
        self.let_go.clicked.connect(self._let_go)

    @property
    def marked(self) -> tuple[FileLine, ...]:
        """The files that are to go."""
        return tuple(one for one in self.over.rows if one.case_id in self._marked)

    def show_keeping(self, page: Preview) -> None:
        """Show the page; marks on files that are over stay."""
        self._page = page
        self._marked &= {one.case_id for one in page.over}
        for part in (self.proposed, self.adopt):
            part.setVisible(not page.agreed)
        self.rules.show_rows(page.rules)
        self.warning.say(for_good(page), Tone.DANGER)
        for table, card, lines in (
            (self.over, None, page.over),
            (self.kept, self.kept_card, page.kept),
            (self.soon, self.soon_card, page.soon),
        ):
            table.show_rows(lines)
            if card is not None:
                card.setVisible(bool(lines))
        self.none.setVisible(not page.over)
        for need in (self.over, self.mark_one, self.warning, self.count, self.let_go):
            need.setVisible(bool(page.over))
        self._say_marked()

    def _lay_out(self) -> None:
        rules, over = Card("How long files are kept"), Card("Over")
        self.kept_card = Card("Over, but kept")
        self.soon_card = Card("Over soon", "Within three months")
        for part in (self.proposed, self.rules):
            rules.add(part)
        rules.add(row(self.adopt, 0))
        over.add(self.none)
        over.add(self.over)
        over.add(row(self.mark_one, 0))
        over.add(self.warning)
        over.add(self.count)
        over.add(row(self.let_go, 0))
        self.kept_card.add(self.kept)
        self.soon_card.add(self.soon)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        for card in (over, self.kept_card, self.soon_card, rules):
            box.addWidget(card)
        box.addStretch(1)

    def show_again(self) -> None:
        """Show the same, names hidden or not."""
        if self._page is not None:
            self.show_keeping(self._page)

    def _mark(self, line: FileLine) -> Cell:
        gone = line.case_id in self._marked
        return Cell("Goes" if gone else "Stays", tone="danger" if gone else "ink2")

    def _toggle(self, line: FileLine) -> None:
        self._marked ^= {line.case_id}
        at = self.over.currentIndex().row()
        self.over.show_rows(self.over.rows)
        choose_row(self.over, at)
        self._say_marked()

    def _toggle_current(self) -> None:
        if self.over.current is not None:
            self._toggle(self.over.current)

    def _say_marked(self) -> None:
        many = len(self.marked)
        files = "file" if many == 1 else "files"
        self.let_go.say(f"Erase {many} {files} for good" if many else "No file is marked")
        self.let_go.setEnabled(bool(many))

    def _let_go(self) -> None:
        many, typed = len(self.marked), self.count.text().strip()
        if not typed.isdecimal() or int(typed) != many:
            self.count.show_problem(f"Type {many}, the number of files that are marked.")
            return
        self.count.clear_problem()
        self.count.set_text("")
        self.let_go_wanted.emit(tuple(one.case_id for one in self.marked), many)
