"""The drawn network into a file: logged first, marked always, and said where it went. No Qt."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.scene import Scene
from pbi_desktop.domain.wording import explain
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.ports import Navigator, Tasks, Tone
from pbi_desktop.ui.screens.case.network_words import NOT_KEPT, Format, say_kept

if TYPE_CHECKING:  # it loads what writes PDF, which only a print needs
    from pbi_desktop.services.network_prints import PrintedPicture

Paint = Callable[[Scene, Path], bool]
"""Paints a picture into a file, where pictures are painted; says whether it was written."""


class NetworkPrinter:
    """Prints the network of a case for one worker."""

    def __init__(self, desk: Desk, actor: Actor, tasks: Tasks, navigator: Navigator) -> None:
        self._desk, self._actor = desk, actor
        self._tasks, self._navigator = tasks, navigator

    def print(self, case: CaseId, kind: Format, place: Path, paint: Paint) -> None:
        """Write the network of a case to a file, and say that it is there or why it is not."""
        printed: list[PrintedPicture] = []
        written: list[bool] = []

        def work() -> Changes:
            printed.append(self._desk.prints.print_case(self._actor, case))
            if kind is Format.PDF:
                written.append(_write(place, printed[0].as_pdf()))
            return Changes()

        def done(_changes: Changes) -> None:
            if kind is Format.PICTURE:
                written.append(paint(printed[0].marked_scene(), place))
            if all(written):
                self._navigator.tell(say_kept(place.name), Tone.OK)
            else:
                self._navigator.tell(NOT_KEPT, Tone.WARN)

        self._tasks.command(work, done, self._refused)

    def _refused(self, error: BaseException) -> None:
        self._navigator.tell(explain(error), Tone.WARN)


def _write(place: Path, content: bytes) -> bool:
    try:
        place.write_bytes(content)
    except OSError:  # no such folder, no right to it, or a full disk: the worker is told
        return False
    return True
