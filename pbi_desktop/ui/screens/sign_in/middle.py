"""A narrow column in the middle of the window; it scrolls where there is no room."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.cards import Card

_WIDE = 520


class Middle(QScrollArea):
    """One card with everything in it."""

    def __init__(self, parts: Sequence[QWidget]) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._card = Card()
        self._card.body.setSpacing(14)
        for part in parts:
            self._card.add(part)
        within = QWidget()
        within.setProperty("surface", "canvas")
        within.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self._card, 8)
        across.addStretch(1)
        box = QVBoxLayout(within)
        box.setContentsMargins(24, 24, 24, 24)
        box.addStretch(2)
        box.addLayout(across)
        box.addStretch(3)
        self.setWidget(within)
        theme().changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self._card.setMaximumWidth(theme().px(_WIDE))
