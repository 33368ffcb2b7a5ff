"""The scan folder of a worker at this computer, and what becomes of its files. No Qt."""

import platform
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.wording import explain
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.scan_folder import take_out
from pbi_desktop.ui.kit.ports import Navigator, Tasks, Tone
from pbi_desktop.ui.screens.case.wishes_papers import AttachPaper


class ScanView(Protocol):
    """What shows the scan folder."""

    def watch_scans(self, folder: Path | None) -> None:
        """Offer what lies in the scan folder, and what comes into it; None: there is none."""

    def ask_removal(self, place: Path) -> None:
        """Ask whether a file that was attached goes from the scan folder."""


class ScanFolder:
    """Offers what lies in the folder; removes a file only when the worker says so."""

    def __init__(
        self,
        view: ScanView,
        desk: Desk,
        actor: Callable[[], Actor],
        tasks: Tasks,
        navigator: Navigator,
    ) -> None:
        """`actor` is asked each time whose eyes see the case."""
        self._view, self._desk, self._actor = view, desk, actor
        self._tasks, self._navigator = tasks, navigator
        self._folder = ""
        self._attaching: AttachPaper | None = None

    def look(self) -> None:
        """Offer what lies in the folder now."""
        actor = self._actor()
        if actor.viewing is not None:
            return

        self._tasks.query(
            lambda: self._desk.drafts.find(actor, _setting(), None),
            self._show,
            self._tell,
            key="scans",
        )

    def choose(self, folder: Path | None) -> None:
        """Look in this folder from now on; None: in none."""
        actor = self._actor()

        def work() -> Changes:
            if folder is None:
                self._desk.drafts.drop(actor, _setting(), None)
            else:
                self._desk.drafts.keep(actor, _setting(), None, str(folder))
            return Changes()

        self._tasks.command(work, lambda _done: self.look(), self._tell)

    def wished(self, wish: object) -> None:
        """Remember which file is being attached, to ask afterwards what becomes of it."""
        self._attaching = wish if isinstance(wish, AttachPaper) else None

    def kept(self) -> None:
        """Ask what becomes of the file in the folder, now that it is kept with the case."""
        wish, self._attaching = self._attaching, None
        place = wish.place if wish is not None else None
        if place is not None and self._folder and place.parent == Path(self._folder):
            self._view.ask_removal(place)

    def forget(self) -> None:
        """Ask nothing any more of what was being attached."""
        self._attaching = None

    def remove(self, place: Path) -> None:
        """Remove a file from the folder."""
        self._tasks.query(
            lambda: take_out(place, Path(self._folder)), partial(self._say_removed, place)
        )

    def _show(self, folder: str) -> None:
        self._folder = folder
        self._view.watch_scans(Path(folder) if folder else None)

    def _say_removed(self, place: Path, removed: bool) -> None:
        if removed:
            self._navigator.tell(f"{place.name} is gone from the scan folder.", Tone.OK)
        else:
            said = f"{place.name} could not be removed: it is still there."
            self._navigator.tell(said, Tone.WARN)
        self.look()

    def _tell(self, error: BaseException) -> None:
        self._navigator.tell(explain(error), Tone.WARN)


def _setting() -> str:
    """Return the name under which this worker's folder at this computer is kept."""
    return f"scan folder {platform.node()}"
