"""The chronology screen: those kept with a case and the form for another, or one with its lines."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from pbi_desktop.domain.access import PURPOSE_LABELS, Purpose
from pbi_desktop.services.chronology_rows import (
    ChronologyChoice,
    ChronologyLineRow,
    ChronologyList,
    ChronologyPage,
)
from pbi_desktop.ui.kit.key_binding import bind_keys
from pbi_desktop.ui.kit.ports import Shortcut, Tone
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.save_place import AskWhere, ask_where, with_ending
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.announcements import announce
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.choices import Pick
from pbi_desktop.ui.kit.widgets.labels import Words, label
from pbi_desktop.ui.kit.widgets.layouts import Columns, Flow, column, page, panel, row
from pbi_desktop.ui.kit.widgets.notices import EmptyState, Notice
from pbi_desktop.ui.kit.widgets.table import Cell, Column, Table
from pbi_desktop.ui.screens.chronology.adding import AddForm
from pbi_desktop.ui.screens.chronology.drafting import DraftForm
from pbi_desktop.ui.screens.chronology.lines import LineEditor
from pbi_desktop.ui.screens.chronology.words import (
    CLOSED,
    MARK_ICONS,
    MARKS,
    NO_LINES,
    NONE_TO_SEE,
    NONE_YET,
    OURSELVES,
    before_words,
    day_of,
    file_name,
    say_kept,
    say_page,
    state_of,
    tone_of,
)

if TYPE_CHECKING:
    from pbi_desktop.services.reports import AgencyChoice

_KEYS = (
    Shortcut("Ctrl+Enter", "Draft it; in a line: keep it"),
    Shortcut("Up and Down", "In the lines: choose one"),
    Shortcut("Enter", "In the lines: edit the one chosen"),
    Shortcut("Ctrl+P", "Save the chronology as PDF"),
    Shortcut("Esc", "Back to the lines; to the list; to the story"),
)
_MOST_LINES, _MOST_KEPT, _LETTERS = 7, 6, 28
_ALSO_BELOW, _LARGE = (3, 4), 1.6
_PDF = "PDF (*.pdf)"


class ChronologyScreen(QWidget):
    """Shows and wishes; the presenter decides."""

    address_shown = Signal(object)
    open_wanted = Signal(object)  # UUID
    back_wanted = Signal()
    line_chosen = Signal(object)  # UUID
    print_wanted = Signal(str, object, object)  # agency, Purpose, Path
    earlier_wanted = Signal()

    def __init__(self, privacy: Privacy, ask: AskWhere = ask_where) -> None:
        super().__init__()
        self.presenter: object = None
        self._privacy, self.ask_where = privacy, ask
        self._listed: ChronologyList | None = None
        self._page: ChronologyPage | None = None
        self._chosen: UUID | None = None
        self._today = date.min
        self.title, self.about = label("Chronology", "page", wrap=True), _wrapped("support")
        self.said = Notice("", Tone.INFO)
        self.back = Button("Back to the story", Kind.QUIET, icon="arrow-left", key="Esc")
        self.form, self.editor, self.adding = DraftForm(), LineEditor(privacy), AddForm()
        self.add_button = Button("Add a line by hand", Kind.SECONDARY, icon="plus")
        self.closed = _wrapped("support")
        self.open_closed = Button("Open what was before", Kind.SECONDARY, icon="lock-open")
        self.kept: Table[ChronologyChoice] = Table("Kept with this case", _kept_columns())
        self.lines: Table[ChronologyLineRow] = Table("The lines, by day", self._line_columns())
        self.empty = EmptyState(NONE_YET)
        self.agency = Pick("Handed to which agency", [("", OURSELVES)])
        self.purpose = Pick("Why", [(one.value, said) for one, said in PURPOSE_LABELS.items()])
        self.save = Button("Save as PDF", Kind.PRIMARY, icon="download", key="Ctrl P")
        self._list_card, self._lines_card = Card("Kept with this case"), Card("The lines, by day")
        self._print_card = Card("Hand it over")
        self._lay_out()
        self._connect()
        self.begin()

    def _line_columns(self) -> list[Column[ChronologyLineRow]]:
        hide = self._privacy.detail
        return [
            Column("Day", day_of),
            Column("What happened", lambda one: hide(" ".join(one.words.split())), stretch=True),
            Column("Sort", lambda one: Cell(MARKS[one.marking], icon=MARK_ICONS[one.marking])),
            Column("Who says so", lambda one: hide(_short(one.source.split(",")[0]))),
            Column("Why it matters", lambda one: hide(_short(one.significance))),
            Column("To note", lambda one: Cell(state_of(one), tone=tone_of(one))),
        ]

    def _lay_out(self) -> None:
        self.kept.show_at_most(_MOST_KEPT)
        self.lines.show_at_most(_MOST_LINES)
        for part in (self.kept, self.empty):
            self._list_card.add(part)
        self._lines_card.add(self.lines)
        self._lines_card.add(self.closed)
        below = Flow()
        for button in (self.add_button, self.open_closed):
            below.addWidget(button)
        self._lines_card.add(panel(below))
        for pick in (self.agency, self.purpose):
            pick.setMinimumContentsLength(16)
            pick.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        columns = Columns(2, narrowest=320)
        columns.add(_named("Handed to which agency", self.agency))
        columns.add(_named("Why", self.purpose))
        self._print_card.add(columns)
        self._print_card.add(row(self.save, 0))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self._area = page(
            self.title,
            self.about,
            row(self.back, 0),
            self.said,
            self.form,
            self._list_card,
            self._lines_card,
            self.adding,
            self.editor,
            self._print_card,
        )
        box.addWidget(self._area)

    def _connect(self) -> None:
        bind_keys(self, {"Ctrl+Enter": self._keep, "Ctrl+P": self._ask_place, "Esc": self._leave})
        self.back.clicked.connect(self.back_wanted)
        self.kept.opened.connect(self._open)
        self.lines.chosen.connect(self._choose)
        self.lines.opened.connect(self._edit)
        self.add_button.clicked.connect(self.begin_adding)
        self.adding.closed.connect(self._stop_adding)
        self.open_closed.clicked.connect(self.earlier_wanted)
        self.agency.chosen.connect(self._fit_print)
        self.save.clicked.connect(self._ask_place)
        self._privacy.changed.connect(self._show_again)
        theme().changed.connect(self._fit_columns)
        self._fit_columns()

    # For the shell

    def show_address(self, parts: Sequence[str]) -> None:
        """Show what the address names: a case, and one of its chronologies."""
        self.address_shown.emit(tuple(parts))

    def shortcuts(self) -> Sequence[Shortcut]:
        """Return the keys of the screen."""
        return _KEYS

    def land(self) -> None:
        """Put the caret where work begins."""
        if self.form.isVisible():
            self.form.title.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.lines.isVisible():
            self.lines.setFocus(Qt.FocusReason.OtherFocusReason)

    # For the presenter

    @property
    def in_sight(self) -> bool:
        """Whether the worker sees this screen now; its address is shown anew on coming back."""
        return self.isVisible()

    def begin(self) -> None:
        """Forget what was shown."""
        self._listed, self._page, self._chosen = None, None, None
        self.title.setText("Chronology")
        self.about.setText("")
        self.said.hide()
        self.form.begin()
        self.editor.forget()
        self.adding.leave()
        for part in (
            self.form, self._list_card, self._lines_card, self.adding, *self._page_parts(),
            self.about,
        ):  # fmt: skip
            part.hide()

    def show_list(self, listed: ChronologyList, today: date) -> None:
        """Show the chronologies of a case, and the form for another."""
        first = self._listed is None
        self._listed = listed
        self.form.know(today)
        self.form.offer_before(listed.before)
        self._name(listed.name, listed.reference)
        self.back.say("Back to the story")
        self.form.setVisible(listed.may_write)
        self.kept.show_rows(listed.kept)
        self.kept.setVisible(bool(listed.kept))
        self.empty.say(NONE_YET if listed.may_write else NONE_TO_SEE)
        self.empty.setVisible(not listed.kept)
        self._list_card.show()
        if first and self.isVisible():
            self.land()

    def show_page(self, page: ChronologyPage, today: date) -> None:
        """Show one chronology with its lines; the line that is chosen stays so."""
        first = self._page is None
        self._page, self._today = page, today
        self.editor.know(today)
        self.adding.enter(page.id, today)
        self._name(page.name, page.reference, page.title)
        self.back.say("Back to the list")
        self.about.setText(say_page(page) if page.lines else NO_LINES)
        self.about.show()
        rows, chosen = list(page.lines), self._chosen  # which showing them may change
        self.lines.show_rows(rows)
        at = next((at for at, one in enumerate(rows) if one.id == chosen), 0)
        for part in (self.lines, *self._page_parts()):
            part.setVisible(bool(rows))
        self._lines_card.show()
        self._show_closed(page)
        hidden = self._privacy.hidden
        self.add_button.setVisible(page.may_write and not hidden and self.adding.isHidden())
        if hidden:
            self.adding.hide()
        if rows:
            self.lines.selectRow(at)
            self._choose(rows[at])
        self._fit_print("")
        if first and self.isVisible():
            self.land()

    def offer_agencies(self, agencies: "tuple[AgencyChoice, ...]") -> None:
        """Offer these agencies; who is chosen already stays chosen."""
        chosen = self.agency.value
        self.agency.set_options([("", OURSELVES), *((one.name, one.name) for one in agencies)])
        self.agency.choose(chosen)
        self._fit_print("")

    def restore(self, line: UUID, typed: Mapping[str, str]) -> None:
        """Put back what was typed of a line before."""
        self.editor.restore(line, typed)

    def restore_added(self, typed: Mapping[str, str]) -> None:
        """Put back what was typed of a line that is to be added."""
        if self._page is not None and self._page.may_write and self.adding.isHidden():
            self.adding.restore(typed)

    def choose(self, line: UUID) -> None:
        """Have this line chosen when the lines are shown next."""
        self._chosen = line

    def added(self, line: UUID | None) -> None:
        """Close the form: the line is kept, and will be chosen."""
        self._chosen = line
        self.adding.begin()
        self._stop_adding()

    def begin_adding(self) -> None:
        """Ask for a line that stands in no record."""
        self.add_button.hide()
        self.adding.show()
        self.adding.day.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, self._reveal_adding)  # once it has its place

    def _reveal_adding(self) -> None:
        self._area.ensureWidgetVisible(self.adding.day, 0, self._area.height() // 2)

    def show_problems(self, problems: Mapping[str, str], *, of_added: bool = False) -> None:
        """Say at the fields what to mend."""
        if of_added:
            self.adding.show_problems(problems)
        elif self._page is None:
            self.form.show_problems(problems)
        else:
            self.editor.show_problems(problems)

    def show_said(self, words: str, tone: Tone) -> None:
        """Say what became of what was asked."""
        self.said.say(words, tone)
        self.said.show()
        announce(self, words, urgent=tone is Tone.WARN)

    # Within

    def _page_parts(self) -> tuple[QWidget, ...]:
        return self.editor, self._print_card

    def _show_closed(self, page: ChronologyPage) -> None:
        words = before_words(page.closed)
        self.closed.setText(f"Before this one: {words}. {CLOSED}" if words else "")
        for part in (self.closed, self.open_closed):
            part.setVisible(bool(words))

    def _stop_adding(self) -> None:
        self.adding.flush()
        self.adding.hide()
        self.add_button.setVisible(self._page is not None and self._page.may_write)
        if self.add_button.isVisible():
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name(self, name: str, reference: str, title: str = "") -> None:
        head = title or "Chronology"
        self.title.setText(f"{head}: {self._privacy.name(name)}, {reference}")

    def _choose(self, line: object) -> None:
        if not isinstance(line, ChronologyLineRow) or self._page is None:
            return
        news = line.id != self._chosen
        self._chosen = line.id
        self.editor.show_line(line, may_write=self._page.may_write)
        if news:
            self.line_chosen.emit(line.id)

    def _edit(self, line: object) -> None:
        self._choose(line)
        self.editor.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, one: object) -> None:
        if isinstance(one, ChronologyChoice):
            self.open_wanted.emit(one.id)

    def _keep(self) -> None:
        focused = self.focusWidget()
        if focused is not None and self.adding.isAncestorOf(focused):
            self.adding.ask()
        elif self._page is not None:
            self.editor.ask()
        elif self.form.isVisible():
            self.form.ask()

    def _leave(self) -> None:
        """Go back one step: from a line to the lines, then to where it came from."""
        focused = self.focusWidget()
        if focused is not None and self.adding.isAncestorOf(focused):
            self._stop_adding()
        elif focused is not None and self.editor.isAncestorOf(focused):
            self.lines.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.back_wanted.emit()

    def _fit_columns(self) -> None:
        """With large text leave to the line below what it says anyway."""
        for at in _ALSO_BELOW:
            self.lines.setColumnHidden(at, theme().look.scale >= _LARGE)

    def _fit_print(self, _chosen: str) -> None:
        self.purpose.setEnabled(bool(self.agency.value))

    def _ask_place(self) -> None:
        page = self._page
        if page is None or not page.lines:
            return
        place = self.ask_where(self, file_name(page.reference), _PDF)
        if place is not None:
            purpose = Purpose(self.purpose.value)
            self.print_wanted.emit(self.agency.value, purpose, with_ending(place, ".pdf"))

    def _show_again(self) -> None:
        """Show the same as names may be shown now."""
        if self._page is not None:
            self.show_page(self._page, self._today)
        elif self._listed is not None:
            self._name(self._listed.name, self._listed.reference)


def _short(words: str) -> str:
    """Return the beginning of a text: the whole of it stands below."""
    line = " ".join(words.split())
    return line if len(line) <= _LETTERS else f"{line[:_LETTERS].rstrip()}…"


def _kept_columns() -> list[Column[ChronologyChoice]]:
    return [Column("Chronology", say_kept, stretch=True)]


def _named(words: str, control: QWidget) -> QWidget:
    above = label(words, "field")
    above.setBuddy(control)
    return panel(column(above, control, 0, spacing=5))


def _wrapped(role: str) -> Words:
    return label("", role, wrap=True)
