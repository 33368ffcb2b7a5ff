"""The middle of the front door: how many may be meant, who they are, or one sentence instead."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.ui.kit.ports import Tone
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.announcements import announce
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.labels import Icon, label
from pbi_desktop.ui.kit.widgets.layouts import Flow, column, row
from pbi_desktop.ui.kit.widgets.notices import Notice
from pbi_desktop.ui.screens.front_door.checked_before import CheckedBefore
from pbi_desktop.ui.screens.front_door.matches import MatchList
from pbi_desktop.ui.screens.front_door.screen_port import About, Found
from pbi_desktop.ui.screens.front_door.words import heading, nobody

_HOW = "Best first. Arrow keys move, Enter opens."
_MAY_SEE = (
    "You see every record you are allowed to see. Once you keep this contact or open a case, "
    "whoever answers for a protected record that fits is asked. Nothing shows here, so nobody can "
    "fish for it."
)
_BESIDE = (("waiting", "Who waits", "clock"), ("same-person", "Same person?", "link"))
"""The screens beside this one: address, words and icon."""


class FoundPeople(QWidget):
    """A heading, the matches, and what to do when there are none."""

    page_wanted = Signal(str)

    def __init__(self, privacy: Privacy) -> None:
        super().__init__()
        self._heading = label("", "panel", wrap=True)
        self._how = label(_HOW, "support", wrap=True)
        self._nobody = label("", "body", tone="ink2", wrap=True)
        self.start_new = Button("Start a new person", Kind.PRIMARY, icon="plus", key="Ctrl N")
        self.ask = Button(
            "Not sure, ask a colleague", Kind.LINK, icon="circle-question-mark", key="Alt A"
        )
        self._failure = Notice("", Tone.DANGER)
        self.matches = MatchList(privacy)
        self.before = CheckedBefore(privacy)
        self._chosen = False
        self._empty, self._ready, self._new_open = True, False, False
        self._may_see = _Note(_MAY_SEE)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8, 0, 0)
        box.setSpacing(10)
        box.addLayout(column(self._heading, self._how, spacing=4))
        for part in (self._failure, self.matches, self._nobody, self.start_new):
            box.addWidget(part)
        box.addLayout(row(self.ask, 0))
        box.addWidget(self._may_see)
        box.addWidget(self.before)
        box.addStretch(1)
        box.addLayout(self._beside())
        self._failure.hide()
        self.show_found(Found())

    def _beside(self) -> Flow:
        """Return the ways to the screens beside this one, at the foot."""
        flow = Flow(gap=10)
        self.beside: list[Button] = []
        for address, words, icon in _BESIDE:
            link = Button(words, Kind.LINK, icon=icon)
            link.clicked.connect(partial(self.page_wanted.emit, address))
            flow.addWidget(link)
            self.beside.append(link)
        return flow

    @property
    def has_chosen(self) -> bool:
        """Whether a match is chosen."""
        return self._chosen

    @property
    def sentence(self) -> str:
        """What is said where nobody matches."""
        return self._nobody.text() if self._nobody.isVisibleTo(self) else ""

    @property
    def title(self) -> str:
        """How many may be meant, in words."""
        return self._heading.text()

    def show_found(self, found: Found) -> None:
        """Show the matches, or one sentence."""
        some = bool(found.matches)
        self._chosen = found.chosen is not None
        words = heading(len(found.matches), capped=found.capped) if some else "Who is here?"
        if some and words != self._heading.text():
            announce(self, words)
        self._heading.setText(words)
        self._how.setVisible(some)
        self._failure.hide()
        self._nobody.setText("" if some else nobody(found.facts))
        self._nobody.setVisible(not some)
        self._may_see.setVisible(found.facts > 0)
        chosen = found.chosen.person_id if found.chosen is not None else None
        self._empty, self._ready = not some, False
        self.ask.setVisible(not some and found.facts > 0)
        self._fit_start()
        self.matches.show_matches(found.matches, chosen, found.rejected)
        self.matches.setVisible(some)  # only now: the keyboard has left the list

    def show_about(self, about: About) -> None:
        """Show what was decided before of the chosen one, and how often they have come."""
        self.before.show_lines(about.lines)
        self.matches.show_known(about.known)

    def show_failure(self, sentence: str) -> None:
        """Say why there are no matches to show."""
        self.show_found(Found())
        self._nobody.hide()
        self._failure.say(sentence, Tone.DANGER)
        self._failure.show()

    def offer_new(self, ready: bool) -> None:
        """Where nobody matches, say the one thing to do next."""
        self._ready = ready
        self._fit_start()

    def show_new_open(self, is_open: bool) -> None:
        """Do not offer to start somebody new beside the form in which they are started."""
        self._new_open = is_open
        self._fit_start()

    def _fit_start(self) -> None:
        self.start_new.setVisible(self._ready and self._empty and not self._new_open)


class _Note(QWidget):
    """A quiet note on a sunken ground."""

    def __init__(self, text: str) -> None:
        super().__init__()
        line = row(Icon("shield-check", 18, "ink2"), label(text, "support", wrap=True), spacing=12)
        line.setContentsMargins(16, 12, 16, 12)
        self.setLayout(line)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour("sunken"))
        painter.drawRoundedRect(self.rect(), 8, 8)
        painter.end()
