"""The drawn network into a file: logged first, marked always, and said where it went. No Qt."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.scene import Scene
from pbi_desktop.domain.wording import explain
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.whole_files import is_written
from pbi_desktop.ui.kit.ports import Navigator, Tasks, Tone
from pbi_desktop.ui.screens.case.network_words import NOT_KEPT, Format, say_kept

if TYPE_CHECKING:  # it loads what writes PDF, which only a print needs
    from pbi_desktop.services.network_prints import PrintedPicture

Paint = Callable[[Scene], bytes]
"""Paints a picture, where pictures are painted; returns what its file holds."""


class NetworkPrinter:
    """Prints the network of a case for one worker."""

    def __init__(self, desk: Desk, actor: Actor, tasks: Tasks, navigator: Navigator) -> None:
        self._desk, self._actor = desk, actor
        self._tasks, self._navigator = tasks, navigator

    def print(
        self, case: CaseId, kind: Format, place: Path, paint: Paint, as_at: date | None = None
    ) -> None:
        """Write the network of a case to a file, and say that it is there or why it is not."""
        printed: list[PrintedPicture] = []

        def work() -> Changes:
            from pbi_desktop.services.network_prints import PrintWish

            wish = PrintWish(as_at)
            printed.append(self._desk.prints.print_case(self._actor, case, wish))
            return Changes()

        def done(_changes: Changes) -> None:
            made = printed[0]
            if kind is Format.PICTURE:
                painted = paint(made.marked_scene())
                self._write(place, lambda: painted)
            else:
                self._write(place, partial(_content, made, kind))

        self._tasks.command(work, done, self._refused)

    def _write(self, place: Path, content: Callable[[], bytes]) -> None:
        """Write a file away from the window, which a slow drive must not hold up."""
        self._tasks.query(lambda: is_written(place, content()), partial(self._say, place.name))

    def _say(self, name: str, written: bool) -> None:
        if written:
            self._navigator.tell(say_kept(name), Tone.OK)
        else:
            self._navigator.tell(NOT_KEPT, Tone.WARN)

    def _refused(self, error: BaseException) -> None:
        self._navigator.tell(explain(error), Tone.WARN)


def _content(made: "PrintedPicture", kind: Format) -> bytes:
    """Return what a file of a form holds that needs no painting."""
    if kind is Format.PDF:
        return made.as_pdf()
    write = {
        Format.DRAWING: made.as_svg,
        Format.GRAPH: made.as_graphml,
        Format.DATA: made.as_json,
    }[kind]
    return write().encode("utf-8")
