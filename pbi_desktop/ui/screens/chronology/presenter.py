"""Chronologies: what is asked of the services, and what is kept and saved. No Qt."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from pbi_desktop.domain.access import Purpose
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import Invalid, NotFound, StaleRecord
from pbi_desktop.domain.ids import CaseId, CommandId
from pbi_desktop.domain.times import london_day
from pbi_desktop.domain.wording import explain
from pbi_desktop.services.chronology_rows import (
    ChronologyLineRow,
    ChronologyList,
    ChronologyPage,
    ChronologyWish,
    NewLine,
)
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.whole_files import is_written
from pbi_desktop.ui.kit.ports import Navigator, Tasks, Tone
from pbi_desktop.ui.screens.chronology.words import (
    GONE,
    NOT_WRITTEN,
    NOWHERE,
    pack,
    say_saved,
    unpack,
)

if TYPE_CHECKING:  # it loads what makes reports, which only a print needs
    from pbi_desktop.services.reports import AgencyChoice, Made

_DRAFT, _ADDED = "chronology.line", "chronology.added"


class ChronologyView(Protocol):
    """What the presenter asks of the screen."""

    @property
    def in_sight(self) -> bool:
        """Whether the worker sees this screen now."""

    def begin(self) -> None:
        """Forget what was shown: something else is on its way."""

    def show_list(self, listed: ChronologyList, today: date) -> None:
        """Show the chronologies of a case, and the form for another."""

    def show_page(self, page: ChronologyPage, today: date) -> None:
        """Show one chronology with its lines."""

    def offer_agencies(self, agencies: "tuple[AgencyChoice, ...]") -> None:
        """Offer these agencies as recipients."""

    def restore(self, line: UUID, typed: Mapping[str, str]) -> None:
        """Put back what was typed of a line before."""

    def restore_added(self, typed: Mapping[str, str]) -> None:
        """Put back what was typed of a line that is to be added."""

    def choose(self, line: UUID) -> None:
        """Have this line chosen when the lines are shown next."""

    def added(self, line: UUID | None) -> None:
        """Close the form: the line is kept, and will be chosen."""

    def show_problems(self, problems: Mapping[str, str], *, of_added: bool = False) -> None:
        """Say at the fields what to mend."""

    def show_said(self, words: str, tone: Tone) -> None:
        """Say what became of what was asked."""


class ChronologyPresenter:
    """Joins the screen to its services, for one worker."""

    def __init__(
        self, view: ChronologyView, desk: Desk, actor: Actor, tasks: Tasks, navigator: Navigator
    ) -> None:
        self._view, self._desk, self._actor = view, desk, actor
        self._tasks, self._navigator = tasks, navigator
        self._case: CaseId | None = None
        self._open: UUID | None = None
        self._sought: UUID | None = None
        tasks.on_changed(self._on_changed)

    def show_address(self, parts: Sequence[str]) -> None:
        """Show `<case>`: what is kept with it, or `<case>/<chronology>`."""
        ids = [_id(part) for part in parts[:2]]
        case = ids[0] if ids else None
        self._case = CaseId(case) if case else None
        self._open = ids[1] if len(ids) > 1 else None
        self._sought = None
        self._view.begin()
        if self._case is None:
            self._view.show_said(NOWHERE, Tone.WARN)
            return
        self._navigator.crumbs("Cases", "Chronology")
        self._load()

    def open(self, chronology: UUID) -> None:
        """Go to one chronology: it has an address of its own, so Back finds the list."""
        if self._case is not None:
            self._navigator.go(f"chronology/{self._case}/{chronology}")

    def back(self) -> None:
        """Go to the story it was drafted from, or to the list."""
        if self._case is not None:
            rest = f"chronology/{self._case}" if self._open else f"case/{self._case}/story"
            self._navigator.go(rest)

    def draft(self, wish: ChronologyWish) -> None:
        """Draft a chronology, and go to it."""
        case = self._case
        if case is None:
            return
        self._tasks.command(
            lambda: self._desk.chronologies.draft(self._actor, case, wish),
            self._drafted,
            self._refused,
        )

    def keep_line(
        self, line: ChronologyLineRow, typed: Mapping[str, str], day: date | None
    ) -> None:
        """Keep what a line says and why it matters; of one added by hand, whose word and when."""
        service, seen = self._desk.chronologies, (self._actor, line.id, line.version)
        words, why = typed["words"], typed["significance"]
        if line.by_hand:
            change = partial(service.change_added, *seen, day, words, typed["source"], why)
        else:
            change = partial(service.change_line, *seen, words, why)
        self._tasks.command(change, partial(self._line_kept, line.id), self._refused)

    def add_line(self, new: NewLine) -> None:
        """Add a line by hand."""
        case, chronology = self._case, self._open
        if case is None or chronology is None:
            return
        self._tasks.command(
            lambda: self._desk.chronologies.add_line(self._actor, case, chronology, new),
            partial(self._line_added, chronology),
            self._add_refused,
        )

    def remove_line(self, line: UUID, seen: int) -> None:
        """Take away a line that was added by hand."""
        self._tasks.command(
            lambda: self._desk.chronologies.remove_line(self._actor, line, seen),
            self._offer_undo,
            self._refused,
        )

    def open_earlier(self) -> None:
        """Open the cases before this one, and show the lines from them."""
        self._load(earlier=True)

    def leave_out(self, line: UUID, seen: int, out: bool) -> None:
        """Leave a line out of what is printed, or take it in again."""
        self._tasks.command(
            lambda: self._desk.chronologies.leave_out(self._actor, line, seen, out=out),
            self._offer_undo,
            self._refused,
        )

    def typed(self, line: UUID, typed: Mapping[str, str]) -> None:
        """Keep what is typed of a line so far."""
        self._keep_draft(_DRAFT, line, typed)

    def typed_added(self, chronology: UUID, typed: Mapping[str, str]) -> None:
        """Keep what is typed so far of a line that is to be added."""
        self._keep_draft(_ADDED, chronology, typed)

    def _keep_draft(self, form: str, record: UUID, typed: Mapping[str, str]) -> None:
        saved: list[datetime] = []

        def work() -> Changes:
            saved.append(self._desk.drafts.keep(self._actor, form, record, pack(typed)))
            return Changes()

        self._tasks.command(
            work,
            lambda _changes: self._navigator.saved(saved[0]),
            lambda error: self._navigator.not_saved(explain(error)),
        )

    def line_chosen(self, line: UUID) -> None:
        """Find what was typed of a line and not kept."""
        self._tasks.query(
            lambda: self._desk.drafts.find(self._actor, _DRAFT, line),
            partial(self._found, line),
            key="chronology draft",
        )

    def print(self, agency: str, purpose: Purpose, place: Path) -> None:
        """Save the open chronology as PDF, logged first."""
        case, chronology = self._case, self._open
        if case is None or chronology is None:
            return
        made: list[Made] = []

        def work() -> Changes:
            made.append(
                self._desk.chronologies.print(self._actor, case, chronology, agency, purpose)
            )
            return Changes()

        self._tasks.command(
            work,
            lambda _changes: self._write(place, made[0], agency),
            lambda error: self._view.show_said(explain(error), Tone.WARN),
        )

    # Within

    def _load(self, *, earlier: bool = False) -> None:
        case, chronology = self._case, self._open
        if case is None:
            return
        service, today = self._desk.chronologies, london_day(self._desk.clock())
        if chronology is None:
            self._tasks.query(
                lambda: service.of_case(self._actor, case),
                lambda listed: self._view.show_list(listed, today),
                self._failed,
                key="chronology",
            )
            return
        self._tasks.query(
            lambda: service.open(self._actor, case, chronology, earlier=earlier),
            lambda page: self._show_page(page, today),
            self._failed,
            key="chronology",
        )
        self._tasks.query(
            lambda: self._desk.reports.agencies(self._actor),
            self._view.offer_agencies,
            self._failed,
            key="chronology agencies",
        )

    def _show_page(self, page: ChronologyPage, today: date) -> None:
        self._view.show_page(page, today)
        if self._sought == page.id:
            return
        self._sought = page.id
        self._tasks.query(
            lambda: self._desk.drafts.find(self._actor, _ADDED, page.id),
            self._found_added,
            key="chronology added",
        )

    def _found_added(self, text: str) -> None:
        typed = unpack(text)
        if typed:
            self._view.restore_added(typed)

    def _drafted(self, changes: Changes) -> None:
        self._offer_undo(changes)
        if changes.made is not None:
            self.open(changes.made)

    def _line_kept(self, line: UUID, changes: Changes) -> None:
        self._drop_draft(_DRAFT, line)
        self._offer_undo(changes)
        if changes.made is not None:  # another line may have taken its place
            self._view.choose(changes.made)
            self._load()

    def _line_added(self, chronology: UUID, changes: Changes) -> None:
        self._drop_draft(_ADDED, chronology)
        self._view.added(changes.made)
        self._offer_undo(changes)
        self._load()

    def _drop_draft(self, form: str, record: UUID) -> None:
        def work() -> Changes:
            self._desk.drafts.drop(self._actor, form, record)
            return Changes()

        self._tasks.command(work)

    def _offer_undo(self, changes: Changes) -> None:
        self._navigator.saved(self._desk.clock())
        if changes.command is not None:
            self._navigator.offer_undo(changes.done, partial(self._undo, changes.command))

    def _undo(self, command: CommandId) -> None:
        self._tasks.command(
            lambda: self._desk.undo.undo(self._actor, command),
            lambda changes: self._view.show_said(f"{changes.done}.", Tone.OK),
            lambda error: self._navigator.tell(explain(error), Tone.WARN),
        )

    def _found(self, line: UUID, text: str) -> None:
        typed = unpack(text)
        if typed is not None:
            self._view.restore(line, typed)

    def _write(self, place: Path, made: "Made", whom: str) -> None:
        """Write the file away from the window, which a slow drive must not hold up."""
        self._tasks.query(
            lambda: is_written(place, made.pdf), partial(self._say_written, place.name, whom)
        )

    def _say_written(self, name: str, whom: str, written: bool) -> None:
        words, tone = (say_saved(name, whom), Tone.OK) if written else (NOT_WRITTEN, Tone.WARN)
        self._view.show_said(words, tone)

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, Invalid):
            self._view.show_problems(error.fields)
            return
        self._view.show_said(explain(error), Tone.WARN)
        if isinstance(error, StaleRecord):
            self._load()

    def _add_refused(self, error: BaseException) -> None:
        if isinstance(error, Invalid):
            self._view.show_problems(error.fields, of_added=True)
        else:
            self._view.show_problems({"": explain(error)}, of_added=True)

    def _failed(self, error: BaseException) -> None:
        missing = GONE if self._open else NOWHERE
        words = missing if isinstance(error, NotFound) else explain(error)
        self._view.begin()
        self._view.show_said(words, Tone.WARN)

    def _on_changed(self, changes: Changes) -> None:
        if self._case is not None and self._view.in_sight and changes.concerns(self._case):
            self._load()


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
