"""A summary for another agency: looked at, then made and logged once, then written. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from pbi_desktop.domain.access import Purpose
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import StaleRecord
from pbi_desktop.domain.ids import AgencyId, CaseId
from pbi_desktop.domain.summary_contents import AS_USUAL, Handing
from pbi_desktop.domain.wording import explain
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.whole_files import is_written
from pbi_desktop.ui.kit.ports import Navigator, Tasks, Tone
from pbi_desktop.ui.screens.case.sharing_words import (
    CHANGED,
    Paper,
    say_not_written,
    say_proposed,
    say_saved,
)

if TYPE_CHECKING:  # it loads what makes reports, which only a summary needs
    from pbi_desktop.services.reports import AgencyChoice, Made
    from pbi_desktop.services.summary_preview import SummaryPreview


@dataclass(frozen=True)
class Target:
    """The file that a copy goes to."""

    place: Path
    paper: Paper


@dataclass(frozen=True)
class MadeCopy:
    """A copy that is made and in the log, for as long as it is in no file."""

    case: CaseId
    made: "Made"
    agency: str
    number: int

    def content(self, paper: Paper) -> bytes:
        """Return the file of this copy."""
        return self.made.pdf if paper is Paper.PDF else self.made.html.encode("utf-8")


class SharingView(Protocol):
    """The panel as its presenter sees it."""

    def offer_agencies(self, agencies: "tuple[AgencyChoice, ...]") -> None:
        """Offer these agencies as recipients."""

    def show_summary(self, preview: "SummaryPreview") -> None:
        """Show what would be told, and offer to save it."""

    def fail(self, sentence: str) -> bool:
        """Say why there is nothing to save; say whether the panel was there to say it."""

    def warn(self, sentence: str) -> bool:
        """Say why nothing was made, what is shown being about to change; return the same."""

    def keep_trying(self, copy: int, sentence: str) -> bool:
        """Say that a copy is made and in no file, and offer it again; return the same."""

    def finish(self) -> None:
        """Close, if it is open: the copy is in its file."""


class SummarySharer:
    """Shows and saves the summaries of the case in view, for one worker."""

    def __init__(
        self, view: SharingView, desk: Desk, actor: Actor, tasks: Tasks, navigator: Navigator
    ) -> None:
        self._view, self._desk, self._actor = view, desk, actor
        self._tasks, self._navigator = tasks, navigator
        self._case: CaseId | None = None
        self._asked: tuple[AgencyId, Purpose, Handing] | None = None
        self._shown: SummaryPreview | None = None
        self._unsaved: MadeCopy | None = None

    def enter(self, case: CaseId | None) -> None:
        """Share the summaries of this case from now on."""
        self._case = case
        self.stop()

    def begin(self) -> None:
        """Offer the agencies; a copy of this case that is still in no file comes first."""
        self._tasks.query(
            lambda: self._desk.reports.agencies(self._actor),
            self._view.offer_agencies,
            self._fail,
            key="summary agencies",
        )
        left = self._unsaved
        if left is not None and left.case == self._case:
            sentence = say_not_written("The file", left.number, left.agency)
            self._view.keep_trying(left.number, sentence)

    def ask(self, agency: AgencyId, purpose: Purpose, handing: Handing = AS_USUAL) -> None:
        """Show what this agency would be told for this purpose, handed over like this."""
        self._asked, self._shown = (agency, purpose, handing), None
        self.refresh()

    def stop(self) -> None:
        """Show nothing more until it is asked for again."""
        self._asked = self._shown = None

    def refresh(self) -> None:
        """Show what is asked for as it would be told now."""
        case, asked = self._case, self._asked
        if case is None or asked is None:
            return
        agency, purpose, handing = asked

        def show(preview: "SummaryPreview") -> None:
            if asked == self._asked:
                self._shown = preview
                self._view.show_summary(preview)

        def fail(error: BaseException) -> None:
            if asked == self._asked:
                self._fail(error)

        self._tasks.query(
            lambda: self._desk.summaries.preview(self._actor, case, agency, purpose, handing),
            show,
            fail,
            key="case summary",
        )

    def propose(self, handing: Handing) -> None:
        """Freeze the summary that is shown for a second person to read; nothing is handed over."""
        case, asked, shown = self._case, self._asked, self._shown
        if case is None or asked is None or shown is None:
            return
        agency, purpose, _ = asked

        def done(_changes: Changes) -> None:
            self._view.finish()
            self._navigator.tell(say_proposed(shown.request.agency), Tone.OK)

        self._tasks.command(
            lambda: self._desk.shared_summaries.propose(
                self._actor, case, agency, purpose, shown.seen, handing
            ),
            done,
            lambda error: self._refused(case, error),
        )

    def save(self, target: Target, handing: Handing = AS_USUAL) -> None:
        """Make the summary that is shown, log it, and write it; what was not shown is not made."""
        case, asked, shown = self._case, self._asked, self._shown
        if case is None or asked is None or shown is None:
            return
        agency, purpose, _ = asked

        def make() -> MadeCopy:
            made = self._desk.summaries.make(
                self._actor, case, agency, purpose, shown.seen, handing
            )
            number = made.document.marking.copy_number or shown.request.copy_number
            return MadeCopy(case, made, shown.request.agency, number)

        self._write(case, make, target)

    def save_again(self, target: Target) -> None:
        """Write the copy that is made and in no file; nothing more is logged."""
        left = self._unsaved
        if left is not None:
            self._write(left.case, lambda: left, target)

    def _write(self, case: CaseId, make: Callable[[], MadeCopy], target: Target) -> None:
        """Write a copy in one go with what makes it, whether or not somebody still looks on."""
        copies: list[MadeCopy] = []
        written: list[bool] = []

        def work() -> Changes:
            copies.append(make())
            written.append(is_written(target.place, copies[0].content(target.paper)))
            return Changes()

        def done(_changes: Changes) -> None:
            if written[0]:
                self._saved(copies[0], target)
            else:
                self._not_written(copies[0], target)

        def failed(error: BaseException) -> None:
            if copies:
                self._not_written(copies[0], target)
            else:
                self._refused(case, error)

        self._tasks.command(work, done, failed)

    def _saved(self, copy: MadeCopy, target: Target) -> None:
        self._unsaved = None
        if copy.case == self._case:
            self._view.finish()
        words = say_saved(target.place.name, copy.number, copy.agency)
        self._navigator.tell(words, Tone.OK)

    def _not_written(self, copy: MadeCopy, target: Target) -> None:
        self._unsaved = copy
        sentence = say_not_written(target.place.name, copy.number, copy.agency)
        if copy.case != self._case or not self._view.keep_trying(copy.number, sentence):
            self._navigator.tell(sentence, Tone.DANGER)

    def _refused(self, case: CaseId, error: BaseException) -> None:
        """Say why nothing was made; where the case changed, show what it says now."""
        if case != self._case:
            self._navigator.tell(explain(error), Tone.WARN)
        elif isinstance(error, StaleRecord):
            if not self._view.warn(CHANGED):
                self._navigator.tell(explain(error), Tone.WARN)
            self.refresh()
        else:
            self._fail(error)

    def _fail(self, error: BaseException) -> None:
        self._shown = None
        if not self._view.fail(explain(error)):
            self._navigator.tell(explain(error), Tone.WARN)
