"""Where the cards of the Now tab stand: three columns, two or one, always in reading order."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.layouts import columns_for

_NARROWEST = 330
# How wide each column is beside the others; and for each card how many columns it takes.
_STRETCH = {3: (11, 11, 14), 2: (1, 1), 1: (1,)}


class NowGrid(QWidget):
    """Lays cards out by how many columns fit; wide cards take what is left of their row."""

    def __init__(self, cards: Sequence[tuple[QWidget, bool]], *, gap: int = 14) -> None:
        super().__init__()
        self._cards = tuple(cards)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(gap)
        self._shown = 0
        self._left_out: set[QWidget] = set()
        for card, _wide in self._cards:
            self._grid.addWidget(card)
        theme().changed.connect(self.refit)

    @property
    def shown(self) -> int:
        """How many columns there are now."""
        return self._shown

    def show_card(self, card: QWidget, *, shown: bool) -> None:
        """Show a card or leave it out; one that is left out leaves no gap."""
        card.setVisible(shown)
        self._left_out.discard(card) if shown else self._left_out.add(card)
        self.refit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the number of columns for the new width."""
        super().resizeEvent(event)
        self.refit()

    def refit(self) -> None:
        """Place the cards for the width and the text size there are."""
        look = theme()
        columns = columns_for(self.width(), look.look.scale, 3, look.px(_NARROWEST))
        self._place(columns)

    def _place(self, columns: int) -> None:
        self._shown = columns
        at_row, at = 0, 0
        shown = [(card, wide) for card, wide in self._cards if card not in self._left_out]
        for index, (card, wide) in enumerate(shown):
            span = columns - at if wide else 1
            if wide and at and columns < 3:
                at_row, at, span = at_row + 1, 0, columns
            follows = shown[index + 1][1] if index + 1 < len(shown) else False
            if not wide and follows and columns - at == 2:
                span = 2  # a wide card would be squeezed into one column, or leave a hole
            self._grid.addWidget(card, at_row, at, 1, span)
            at += span
            if at >= columns:
                at_row, at = at_row + 1, 0
        for index in range(3):
            stretch = _STRETCH[columns]
            self._grid.setColumnStretch(index, stretch[index] if index < columns else 0)

    def minimumSizeHint(self) -> QSize:
        """Return the room of one column: narrower windows get fewer columns, never a cut card."""
        widest = max((card.minimumSizeHint().width() for card, _ in self._cards), default=0)
        return QSize(widest, super().minimumSizeHint().height())
