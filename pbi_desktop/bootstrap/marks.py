"""For the bench: when the first window stood and when search answered, in processor time."""

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from pbi_desktop.bootstrap.program import Program


class Marks(QObject):
    """Takes the time of the first window when it is made; writes both when search is ready."""

    def __init__(self) -> None:
        super().__init__()
        self._window = time.process_time()
        self._program: Program | None = None
        self._path = Path()

    def write_when_ready(self, program: "Program", path: Path) -> None:
        """Write the times into a file as soon as search has answered, and end the program."""
        self._program, self._path = program, path
        program.search_ready.connect(self._write)

    def _write(self) -> None:
        if self._program is None:
            return
        times = {"window": self._window, "search": self._program.search_ready_at}
        self._path.write_text(json.dumps(times), encoding="utf-8")
        app = QApplication.instance()
        if app is not None:
            app.quit()
