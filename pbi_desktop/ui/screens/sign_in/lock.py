"""The lock: a plain logo, who is signed in, and the way back to the caret."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.labels import Avatar, label
from pbi_desktop.ui.kit.widgets.layouts import column, panel, row
from pbi_desktop.ui.screens.sign_in.facts import StoreFacts, Way
from pbi_desktop.ui.screens.sign_in.logo import logo
from pbi_desktop.ui.screens.sign_in.middle import Middle
from pbi_desktop.ui.screens.sign_in.unlock import UnlockForm


class LockScreen(QWidget):
    """Shows nothing of any case. What was being typed was kept before it came."""

    unlock_wanted = Signal(str, str, str)  # way, secret, worker's login

    def __init__(
        self,
        store: StoreFacts,
        worker: str,
        login: str,
        *,
        anew: bool = False,
        second_ms: int = 1000,
    ) -> None:
        """Lock for a worker; `anew` if no store is open any more, so that any key is as good."""
        super().__init__()
        self._store, self._login = store, login
        self._caret: QWidget | None = None
        self.setWindowTitle("PBI Desktop")
        self.form = UnlockForm(store.ways, second_ms=second_ms)
        self.form.setVisible(not store.demo)
        self.go_on = Button(f"Go on as {worker}", Kind.PRIMARY, icon="lock-open", key="Enter")
        self.go_on.setVisible(store.demo)
        words = column(
            label("Locked", "page"),
            label(_words(worker, anew=anew and not store.demo), "body", tone="ink2", wrap=True),
            spacing=2,
        )
        who = panel(row(Avatar(worker, 44, solid=True), words, spacing=14))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Middle((logo(), who, self.form, self.go_on)))
        self.form.wanted.connect(self._unlock)
        self.go_on.clicked.connect(self._go_on)
        theme().dress(self)

    def keep_caret(self, caret: QWidget | None) -> None:
        """Remember where the keyboard was, to put it back there."""
        self._caret = caret

    def give_back(self) -> None:
        """Put the keyboard back where it was, if that is still there."""
        if self._caret is not None and isValid(self._caret) and self._caret.isVisible():
            self._caret.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_failure(self, sentence: str, wait_seconds: int = 0) -> None:
        """Say what went wrong, and how long to wait if one must."""
        self.form.show_failure(sentence, wait_seconds)

    def land(self) -> None:
        """Put the keyboard where one unlocks."""
        if self._store.demo:
            self.go_on.setFocus()
        else:
            self.form.land()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter do what it says on the button."""
        at = self.focusWidget()
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif isinstance(at, QAbstractButton):
            at.click()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin where one unlocks."""
        super().showEvent(event)
        self.land()

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget what was typed."""
        super().hideEvent(event)
        self.form.forget()

    def _unlock(self, way: str, secret: str) -> None:
        self.unlock_wanted.emit(way, secret, self._login)

    def _go_on(self) -> None:
        self.unlock_wanted.emit(Way.DEMO.value, "", self._login)


def _words(worker: str, *, anew: bool) -> str:
    if not anew:
        return f"{worker} is signed in. What was typed is kept."
    return (
        f"{worker} was at work here, and what was typed is kept. "
        "Whoever has a key of their own can unlock."
    )
