"""Any number of a few: chips that are one stop of Tab, with arrows from one to the next."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.ui.kit.widgets.chips import ToggleChip
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Flow

_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class _Chip(ToggleChip):
    """A chip that leaves the arrows to its group."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrows to the group; Space turns the chip over."""
        if Qt.Key(event.key()) in _STEPS:
            event.ignore()
        else:
            super().keyPressEvent(event)


class Reasons(QWidget):
    """Any number of reasons; Space or a click turns one over."""

    chosen = Signal(object)  # tuple of str

    def __init__(self, title: str, reasons: Mapping[str, str]) -> None:
        super().__init__()
        self.setAccessibleName(title)
        flow = Flow()
        self._chips: dict[str, _Chip] = {}
        for key, words in reasons.items():
            chip = _Chip(words, loud=True)
            chip.setAccessibleName(f"{title} {words}")
            chip.clicked.connect(self._say)
            flow.addWidget(chip)
            self._chips[key] = chip
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(label(title, "field"))
        box.addLayout(flow)
        self._rove(0)

    @property
    def reasons(self) -> tuple[str, ...]:
        """The keys of those that are on."""
        return tuple(key for key, chip in self._chips.items() if chip.isChecked())

    def chips(self) -> list[ToggleChip]:
        """Return the chips in their order."""
        return list(self._chips.values())

    def show_reasons(self, reasons: Sequence[str]) -> None:
        """Turn these on and the others off, without news of it."""
        for key, chip in self._chips.items():
            chip.setChecked(key in reasons)

    def land(self) -> None:
        """Put the keyboard on the first reason."""
        self._enter(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move from chip to chip."""
        step = _STEPS.get(Qt.Key(event.key()), 0)
        if step and self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            sideways = event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
            step = -step if sideways else step
        at = next((i for i, chip in enumerate(self.chips()) if chip.hasFocus()), None)
        if not step or at is None:
            super().keyPressEvent(event)
            return
        self._enter(max(0, min(at + step, len(self._chips) - 1)))

    def _enter(self, index: int) -> None:
        self._rove(index)
        self.chips()[index].setFocus(Qt.FocusReason.TabFocusReason)

    def _rove(self, index: int) -> None:
        for at, chip in enumerate(self.chips()):
            stop = Qt.FocusPolicy.StrongFocus if at == index else Qt.FocusPolicy.ClickFocus
            chip.setFocusPolicy(stop)

    def _say(self) -> None:
        self.chosen.emit(self.reasons)
