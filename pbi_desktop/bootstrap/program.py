"""The window's program: sign in or open the demo, show the shell, lock, and close in order."""

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication

from pbi_desktop.bootstrap.screens import Parts, entries
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.errors import PbiError
from pbi_desktop.domain.wording import explain
from pbi_desktop.services.front_door_rows import Told
from pbi_desktop.services.stores import OpenedStore, WorkerChoice, is_demo, open_store
from pbi_desktop.ui.kit.focus_ring import FocusRing
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.tasks import TaskLane
from pbi_desktop.ui.kit.text_guard import TextGuard
from pbi_desktop.ui.kit.theme import Theme
from pbi_desktop.ui.shell import Shell, ShellFacts

DEMO_NOTICE = (
    "Everybody here is invented. The key of this store lies beside it, so anyone with its files "
    "can read it: never write about a real person in it."
)


def run_window(store: Path, login: str, resources: Path, marks: Path | None) -> int:
    """Show the program until its window is closed; returns the exit code."""
    app = application(resources)
    program = Program(app, store, resources)
    try:
        program.open(login)
    except PbiError as error:
        print(explain(error), file=sys.stderr)  # noqa: T201 - there is no window to say it in
        return 3
    if marks is not None:
        Marks(program, marks)
    code = app.exec()
    program.close()
    return code


def application(resources: Path) -> QApplication:
    """Return the one application, with the program's look and guards."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("pbi-desktop")
    if app.findChild(Theme) is None:
        TextGuard(app)
        FocusRing(app)
        Theme(app, resources)
    return app


def facts_of(worker: WorkerChoice, store: OpenedStore) -> ShellFacts:
    """Return what the frame says all day."""
    where = "Demo: invented people" if store.is_demo else worker.site
    return ShellFacts(worker.site, worker.name, worker.job, where, worker.login)


class Program(QObject):
    """Holds what lives as long as the window; what opens, closes in reverse order."""

    def __init__(self, app: QApplication, path: Path, resources: Path) -> None:
        super().__init__()
        self._app = app
        self._path = path
        self._resources = resources
        self.store: OpenedStore | None = None
        self.lane: TaskLane | None = None
        self.shell: Shell | None = None
        self.actor: Actor | None = None

    def open(self, login: str) -> None:
        """Unlock the store and show the shell for a worker."""
        store = self.store = open_store(self._path)
        actor = self.actor = store.sign_in(login)
        worker = next(one for one in store.workers() if one.id == actor.worker)
        lane = self.lane = TaskLane()
        privacy = Privacy()
        settings = QSettings(str(self._path.with_name("window.ini")), QSettings.Format.IniFormat)
        parts = Parts(store.desk, actor, lane, privacy)
        shell = self.shell = Shell(facts_of(worker, store), entries(parts), settings, privacy)
        shell.follow(lane)
        shell.lock_wanted.connect(self.lock)
        shell.go("my-day")
        if store.is_demo:
            shell.tell(DEMO_NOTICE)
        shell.show()

    def lock(self) -> None:
        """Hide everything and ask who is there."""

    def close(self) -> None:
        """Finish what was asked, then let go of window, lane and store."""
        if self.shell is not None:
            self.shell.close()
            self.shell.deleteLater()
        if self.lane is not None:
            self.lane.close()
        if self.store is not None:
            self.store.close()
        self._app.sendPostedEvents(None, 0)
        self.shell, self.lane, self.store = None, None, None


class Marks(QObject):
    """For the bench: notes the processor time at the first window and at search ready, and ends."""

    def __init__(self, program: Program, path: Path) -> None:
        super().__init__(program)
        self._program = program
        self._path = path
        self._times: dict[str, float] = {}
        QTimer.singleShot(0, self, self._shown)

    def _shown(self) -> None:
        self._times["window"] = time.process_time()
        program = self._program
        if program.store is None or program.actor is None:
            return
        program.store.desk.front_door.search(program.actor, Told(name="ann"))
        self._times["search"] = time.process_time()
        self._path.write_text(json.dumps(self._times), encoding="utf-8")
        QTimer.singleShot(0, QApplication.instance(), QApplication.quit)


__all__ = ["Program", "Qt", "application", "facts_of", "is_demo", "run_window"]
