"""The shell as one screen sees it."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from pbi_desktop.ui.kit.ports import Tone


class _House(Protocol):
    """What a door leads to."""

    def go(self, address: str) -> None: ...
    def back(self) -> None: ...
    def forward(self) -> None: ...
    def tell(self, text: str, tone: Tone = Tone.INFO) -> None: ...
    def offer_undo(self, done: str, undo: Callable[[], None]) -> None: ...
    def saved(self, at: datetime) -> None: ...
    def not_saved(self, why: str) -> None: ...
    def badge(self, address: str, waiting: int) -> None: ...
    def show_viewing(self, title: str, why: str) -> None: ...
    def crumbs_of(self, address: str, parts: tuple[str, ...]) -> None: ...


class Door:
    """A Navigator that knows which screen holds it."""

    def __init__(self, house: _House, address: str) -> None:
        self._house = house
        self._address = address
        self.go = house.go
        self.back = house.back
        self.forward = house.forward
        self.tell = house.tell
        self.offer_undo = house.offer_undo
        self.saved = house.saved
        self.not_saved = house.not_saved
        self.badge = house.badge
        self.show_viewing = house.show_viewing

    def crumbs(self, *parts: str) -> None:
        """Name the place in the header; it shows while this screen is in view."""
        self._house.crumbs_of(self._address, parts)
