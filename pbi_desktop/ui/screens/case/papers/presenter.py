"""The Papers tab's decisions: what is looked at, kept, opened as a copy, taken away. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.times import london_day
from pbi_desktop.domain.wording import explain
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.whole_files import is_written
from pbi_desktop.ui.kit.ports import Navigator, Tasks, Tone
from pbi_desktop.ui.screens.case.papers.scanning import ScanFolder, ScanView
from pbi_desktop.ui.screens.case.papers.words import (
    NO_PROGRAM,
    NOT_SAVED,
    PICTURES,
    SHOWN,
    ending_of,
)

if TYPE_CHECKING:  # they load the database library, which only a case needs
    from datetime import date

    from pbi_desktop.domain.access import Category
    from pbi_desktop.domain.letters import Template
    from pbi_desktop.services.letters_rows import LetterDraft
    from pbi_desktop.services.papers_rows import CasePapers, LookedAt, PaperFile, PaperLine
    from pbi_desktop.services.reports import AgencyChoice


@dataclass(frozen=True)
class Offers:
    """What the two forms offer: categories for a paper, templates and agencies for a letter."""

    categories: "tuple[Category, ...]"
    templates: "tuple[Template, ...]"
    agencies: "tuple[AgencyChoice, ...]"


class PapersView(ScanView, Protocol):
    """The tab and its two forms as their presenter sees them."""

    @property
    def in_sight(self) -> bool:
        """Whether the worker sees the tab now."""

    def show_papers(self, found: "CasePapers", today: "date") -> None:
        """Show the papers of a case."""

    def show_looked(self, looked: "LookedAt", place: Path | None) -> None:
        """Show in the form what a file is."""

    def refuse_file(self, sentence: str) -> None:
        """Say in the form why a file is not kept."""

    def offer(self, offers: Offers, today: "date") -> None:
        """Offer what the forms choose from."""

    def show_draft(self, draft: "LetterDraft") -> None:
        """Show a letter with the case's fields."""

    def picture_of(self, file: "PaperFile") -> object:
        """Return a picture, made away from the window; None where it cannot be shown."""

    def bytes_of(self, picture: object) -> bytes:
        """Return a pasted picture as a file, made away from the window."""

    def show_picture(self, file: "PaperFile", picture: object) -> bool:
        """Show a picture inside the window; False where there is none."""

    def show_pages(self, file: "PaperFile") -> None:
        """Show a PDF page by page, drawn beside the window."""

    def hand_out(self, body: bytes, ending: str) -> bool:
        """Open a copy in another program."""


class PapersPresenter:
    """Joins the Papers tab to its services."""

    def __init__(
        self,
        view: PapersView,
        desk: Desk,
        actor: Callable[[], Actor],
        tasks: Tasks,
        navigator: Navigator,
    ) -> None:
        """`actor` is asked each time whose eyes see the case."""
        self._view, self._desk, self._actor = view, desk, actor
        self._tasks, self._navigator = tasks, navigator
        self.kept: Callable[[Changes], None] | None = None
        """Hears what was done and can be undone."""
        self._case: CaseId | None = None
        self.scans = ScanFolder(view, desk, actor, tasks, navigator)
        tasks.on_changed(self._on_changed)

    # What is shown

    def load(self, case: CaseId) -> None:
        """Show the papers of a case, and what lies in the scan folder."""
        self._case = case
        self._refresh()
        self.scans.look()

    def leave(self) -> None:
        """Show no paper of this case any more: another is in view, or none."""
        self._case = None
        self.scans.forget()

    def form_opened(self, case: CaseId) -> None:
        """Give the forms what they offer."""
        self._case = case
        desk, actor = self._desk, self._actor()

        def read() -> Offers:
            may = desk.papers.list(actor, case).categories
            letters = desk.letters.offered(actor, case)
            return Offers(may, letters, desk.reports.agencies(actor))

        self._tasks.query(
            read, lambda found: self._view.offer(found, self._today), self._tell, key="paper form"
        )

    @property
    def _today(self) -> "date":
        return london_day(self._desk.clock())

    def _refresh(self) -> None:
        case, actor = self._case, self._actor()
        if case is not None:
            self._tasks.query(
                lambda: self._desk.papers.list(actor, case),
                partial(self._show, case, actor),
                self._tell,
                key="papers",
            )

    def _show(self, case: CaseId, actor: Actor, found: "CasePapers") -> None:
        if case == self._case and actor == self._actor():  # another case by now, or other eyes
            self._view.show_papers(found, self._today)

    def _on_changed(self, changes: Changes) -> None:
        if self._case is None or not changes.touches({"papers"}, self._case):
            return
        if self._view.in_sight:  # else it is asked for anew once its tab is chosen
            self._refresh()
        if changes.made is not None:
            self.scans.kept()

    # Files

    def look_at(self, place: Path) -> None:
        """Look at a file of this computer."""
        self._tasks.query(
            lambda: self._desk.papers.look_at(place),
            lambda looked: self._view.show_looked(looked, place),
            lambda error: self._view.refuse_file(explain(error)),
            key="look at file",
        )

    def look(self, name: str, picture: object) -> None:
        """Look at a picture that was pasted."""
        self._tasks.query(
            lambda: self._desk.papers.look(name, self._view.bytes_of(picture)),
            lambda looked: self._view.show_looked(looked, None),
            lambda error: self._view.refuse_file(explain(error)),
            key="look at file",
        )

    def open(self, line: "PaperLine") -> None:
        """Show a picture or PDF in the window; open anything else as a copy elsewhere."""
        case, actor = self._case, self._actor()
        if case is None:
            return
        if line.paper_type not in SHOWN:
            self.open_copy(line)
            return
        if line.paper_type not in PICTURES:
            self._open_pages(case, actor, line)
            return

        def read() -> "tuple[PaperFile, object]":
            file = self._desk.papers.read(actor, case, line.id)
            return file, self._view.picture_of(file)

        self._tasks.query(
            read, lambda found: self._show_or_hand_out(line, *found), self._tell, key="open paper"
        )

    def _open_pages(self, case: CaseId, actor: Actor, line: "PaperLine") -> None:
        def show(file: "PaperFile") -> None:
            if case == self._case and actor == self._actor() and self._view.in_sight:
                self._view.show_pages(file)

        read = partial(self._desk.papers.read, actor, case, line.id)
        self._tasks.query(read, show, self._tell, key="open paper")

    def page_not_shown(self, error: BaseException) -> None:
        """Say why a page is not shown; another program may open a copy."""
        self._tell(error)

    def _show_or_hand_out(self, line: "PaperLine", file: "PaperFile", picture: object) -> None:
        if not self._view.show_picture(file, picture):
            self.open_copy(line)

    def open_copy(self, line: "PaperLine") -> None:
        """Open a copy in another program; that it left is logged first."""
        case, actor = self._case, self._actor()
        if case is None:
            return
        given: list[PaperFile] = []

        def work() -> Changes:
            given.append(self._desk.papers.hand_out(actor, case, line.id))
            return Changes()

        self._tasks.command(work, lambda _done: self._hand_out(given[0]), self._tell)

    def _hand_out(self, file: "PaperFile") -> None:
        try:
            opened = self._view.hand_out(file.body, ending_of(file.paper_type))
        except OSError:
            self._navigator.tell(NOT_SAVED, Tone.WARN)
            return
        if not opened:
            self._navigator.tell(NO_PROGRAM, Tone.WARN)

    def save(self, line: "PaperLine", place: Path) -> None:
        """Write a paper where the worker wants it; that it left is logged first."""
        case, actor = self._case, self._actor()
        if case is None:
            return
        written: list[bool] = []

        def work() -> Changes:
            body = self._desk.papers.hand_out(actor, case, line.id, to_keep=True).body
            written.append(is_written(place, body))
            return Changes()

        def done(_changes: Changes) -> None:
            if written[0]:
                said = f"Saved as {place.name}. There it is outside what this program protects."
                self._navigator.tell(said, Tone.OK)
            else:
                self._navigator.tell(NOT_SAVED, Tone.WARN)

        self._tasks.command(work, done, self._tell)

    def take_away(self, line: "PaperLine") -> None:
        """Take a paper out of the case; undo brings it back."""
        case, actor = self._case, self._actor()
        if case is None:
            return

        def done(changes: Changes) -> None:
            if self.kept is not None:
                self.kept(changes)

        self._tasks.command(
            lambda: self._desk.papers.withdraw(actor, case, line.id, line.version),
            done,
            self._tell,
        )

    # Letters

    def draft(self, template: str) -> None:
        """Show a template with the case's fields."""
        case, actor = self._case, self._actor()
        if case is not None:
            self._tasks.query(
                lambda: self._desk.letters.draft(actor, case, template),
                partial(self._show_draft, case),
                self._tell,
                key="letter",
            )

    def _show_draft(self, case: CaseId, draft: "LetterDraft") -> None:
        if case == self._case:
            self._view.show_draft(draft)

    def _tell(self, error: BaseException) -> None:
        self._navigator.tell(explain(error), Tone.WARN)
