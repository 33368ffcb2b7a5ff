"""Is this the person? Why we think so, one check, and the case opens."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.services.front_door_rows import Match
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Flow
from pbi_desktop.ui.screens.front_door.check import IdentityCheck
from pbi_desktop.ui.screens.front_door.evidence import EvidenceTable

_NO, _NO_AFTER_ALL = "Not the same", "Take back “not the same”"
_LATER = "Nothing is merged. Records are linked, and a link can be undone."


class WhoIsIt(Card):
    """The right of the front door while a match is chosen."""

    checked = Signal(bool)
    confirmed = Signal()
    not_the_same = Signal()
    unsure = Signal()

    def __init__(self, privacy: Privacy) -> None:
        super().__init__()
        self._privacy = privacy
        self._match: Match | None = None
        self._title_line = label("", "panel", wrap=True)
        self.evidence = EvidenceTable(privacy)
        self.check = IdentityCheck()
        self.yes = Button("Yes, it is them. Open case", Kind.PRIMARY, icon="check", key="Enter")
        self.no = Button(_NO, icon="unlink", key="Alt X")
        self.ask = Button("Not sure, ask a colleague")
        self.ask.setAccessibleDescription("Shortcut Alt+A")
        self.add(self._title_line)
        self.add(label("Why we think so", "support"))
        self.add(self.evidence)
        self.body.addSpacing(4)
        self.add(self.check)
        self.add(self.yes)
        self.add(_flowing(self.no, self.ask))
        self.add(label(_LATER, "support", wrap=True))
        self.check.checked.connect(self.checked)
        self.yes.clicked.connect(self.confirmed)
        self.no.clicked.connect(self.not_the_same)
        self.ask.clicked.connect(self.unsure)
        privacy.changed.connect(self._redraw)

    @property
    def question(self) -> str:
        """What stands at the top."""
        return self._title_line.text()

    def show_match(self, match: Match, *, rejected: bool) -> None:
        """Show one match."""
        self._match = match
        words = _NO_AFTER_ALL if rejected else _NO
        if self.no.text() != words:
            self.no.say(words, "undo-2" if rejected else "unlink")
        self._redraw()

    def _redraw(self) -> None:
        if self._match is None:
            return
        title = f"Is this {self._privacy.name(self._match.name)}?"
        self._title_line.setText(title)
        self.setAccessibleName(title)
        self.evidence.show_match(self._match)
        self.check.show_match(self._match)


def _flowing(*buttons: Button) -> QWidget:
    """Return buttons side by side, or one under another where there is no room."""
    made = QWidget()
    flow = Flow(gap=10)
    for button in buttons:
        flow.addWidget(button)
    box = QVBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 0)
    box.addLayout(flow)
    return made
