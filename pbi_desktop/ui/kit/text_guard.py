"""Text from records is text: it never becomes markup and never opens a file.

Qt takes a label, tooltip or message box that looks like markup for markup, reads the files and
network paths it names, and swallows the words between `<` and `>`. The style sheet turns that off
for every label of a window, Qt's own included; `tip` keeps it from tooltips, before any sheet.
"""

from PySide6.QtCore import QByteArray, QEvent, QMimeData, Qt, QUrl
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QTextDocument
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

_JOINER = "\N{WORD JOINER}"  # takes no room and is never drawn


def tip(text: str) -> str:
    """Return words for a tooltip that Qt takes for nothing but words; they look the same.

    Qt lays a tooltip out before it asks whose style sheet it wears, so that no rule of a sheet
    comes in time to make it plain.
    """
    return text.replace("<", f"<{_JOINER}").replace("&lt;", f"&{_JOINER}lt;")


def blank(kind: int) -> object:
    """Return a resource that is there and empty: given none, Qt opens the file by itself."""
    if kind != QTextDocument.ResourceType.ImageResource.value:
        return QByteArray()
    picture = QImage(1, 1, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    return picture


class SafeDocument(QTextDocument):
    """A document that never reads a file or an address, whatever its text names."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Return a blank picture for any picture, nothing for anything else."""
        del name
        return blank(kind)


def _leaves_undo(event: QEvent, *, has_undo: bool) -> bool:
    """Say whether Ctrl+Z should go to the window: in a box with nothing of its own to undo."""
    is_override = event.type() == QEvent.Type.ShortcutOverride
    return (
        is_override
        and isinstance(event, QKeyEvent)
        and event.matches(QKeySequence.StandardKey.Undo)
        and not has_undo
    )


class PlainLine(QLineEdit):
    """One line of plain text; with nothing to undo in it, Ctrl+Z undoes the last change made."""

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the window where there is nothing to undo here."""
        if _leaves_undo(event, has_undo=self.isUndoAvailable()):
            event.ignore()
            return True
        return super().event(event)


class PlainEdit(QPlainTextEdit):
    """Several lines of plain text: pastes plain, opens nothing, and Tab leaves it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the window where there is nothing to undo here."""
        if _leaves_undo(event, has_undo=self.document().isUndoAvailable()):
            event.ignore()
            return True
        return super().event(event)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Return a blank picture for any picture, nothing for anything else."""
        del name
        return blank(kind)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802 - Qt
        """Accept text only: no files, no pictures."""
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Insert the plain text of what is pasted or dropped."""
        self.textCursor().insertText(source.text())
