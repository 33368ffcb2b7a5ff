"""Where a note is written from any screen, as the window knows it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class JotPlace(QWidget):
    """A strip at the foot of the window: opened by a key, closed without losing a word."""

    closed = Signal()
    carried = Signal(str, str)  # the address of a case, and the line that goes there

    def open(self) -> None:
        """Begin, or go on with what was put aside."""
        raise NotImplementedError

    def shut(self) -> None:
        """Close; what is typed stays as a draft."""
        raise NotImplementedError
