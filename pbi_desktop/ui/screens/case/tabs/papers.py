"""The Papers tab: every paper of the case, and the ways in: choose, drop, paste, scan, write."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QHideEvent,
    QImage,
)
from PySide6.QtWidgets import QVBoxLayout

from pbi_desktop.domain.paper_pages import PaperPage
from pbi_desktop.domain.papers import SOURCE_WORDS, TYPE_WORDS, PaperSource
from pbi_desktop.services.papers_rows import CasePapers, LookedAt, PaperFile, PaperLine
from pbi_desktop.ui.kit.days import short_day
from pbi_desktop.ui.kit.handed_copies import HandedCopies
from pbi_desktop.ui.kit.key_binding import bind_keys
from pbi_desktop.ui.kit.open_place import as_png, files_in, picture_in
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.save_place import AskWhere, ask_where, with_ending
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Flow, panel, scrolled
from pbi_desktop.ui.kit.widgets.notices import EmptyState
from pbi_desktop.ui.kit.widgets.table import Cell, Column, Table
from pbi_desktop.ui.screens.case.panels.letter import LetterForm
from pbi_desktop.ui.screens.case.panels.paper import PaperForm
from pbi_desktop.ui.screens.case.papers.page_drawer import PageDrawer
from pbi_desktop.ui.screens.case.papers.picture import PictureCard, decoded
from pbi_desktop.ui.screens.case.papers.scans import ScansCard
from pbi_desktop.ui.screens.case.papers.words import (
    EMPTY,
    OUTSIDE,
    SHOWN,
    ending_of,
    icon_of,
    size_words,
)
from pbi_desktop.ui.screens.case.tab_order import order_tabs
from pbi_desktop.ui.screens.case.tabs.page import TabPage
from pbi_desktop.ui.screens.case.wishes import Form
from pbi_desktop.ui.screens.case.words import HIDDEN

if TYPE_CHECKING:
    from pbi_desktop.ui.screens.case.papers.presenter import Offers


class PapersTab(TabPage):
    """Shows and wishes; `PapersPresenter` decides. The two forms stand in the dock."""

    form_wanted = Signal(object)  # Form
    file_dropped = Signal(object)  # Path
    pasted = Signal(str, object)  # name, QImage
    opened = Signal(object)  # PaperLine
    copy_wanted = Signal(object)  # PaperLine
    save_wanted = Signal(object, object)  # PaperLine, Path
    removal_wanted = Signal(object)  # PaperLine
    not_shown = Signal(object)  # PageNotShown

    def __init__(
        self, privacy: Privacy, paper: PaperForm, letter: LetterForm, ask: AskWhere = ask_where
    ) -> None:
        super().__init__("papers", lines=8)
        self.presenter: object | None = None  # held here, or it goes silent
        self.copies: HandedCopies | None = None
        self._privacy, self.ask_where = privacy, ask
        self.paper, self.letter = paper, letter
        self._found: CasePapers | None = None
        self._today = date.min
        self._scan: Path | None = None
        self.card = Card("Papers")
        self.table: Table[PaperLine] = Table("Papers of this case", self._columns())
        self._empty = EmptyState(EMPTY, "Attach a paper", icon="plus")
        self._nothing = EmptyState(HIDDEN)
        self.attach = Button("Attach a paper", Kind.SECONDARY, icon="plus")
        self.write = Button("Write a letter", Kind.SECONDARY, icon="mail")
        self.open_button = Button("Open", Kind.SECONDARY, icon="eye", key="Enter")
        self.copy_button = Button("Open a copy elsewhere", Kind.SECONDARY, icon="copy")
        self.save_button = Button("Save a copy", Kind.SECONDARY, icon="download")
        self.take_away = Button("Take it out of the case", Kind.SECONDARY, icon="x")
        self.outside = label(OUTSIDE, "support", tone="ink2", wrap=True)
        self.picture, self.scans = PictureCard(), ScansCard()
        self.drawer = PageDrawer(self)
        self._paper: PaperFile | None = None
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()
        privacy.changed.connect(self._show_again)

    def _lay_out(self) -> None:
        ways, acts = Flow(), Flow()
        for button in (self.attach, self.write):
            ways.addWidget(button)
        for button in (self.open_button, self.copy_button, self.save_button, self.take_away):
            acts.addWidget(button)
        self._ways, self._acts = panel(ways), panel(acts)
        for part in (
            self._empty, self._nothing, self.table, self._acts, self.outside, self._ways
        ):  # fmt: skip
            self.card.add(part)
        box = QVBoxLayout()
        box.setContentsMargins(24, 14, 24, 14)
        box.setSpacing(14)
        for card in (self.picture, self.card, self.scans):
            box.addWidget(card)
        box.addStretch(1)
        self.picture.hide()
        self.fill(scrolled(panel(box)))

    def _connect(self) -> None:
        self.attach.clicked.connect(self._want_paper)
        self._empty.wanted.connect(self._want_paper)
        self.write.clicked.connect(self._want_letter)
        self.table.chosen.connect(self._fit)
        self.table.opened.connect(self.opened)
        self.open_button.clicked.connect(self._open)
        self.copy_button.clicked.connect(self._copy)
        self.save_button.clicked.connect(self._save)
        self.take_away.clicked.connect(self._take_away)
        self.picture.closed.connect(self._land)
        self.picture.page_wanted.connect(self._turn)
        self.drawer.drawn.connect(self._show_page)
        self.drawer.failed.connect(self.not_shown)
        self.scans.attach_wanted.connect(self._take_scan)
        self.scans.laid_out.connect(self._order)
        bind_keys(
            self,
            {
                "Ctrl+V": self.paste,
                "Ctrl+Shift+S": self._file_scan,
                "Esc": self._close_picture,
            },
        )

    def _columns(self) -> tuple[Column[PaperLine], ...]:
        return (
            Column("Paper", self._name_cell, stretch=True),
            Column("Came", lambda one: short_day(one.received_on, self._today)),
            Column("From", self._from_cell),
            Column("What it shows", lambda one: self._privacy.detail(one.about)),
        )

    def _name_cell(self, one: PaperLine) -> Cell:
        about = f"{TYPE_WORDS[one.paper_type]}, {size_words(one.size)}"
        name = self._privacy.detail(one.name)
        return Cell(name, about, role="dense-strong", icon=icon_of(one.paper_type))

    def _from_cell(self, one: PaperLine) -> Cell:
        whom = self._privacy.detail(one.from_whom) if one.from_whom else ""
        return Cell(whom or SOURCE_WORDS[one.source])

    # For the presenter

    @property
    def in_sight(self) -> bool:
        """Whether the worker sees the tab now."""
        return self.isVisible()

    def show_papers(self, found: CasePapers, today: date) -> None:
        """Show the papers of a case."""
        self._found, self._today = found, today
        lines, chosen = found.papers, self.table.current
        self.table.show_rows(lines)
        self.table.show_at_most(max(min(len(lines), 12), 3))
        self.table.setVisible(bool(lines))
        self._empty.setVisible(not lines and found.may_write)
        self._nothing.setVisible(not lines and not found.may_write)
        self.attach.setVisible(bool(lines) and found.may_write)
        self._ways.setVisible(found.may_write)
        self.scans.setVisible(found.may_write)
        if chosen is not None:
            self._choose_again(chosen)
        self._fit()
        self.ready()
        order_tabs(self)

    def _choose_again(self, before: PaperLine) -> None:
        """Leave the same paper chosen, if it is still there."""
        ids = [line.id for line in self.table.rows]
        if before.id in ids:
            self.table.selectRow(ids.index(before.id))

    def watch_scans(self, folder: Path | None) -> None:
        """Offer what lies in the scan folder, and what comes into it; None: there is none."""
        self.scans.watch_scans(folder)

    def show_looked(self, looked: LookedAt, place: Path | None) -> None:
        """Show in the form what a file is."""
        self.paper.show_looked(looked, place)
        if place is not None and place == self._scan:
            self.paper.source.choose(PaperSource.SCANNED.value)
            self.paper.shows.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scan = None

    def refuse_file(self, sentence: str) -> None:
        """Say in the form why a file is not kept."""
        self.paper.refuse_file(sentence)

    def offer(self, offers: "Offers", today: date) -> None:
        """Offer what the forms choose from."""
        self.paper.know(today)
        self.paper.offer(offers.categories)
        self.letter.offer(offers.templates, offers.agencies)

    def show_draft(self, draft: object) -> None:
        """Show a letter with the case's fields."""
        self.letter.show_draft(draft)  # type: ignore[arg-type]

    def picture_of(self, file: PaperFile) -> QImage | None:
        """Return a picture; called away from the window, so it touches no widget."""
        return decoded(file)

    def show_pages(self, file: PaperFile) -> None:
        """Show the first page of a PDF as soon as it is drawn."""
        self._paper = file
        self.drawer.draw(file.body, 1)

    def bytes_of(self, picture: object) -> bytes:
        """Return a pasted picture as PNG; called away from the window."""
        return as_png(picture) if isinstance(picture, QImage) else b""

    def show_picture(self, file: PaperFile, picture: object) -> bool:
        """Show a picture inside the window; False where there is none."""
        if not isinstance(picture, QImage):
            return False
        self._paper = None
        self.drawer.forget()
        self.picture.show_picture(self._privacy.detail(file.name), picture)
        order_tabs(self)
        return True

    def hand_out(self, body: bytes, ending: str) -> bool:
        """Open a copy in another program."""
        return self.copies is not None and self.copies.hand_out(body, ending)

    def ask_removal(self, place: Path) -> None:
        """Ask whether a file that was attached goes from the scan folder."""
        self.scans.ask_removal(place)

    def wait(self) -> None:
        """Show that the papers are on their way, and nothing of the case before."""
        self._found = None
        self.picture.put_away()
        super().wait()

    # Ways in

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt
        """Take files of this computer."""
        if self._may_write and files_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt
        """Take what is dropped; what it is is looked at before it is kept."""
        files = files_in(event.mimeData())
        if self._may_write and files:
            event.acceptProposedAction()
            self._take_file(*files)

    def paste(self) -> None:
        """Take a file or a picture from the clipboard."""
        held = QGuiApplication.clipboard().mimeData()
        if not self._may_write or held is None:
            return
        files, picture = files_in(held), picture_in(held)
        if files:
            self._take_file(*files)
        elif not picture.isNull():
            self._want_paper()
            self.pasted.emit("Pasted picture", picture)

    def hideEvent(self, event: QHideEvent) -> None:
        """Show no picture to whoever comes back to the tab."""
        self.picture.put_away()
        super().hideEvent(event)

    def _take_file(self, place: Path, *others: Path) -> None:
        """Take the first of some files, and say that the others come after it."""
        self._want_paper()
        self.paper.others = len(others)
        self.file_dropped.emit(place)

    def _order(self) -> None:
        order_tabs(self)

    def _take_scan(self, place: Path) -> None:
        """Take a scan into the form; once it was looked at, how it came is said there."""
        self._take_file(place)
        self._scan = place

    def _file_scan(self) -> None:
        if self._may_write:
            self.scans.file_first()

    @property
    def _may_write(self) -> bool:
        return self._found is not None and self._found.may_write

    def _want_paper(self) -> None:
        self.form_wanted.emit(Form.PAPER)

    def _want_letter(self) -> None:
        self.form_wanted.emit(Form.LETTER)

    # What is done with the paper that is chosen

    def _open(self) -> None:
        if self.table.current is not None:
            self.opened.emit(self.table.current)

    def _copy(self) -> None:
        if self.table.current is not None:
            self.copy_wanted.emit(self.table.current)

    def _save(self) -> None:
        line = self.table.current
        if line is None:
            return
        place = self.ask_where(self, line.name, f"{TYPE_WORDS[line.paper_type]} (*)")
        if place is not None:
            self.save_wanted.emit(line, with_ending(place, ending_of(line.paper_type)))

    def _take_away(self) -> None:
        if self.table.current is not None:
            self.removal_wanted.emit(self.table.current)

    def _close_picture(self) -> None:
        if self.picture.isVisible():
            self.picture.put_away()

    def _turn(self, number: int) -> None:
        if self._paper is not None:
            self.drawer.draw(self._paper.body, number)

    def _show_page(self, page: PaperPage, image: QImage) -> None:
        if self._paper is not None and self.isVisible() and not self._privacy.hidden:
            self.picture.show_page(self._privacy.detail(self._paper.name), page, image)
            order_tabs(self)

    def _land(self) -> None:
        self._paper = None
        self.drawer.forget()
        if self.isVisible():
            self.table.setFocus()

    def _fit(self) -> None:
        line = self.table.current if self._found is not None and self._found.papers else None
        self._acts.setVisible(line is not None)
        shows = line is not None and line.paper_type in SHOWN
        self.copy_button.setVisible(shows)
        self.take_away.setVisible(line is not None and self._may_write)
        self.outside.setVisible(line is not None)

    def _show_again(self) -> None:
        """Show everything anew: names were hidden, or may be seen again."""
        if self._privacy.hidden:
            self.picture.put_away()
        if self._found is not None:
            self.show_papers(self._found, self._today)
