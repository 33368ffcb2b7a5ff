"""For the bench: when the first window stood and when search answered, in processor time."""

import json
import time
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from pbi_desktop.bootstrap.program import Program
from pbi_desktop.services.front_door_rows import Told


class Marks(QObject):
    """Writes the times of one start, and ends the program."""

    def __init__(self, program: Program, path: Path) -> None:
        super().__init__(program)
        self._program = program
        self._path = path
        self._times = {"window": time.process_time()}
        QTimer.singleShot(0, self, self._search)

    def _search(self) -> None:
        store, actor = self._program.store, self._program.actor
        if store is not None and actor is not None:
            store.desk.front_door.search(actor, Told(name="ann"))
            self._times["search"] = time.process_time()
        self._path.write_text(json.dumps(self._times), encoding="utf-8")
        app = QApplication.instance()
        if app is not None:
            app.quit()
