"""Copying a case for one's own agency's system: what would be copied first, then the clipboard."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from pbi_desktop.domain.access_words import PURPOSES
from pbi_desktop.ui.kit.clipboard import KEPT_MS, Copies
from pbi_desktop.ui.kit.ports import Tone
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.announcements import announce
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Flow, clear, column, panel
from pbi_desktop.ui.kit.widgets.notices import Notice

if TYPE_CHECKING:  # it loads nothing of the database, and is needed by a case alone
    from pbi_desktop.services.agency_copy_rows import AgencyCopy

COPY = "Copy for my agency's system"
_WHY = (
    "So that you type nothing twice. You see each line first; your agency is logged as told "
    "before it is on the clipboard, and the clipboard is cleared again."
)
_KEPT_BACK = "Something is left out: a second person must read it first. Share a summary for it."


class OwnAgencyCard(Card):
    """Shows and wishes; `AgencyCopier` decides."""

    wanted = Signal()
    copy_wanted = Signal(str)  # what was seen

    def __init__(self, privacy: Privacy) -> None:
        super().__init__("For my agency's system")
        self._privacy = privacy
        self._copies = Copies(self)
        self.presenter: object | None = None  # held here, or it goes silent
        self.in_case = False
        self.waits = False
        self._shown: AgencyCopy | None = None
        self.ask_button = Button(COPY, icon="copy")
        self.copy_button = Button("Copy", Kind.PRIMARY, icon="copy")
        self.leave_button = Button("Leave it", key="Esc")
        self.notice = Notice("", Tone.INFO)
        self._for_whom = label("", "field", wrap=True)
        self._lines = column(spacing=2)
        self._kept_back = label(_KEPT_BACK, "support", tone="warn", wrap=True)
        self._lay_out()
        self.ask_button.clicked.connect(self.ask)
        self.copy_button.clicked.connect(self._copy)
        self.leave_button.clicked.connect(self.forget)
        privacy.changed.connect(self._draw)

    def _lay_out(self) -> None:
        asking, copying = Flow(), Flow()
        asking.addWidget(self.ask_button)
        for button in (self.copy_button, self.leave_button):
            copying.addWidget(button)
        self._asking = panel(column(label(_WHY, "support", wrap=True), asking))
        shown = column(self._for_whom, self._lines, self._kept_back, copying)
        self._preview = panel(shown)
        for part in (self.notice, self._asking, self._preview):
            self.add(part)
        self._preview.hide()
        self.notice.hide()

    @property
    def texts(self) -> tuple[str, ...]:
        """The lines as they are shown."""
        shown = self._shown.lines if self._shown is not None else ()
        return tuple(f"{one.label}: {self._privacy.detail(one.words)}" for one in shown)

    def ask(self) -> None:
        """Wish to see what would be copied."""
        self.waits = True
        self.wanted.emit()

    def leave_case(self) -> None:
        """Hold nothing of the case that was in view."""
        self.in_case = False
        self.notice.hide()
        self._close()  # what is wished waits for the case that comes

    def forget(self) -> None:
        """Show no lines any more."""
        self.waits = False
        self._close()
        self.ask_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_copy(self, shown: "AgencyCopy") -> None:
        """Show what would be copied, line by line."""
        self.waits = False
        self._shown = shown
        self.notice.hide()
        facts = "1 fact" if shown.facts == 1 else f"{shown.facts} facts"
        self._for_whom.setText(f"For {shown.agency}, {PURPOSES[shown.purpose]}")
        self.copy_button.say(f"Copy {facts} for {shown.agency}")
        self._kept_back.setVisible(bool(shown.kept_back))
        self._asking.hide()
        self._preview.show()
        self._draw()
        self.copy_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_copied(self, shown: "AgencyCopy") -> None:
        """Put it on the clipboard: it is logged by now."""
        self._copies.put(shown.text)
        self.forget()
        self.show_words(
            f"Copied and logged: {shown.agency} was told. Paste it within "
            f"{KEPT_MS // 1000} seconds; then the clipboard is cleared.",
            Tone.OK,
        )

    def show_words(self, sentence: str, tone: Tone) -> None:
        """Say what happened, or why nothing can be copied."""
        self.waits = False
        self.notice.say(sentence, tone)
        self.notice.show()
        announce(self, sentence)

    def _close(self) -> None:
        self._shown = None
        clear(self._lines)
        self._preview.hide()
        self._asking.show()

    def _draw(self) -> None:
        clear(self._lines)
        for words in self.texts:
            self._lines.addWidget(label(words, "dense", wrap=True))

    def _copy(self) -> None:
        if self._shown is not None:
            self.copy_wanted.emit(self._shown.seen)
