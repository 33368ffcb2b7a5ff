"""The window: ribbon, rail, header, the screen in view, what can be undone, and every key."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, QSettings, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from pbi_desktop.domain.wording import explain
from pbi_desktop.ui.kit.ports import (
    Addressed,
    InPieces,
    Navigator,
    Shortcut,
    Suggestions,
    TakesNotes,
    Tone,
    WithGuide,
    WithLanding,
    WithShortcuts,
)
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.tasks import TaskLane
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.command_palette import CommandPalette
from pbi_desktop.ui.kit.widgets.notices import Notices, UndoBar
from pbi_desktop.ui.kit.widgets.rail import Place, Rail
from pbi_desktop.ui.kit.widgets.ribbon import Marking, Ribbon
from pbi_desktop.ui.shell.ahead import Ahead
from pbi_desktop.ui.shell.columns import remember_columns
from pbi_desktop.ui.shell.door import Door
from pbi_desktop.ui.shell.entries import ScreenEntry, ShellFacts, find_entry
from pbi_desktop.ui.shell.focus import Panes, SkipLink, first_stop
from pbi_desktop.ui.shell.header import Header
from pbi_desktop.ui.shell.help_page import HelpPage
from pbi_desktop.ui.shell.history import History
from pbi_desktop.ui.shell.idle import IdleWatch
from pbi_desktop.ui.shell.jotting import Jotting
from pbi_desktop.ui.shell.keys import Command, Keys
from pbi_desktop.ui.shell.offers import Offers
from pbi_desktop.ui.shell.pages import SettingsPage
from pbi_desktop.ui.shell.preferences import Preferences
from pbi_desktop.ui.shell.resuming import Resumption
from pbi_desktop.ui.shell.tour import Tour
from pbi_desktop.ui.shell.whereabouts import Whereabouts, whereabouts_in

PROGRAM = "PBI Desktop"
NARROW_BELOW = 1180
IDLE_MINUTES = 5
_LEAST_SCREEN = 120
DESK = "my-day/desk"


class Shell(QMainWindow):
    """Shows screens by address and offers them what they share."""

    lock_wanted = Signal()
    change_wanted = Signal()
    closed = Signal()

    def __init__(
        self,
        facts: ShellFacts,
        entries: Sequence[ScreenEntry],
        settings: QSettings,
        privacy: Privacy,
        suggestions: Sequence[Suggestions] = (),
    ) -> None:
        super().__init__()
        theme().dress(self)
        self.privacy = privacy
        self._preferences = Preferences(settings, facts.worker_key)
        self._computer, self._guide = facts.computer, facts.guide
        self._history = History()
        self._screens: dict[str, QWidget] = {}
        self._crumbs: dict[str, tuple[str, ...]] = {}
        self._last_focus: dict[str, QWidget] = {}
        self.caret: QWidget | None = None  # where the keyboard was when the window was locked
        self.left_at = Whereabouts()  # where the worker was then, for a window built anew
        self._in_view = ""
        self._came_from = ""
        self._built = False
        self._lane: TaskLane | None = None
        self.ahead: Ahead | None = None
        self._entries = (*entries, *self._own_entries())
        self._build(facts)
        self.keys = Keys(self)
        self.palette_box = CommandPalette(
            self._middle, [*suggestions, Offers(self._screen_in_view), self.keys]
        )
        door = Door(self, "")
        self.jotting = Jotting(self, self._right, facts.make_jot, door, self._screen_in_view)
        self.jotting.carried.connect(self._carry_line)
        self._panes = Panes(self, (self._stack, self.notices, self.rail, self.header, self.tour))
        self._bind_keys()
        self._idle = IdleWatch(IDLE_MINUTES * 60_000, self)
        self._wait_as_long()
        self._idle.idle.connect(self.lock)
        self._resumption = Resumption(self, self._screen_in_view, self._is_quiet)
        self._resumption.done.connect(self._tell_homeless)
        privacy.changed.connect(self.header.show_hidden)
        theme().changed.connect(self._fit)
        self._built = True
        self._preferences.place_window(self)

    def _own_entries(self) -> tuple[ScreenEntry, ...]:
        return (
            ScreenEntry("help", "Help and shortcuts", "circle-question-mark", 0, self._make_help),
            ScreenEntry(
                "settings", "Settings", "settings", 0, self._make_settings, guide="this-computer"
            ),
        )

    def _make_help(self, _navigator: Navigator) -> QWidget:
        page = HelpPage(
            self._guide, self.keys.listed, self._keys_of_screen_before, self._page_of_screen_before
        )
        page.page_wanted.connect(self._open_page)
        page.tour_wanted.connect(self.show_tour)
        return page

    def _make_settings(self, _navigator: Navigator) -> QWidget:
        page = SettingsPage(self._preferences, self._computer)
        page.computer_changed.connect(self._wait_as_long)
        return page

    def _build(self, facts: ShellFacts) -> None:
        middle = self._middle = QWidget()
        self.setCentralWidget(middle)
        self.skip = SkipLink(middle)
        self.ribbon = Ribbon(facts.where)
        self.rail = Rail(facts.team, facts.worker, facts.role)
        self.header = Header()
        self.tour = Tour()
        self.notices = Notices()
        self._stack = QStackedWidget()
        self._fill_rail()  # before it joins the window: Tab goes in the order things join
        right = self._right = QVBoxLayout()
        for part in (self.header, self.tour, self.notices):
            right.addWidget(part)
        right.addWidget(self._stack, 1)
        lower = QHBoxLayout()
        lower.addWidget(self.rail)
        lower.addLayout(right, 1)
        whole = QVBoxLayout(middle)
        whole.addWidget(self.ribbon)
        whole.addLayout(lower, 1)
        for box in (right, lower, whole):
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(0)
        self.undo_bar = UndoBar(middle)
        self._connect()
        self.setWindowTitle(PROGRAM)

    def _fill_rail(self) -> None:
        for entry in self._entries:
            below = entry.below or entry.address in ("help", "settings")
            if entry.section_number or below:
                place = Place(entry.address, entry.title, entry.icon, entry.section_number)
                self.rail.add(place, below=below)

    def _connect(self) -> None:
        self.skip.skip_wanted.connect(self.focus_content)
        self.rail.chosen.connect(self.go)
        self.header.find_wanted.connect(self.open_palette)
        self.header.privacy_wanted.connect(self.privacy.toggle)
        self.header.lock_wanted.connect(self.lock)
        self.tour.ended.connect(self._end_tour)

    def _bind_keys(self) -> None:
        for entry in self._entries:
            if entry.section_number:
                keys = (f"Ctrl+{entry.section_number}",)
                go = partial(self.go, entry.address)
                self.keys.bind(Command(entry.title, keys, go, icon=entry.icon))
        for command in (
            Command("Find anyone or do anything", ("Ctrl+K",), self.open_palette, offered=False),
            Command("Somebody at the desk", ("Ctrl+F",), partial(self.go, DESK), "search"),
            Command("Jot a note", ("Ctrl+J",), self.jotting.jot, "pencil"),
            Command("Undo what was just done", ("Ctrl+Z",), self.undo_bar.undo, "undo-2"),
            Command("Lock", ("Ctrl+L",), self.lock, "lock"),
            Command(
                "Sign in as somebody else", ("Ctrl+Shift+L",), self.change_worker, offered=False
            ),
            Command("Hide or show names", ("F8",), self.privacy.toggle, "eye-off"),
            Command("Next pane", ("F6",), self._panes.following, offered=False),
            Command("Back", ("Alt+Left",), self.back, "arrow-left"),
            Command("Forward", ("Alt+Right",), self.forward, "arrow-right"),
            Command("Full screen", ("F11",), self.toggle_full_screen, "monitor"),
            Command("Settings", ("Ctrl+,",), partial(self.go, "settings"), "settings"),
            Command("Help and shortcuts", ("F1", "?"), partial(self.go, "help"), "keyboard"),
            Command("Close the program", ("Ctrl+Q",), self.close, "log-out"),
        ):
            self.keys.bind(command)

    # What screens ask for: the Navigator

    def go(self, address: str) -> None:
        """Show the screen at an address."""
        if find_entry(self._entries, address) is None:
            self.tell(f"There is no screen at {address}. Nothing was changed.", Tone.WARN)
            return
        self._history.visit(address)
        self._show(address)

    def back(self) -> None:
        """Go back to the screen before."""
        self._show(self._history.back())

    def forward(self) -> None:
        """Go forward again."""
        self._show(self._history.forward())

    def tell(self, text: str, tone: Tone = Tone.INFO) -> None:
        """Show a notice that stays until it is closed."""
        self.notices.tell(text, tone)

    def tell_failure(self, error: BaseException) -> None:
        """Show what went wrong, in words."""
        self.tell(explain(error), Tone.DANGER)

    def offer_undo(self, done: str, undo: Callable[[], None]) -> None:
        """Show "done. Undo" for ten seconds."""
        self.undo_bar.offer(done, undo)
        self._place_overlays()

    def saved(self, at: datetime) -> None:
        """Say in the header when work was last saved."""
        self.header.saved.saved(at)

    def not_saved(self, why: str) -> None:
        """Say in the header, in words, that work is not saved."""
        self.header.saved.not_saved(why)

    def badge(self, address: str, waiting: int) -> None:
        """Show how many things wait for the worker in a section of the rail."""
        item = self.rail.item(address)
        if item is not None:
            item.set_waiting(waiting)

    def show_viewing(self, title: str, why: str) -> None:
        """Say in the ribbon as whom records are seen; an empty title: with one's own eyes."""
        self.ribbon.show_viewing(title, why)

    def crumbs_of(self, address: str, parts: tuple[str, ...]) -> None:
        """Name the place of a screen; it shows when that screen is in view."""
        self._crumbs[address] = parts
        if address == self._in_view:
            self.header.show_crumbs(parts)

    # What the rest of the program asks for

    @property
    def entries(self) -> tuple[ScreenEntry, ...]:
        """The screens there are, the window's own among them."""
        return self._entries

    @property
    def address(self) -> str:
        """The address in view."""
        return self._history.current

    def screen_at(self, address: str) -> QWidget | None:
        """Return a screen that has been shown."""
        return self._screens.get(address)

    def make_ahead(self, address: str) -> None:
        """Make a screen before it is asked for, in pieces while nobody is at the keys."""
        self.ahead = Ahead(self, partial(self._make_piece, address), self._is_quiet)
        self.ahead.begin(self.windowHandle())

    def _make_piece(self, address: str) -> bool:
        found, screen = find_entry(self._entries, address), self._screens.get(address)
        if screen is None and found is not None:
            self._make(found[0])
            return True
        return isinstance(screen, InPieces) and screen.make_next()

    def follow(self, lane: TaskLane) -> None:
        """Word what fails in the lane where nobody else does, and say when it is slow."""
        self._lane = lane
        lane.failed.connect(self.tell_failure)
        lane.busy.connect(self.header.show_busy)

    def set_idle_minutes(self, minutes: float) -> None:
        """Change how long nobody may touch anything before the window locks."""
        self._idle.set_after(round(minutes * 60_000))

    def _wait_as_long(self) -> None:
        """Lock after as long as the settings of this computer say."""
        if self._computer is not None:
            self.set_idle_minutes(self._computer.lock_minutes)

    def show_marking(self, marking: Marking, why: str = "") -> None:
        """Mark the window."""
        self.ribbon.show_marking(marking, why)

    def open_palette(self) -> None:
        """Open the box that finds people, places and commands."""
        self.palette_box.open()

    def offer_tour(self) -> None:
        """Show the tour to a worker who has not seen it on this computer."""
        if not self._preferences.tour_seen:
            self._begin_tour()

    def show_tour(self) -> None:
        """Show the tour again, and bring the keyboard to it."""
        self._begin_tour()
        self.tour.next_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin_tour(self) -> None:
        self._stack.setMinimumHeight(_LEAST_SCREEN)  # the window must not outgrow the display
        self.tour.begin()

    def _end_tour(self) -> None:
        self._stack.setMinimumHeight(0)
        self._preferences.keep_tour_seen()
        if self.tour.isAncestorOf(self.focusWidget() or self):
            self.focus_content()

    def _open_page(self, name: str) -> None:
        self.go(f"help/{name}")

    def _carry_line(self, address: str, line: str) -> None:
        """Go to a case, and put a line there that was typed in the strip."""
        self.go(address)
        screen = self._screen_in_view()
        if line and isinstance(screen, TakesNotes):
            screen.take_line(line)

    def lock(self) -> None:
        """Save what is being typed, then ask to be locked."""
        self.palette_box.shut()
        self.caret = self.focusWidget()
        screen, hidden = self._screen_in_view(), self.privacy.hidden
        self.left_at = whereabouts_in(self, screen, self.address, names_hidden=hidden)
        if self.caret is not None:
            self.caret.clearFocus()  # leaving a field keeps its draft
        self.lock_wanted.emit()

    def change_worker(self) -> None:
        """Save what is being typed, then ask who is there."""
        self.palette_box.shut()
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()
        self.change_wanted.emit()

    def resume(self, place: Whereabouts) -> None:
        """Go back to where the worker was before a lock, down to the caret."""
        self.privacy.hide(place.names_hidden)
        if find_entry(self._entries, place.address) is not None:
            self.go(place.address)
        self._resumption.begin(place)

    def _is_quiet(self) -> bool:
        return self._lane is None or self._lane.waiting == 0

    def _tell_homeless(self, texts: tuple[str, ...]) -> None:
        for text in texts:
            self.tell(f"When the program locked, you had typed: {text}")

    def toggle_full_screen(self) -> None:
        """Fill the screen, or stop filling it."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def focus_content(self) -> None:
        """Move the keyboard to where work begins on the screen in view."""
        screen = self._stack.currentWidget()
        if screen is None:
            return
        if isinstance(screen, WithLanding):
            screen.land()
            return
        stop = first_stop(screen)
        if stop is not None:
            stop.setFocus(Qt.FocusReason.TabFocusReason)

    def _show(self, address: str) -> None:
        found = find_entry(self._entries, address)
        if found is None:
            return
        entry, rest = found
        changes = entry.address != self._in_view
        if changes:
            self._leave()
        screen = self._screens.get(entry.address) or self._make(entry)
        if isinstance(screen, Addressed):
            screen.show_address(rest)
        self._in_view = entry.address
        self._stack.setCurrentWidget(screen)
        self._stand(alone=entry.alone)
        self.rail.select(entry.section or entry.address)
        self.header.show_crumbs(self._crumbs.get(entry.address, (entry.title,)))
        self.setWindowTitle(f"{entry.title} \N{EN DASH} {PROGRAM}")
        if changes:
            self._arrive(entry.address)

    def _stand(self, *, alone: bool) -> None:
        """Take away what stands beside a screen, or put it back."""
        for part in (self.rail, self.header):
            part.setVisible(not alone)
        self.notices.cover(covered=alone)
        if alone:
            self.undo_bar.hide()

    def _make(self, entry: ScreenEntry) -> QWidget:
        screen = entry.make(Door(self, entry.address))
        remember_columns(self._preferences, entry.address, screen)
        self._screens[entry.address] = screen
        self._stack.addWidget(screen)
        return screen

    def _leave(self) -> None:
        focused = self.focusWidget()
        if self._in_view and focused is not None and self._stack.isAncestorOf(focused):
            self._last_focus[self._in_view] = focused
        if self._in_view != "help":
            self._came_from = self._in_view

    def _arrive(self, address: str) -> None:
        """Put the caret back where it was on this screen, else where work begins."""
        last = self._last_focus.get(address)
        if last is not None and isValid(last) and last.isVisible():
            last.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.focus_content()

    def _screen_in_view(self) -> QWidget | None:
        return self._screens.get(self._in_view)

    def _keys_of_screen_before(self) -> Sequence[Shortcut]:
        screen = self._screens.get(self._came_from)
        return screen.shortcuts() if isinstance(screen, WithShortcuts) else ()

    def _page_of_screen_before(self) -> str:
        """Return the guide's page for the screen one came from."""
        screen = self._screens.get(self._came_from)
        own = screen.guide() if isinstance(screen, WithGuide) else ""
        found = find_entry(self._entries, self._came_from)
        return own or (found[0].guide if found is not None else "")

    def _fit(self) -> None:
        narrow = self.width() / theme().look.scale < NARROW_BELOW
        if narrow != self.rail.narrow:
            self.rail.set_narrow(narrow)
        self._place_overlays()

    def _place_overlays(self) -> None:
        """Keep the undo bar at the foot of the content, and the palette under the header."""
        self.undo_bar.place(beside=self.rail.width())
        self.palette_box.place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit rail, bar and palette to the new size."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Start counting idle minutes, and put the caret where work begins."""
        super().showEvent(event)
        handle = self.windowHandle()
        if handle is not None:
            self._idle.watch(handle)
        # After a lock the caret goes back to where it was, not to where work begins.
        locked_in = self.caret is not None and isValid(self.caret) and self.caret.isVisible()
        self.caret = None
        if not locked_in and self.focusWidget() in (None, self.skip):
            self.focus_content()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """End the tour by Esc where nothing else has use for it."""
        if event.key() == Qt.Key.Key_Escape and self.tour.isVisible():
            self.tour.end()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Fit the overlays when the direction of the layout changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange and self._built:
            self._place_overlays()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep where the window stands, save what is being typed, and say that it closes."""
        self._preferences.keep_window(self)
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()
        super().closeEvent(event)
        self.closed.emit()
