"""What scrolls only where there is no room for all of it."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from pbi_desktop.ui.kit.theme import theme


class FittedScroll(QScrollArea):
    """As tall as what it holds while there is room; scrolls where there is not."""

    def __init__(self, content: QWidget, least: int = 150) -> None:
        """Hold a widget, and give way down to so many pixels where there is no room."""
        super().__init__()
        self._held, self._least = content, least
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.viewport().setProperty("surface", "clear")
        content.setProperty("surface", "clear")
        self.setWidget(content)
        content.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for another height when the content changes."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        """Return the height the content needs at its width."""
        content = self._held
        least = content.minimumSizeHint()
        tall = content.sizeHint().height()
        if content.hasHeightForWidth():
            tall = content.heightForWidth(max(content.width(), least.width()))
        return QSize(content.sizeHint().width(), max(tall, least.height()))

    def minimumSizeHint(self) -> QSize:
        """Return room to see and reach one field."""
        return QSize(theme().px(200), min(self.sizeHint().height(), theme().px(self._least)))
