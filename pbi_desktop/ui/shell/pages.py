"""The shell's own screen of settings: how the program looks, and what is so of this computer."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.choices import Choice
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import page
from pbi_desktop.ui.shell.computer import ComputerCard, ThisComputer
from pbi_desktop.ui.shell.preferences import Preferences

_SCALES = {"1": "100%", "1.15": "115%", "1.3": "130%", "1.6": "160%", "2": "200%"}
_COLOURS = {
    "system": "As the computer",
    "light": "Light",
    "dark": "Dark",
    "contrast": "High contrast",
}
_DENSITIES = {"comfortable": "Comfortable", "compact": "Compact"}


class SettingsPage(QWidget):
    """Colours, text size, density, and what is so of this computer; each choice works at once."""

    chosen = Signal()
    computer_changed = Signal()

    def __init__(self, preferences: Preferences, computer: ThisComputer | None = None) -> None:
        super().__init__()
        self._preferences = preferences
        look = theme().look
        self.colours = Choice("Colours", _COLOURS, value=preferences.palette_name)
        self.scale = Choice("Text size", _SCALES, value=_nearest(look.scale))
        self.density = Choice("Rows", _DENSITIES, value=look.density.name)
        card = Card("How the program looks to you", "Kept for you on this computer")
        for choice in (self.colours, self.scale, self.density):
            choice.chosen.connect(self._choose)
            card.add(choice)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        cards = [card]
        if computer is not None:
            self.computer = ComputerCard(computer)
            self.computer.changed.connect(self.computer_changed)
            cards.append(self.computer)
        box.addWidget(page(label("Settings", "page"), *cards))

    def _choose(self) -> None:
        kept = (self.colours.value, float(self.scale.value), self.density.value)
        self._preferences.keep_look(*kept)
        theme().apply(self._preferences.look(theme().system_palette))
        self.chosen.emit()


def _nearest(scale: float) -> str:
    return min(_SCALES, key=lambda key: abs(float(key) - scale))
