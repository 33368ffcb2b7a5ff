"""Check one thing before you open: a question whose answer is not on the screen."""

from PySide6.QtCore import Signal

from pbi_desktop.services.front_door_rows import Match
from pbi_desktop.ui.kit.ports import Tone
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.choices import Check
from pbi_desktop.ui.kit.widgets.labels import Icon, label
from pbi_desktop.ui.kit.widgets.layouts import row
from pbi_desktop.ui.kit.widgets.notices import Notice
from pbi_desktop.ui.screens.front_door.key_hint import KeyHint
from pbi_desktop.ui.screens.front_door.words import question

_ASKED = "Checked? Ask first. If they answer and it fits, press Space here or Alt+Y, then Enter."


class IdentityCheck(Card):
    """The question, the box to tick, and the strip that asks for it."""

    checked = Signal(bool)

    def __init__(self) -> None:
        super().__init__(tone="warn")
        self.setAccessibleName("Check one thing before you open")
        self._ask = label("", "body", wrap=True)
        self._how = label("", "support", wrap=True)
        self.box = Check("They answered, and it fits")
        self.box.setAccessibleDescription("Shortcut Alt+Y")
        self.strip = Notice(_ASKED, Tone.WARN)
        self.add(row(Icon("lock", 18, "warn"), label("Check one thing before you open", "card"), 0))
        self.add(self._ask)
        self.add(self._how)
        self.add(row(self.box, KeyHint("Alt Y"), 0, spacing=10))
        self.add(self.strip)
        self.strip.hide()
        self.box.clicked.connect(self.checked)

    def show_match(self, match: Match) -> None:
        """Ask what fits this match: never a school, never an address."""
        asked = question(match.evidence, word_agreed=match.word_agreed)
        self._ask.setText(f"Ask, do not read it out: “{asked.ask}”")
        self._how.setText(asked.how)

    @property
    def question(self) -> str:
        """What is to be asked."""
        return self._ask.text()

    def show_check(self, *, checked: bool, asked: bool) -> None:
        """Show whether it was checked, and the strip when somebody went on without."""
        self.box.setChecked(checked)
        self.strip.setVisible(asked and not checked)
