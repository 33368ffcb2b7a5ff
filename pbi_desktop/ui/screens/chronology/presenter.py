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
from pbi_desktop.services.chronology_rows import ChronologyList, ChronologyPage, ChronologyWish
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

_DRAFT = "chronology.line"


class ChronologyView(Protocol):
    """What the presenter asks of the screen."""

    @property
    def in_sight(self) -> bool:
        """Whether the worker sees this screen now."""

    def begin(self) -> None:
        """Forget what was shown: something else is on its way."""

    def show_list(self, listed: ChronologyList, today: date) -> None:
        """Show the chronologies of a case, and the form for another."""

    def show_page(self, page: ChronologyPage) -> None:
        """Show one chronology with its lines."""

    def offer_agencies(self, agencies: "tuple[AgencyChoice, ...]") -> None:
        """Offer these agencies as recipients."""

    def restore(self, line: UUID, words: str, significance: str) -> None:
        """Put back what was typed of a line before."""

    def show_problems(self, problems: Mapping[str, str]) -> None:
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
        tasks.on_changed(self._on_changed)

    def show_address(self, parts: Sequence[str]) -> None:
        """Show `<case>`: what is kept with it, or `<case>/<chronology>`."""
        ids = [_id(part) for part in parts[:2]]
        case = ids[0] if ids else None
        self._case = CaseId(case) if case else None
        self._open = ids[1] if len(ids) > 1 else None
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

    def keep_line(self, line: UUID, seen: int, words: str, significance: str) -> None:
        """Keep what a line says and why it matters."""
        self._tasks.command(
            lambda: self._desk.chronologies.change_line(
                self._actor, line, seen, words, significance
            ),
            partial(self._line_kept, line),
            self._refused,
        )

    def leave_out(self, line: UUID, seen: int, out: bool) -> None:
        """Leave a line out of what is printed, or take it in again."""
        self._tasks.command(
            lambda: self._desk.chronologies.leave_out(self._actor, line, seen, out=out),
            self._offer_undo,
            self._refused,
        )

    def typed(self, line: UUID, words: str, significance: str) -> None:
        """Keep what is typed of a line so far."""
        saved: list[datetime] = []

        def work() -> Changes:
            text = pack(words, significance)
            saved.append(self._desk.drafts.keep(self._actor, _DRAFT, line, text))
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

    def _load(self) -> None:
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
            lambda: service.open(self._actor, case, chronology),
            self._view.show_page,
            self._failed,
            key="chronology",
        )
        self._tasks.query(
            lambda: self._desk.reports.agencies(self._actor),
            self._view.offer_agencies,
            self._failed,
            key="chronology agencies",
        )

    def _drafted(self, changes: Changes) -> None:
        self._offer_undo(changes)
        if changes.made is not None:
            self.open(changes.made)

    def _line_kept(self, line: UUID, changes: Changes) -> None:
        def work() -> Changes:
            self._desk.drafts.drop(self._actor, _DRAFT, line)
            return Changes()

        self._tasks.command(work)
        self._offer_undo(changes)

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
            self._view.restore(line, *typed)

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
