"""Dresses what a test shows by itself as the program dresses its windows."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from pbi_desktop.ui.kit.theme import theme

_DRESSED = "dressed"
_OF_INTEREST = (QEvent.Type.Polish, QEvent.Type.ParentChange)


class Dresser(QObject):
    """Gives each widget that is a window of its own the style sheet, before it is laid out."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Dress a window when it is polished; what became part of one wears that one's sheet."""
        if event.type() not in _OF_INTEREST or not isinstance(watched, QWidget):
            return False
        dressed, alone = watched.property(_DRESSED), watched.parent() is None
        bare = not dressed and not watched.styleSheet()  # what has its own sheet keeps it
        if event.type() is QEvent.Type.Polish and alone and bare:
            theme().dress(watched)
        elif event.type() is QEvent.Type.ParentChange and dressed and not alone:
            watched.setProperty(_DRESSED, None)
            watched.setStyleSheet("")
        return False
