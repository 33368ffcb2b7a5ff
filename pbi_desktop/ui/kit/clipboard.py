"""The clipboard: what is copied from records is taken off it again after half a minute."""

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QGuiApplication

KEPT_MS = 30_000
# What these systems ask of a copy that is not to be kept in their history or sent elsewhere.
_NOT_FOR_HISTORY = (
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"',
    "x-kde-passwordManagerHint",
    "org.nspasteboard.ConcealedType",
)


class Copies(QObject):
    """Puts a text on the clipboard, and clears it 30 seconds later if it is still there."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._text = ""
        self._over = QTimer(self, singleShot=True, interval=KEPT_MS)
        self._over.timeout.connect(self.clear)

    def put(self, text: str, html: str = "") -> None:
        """Copy a text, and the same with its form for programs that take HTML."""
        held = QMimeData()
        held.setText(text)
        if html:
            held.setHtml(html)
        for kind in _NOT_FOR_HISTORY:
            held.setData(kind, b"secret")
        QGuiApplication.clipboard().setMimeData(held)
        self._text = text
        self._over.start()

    def clear(self) -> None:
        """Clear the clipboard, unless somebody has copied something else since."""
        clipboard = QGuiApplication.clipboard()
        if self._text and clipboard.text() == self._text:
            clipboard.clear()
        self._text = ""
        self._over.stop()
