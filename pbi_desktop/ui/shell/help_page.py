"""What F1 opens: the guide's page for the screen one came from, and every key that works there."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from pbi_desktop.ui.kit.guide_text import read_page
from pbi_desktop.ui.kit.ports import Shortcut
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.guide_view import GuideView
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Columns, Flow, clear, column, page, panel

ALL_PAGES = "README"
_MISSING = (
    "This copy of the program came without its guide. The keys below work all the same. "
    "Ask whoever installed it for the whole program."
)


class HelpPage(QWidget):
    """The page of the screen one came from, its keys, and the window's own keys."""

    page_wanted = Signal(str)
    tour_wanted = Signal()

    def __init__(
        self,
        guide: Path | None,
        window_keys: Callable[[], Sequence[Shortcut]],
        screen_keys: Callable[[], Sequence[Shortcut]],
        page_of_screen: Callable[[], str],
    ) -> None:
        super().__init__()
        self._guide = guide
        self._window_keys, self._screen_keys = window_keys, screen_keys
        self._page_of_screen = page_of_screen
        self.view = GuideView()
        self.all_pages = Button("All pages", Kind.SECONDARY, icon="list")
        self.tour = Button("Show the tour again", Kind.SECONDARY, icon="refresh-cw")
        self._everywhere = Card("Keys that work everywhere")
        self._here = Card("Keys on the screen you came from")
        text = Card("Guide")
        text.add(self.view)
        columns = Columns(2, narrowest=420)
        columns.add(text)
        columns.add(panel(column(self._here, self._everywhere, 0, spacing=14)))
        buttons = Flow()
        buttons.addWidget(self.all_pages)
        buttons.addWidget(self.tour)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self._area = page(label("Help and shortcuts", "page"), panel(buttons), columns)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # to scroll it with the arrows
        self._area.setAccessibleName("Help and shortcuts")
        box.addWidget(self._area)
        self.view.page_wanted.connect(self.page_wanted)
        self.all_pages.clicked.connect(self._want_all)
        self.tour.clicked.connect(self.tour_wanted)

    def land(self) -> None:
        """Put the focus where the arrows scroll."""
        self._area.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_address(self, parts: Sequence[str]) -> None:
        """Show the page that is asked for, else that of the screen before; and its keys."""
        self._show_page(parts[0] if parts else self._page_of_screen())
        self._area.verticalScrollBar().setValue(0)
        for card, keys in (
            (self._everywhere, self._window_keys()),
            (self._here, self._screen_keys()),
        ):
            clear(card.body)
            if keys:
                card.add(_key_grid(keys))
            else:
                card.add(label("That screen has no keys of its own.", "body", tone="ink2"))

    def _show_page(self, name: str) -> None:
        try:
            if self._guide is None:
                raise FileNotFoundError(name)
            found = read_page(self._guide, name or ALL_PAGES)
            titles = [(to, read_page(self._guide, to).title) for to in found.leads_to]
        except FileNotFoundError:
            self.view.show_missing(_MISSING)
            return
        self.view.show_page(found, titles)

    def _want_all(self) -> None:
        self.page_wanted.emit(ALL_PAGES)


def _key_grid(keys: Sequence[Shortcut]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    for at, key in enumerate(keys):
        grid.addWidget(label(key.keys, "dense-strong"), at, 0)
        grid.addWidget(label(key.words, "dense", wrap=True), at, 1)
    return grid
