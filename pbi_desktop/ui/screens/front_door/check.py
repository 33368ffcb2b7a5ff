"""Check one thing before you open: a question whose answer is not on the screen."""

from PySide6.QtCore import Signal

from pbi_desktop.services.front_door_rows import Match
from pbi_desktop.ui.kit.ports import Tone
from pbi_desktop.ui.kit.widgets.announcements import announce
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.choices import Check
from pbi_desktop.ui.kit.widgets.labels import Icon, label
from pbi_desktop.ui.kit.widgets.layouts import row
from pbi_desktop.ui.kit.widgets.notices import Notice
from pbi_desktop.ui.screens.front_door.key_hint import KeyHint
from pbi_desktop.ui.screens.front_door.screen_port import Strip
from pbi_desktop.ui.screens.front_door.words import question

_SAYS = {
    Strip.ASK: "Checked? Ask first. If they answer and it fits, press Alt+Y, then Enter.",
    Strip.DIFFERS: "What they told you differs. Ask again.",
}


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
        self.strip = Notice("", Tone.WARN)
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

    def show_check(self, *, checked: bool, strip: Strip) -> None:
        """Show whether it was checked, and the strip when that is to be done, or done again."""
        self.box.setChecked(checked)
        words = _SAYS.get(strip, "")
        news = bool(words) and (self.strip.isHidden() or words != self.strip.text)
        if news:
            self.strip.say(words, Tone.WARN)
            announce(self, words, urgent=True)
        self.strip.setVisible(bool(words))
