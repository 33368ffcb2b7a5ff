"""The sign-in window: which store, who you are, and the way in."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from pbi_desktop.ui.kit.ports import Tone
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.notices import Notice
from pbi_desktop.ui.screens.sign_in.facts import StoreFacts, Way, WorkerLine
from pbi_desktop.ui.screens.sign_in.logo import logo
from pbi_desktop.ui.screens.sign_in.middle import Middle
from pbi_desktop.ui.screens.sign_in.unlock import UnlockForm
from pbi_desktop.ui.screens.sign_in.worker_list import WorkerList

INVENTED = "This is an invented team. Nobody in it is a real person; try anything."
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SignIn(QWidget):
    """Emits how somebody wants in; whoever holds the store answers."""

    unlock_wanted = Signal(str, str, str)  # way, secret, worker's login

    def __init__(
        self, store: StoreFacts, workers: Sequence[WorkerLine] = (), *, second_ms: int = 1000
    ) -> None:
        super().__init__()
        self._store = store
        self.setWindowTitle("PBI Desktop")
        self.banner = Notice(INVENTED, Tone.INFO)
        self.banner.setVisible(store.demo)
        self._ask = label("", "body", tone="ink2", wrap=True)
        self.form = UnlockForm(store.ways, second_ms=second_ms)
        self.workers = WorkerList()
        self.enter = Button("Sign in", Kind.PRIMARY, icon="log-in", key="Enter")
        self.failure = Notice("", Tone.DANGER)
        self.failure.hide()
        parts = (
            logo(),
            self.banner,
            label(store.name, "page", wrap=True),
            self._ask,
            self.form,
            self.workers,
            self.failure,
            self.enter,
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Middle(parts))
        self.form.wanted.connect(self._unlock)
        self.workers.chosen.connect(self._sign_in)
        self.enter.clicked.connect(self._sign_in_chosen)
        self.show_workers(workers)
        theme().dress(self)

    def show_workers(self, workers: Sequence[WorkerLine]) -> None:
        """Ask which of these somebody is; with none, ask for the way into the store."""
        choosing = bool(workers) or self._store.demo
        self.workers.show_workers(workers)
        self.form.setVisible(not choosing)
        self.workers.setVisible(choosing)
        self.enter.setVisible(choosing)
        self.enter.setEnabled(bool(workers))
        whom = "Whom do you want to act as?" if self._store.demo else "Who are you?"
        self._ask.setText(whom if choosing else "These are records about people. Unlock them.")
        if self.isVisible():
            self.land()

    def show_failure(self, sentence: str, wait_seconds: int = 0) -> None:
        """Say what went wrong, where it went wrong, and how long to wait if one must."""
        if self.form.isVisibleTo(self):
            self.form.show_failure(sentence, wait_seconds)
            return
        self.failure.say(sentence, Tone.DANGER)
        self.failure.show()
        self._enable(True)
        self.land()

    def land(self) -> None:
        """Put the keyboard where one begins."""
        if self.form.isVisibleTo(self):
            self.form.land()
        else:
            self.workers.search.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter do what it says on the button."""
        at = self.focusWidget()
        if event.key() not in _ENTER:
            super().keyPressEvent(event)
        elif isinstance(at, QAbstractButton):
            at.click()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin where one types."""
        super().showEvent(event)
        self.land()

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget what was typed."""
        super().hideEvent(event)
        self.form.forget()
        self._enable(True)

    def _unlock(self, way: str, secret: str) -> None:
        self.unlock_wanted.emit(way, secret, "")

    def _sign_in_chosen(self) -> None:
        if self.workers.login:
            self._sign_in(self.workers.login)

    def _sign_in(self, login: str) -> None:
        self.failure.hide()
        self._enable(False)
        self.unlock_wanted.emit(Way.DEMO.value if self._store.demo else "", "", login)

    def _enable(self, on: bool) -> None:
        """Keep one wish from being sent twice."""
        self.enter.setEnabled(on and bool(self.workers.login))
        self.workers.setEnabled(on)
