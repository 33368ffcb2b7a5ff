"""What every screen must give everybody: names, a ring for Tab, whole words, and closed files."""

import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QWidget,
)

_MOST_INTERFACES = 5_000
_MOST_TABS = 500


def interfaces(widget: QWidget) -> Iterator[QAccessibleInterface]:
    """Return all that a screen reader meets in a window, from the top."""
    waiting = [QAccessible.queryAccessibleInterface(widget)]
    for _ in range(_MOST_INTERFACES):
        if not waiting:
            return
        found = waiting.pop(0)
        if found is None or not found.isValid():
            continue
        yield found
        if found.role() not in (QAccessible.Role.Table, QAccessible.Role.List):
            waiting[:0] = [found.child(at) for at in range(found.childCount())]


def unnamed(widget: QWidget) -> list[str]:
    """Return every visible control that takes the focus and has no accessible name."""
    return [
        f"{_kind(found)} has no name"
        for found in interfaces(widget)
        if found.state().focusable
        and not found.state().invisible
        and not found.text(QAccessible.Text.Name).strip()
    ]


def _kind(found: QAccessibleInterface) -> str:
    thing = found.object()
    name = type(thing).__name__ if thing is not None else "part"
    return f"{name} {found.role().name}"


def tab_stops(window: QWidget) -> list[QWidget]:
    """Return every control of a window that Tab should stop at."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusProxy() is None
        and widget.window() is window
    ]


def tab_ring(window: QWidget) -> list[QWidget]:
    """Return the controls in Tab's order; fails if one is a trap or is never reached."""
    stops = tab_stops(window)
    assert stops, "there is nothing that Tab could stop at"
    window.activateWindow()
    stops[0].setFocus(Qt.FocusReason.TabFocusReason)
    visited: list[QWidget] = []
    for _ in range(_MOST_TABS):
        here = QApplication.focusWidget()
        assert here is not None, f"the focus was lost after {visited[-1:]}"
        if here in visited:
            break
        visited.append(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is not here or len(stops) == 1, f"Tab never leaves {here}"
    assert QApplication.focusWidget() is visited[0], f"the ring closes at {visited[-1]} instead"
    missed = [describe(w) for w in stops if w not in visited and not _by_arrows(w, visited)]
    assert not missed, f"Tab never reaches {missed}"
    return visited


def _by_arrows(widget: QWidget, visited: list[QWidget]) -> bool:
    """Say whether the arrows reach a control from one that Tab reached: one choice of several."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return group is not None and group.exclusive() and any(b in visited for b in group.buttons())


def describe(widget: QWidget) -> str:
    """Return a widget in words."""
    words = widget.accessibleName() or getattr(widget, "text", str)() or ""
    return f"{type(widget).__name__} {words!r}"


def clipped(window: QWidget) -> list[str]:
    """Return every label and button whose words do not fit, or that its parent cuts off."""
    return [
        f"{describe(widget)}: {problem}"
        for widget in window.findChildren(QWidget)
        if isinstance(widget, QLabel | QAbstractButton)
        and widget.isVisible()
        and _has_words(widget)
        for problem in (_too_small(widget), _cut_off(widget))
        if problem
    ]


def _has_words(widget: QLabel | QAbstractButton) -> bool:
    return bool(widget.text()) and not (widget.width() <= 1 and widget.height() <= 1)


def _too_small(widget: QLabel | QAbstractButton) -> str:
    if isinstance(widget, QLabel) and widget.wordWrap():
        tall = widget.heightForWidth(widget.width())
        return f"needs {tall} px, has {widget.height()}" if tall > widget.height() else ""
    needed = widget.minimumSizeHint() if isinstance(widget, QAbstractButton) else widget.sizeHint()
    if needed.width() > widget.width() or needed.height() > widget.height():
        return (
            f"needs {needed.width()} x {needed.height()}, has {widget.width()} x {widget.height()}"
        )
    return ""


def _cut_off(widget: QWidget) -> str:
    """Say what of a widget its parents cut off, except where one can scroll to it."""
    rect = widget.rect()
    at: QWidget = widget
    while (parent := at.parentWidget()) is not None and not at.isWindow():
        rect = QRect(at.mapToParent(rect.topLeft()), rect.size())
        above = parent.parentWidget()
        if isinstance(above, QAbstractScrollArea) and above.viewport() is parent:
            return "" if _scrolls_to(above, parent, rect) else f"lies beside {describe(above)}"
        if not parent.rect().adjusted(-1, -1, 1, 1).contains(rect):
            return f"sticks out of {describe(parent)}"

        at = parent
    return ""


def _scrolls_to(area: QAbstractScrollArea, viewport: QWidget, rect: QRect) -> bool:
    """Say whether the bars of an area reach a rectangle of its viewport."""
    across, down = area.horizontalScrollBar(), area.verticalScrollBar()
    offset = QPoint(across.value(), down.value())
    placed = rect.translated(offset)
    whole = viewport.rect().adjusted(0, 0, across.maximum(), down.maximum())
    return whole.adjusted(-1, -1, 1, 1).contains(placed)


class FileCanary:
    """A file that knows when it is opened: a pipe, which lets its writer in with its reader.

    The writer is a process of its own: Qt keeps Python's lock while it waits for the file.
    """

    _WRITER = 'while :; do : > "$1"; echo opened >> "$2"; done'

    def __init__(self, folder: Path) -> None:
        self.path = folder / "canary.png"
        self._log = folder / "opened"

    @property
    def markup(self) -> str:
        """Text that makes Qt open the file, if it takes text for markup."""
        return f'<img src="{self.path.as_uri()}"> a<b and c>d'

    @property
    def was_opened(self) -> bool:
        """Whether anything has opened the file since the beginning."""
        end = time.monotonic() + 0.1
        while not self._log.exists() and time.monotonic() < end:
            time.sleep(0.005)
        return self._log.exists()

    def __enter__(self) -> "FileCanary":
        os.mkfifo(self.path)
        self._writer = subprocess.Popen(
            ["sh", "-c", self._WRITER, "sh", str(self.path), str(self._log)]
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._writer.kill()
        self._writer.wait()
