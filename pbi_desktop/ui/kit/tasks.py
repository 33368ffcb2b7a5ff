"""One worker lane for store work: questions and changes go down it, answers come back in order.

PySide6 holds a plain object's bound method weakly when it is connected to a signal: the object
must be kept alive by its owner or it goes silent. Callbacks given to `query` and `command` are
held strongly until they are answered, so they need no such care; listeners given to `on_changed`
are held strongly for as long as the lane, or as the screen of a scope, lives.
"""

import logging
import traceback
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import PbiError
from pbi_desktop.ui.kit.sweeping import Sweeper

T = TypeVar("T")
_BUSY_AFTER_MS = 1000
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Answer:
    """What came back from the worker thread, and who is waiting for it."""

    job: "_Job"
    value: object = None
    error: BaseException | None = None


@dataclass(eq=False)
class _Job:
    """One piece of work in the lane."""

    work: Callable[[], Any]
    on_done: Callable[[Any], None] | None
    on_failed: Callable[[BaseException], None] | None
    is_command: bool
    key: str = ""
    owner: QObject | None = None
    future: "Future[None] | None" = None

    @property
    def heard(self) -> bool:
        """Whether the screen that asked is still there."""
        return self.owner is None or isValid(self.owner)


class TaskLane(QObject):
    """Runs store work one piece after another on one thread of its own."""

    changed = Signal(object)  # Changes
    failed = Signal(object)  # BaseException that nobody else handles
    busy = Signal(bool)
    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._newest: dict[str, _Job] = {}
        self._waiting = 0
        self._closed = False
        self._listeners: list[tuple[QObject | None, Callable[[Changes], None]]] = []
        self._slow = QTimer(self, singleShot=True, interval=_BUSY_AFTER_MS)
        self._slow.timeout.connect(self._say_busy)
        self._told_busy = False
        self._sweeper = Sweeper(self, lambda: self._waiting == 0)
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def waiting(self) -> int:
        """How many pieces of work have not been answered yet."""
        return self._waiting

    def query(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], None],
        on_failed: Callable[[BaseException], None] | None = None,
        *,
        key: str = "",
        owner: QObject | None = None,
    ) -> None:
        """Ask something; a later query with the same key takes the place of an earlier one."""
        job = _Job(work, on_done, on_failed, is_command=False, key=key, owner=owner)
        if key:
            self._supersede(key)
            self._newest[key] = job
        self._start(job)

    def command(
        self,
        work: Callable[[], Changes],
        on_done: Callable[[Changes], None] | None = None,
        on_failed: Callable[[BaseException], None] | None = None,
        *,
        owner: QObject | None = None,
    ) -> None:
        """Change something; it is carried out even if the screen that asked is closed."""
        self._start(_Job(work, on_done, on_failed, is_command=True, owner=owner))

    def on_changed(
        self, listener: Callable[[Changes], None], *, owner: QObject | None = None
    ) -> None:
        """Call the listener after every command that was kept, while its owner lives."""
        self._listeners.append((owner, listener))

    def tell(self, changes: Changes) -> None:
        """Let every screen hear of changes that did not come down this lane."""
        if not self._closed:
            self._broadcast(changes)

    def scope(self, owner: QObject) -> "Scope":
        """Return a lane whose answers stop when the owner (a screen) is deleted."""
        return Scope(self, owner)

    def close(self) -> None:
        """Drop the questions not yet asked, carry out every change, and end the thread."""
        if self._closed:
            return
        self._closed = True
        self._slow.stop()
        for job in list(self._newest.values()):
            self._cancel(job)
        self._lane.shutdown(wait=True)
        self._sweeper.stop()

    def _start(self, job: _Job) -> None:
        if self._closed:
            raise RuntimeError("the worker lane is closed")
        self._waiting += 1
        if not self._slow.isActive() and not self._told_busy:
            self._slow.start()
        job.future = self._lane.submit(self._run, job)

    def _run(self, job: _Job) -> None:
        """Work, on the lane's own thread; nothing here may touch a widget."""
        if self._closed and not job.is_command:
            return
        try:
            answer = _Answer(job, value=job.work())
        except Exception as error:  # noqa: BLE001 - carried to the GUI thread, worded there
            answer = _Answer(job, error=error)
        self._answered.emit(answer)

    def _supersede(self, key: str) -> None:
        earlier = self._newest.pop(key, None)
        if earlier is not None:
            self._cancel(earlier)

    def _cancel(self, job: _Job) -> None:
        if job.future is not None and job.future.cancel():
            self._settle()

    def _deliver(self, answer: _Answer) -> None:
        job = answer.job
        self._settle()
        if job.key:
            if self._newest.get(job.key) is not job:
                return
            del self._newest[job.key]
        if answer.error is not None:
            self._deliver_failure(job, answer.error)
            return
        if isinstance(answer.value, Changes) and job.is_command:
            self._broadcast(answer.value)
        if job.on_done is not None and job.heard:
            job.on_done(answer.value)

    def _deliver_failure(self, job: _Job, error: BaseException) -> None:
        if not isinstance(error, PbiError):
            _log.error("%s at %s", type(error).__name__, _where(error))
        if job.on_failed is not None and job.heard:
            job.on_failed(error)
        elif job.is_command or job.heard:
            self.failed.emit(error)

    def _broadcast(self, changes: Changes) -> None:
        self._listeners = [pair for pair in self._listeners if pair[0] is None or isValid(pair[0])]
        for _owner, listener in list(self._listeners):
            listener(changes)
        self.changed.emit(changes)

    def _settle(self) -> None:
        self._waiting -= 1
        if self._waiting == 0:
            self._slow.stop()
            if self._told_busy:
                self._told_busy = False
                self.busy.emit(False)

    def _say_busy(self) -> None:
        self._told_busy = True
        self.busy.emit(True)


class Scope:
    """The lane as one screen sees it: its questions are dropped when the screen is gone."""

    def __init__(self, lane: TaskLane, owner: QObject) -> None:
        self._lane = lane
        self._owner = owner

    def query(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], None],
        on_failed: Callable[[BaseException], None] | None = None,
        *,
        key: str = "",
    ) -> None:
        """Ask something; the answer is dropped if the screen is gone by then."""
        own_key = f"{id(self._owner)}:{key}" if key else ""
        self._lane.query(work, on_done, on_failed, key=own_key, owner=self._owner)

    def command(
        self,
        work: Callable[[], Changes],
        on_done: Callable[[Changes], None] | None = None,
        on_failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Change something; it is carried out whether the screen stays or not."""
        self._lane.command(work, on_done, on_failed, owner=self._owner)

    def on_changed(self, listener: Callable[[Changes], None]) -> None:
        """Call the listener after every command that was kept, while the screen lives."""
        self._lane.on_changed(listener, owner=self._owner)


def _where(error: BaseException) -> str:
    """Return file and line of each frame: never the message, which may name a person."""
    frames = traceback.extract_tb(error.__traceback__)
    return " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))
