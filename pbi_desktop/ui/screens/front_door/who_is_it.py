"""Is this the person? Why we think so, one check, and the case opens."""

from PySide6.QtCore import Signal

from pbi_desktop.services.front_door_rows import Match
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import row
from pbi_desktop.ui.screens.front_door.check import IdentityCheck
from pbi_desktop.ui.screens.front_door.evidence import EvidenceTable


class WhoIsIt(Card):
    """The right of the front door while a match is chosen."""

    checked = Signal(bool)
    confirmed = Signal()
    not_the_same = Signal()

    def __init__(self, privacy: Privacy) -> None:
        super().__init__()
        self._privacy = privacy
        self._match: Match | None = None
        self._title_line = label("", "panel", wrap=True)
        self.evidence = EvidenceTable(privacy)
        self.check = IdentityCheck()
        self.yes = Button("Yes, it is them. Open case", Kind.PRIMARY, icon="check", key="Enter")
        self.no = Button("Not the same", icon="x", key="Alt X")
        self.add(self._title_line)
        self.add(label("Why we think so", "support"))
        self.add(self.evidence)
        self.body.addSpacing(4)
        self.add(self.check)
        self.add(self.yes)
        self.add(row(self.no, 0))
        self.add(label("That you checked is written into the case.", "support", wrap=True))
        self.check.checked.connect(self.checked)
        self.yes.clicked.connect(self.confirmed)
        self.no.clicked.connect(self.not_the_same)
        privacy.changed.connect(self._redraw)

    @property
    def question(self) -> str:
        """What stands at the top."""
        return self._title_line.text()

    def show_match(self, match: Match) -> None:
        """Show one match."""
        self._match = match
        title = f"Is this {self._privacy.name(match.name)}?"
        self._title_line.setText(title)
        self.setAccessibleName(title)
        self.evidence.show_match(match)
        self.check.show_match(match)

    def _redraw(self) -> None:
        if self._match is not None:
            self.show_match(self._match)
