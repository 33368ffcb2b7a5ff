"""Where the keyboard goes: F6 from pane to pane, and past the frame to the content."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from pbi_desktop.ui.kit.widgets.buttons import Button, Kind


def first_stop(within: QWidget) -> QWidget | None:
    """Return the first control in a widget that Tab would stop at."""
    # Not by nextInFocusChain(): PySide6 takes what it returns for a child of what it was asked
    # of, and deletes the one with the other (crashes, measured on 6.11.3).
    if _stops(within):
        return within
    return next((widget for widget in within.findChildren(QWidget) if _stops(widget)), None)


def _stops(widget: QWidget) -> bool:
    tabs = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return tabs and widget.isEnabled() and widget.isVisible() and widget.focusProxy() is None


class Panes(QObject):
    """The parts of a window that F6 goes round, in their order; each remembers its place."""

    def __init__(self, window: QWidget, panes: Sequence[QWidget]) -> None:
        super().__init__(window)
        self._window, self._panes = window, tuple(panes)
        self._last: dict[int, QWidget] = {}
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._remember)

    def following(self) -> None:
        """Move the keyboard to the next pane that has somewhere to stop."""
        here = self._window.focusWidget()
        at = next((i for i, p in enumerate(self._panes) if here and p.isAncestorOf(here)), -1)
        for step in range(1, len(self._panes) + 1):
            index = (at + step) % len(self._panes)
            target = self._target(index)
            if target is not None:
                target.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def _target(self, index: int) -> QWidget | None:
        last = self._last.get(index)
        if last is not None and isValid(last) and _stops(last):
            return last
        pane = self._panes[index]
        return first_stop(pane) if pane.isVisible() else None

    def _remember(self, _old: QWidget | None, now: QWidget | None) -> None:
        for index, pane in enumerate(self._panes):
            if now is not None and isValid(pane) and pane.isAncestorOf(now):
                self._last[index] = now


class SkipLink(Button):
    """The first stop of Tab: out of sight until it has the keyboard."""

    skip_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("Skip to the content", Kind.PRIMARY)
        self.setParent(parent)
        self.setGeometry(QRect(0, 0, 1, 1))
        self.clicked.connect(self.skip_wanted)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Come into sight."""
        super().focusInEvent(event)
        self.move(12, 8)
        self.resize(self.sizeHint())
        self.raise_()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Go out of sight."""
        super().focusOutEvent(event)
        self.setGeometry(QRect(0, 0, 1, 1))
