"""What every tab shares: grey blocks while it loads, then its content."""

from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from pbi_desktop.ui.kit.widgets.notices import Skeleton


class TabPage(QWidget):
    """A tab that is on its way, or shown. What was shown stays until its successor is here."""

    def __init__(self, what: str, *, lines: int) -> None:
        super().__init__()
        self._skeleton = Skeleton(what, lines)
        waiting = QWidget()
        box = QVBoxLayout(waiting)
        box.setContentsMargins(24, 18, 24, 18)
        box.addWidget(self._skeleton)
        box.addStretch(1)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(waiting)

    @property
    def is_ready(self) -> bool:
        """Whether the content is shown."""
        return self._stack.currentIndex() == 1

    def fill(self, content: QWidget) -> None:
        """Give the tab its content; it is shown once it is ready."""
        self._stack.addWidget(content)

    def wait(self) -> None:
        """Show that the content is on its way."""
        self._stack.setCurrentIndex(0)

    def ready(self) -> None:
        """Show the content."""
        self._stack.setCurrentIndex(1)
