"""The Outcomes section: counted when it is shown, again when records change. No Qt."""

from pathlib import Path
from typing import Protocol

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.ids import CaseId, SiteId
from pbi_desktop.domain.wording import explain
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.outcome_export import CannotSave, export
from pbi_desktop.services.outcome_rows import CasesBehind, Choices, Number, OutcomesPage
from pbi_desktop.ui.kit.ports import Navigator, Tasks, Tone
from pbi_desktop.ui.screens.outcomes.ports import Counting, Stopped, Told
from pbi_desktop.ui.screens.outcomes.words import not_saved, saved

_KEPT = "outcomes"
_COUNTED = {"cases", "stage_ratings", "gains", "attendances", "memberships", "people"}


class OutcomesView(Protocol):
    """The screen as its presenter sees it."""

    def show_page(self, page: OutcomesPage, period: str) -> None:
        """Show these figures, counted for the period of this key."""

    def show_stopped(self) -> None:
        """Say that the count was stopped."""

    def show_behind(self, number: Number, found: CasesBehind) -> None:
        """List the cases behind a number."""

    def close_behind(self) -> None:
        """Close the list of cases."""

    def export_done(self) -> None:
        """Close the strip from which the report was saved."""

    def in_sight(self) -> bool:
        """Say whether the screen is shown now."""


class OutcomesPresenter:
    """Asks for the figures, for the cases behind a number, and for the report as files."""

    def __init__(  # noqa: PLR0913 - everything that a screen is made from
        self,
        view: OutcomesView,
        desk: Desk,
        actor: Actor,
        tasks: Tasks,
        navigator: Navigator,
        counting: Counting,
        listing: Counting,
    ) -> None:
        self._view, self._desk, self._actor = view, desk, actor
        self._tasks, self._navigator = tasks, navigator
        self._counting, self._listing = counting, listing
        self._chosen: tuple[str, SiteId | None] | None = None
        self._page: OutcomesPage | None = None
        self._old = True
        tasks.on_changed(self._on_changed)

    def shown(self) -> None:
        """Count when the screen comes into sight, unless nothing has changed since."""
        if self._old:
            self.refresh()

    def refresh(self) -> None:
        """Count again."""
        self._old = False
        told = self._counting.begin()
        self._tasks.query(lambda: self._count(told), self._show, self._failed, key="outcomes")

    def choose(self, period: str, site: SiteId | None) -> None:
        """Count for another period or site, and come back to it next time."""
        self._chosen = (period, site)
        kept = f"{period} {site or ''}"
        self._tasks.query(
            lambda: self._desk.drafts.keep(self._actor, _KEPT, None, kept), lambda _at: None
        )
        self.refresh()

    def stop(self) -> None:
        """Stop counting, and looking for cases."""
        self._counting.stop()
        self._listing.stop()

    def list_cases(self, number: Number) -> None:
        """List the cases behind a number."""
        page = self._page
        if page is None:
            return
        told = self._listing.begin()
        self._tasks.query(
            lambda: self._desk.outcomes.cases_behind(self._actor, page, number.where, told),
            lambda found: self._view.show_behind(number, found),
            self._not_listed,
            key="behind",
        )

    def open_case(self, case: CaseId) -> None:
        """Go to a case."""
        self._navigator.go(f"case/{case}/now")

    def save(self, folder: Path, shared: bool) -> None:
        """Write the report of what is shown to a folder."""
        page = self._page
        if page is None:
            return
        self._tasks.query(
            lambda: export(self._desk.reports, self._actor, page, folder, shared=shared),
            self._saved,
            self._not_saved,
            key="save",
        )

    def _count(self, told: Told) -> tuple[OutcomesPage, str]:
        choices = self._desk.outcomes.choices(self._actor)
        key, site = self._chosen or self._chosen_before(choices)
        found = next((one for one in choices.periods if one.key == key), choices.periods[0])
        page = self._desk.outcomes.show(self._actor, found.period, site, told)
        return page, found.key

    def _chosen_before(self, choices: Choices) -> tuple[str, SiteId | None]:
        key, _, site = self._desk.drafts.find(self._actor, _KEPT, None).partition(" ")
        return key, next((one.id for one in choices.sites if str(one.id) == site), None)

    def _show(self, found: tuple[OutcomesPage, str]) -> None:
        self._page, key = found
        self._view.show_page(self._page, key)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, Stopped):
            self._old = True
            self._view.show_stopped()
        else:
            self._old = True  # coming back counts again
            self._view.show_stopped()
            self._navigator.tell(explain(error), Tone.DANGER)

    def _not_listed(self, error: BaseException) -> None:
        self._view.close_behind()
        if not isinstance(error, Stopped):
            self._navigator.tell(explain(error), Tone.DANGER)

    def _saved(self, paths: tuple[Path, ...]) -> None:
        self._view.export_done()
        self._navigator.tell(saved(paths), Tone.OK)

    def _not_saved(self, error: BaseException) -> None:
        words = not_saved(error) if isinstance(error, CannotSave) else explain(error)
        self._navigator.tell(words, Tone.DANGER)

    def _on_changed(self, changes: Changes) -> None:
        if changes.kinds & _COUNTED:
            self._old = True
            if self._view.in_sight():
                self.refresh()
