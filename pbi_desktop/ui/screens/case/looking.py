"""The network of the case in view: on which day, which part of it, and on paper. No Qt."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Protocol

from pbi_desktop.domain.access_errors import OnlyViewing
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.scene import Scene
from pbi_desktop.domain.ties import Outline
from pbi_desktop.domain.times import london_day
from pbi_desktop.domain.wording import explain
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.network_rows import NOW, Look, NetworkSeen
from pbi_desktop.ui.kit.ports import Navigator, Tone
from pbi_desktop.ui.screens.case.in_view import InView
from pbi_desktop.ui.screens.case.network_words import Format
from pbi_desktop.ui.screens.case.printing import NetworkPrinter


class NetworkView(Protocol):
    """The network as its presenter sees it."""

    def show_network(self, outline: Outline, today: date) -> None:
        """Fill the Network tab with the words; the picture follows."""

    def show_seen(self, seen: NetworkSeen, today: date) -> None:
        """Show the network as it is looked at: drawn, in words, and what can be changed."""

    def fail_picture(self, sentence: str) -> None:
        """Say why the network is not drawn."""

    def paint_picture(self, scene: Scene) -> bytes:
        """Return a picture as PNG."""


class NetworkLooker:
    """Reads the network of one case at a time, as it is looked at."""

    def __init__(  # noqa: PLR0913 - what it shows in, asks, and as whom
        self,
        view: NetworkView,
        desk: Desk,
        actor: Callable[[], Actor],
        in_view: InView,
        printer: NetworkPrinter,
        navigator: Navigator,
    ) -> None:
        self._view, self._desk, self._actor = view, desk, actor
        self._in_view, self._printer, self._navigator = in_view, printer, navigator
        self._look = NOW

    def forget(self) -> None:
        """Look at today again: another case, or other eyes."""
        self._look = NOW

    def look_at(self, case: CaseId, look: Look) -> None:
        """Look at the network on another day, or at another part of it."""
        self._look = look
        self.show(case)

    def show(self, case: CaseId) -> None:
        """Show the words of today at once, and ask for the picture; another day comes drawn."""
        if self._look != NOW:
            self._draw(case)
            return
        actor = self._actor()
        self._in_view.ask(
            lambda: self._desk.cases.network(actor, case),
            lambda outline: self._show_words(case, outline),
            "case tab",
        )

    def _show_words(self, case: CaseId, outline: Outline) -> None:
        if self._look == NOW:  # else another day is asked for by now
            self._view.show_network(outline, self._today)
            self._draw(case)

    def _draw(self, case: CaseId) -> None:
        actor, look = self._actor(), self._look
        self._in_view.ask(
            lambda: self._desk.pictures.look(actor, case, look),
            lambda seen: self._view.show_seen(seen, self._today),
            "case picture",
            lambda error: self._view.fail_picture(explain(error)),
        )

    def print(self, case: CaseId, kind: Format, place: Path) -> None:
        """Keep the drawn network in a file: as one sees it oneself, or not at all."""
        viewing = self._actor().viewing
        if viewing is not None:
            self._navigator.tell(explain(OnlyViewing(viewing.agency_kind)), Tone.WARN)
            return
        self._printer.print(case, kind, place, self._view.paint_picture, self._look.as_at)

    @property
    def _today(self) -> date:
        return london_day(self._desk.clock())
