"""The shell's own two screens: every key there is, and how the program looks."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from pbi_desktop.ui.kit.ports import Shortcut
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.choices import Choice
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Columns, clear, page
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


class HelpPage(QWidget):
    """Every key that works now: the window's own, and those of the screen one came from."""

    def __init__(
        self,
        window_keys: Callable[[], Sequence[Shortcut]],
        screen_keys: Callable[[], Sequence[Shortcut]],
    ) -> None:
        super().__init__()
        self._window_keys, self._screen_keys = window_keys, screen_keys
        self._everywhere = Card("Everywhere")
        self._here = Card("On the screen you came from")
        columns = Columns(2, narrowest=420)
        columns.add(self._everywhere)
        columns.add(self._here)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self._area = page(label("Help and shortcuts", "page"), columns)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # to scroll it with the arrows
        self._area.setAccessibleName("Help and shortcuts")
        box.addWidget(self._area)

    def land(self) -> None:
        """Put the focus where the arrows scroll."""
        self._area.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_address(self, _parts: Sequence[str]) -> None:
        """List the keys as they are now."""
        for card, keys in (
            (self._everywhere, self._window_keys()),
            (self._here, self._screen_keys()),
        ):
            clear(card.body)
            if keys:
                card.add(_key_grid(keys))
            else:
                card.add(label("That screen has no keys of its own.", "body", tone="ink2"))


def _key_grid(keys: Sequence[Shortcut]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    for at, key in enumerate(keys):
        grid.addWidget(label(key.keys, "dense-strong"), at, 0)
        grid.addWidget(label(key.words, "dense", wrap=True), at, 1)
    return grid


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
