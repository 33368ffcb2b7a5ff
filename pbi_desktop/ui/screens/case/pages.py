"""The tabs of a case, each made when it is first shown, and what is to be done with it then."""

from collections.abc import Callable, Iterator, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from pbi_desktop.ui.screens.case.body import Body
from pbi_desktop.ui.screens.case.ports import Tab
from pbi_desktop.ui.screens.case.tab_order import order_tabs
from pbi_desktop.ui.screens.case.tabs.page import TabPage


class Pages:
    """The tabs that are made; `made` makes one that is not."""

    def __init__(self, body: Body, makers: Mapping[Tab, Callable[[], TabPage]]) -> None:
        self._body, self._makers = body, makers
        self._made: dict[Tab, TabPage] = {}
        self._foot: QWidget | None = None
        self._then: dict[Tab, list[Callable[[], None]]] = {tab: [] for tab in Tab}

    def __contains__(self, tab: Tab) -> bool:
        """Say whether a tab is made."""
        return tab in self._made

    def get(self, tab: Tab) -> TabPage | None:
        """Return a tab if it is made."""
        return self._made.get(tab)

    def values(self) -> Iterator[TabPage]:
        """Return every tab that is made."""
        return iter(tuple(self._made.values()))

    def when_made(self, tab: Tab, run: Callable[[], None]) -> None:
        """Run this once the tab is made: at once if it is."""
        self._then[tab].append(run)
        if tab in self._made:
            run()

    def made(self, tab: Tab) -> TabPage:
        """Return a tab, made now if it was not."""
        if tab not in self._made:
            self.take(tab, self._makers[tab]())
        return self._made[tab]

    def take(self, tab: Tab, page: TabPage) -> None:
        """Give a tab its place between head and foot, where reading and Tab expect it."""
        at = sum(list(Tab).index(one) < list(Tab).index(tab) for one in self._made)
        self._made[tab] = page
        self._body.insertWidget(at, page)
        for run in self._then[tab]:
            run()
        self._put_last()

    def stands_before(self, foot: QWidget) -> None:
        """Let this be what Tab meets after every tab."""
        self._foot = foot

    def _put_last(self) -> None:
        """Have Tab meet the foot after the tab that was made just now, down to its fields.

        Qt's Tab goes in the order in which widgets came into a window, and moves no field with its
        box: so the foot comes in anew. Whoever has the keyboard there keeps it.
        """
        screen, foot = self._body.parentWidget(), self._foot
        box = screen.layout() if screen is not None else None
        if screen is None or foot is None or box is None:
            return
        focused, hidden = screen.focusWidget(), foot.isHidden()
        within = focused is not None and foot.isAncestorOf(focused)
        foot.setParent(None)
        box.addWidget(foot)
        foot.setHidden(hidden)
        if within and focused is not None:
            focused.setFocus(Qt.FocusReason.OtherFocusReason)
        order_tabs(screen)

    def make_next(self) -> bool:
        """Make one more tab; say whether there was one left to make."""
        left = next((tab for tab in Tab if tab not in self._made), None)
        if left is not None:
            self.made(left)
        return left is not None
