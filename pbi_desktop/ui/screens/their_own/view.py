"""What is turned to a person over the desk: large, in plain words, nothing else beside."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.ui.kit.key_binding import bind_keys
from pbi_desktop.ui.kit.ports import Shortcut, Tone
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.announcements import announce
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Flow, page, panel
from pbi_desktop.ui.kit.widgets.notices import Notice, Skeleton

T = TypeVar("T")
BACK = Shortcut("Esc", "Back to the case")
NOTHING = "Nothing is shown."


class TheirOwnScreen(QWidget, Generic[T]):
    """Shows and wishes; the presenter decides. Each screen says what it shows, and of whom."""

    address_shown = Signal(object)
    asked_now = Signal()
    back_wanted = Signal()
    put_away = Signal()

    def __init__(self, privacy: Privacy, title: str, *, what: str, way_on: Button) -> None:
        super().__init__()
        self.presenter: object = None
        self._privacy, self._covered = privacy, f"Names are hidden. Press F8 to show {what}."
        self._own: T | None = None
        self.title = label(title, "figure", wrap=True)
        self.about = label("", "panel", tone="ink2", wrap=True)
        self.notice = Notice("", Tone.INFO)
        self.ask_button = Button("I asked them now: it is safe", Kind.PRIMARY)
        self.way_on = way_on
        self.back_button = Button("Back to the case", Kind.SECONDARY, icon="arrow-left", key="Esc")
        self._waiting = Skeleton(what)
        bind_keys(self, {"Esc": self.back_wanted.emit})
        self.ask_button.clicked.connect(self.asked_now)
        self.back_button.clicked.connect(self.back_wanted)
        privacy.changed.connect(self._show_again)

    def place(self, *parts: QWidget) -> None:
        """Place what a screen shows below what every screen of theirs has, and show nothing yet."""
        ways = Flow()
        for button in (self.ask_button, self.way_on, self.back_button):
            ways.addWidget(button)
        self.area = page(self.title, self.about, panel(ways), self.notice, self._waiting, *parts)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.area)
        self.begin()

    # What each screen says of its own

    def called(self, own: T) -> str:
        """Return the line that says whose it is."""
        raise NotImplementedError

    def fill(self, own: T) -> None:
        """Show it: names are not hidden."""
        raise NotImplementedError

    def empty(self, said: str) -> None:
        """Show nothing of anybody, and say so where a screen reader would look."""
        raise NotImplementedError

    # For the shell

    def show_address(self, parts: Sequence[str]) -> None:
        """Show what the address names."""
        self.address_shown.emit(tuple(parts))

    def shortcuts(self) -> Sequence[Shortcut]:
        """Return the keys of the screen."""
        return (BACK,)

    def land(self) -> None:
        """Put the focus on the way back: a stray Enter must not say that somebody was asked."""
        self.back_button.setFocus(Qt.FocusReason.TabFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Show nothing to whoever comes here next."""
        if not event.spontaneous():
            self.put_away.emit()
        super().hideEvent(event)

    # For the presenter

    @property
    def in_sight(self) -> bool:
        """Whether somebody sees this screen now."""
        return self.isVisible()

    def begin(self) -> None:
        """Show nothing of anybody: something is on its way."""
        self._own = None
        self.about.setText("")
        self.empty(NOTHING)
        self._waiting.show()
        for part in (self.notice, self.ask_button, self.way_on):
            part.hide()

    def show_own(self, own: T) -> None:
        """Show what was read, or that names are hidden; what was said of it stays meanwhile."""
        asked, anew = self.ask_button.hasFocus(), self._own is None
        self._own = own
        self._waiting.hide()
        self.ask_button.hide()
        if anew:
            self.notice.hide()
        if asked:
            self.land()
        covered = self._privacy.hidden
        self.way_on.setVisible(not covered)
        before = self.about.text()
        self.about.setText(self._covered if covered else self.called(own))
        if covered:
            self.empty(self._covered)
        else:
            self.fill(own)
        if self.about.text() != before:
            announce(self, self.about.text())

    def show_refusal(self, sentence: str, *, may_ask: bool) -> None:
        """Say why nothing is shown."""
        self.begin()
        self._waiting.hide()
        self.ask_button.setVisible(may_ask)
        self.say(sentence, Tone.WARN)
        if self.isVisible():
            self.land()

    def say(self, sentence: str, tone: Tone) -> None:
        """Say what became of what was asked."""
        self.notice.say(sentence, tone)
        self.notice.show()
        announce(self, sentence)

    def _show_again(self) -> None:
        if self._own is not None:
            self.show_own(self._own)
