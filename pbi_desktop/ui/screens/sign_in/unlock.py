"""The ways into a store of real records: the key ring, a passphrase, the recovery code."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.ui.kit.ports import Tone
from pbi_desktop.ui.kit.widgets.announcements import announce
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.fields import LineField
from pbi_desktop.ui.kit.widgets.labels import label, rule
from pbi_desktop.ui.kit.widgets.layouts import row
from pbi_desktop.ui.kit.widgets.notices import Notice
from pbi_desktop.ui.screens.sign_in.facts import Way, says_wait

_CODE_HINT = "From the sheet that was printed when the store was made. Capitals do not matter."
_BUSY = "Opening the store…"


class UnlockForm(QWidget):
    """Emits what was typed; says under it what went wrong, and how long to wait."""

    wanted = Signal(str, str)  # way, secret

    def __init__(self, ways: Sequence[Way], *, second_ms: int = 1000) -> None:
        super().__init__()
        self._ways = tuple(ways)
        self._last = self._ways[0] if self._ways else Way.PASSPHRASE
        self._left = 0
        self._second = QTimer(self, interval=second_ms)
        self._second.timeout.connect(self._count_down)
        self.ring = Button(
            "Unlock with this computer's key ring", Kind.PRIMARY, icon="key-round", key="Enter"
        )
        self.passphrase = LineField("Passphrase", secret=True)
        loud = Kind.SECONDARY if Way.KEYRING in self._ways else Kind.PRIMARY  # one to a screen
        self.open = Button("Unlock", loud, icon="lock-open", key="Enter")
        self.code = LineField("Recovery code", hint=_CODE_HINT)
        self.use_code = Button("Use the recovery code", Kind.LINK, icon="file-text")
        self.failure = Notice("", Tone.DANGER)
        self.waiting = label("", "support", tone="ink2", wrap=True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        several = Way.KEYRING in self._ways and Way.PASSPHRASE in self._ways
        self._or = rule()
        for part in (self.ring, self._or, self.passphrase, self.code, self.failure, self.waiting):
            box.addWidget(part)
        box.addLayout(row(self.open, self.use_code, 0))
        self.ring.setVisible(Way.KEYRING in self._ways)
        self._or.setVisible(several)
        self.passphrase.setVisible(Way.PASSPHRASE in self._ways)
        self.open.setVisible(Way.PASSPHRASE in self._ways)
        only_code = self._ways == (Way.RECOVERY,)
        self.code.setVisible(only_code)
        self.use_code.setVisible(Way.RECOVERY in self._ways and not only_code)
        if only_code:
            self.open.show()
        for hidden in (self.failure, self.waiting):
            hidden.hide()

    def _connect(self) -> None:
        self.ring.clicked.connect(self._by_ring)
        self.open.clicked.connect(self._by_words)
        self.use_code.clicked.connect(self._ask_code)
        self.passphrase.entered.connect(self._by_passphrase)
        self.code.entered.connect(self._by_code)

    def land(self) -> None:
        """Put the keyboard where one unlocks."""
        if Way.KEYRING in self._ways:
            self.ring.setFocus()
        elif Way.PASSPHRASE in self._ways:
            self.passphrase.editor.setFocus()
        else:
            self.code.editor.setFocus()

    def show_busy(self) -> None:
        """Say that the store is being opened; nothing can be pressed twice."""
        self.failure.hide()
        self._say(_BUSY)
        self._enable(False)

    def show_failure(self, sentence: str, wait_seconds: int = 0) -> None:
        """Say what went wrong under the way that was tried, and how long to wait if one must."""
        self._enable(True)
        self._say("")
        field = {Way.PASSPHRASE: self.passphrase, Way.RECOVERY: self.code}.get(self._last)
        if field is not None:
            field.show_problem(sentence)
        else:
            self.failure.say(sentence, Tone.DANGER)
            self.failure.show()
            announce(self, sentence, urgent=True)
        if wait_seconds > 0:
            self._wait(wait_seconds)
        else:
            self._again()

    def forget(self) -> None:
        """Empty the fields: what was typed here is nobody's business now."""
        for field in (self.passphrase, self.code):
            field.set_text("")
            field.clear_problem()
        self._second.stop()
        self._enable(True)
        self._say("")
        self.failure.hide()

    def _wait(self, seconds: int) -> None:
        self._left = seconds
        self._enable(False)
        self._say(says_wait(seconds))
        self._second.start()

    def _count_down(self) -> None:
        self._left -= 1
        if self._left > 0:
            self.waiting.setText(says_wait(self._left))
            return
        self._second.stop()
        self._enable(True)
        self._say("You can try again now.")
        self._again()

    def _again(self) -> None:
        """Put the keyboard back where the last try was made, what was typed selected."""
        if self._last is Way.KEYRING:
            self.ring.setFocus()
            return
        editor = (self.code if self._last is Way.RECOVERY else self.passphrase).editor
        editor.setFocus()
        editor.selectAll()

    def _say(self, words: str) -> None:
        self.waiting.setText(words)
        self.waiting.setVisible(bool(words))
        if words:
            announce(self, words)

    def _enable(self, on: bool) -> None:
        for part in (self.ring, self.passphrase, self.code, self.open, self.use_code):
            part.setEnabled(on)

    def _ask_code(self) -> None:
        self.code.show()
        self.code.editor.setFocus()
        self.use_code.hide()
        self.open.show()

    def _by_words(self) -> None:
        if self.code.isVisibleTo(self) and self.code.text().strip():
            self._by_code()
        else:
            self._by_passphrase()

    def _by_ring(self) -> None:
        self._want(Way.KEYRING, "")

    def _by_passphrase(self) -> None:
        if not self.passphrase.text():
            self.passphrase.show_problem("Type the passphrase of this store.")
            self.passphrase.editor.setFocus()
            return
        self._want(Way.PASSPHRASE, self.passphrase.text())

    def _by_code(self) -> None:
        if not self.code.text().strip():
            self.code.show_problem("Type the recovery code from the printed sheet.")
            return
        self._want(Way.RECOVERY, self.code.text().strip())

    def _want(self, way: Way, secret: str) -> None:
        self._last = way
        for field in (self.passphrase, self.code):
            field.clear_problem()
        self.show_busy()
        self.wanted.emit(way.value, secret)
