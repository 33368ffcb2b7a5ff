"""The settings of this computer: who uses it, and after how long it locks."""

from typing import Protocol

from PySide6.QtCore import Signal

from pbi_desktop.ui.kit.ports import Tone
from pbi_desktop.ui.kit.widgets.announcements import announce
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.choices import Choice
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.notices import Notice

_OWN, _SHARED = "own", "shared"
_WHO = {_OWN: "Only I", _SHARED: "Several people share it"}
_MINUTES = {"1": "1 minute", **{str(n): f"{n} minutes" for n in (2, 3, 5, 10)}}


class ThisComputer(Protocol):
    """What is so on this computer, and the way to change it."""

    @property
    def shared(self) -> bool:
        """Whether several people use it."""

    @property
    def lock_minutes(self) -> int:
        """After how many minutes without a touch it locks."""

    def describe(self, *, shared: bool, minutes: int) -> str:
        """Keep what is so; return why that could not be, or nothing."""


class ComputerCard(Card):
    """Each choice works at once; what is too long for a shared computer is cut, and said."""

    changed = Signal()

    def __init__(self, computer: ThisComputer) -> None:
        super().__init__("This computer", "For everybody who works at it")
        self._computer = computer
        self.who = Choice("Who uses it", _WHO)
        self.minutes = Choice("Lock when nobody has touched it for", _MINUTES)
        self._so = label("", "support", tone="ink2", wrap=True)
        self.refusal = Notice("", Tone.WARN)
        for part in (self.who, self.minutes, self._so, self.refusal):
            self.add(part)
        self.refusal.hide()
        for choice in (self.who, self.minutes):
            choice.chosen.connect(self._choose)
        self._show()

    @property
    def words(self) -> str:
        """What is so now, in words."""
        return self._so.text()

    def _choose(self) -> None:
        shared = self.who.value == _SHARED
        minutes = int(self.minutes.value or self._computer.lock_minutes)
        refused = self._computer.describe(shared=shared, minutes=minutes)
        self.refusal.say(refused, Tone.WARN)
        self.refusal.setVisible(bool(refused))
        self._show()
        announce(self, refused or self.words)
        self.changed.emit()

    def _show(self) -> None:
        """Show what is so, which need not be what was chosen."""
        shared, minutes = self._computer.shared, self._computer.lock_minutes
        self.who.choose(_SHARED if shared else _OWN)
        if str(minutes) in _MINUTES:
            self.minutes.choose(str(minutes))
        time = f"{minutes} {'minute' if minutes == 1 else 'minutes'}"
        self._so.setText(
            f"It locks after {time}, three at most, and its key ring opens nothing: everybody "
            "unlocks with their own passphrase or recovery code."
            if shared
            else f"It locks after {time}, when the computer itself locks or sleeps, and by Ctrl+L."
        )
