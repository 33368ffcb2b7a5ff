"""What a summary says, in words: to be read, scrolled by keys, and changed by nobody."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import clear, column, panel, scrolled
from pbi_desktop.ui.screens.case.sharing_words import SheetLine

_NAME = "What the summary says"
_TALL, _TALLEST = 260, 360


class _Page(QWidget):
    """The lines one under another; the keyboard stands on the page as a whole."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_NAME)
        self.setProperty("surface", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.lines = QVBoxLayout(self)
        self.lines.setContentsMargins(14, 10, 14, 10)
        self.lines.setSpacing(4)


class SummarySheet(QWidget):
    """A page of words with its own scroll bar, as tall as a third of a window."""

    def __init__(self) -> None:
        super().__init__()
        self.page = _Page()
        self.area = scrolled(self.page)
        above = label(_NAME, "field")
        above.setBuddy(self.page)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(panel(column(above, self.area, spacing=5)))
        theme().changed.connect(self._fit)
        self._fit()

    @property
    def words(self) -> str:
        """All that it says, a line to each."""
        return self.page.accessibleDescription()

    def show_lines(self, lines: Sequence[SheetLine]) -> None:
        """Show these lines from their beginning."""
        clear(self.page.lines)
        for line in lines:
            self.page.lines.addWidget(label(line.text, line.role, wrap=True))
        self.page.lines.addStretch(1)
        self.page.setAccessibleDescription("\n".join(line.text for line in lines))
        self.area.verticalScrollBar().setValue(0)

    def _fit(self) -> None:
        self.area.setFixedHeight(min(theme().px(_TALL), _TALLEST))
