"""Community's screen: the search and its results, and at their side one group or its register."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from pbi_desktop.domain.ids import GroupId
from pbi_desktop.services.community_rows import CaseChoice, GroupCard, GroupPage
from pbi_desktop.ui.kit.ports import Shortcut
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.layouts import scrolled
from pbi_desktop.ui.screens.community.detail import GroupDetail
from pbi_desktop.ui.screens.community.finder import Finder
from pbi_desktop.ui.screens.community.panes import TwoPanes
from pbi_desktop.ui.screens.community.register import RegisterPane
from pbi_desktop.ui.screens.community.screen_port import OpenRegister, Pane

_SHORTCUTS = (
    Shortcut("Down", "From the search into the results; Up and Down move"),
    Shortcut("Enter", "Open the group that is chosen"),
    Shortcut("A", "In the results: today's register of the group"),
    Shortcut("Space", "In a register: came, did not come, not said"),
    Shortcut("C, N", "In a register: came, did not come, and on to the next"),
    Shortcut("E", "In a register: everybody of whom nothing is said came"),
    Shortcut("Ctrl+Enter", "Keep the register, or refer"),
    Shortcut("Esc", "Back: from the register to the group, from the group to the results"),
)


class CommunityScreen(QWidget):
    """Shows and wishes; the presenters decide."""

    opened = Signal(object)  # the parts of an address
    register_wanted = Signal(object)  # GroupId
    register_left = Signal()

    def __init__(self, privacy: Privacy) -> None:
        super().__init__()
        self.presenter: object | None = None  # held here, or it goes silent
        self._privacy = privacy
        self.finder = Finder()
        self.detail = GroupDetail(privacy)
        self.register = RegisterPane(privacy)
        self._nothing = QWidget()
        self._pane = Pane.RESULTS
        self._arriving = self._lands = False
        right = QWidget()
        self._right = QStackedLayout(right)
        self._sides: dict[QWidget, QScrollArea] = {}
        for part in (self._nothing, self.detail, self.register):
            self._sides[part] = scrolled(part)
            self._right.addWidget(self._sides[part])
        self.panes = TwoPanes(self.finder, right)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.panes)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._finish)
        self.finder.results.redrawn.connect(self._order_tabs)
        self.register.lines.redrawn.connect(self._order_tabs)
        self.detail.register_wanted.connect(self._want_register)
        self.detail.refer_opened.connect(self._show_strip)
        self.register.left.connect(self.register_left)

    # --- what the shell asks -------------------------------------------------------------------

    def show_address(self, parts: Sequence[str]) -> None:
        """Show what was left here, or the group or register that the address names."""
        self._arriving = True
        self.opened.emit(tuple(parts))
        # The shell puts the caret back right after it has shown an address: land after it.
        QTimer.singleShot(0, self, self._arrived)

    def land(self) -> None:
        """Put the caret into the search."""
        self.turn_to(Pane.RESULTS if not self.panes.both else self._pane)
        self.finder.land()

    def shortcuts(self) -> Sequence[Shortcut]:
        """Return the screen's own keys."""
        return _SHORTCUTS

    # --- what the presenters show --------------------------------------------------------------

    def show_results(
        self, cards: Sequence[GroupCard], chosen: GroupId | None, *, searched: bool
    ) -> None:
        """Show what was found, and which of them is open at the right."""
        self.finder.show_results(cards, chosen, searched=searched)

    def show_failure(self, sentence: str) -> None:
        """Say why nothing can be shown."""
        self.finder.show_failure(sentence)

    def show_group(self, page: GroupPage | None, today: date, *, begun: bool) -> None:
        """Show one group, or nothing."""
        if page is not None:
            self.detail.show_group(page, today, begun=begun)
        if self._pane is not Pane.REGISTER:
            self._show_side(self._nothing if page is None else self.detail)

    def show_cases(self, cases: Sequence[CaseChoice]) -> None:
        """Offer these cases to refer from and to add to a register."""
        self.detail.refer.offer(cases)
        self.register.offer(cases)

    def show_register(self, register: OpenRegister, today: date) -> None:
        """Show a register."""
        self.register.show_register(register, today)

    def show_refer_problems(self, problems: Mapping[str, str]) -> None:
        """Say what to mend before somebody is referred."""
        self.detail.refer.show_problems(problems)

    def show_register_problem(self, sentence: str) -> None:
        """Say why a register cannot be kept as it is."""
        self.register.show_problem(sentence)

    def referred(self) -> None:
        """Somebody was referred: clear the strip and put it away."""
        self.detail.refer.clear()
        self.detail.close_refer()

    def names(self, names: Sequence[str]) -> tuple[str, ...]:
        """Return names as they may be shown just now."""
        return tuple(self._privacy.name(name) for name in names)

    def turn_to(self, pane: Pane) -> None:
        """Show a side, and leave the keyboard where it is."""
        if pane is Pane.GROUP and not self.panes.both and self._pane is Pane.RESULTS:
            return  # no room for both: the results stay until a group is opened
        self._pane = pane
        if pane is Pane.REGISTER:
            self._show_side(self.register)
        elif self.detail.page is not None:
            self._show_side(self.detail)
        self.panes.turn_to(opened=pane is not Pane.RESULTS)

    def go_to(self, pane: Pane) -> None:
        """Show a side and put the keyboard there, when the shell has done with moving it."""
        self._pane = pane
        self.turn_to(pane)
        self._lands = self._arriving
        if not self._arriving:
            self._land_there()

    def _arrived(self) -> None:
        self._arriving = False
        if self._lands:
            self._lands = False
            self._land_there()

    def _land_there(self) -> None:
        if self._pane is Pane.REGISTER:
            self.register.land()
        elif self._pane is Pane.GROUP:
            self.detail.land()
        else:
            self.finder.results.land()

    def _show_side(self, part: QWidget) -> None:
        self._right.setCurrentWidget(self._sides[part])
        self._order_tabs()

    def _show_strip(self) -> None:
        self._order_tabs()
        QTimer.singleShot(0, self, self.detail.refer.reveal)  # once it has its place

    def _want_register(self) -> None:
        page = self.detail.page
        if page is not None:
            self.register_wanted.emit(page.card.id)

    # --- keys ----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back one side and discards nothing."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._pane is Pane.REGISTER:
            self.register_left.emit()
        elif not self.detail.refer.isHidden() and self._within(self.detail.refer):
            self.detail.close_refer()
        else:
            self._back_to_results()

    def _back_to_results(self) -> None:
        if self._within(self.finder):
            self.finder.land()
        else:
            self.go_to(Pane.RESULTS)

    def _within(self, part: QWidget) -> bool:
        focused = self.focusWidget()
        return focused is not None and part.isAncestorOf(focused)

    def _finish(self) -> None:
        """Keep the register, or refer, wherever the caret is in it."""
        if self._pane is Pane.REGISTER:
            self.register.keep()
        elif not self.detail.refer.isHidden():
            self.detail.refer.keep()

    def _order_tabs(self) -> None:
        """Put what was made last where it stands: Tab goes in the order things were made."""
        finder, detail, register = self.finder, self.detail, self.register
        stops = [
            finder.search,
            *finder.chips,
            finder.map_button,
            *finder.results.cards(),
            finder.results.more,
            detail.refer_button,
            detail.register_button,
            detail.check_button,
            *detail.refer.stops(),
            detail.people,
            register.day.editor,
            *register.lines.rows(),
            register.keep_button,
            register.rest_button,
            register.leave_button,
            register.picker.search,
            register.picker.table,
        ]
        # Qt leaves a box with the field that stands for it: the rest is put in place around it.
        fields = (detail.refer.reason.editor, register.day.editor)
        for one, following in pairwise(stops):
            if following not in fields:
                QWidget.setTabOrder(one, following)
