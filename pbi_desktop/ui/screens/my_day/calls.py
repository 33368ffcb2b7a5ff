"""At the top of My day: what must not wait, each a line in words and the way to it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pbi_desktop.ui.kit.ports import Tone
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.notices import Notice


class Call(QWidget):
    """One line in words, and the way there; it is not there while nothing calls."""

    wanted = Signal()

    def __init__(self, go: str, icon: str) -> None:
        super().__init__()
        self.notice = Notice("", Tone.WARN)
        self.look = Button(go, Kind.SECONDARY, icon=icon)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        line.addWidget(self.notice, 1)
        line.addWidget(self.look)
        self.look.clicked.connect(self.wanted)
        self.hide()

    def say(self, words: str, tone: Tone) -> None:
        """Say what calls; no words: nothing does."""
        self.setVisible(bool(words))
        if words:
            self.notice.say(words, tone)


class Emergencies(Call):
    """What somebody opened in an emergency, until somebody has looked at it."""

    def __init__(self) -> None:
        super().__init__("Look at it", "lock-open")

    def show_waiting(self, waiting: int, late: int) -> None:
        """Say how many wait, and how many of them are late."""
        cases = "1 case was" if waiting == 1 else f"{waiting} cases were"
        behind = f" {late} should have been looked at by now." if late else ""
        words = f"{cases} opened in an emergency: look at it within two working days.{behind}"
        self.say(words if waiting else "", Tone.DANGER if late else Tone.WARN)


class Questions(Call):
    """Whether the worker knows somebody at a desk whose record is closed to who sits there."""

    def __init__(self) -> None:
        super().__init__("Answer", "bell")

    def show_asked(self, asked: int) -> None:
        """Say how many questions wait for an answer."""
        many = "somebody" if asked == 1 else f"{asked} people"
        words = f"You are asked whether you know {many} at a desk. Answer within five minutes."
        self.say(words if asked else "", Tone.WARN)
