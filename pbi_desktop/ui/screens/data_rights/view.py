"""The screen of requests and keeping: two tabs, and the records of the request that is weighed."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.services.retention_rows import Preview
from pbi_desktop.services.subject_access_rows import RequestLine, Weighing
from pbi_desktop.ui.kit.key_binding import bind_keys
from pbi_desktop.ui.kit.ports import Shortcut, Tone
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.announcements import announce
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import page
from pbi_desktop.ui.kit.widgets.notices import Notice
from pbi_desktop.ui.kit.widgets.tabs import Tabs
from pbi_desktop.ui.screens.data_rights.keeping_part import KeepingPart
from pbi_desktop.ui.screens.data_rights.requests_part import RequestsPart
from pbi_desktop.ui.screens.data_rights.weighing_part import WeighingPart

_REQUESTS, _KEEPING = "requests", "keeping"
_KEYS = (Shortcut("Esc", "Back from the records to the requests"),)


class DataRightsScreen(QWidget):
    """What people ask of their data, and what is kept no longer."""

    asked = Signal()
    keeping_asked = Signal()

    def __init__(self, today: Callable[[], date], privacy: Privacy) -> None:
        super().__init__()
        self.presenter: object = None
        self.tabs = Tabs("Requests and keeping", {_REQUESTS: "Requests", _KEEPING: "Keeping"})
        self.result = Notice("", Tone.OK)
        self.requests = RequestsPart(today, privacy)
        self.weighing = WeighingPart(privacy)
        self.keeping = KeepingPart(privacy)
        self._parts = (self.requests, self.weighing, self.keeping)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        head = label("Requests and keeping", "page")
        box.addWidget(page(head, self.tabs, self.result, *self._parts))
        for hidden in (self.result, self.weighing, self.keeping):
            hidden.hide()
        self.tabs.chosen.connect(self._show_tab)
        self.weighing.left.connect(self._back)
        for part in self._parts:
            privacy.changed.connect(part.show_again)
        bind_keys(self, {"Esc": self._back})

    def showEvent(self, event: QShowEvent) -> None:
        """Ask whenever the screen comes into view."""
        super().showEvent(event)
        self.asked.emit()

    def land(self) -> None:
        """Stand at the list."""
        part = self.requests.table
        target: QWidget = part if part.isVisible() else self.tabs
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def shortcuts(self) -> Sequence[Shortcut]:
        """Return the keys of the screen."""
        return _KEYS

    def show_requests(self, lines: tuple[RequestLine, ...]) -> None:
        """Show the requests, the late ones first."""
        self.requests.show_requests(lines)

    def show_weighing(self, found: Weighing) -> None:
        """Show every record that an answer could give."""
        self.weighing.show_weighing(found)
        if self.tabs.key == _REQUESTS:
            self._show(self.weighing)

    def show_keeping(self, page_of: Preview) -> None:
        """Show which files are over, kept, or over soon."""
        self.keeping.show_keeping(page_of)

    def show_refused(self, words: str) -> None:
        """Say why nothing is shown."""
        self._show(None)
        self.tabs.hide()
        self.show_done(words, Tone.WARN)

    def show_done(self, words: str, tone: Tone) -> None:
        """Say what became of a wish."""
        self.result.say(words, tone)
        self.result.show()
        announce(self, words, urgent=tone is Tone.DANGER)
        if tone is Tone.OK:
            self.requests.taking_down.clear()

    def _show_tab(self, key: str) -> None:
        self.result.hide()
        if key == _KEEPING:
            self.keeping_asked.emit()
        self._show(self.keeping if key == _KEEPING else self.requests)

    def _back(self) -> None:
        if self.weighing.isVisible():
            self._show(self.requests)
            self.land()

    def _show(self, part: QWidget | None) -> None:
        for one in self._parts:
            one.setVisible(one is part)
