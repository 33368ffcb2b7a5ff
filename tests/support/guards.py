"""What no test may leave behind: log lines, threads, windows and timers."""

import gc
import logging
import re
import sys
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field


class LogGuard(logging.Handler):
    """Collects every line at WARNING or above, and knows which of them a test expects."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []
        self._expected: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")

    def expect(self, pattern: str) -> None:
        """Allow, and demand, a line that this regular expression finds."""
        self._expected.append(pattern)

    def complaints(self) -> list[str]:
        """Return a sentence for each line that came unasked, and each that did not come."""
        stray = [f"logged {x!r}" for x in self.lines if not _found(self._expected, [x])]
        absent = [f"never logged {p!r}" for p in self._expected if not _found([p], self.lines)]
        detached = [] if self in logging.getLogger().handlers else ["took the log guard away"]
        return stray + absent + detached


def _found(patterns: Iterable[str], lines: Iterable[str]) -> bool:
    return any(re.search(pattern, line) for pattern in patterns for line in lines)


@dataclass(frozen=True)
class Standing:
    """What runs or is open at one moment: threads, and Qt's own things by their address."""

    threads: frozenset[threading.Thread] = frozenset()
    qt: dict[int, str] = field(default_factory=dict)

    @classmethod
    def now(cls) -> "Standing":
        """Return what runs or is open now."""
        # A dummy stands for a thread that Python did not start, and never goes away again.
        real = (t for t in threading.enumerate() if not isinstance(t, threading._DummyThread))
        return cls(frozenset(real), _qt_things())

    def left_since(self, before: "Standing") -> list[str]:
        """Return a sentence for each thing that was not there before."""
        threads = [f"left thread {t.name!r} running" for t in self.threads - before.threads]
        things = [f"left {what}" for at, what in self.qt.items() if at not in before.qt]
        return threads + things


def leaks_since(before: Standing, grace_s: float = 1.0) -> list[str]:
    """Return what a test left behind, after giving it a moment to end by itself."""
    _settle_qt()
    left = Standing.now().left_since(before)
    if left:
        gc.collect()  # a view and its presenter hold each other: a cycle is not a leak
    end = time.monotonic() + grace_s
    while left and time.monotonic() < end:
        time.sleep(0.02)
        _settle_qt()
        left = Standing.now().left_since(before)
    return left


def _qt_is_running() -> bool:
    if "PySide6.QtWidgets" not in sys.modules:
        return False
    from PySide6.QtWidgets import QApplication

    return QApplication.instance() is not None


def _settle_qt() -> None:
    if not _qt_is_running():
        return
    from PySide6.QtCore import QCoreApplication, QEvent

    # Outside an event loop nobody else delivers what deleteLater() has asked for.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QCoreApplication.processEvents()


def _qt_things() -> dict[int, str]:
    if not _qt_is_running():
        return {}
    import shiboken6
    from PySide6.QtCore import QThread, QThreadPool, QTimer
    from PySide6.QtWidgets import QApplication

    things = {
        shiboken6.getCppPointer(window)[0]: f"window {type(window).__name__} open"
        for window in QApplication.topLevelWidgets()
        if type(window).__name__ != "QTipLabel"  # Qt's one tooltip, which it hides by itself
    }
    for wrapper in shiboken6.getAllValidWrappers():
        if isinstance(wrapper, QTimer) and wrapper.isActive():
            things[shiboken6.getCppPointer(wrapper)[0]] = f"timer {wrapper} active"
        elif isinstance(wrapper, QThread) and wrapper.isRunning() and not wrapper.isCurrentThread():
            things[shiboken6.getCppPointer(wrapper)[0]] = f"Qt thread {wrapper} running"
    if QThreadPool.globalInstance().activeThreadCount():
        things[0] = "a task in Qt's global thread pool running"
    return things
