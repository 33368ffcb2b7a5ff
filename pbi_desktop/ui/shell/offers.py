"""What the screen in view can do, among the answers of the command palette."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from pbi_desktop.ui.kit.ports import Suggestion, WithOffers


class Offers:
    """Offers what the screen in view offers, if its words hold every word typed."""

    def __init__(self, in_view: Callable[[], QWidget | None]) -> None:
        self._in_view = in_view

    def suggest(self, words: str, on_done: Callable[[Sequence[Suggestion]], None]) -> None:
        """Answer at once: a screen knows what it can do."""
        screen = self._in_view()
        offered: Sequence[Suggestion] = screen.offers() if isinstance(screen, WithOffers) else ()
        wanted = words.casefold().split()
        on_done([one for one in offered if all(word in one.text.casefold() for word in wanted)])
