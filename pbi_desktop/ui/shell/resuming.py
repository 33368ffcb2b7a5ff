"""Back to where the worker was: screen, field, caret and what was typed, once all is answered."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from pbi_desktop.ui.shell.whereabouts import Editor, Whereabouts, find, put_caret, put_text, text_of

_LOOK_EVERY_MS, _LONGEST_MS, _QUIET_LOOKS = 30, 15_000, 3
_TOUCHED = {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin}


class Resumption(QObject):
    """Waits until a screen is built and filled, then gives back focus, caret and words."""

    done = Signal(object)  # tuple[str, ...]: words that no longer have a field

    def __init__(
        self, window: QWidget, screen: Callable[[], QWidget | None], quiet: Callable[[], bool]
    ) -> None:
        super().__init__(window)
        self._window, self._screen, self._quiet = window, screen, quiet
        self._place = Whereabouts()
        self._left = self._quiet_looks = 0
        self._touched = False
        self._look = QTimer(self, interval=_LOOK_EVERY_MS)
        self._look.timeout.connect(self._try)

    def begin(self, place: Whereabouts) -> None:
        """Start to wait for the screen of a place; whoever begins to type keeps the keyboard."""
        self._place, self._touched = place, False
        self._left, self._quiet_looks = _LONGEST_MS // _LOOK_EVERY_MS, 0
        handle = self._window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)
        self._look.start()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take note that somebody is at work already."""
        self._touched = self._touched or event.type() in _TOUCHED
        return False

    def _try(self) -> None:
        self._left -= 1
        self._quiet_looks = self._quiet_looks + 1 if self._quiet() else 0
        screen = self._screen()
        if self._left <= 0 or (screen is not None and self._is_ready(screen)):
            self._finish(screen)

    def _is_ready(self, screen: QWidget) -> bool:
        """Say whether all is answered; a field that is not there is waited for a little longer."""
        if self._quiet_looks < _QUIET_LOOKS:
            return False
        spot = self._place.focus
        there = spot is None or find(self._window, screen, spot) is not None
        return there or self._quiet_looks >= 10 * _QUIET_LOOKS

    def _finish(self, screen: QWidget | None) -> None:
        self._look.stop()
        handle = self._window.windowHandle()
        if handle is not None:
            handle.removeEventFilter(self)
        homeless = self._give_words(screen)
        if screen is not None and not self._touched:
            self._give_caret(screen)
        self.done.emit(homeless)

    def _give_words(self, screen: QWidget | None) -> tuple[str, ...]:
        """Put words back where their draft did not; return those that have no field any more."""
        homeless = []
        for typed in self._place.typed:
            field = find(self._window, screen, typed.spot) if screen is not None else None
            if not isinstance(field, Editor):
                homeless.append(typed.text)
            elif not text_of(field):
                put_text(field, typed.text)
        return tuple(homeless)

    def _give_caret(self, screen: QWidget) -> None:
        spot = self._place.focus
        target = find(self._window, screen, spot) if spot is not None else None
        if target is not None and target.isEnabled():
            target.setFocus(Qt.FocusReason.OtherFocusReason)
            put_caret(target, self._place.caret, self._place.anchor)
