"""The Copies screen: asks which copies there are, and makes one while everybody works. No Qt."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.errors import NotPermitted
from pbi_desktop.domain.wording import explain
from pbi_desktop.services.backups import Copies, CopiesPage, Made
from pbi_desktop.ui.kit.ports import Tasks, Tone
from pbi_desktop.ui.screens.care.words import WHOSE, made

Told = Callable[[str, int, int], None]


class CopiesView(Protocol):
    """The screen as its presenter sees it."""

    def show_page(self, page: CopiesPage) -> None:
        """Show when the last copy was made, and which there are."""

    def show_refused(self, words: str) -> None:
        """Say why nothing is shown."""

    def show_busy(self) -> None:
        """Show that a copy is made."""

    def show_done(self, words: str, tone: Tone) -> None:
        """Say what became of the copy."""


class CopyNews(Protocol):
    """A copy as it is followed and stopped."""

    def begin(self) -> Told:
        """Return what the next copy tells its progress to."""

    def stop(self) -> None:
        """Stop the copy: it leaves nothing."""


class CopiesPresenter:
    """Asks the services; a copy is made beside the lane, for it takes longer than anybody waits."""

    def __init__(  # noqa: PLR0913 - everything that a screen is made from
        self,
        view: CopiesView,
        copies: Callable[[], Copies],
        actor: Actor,
        tasks: Tasks,
        copying: Tasks,
        news: CopyNews,
    ) -> None:
        self._view, self._copies, self._actor = view, copies, actor
        self._tasks, self._copying, self._news = tasks, copying, news

    def shown(self) -> None:
        """Ask again whenever the screen comes into sight."""
        self._tasks.query(
            lambda: self._copies().page(self._actor),
            self._view.show_page,
            self._not_shown,
            key="copies",
        )

    def make(self, folder: Path) -> None:
        """Make a copy in a folder."""
        told = self._news.begin()
        self._view.show_busy()
        self._copying.query(
            lambda: self._copies().make(self._actor, folder, told), self._made, self._not_made
        )

    def stop(self) -> None:
        """Stop the copy that is being made."""
        self._news.stop()

    def _made(self, found: Made) -> None:
        self._view.show_done(made(found), Tone.OK)
        self.shown()

    def _not_made(self, error: BaseException) -> None:
        self._view.show_done(explain(error), Tone.DANGER)

    def _not_shown(self, error: BaseException) -> None:
        self._view.show_refused(WHOSE if isinstance(error, NotPermitted) else explain(error))
