"""The tabs of a case: words with a line under the one in view."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QTabBar


class Tabs(QTabBar):
    """Tabs by key; Left and Right move along them, as Qt's own tab bar does."""

    chosen = Signal(str)

    def __init__(self, name: str, tabs: dict[str, str]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setProperty("ringRadius", 4)
        self._keys = list(tabs)
        for words in tabs.values():
            self.addTab(words)
        self.currentChanged.connect(self._say)

    def show_key(self, key: str) -> None:
        """Put the line under a tab, and say nothing of it."""
        self.blockSignals(True)
        self.setCurrentIndex(self._keys.index(key))
        self.blockSignals(False)
        self.update()

    @property
    def key(self) -> str:
        """The tab in view."""
        return self._keys[self.currentIndex()]

    def ring_rect(self) -> QRect:
        """Return where the focus ring goes: round the tab in view."""
        return self.tabRect(self.currentIndex())

    def _say(self, index: int) -> None:
        self.chosen.emit(self._keys[index])
