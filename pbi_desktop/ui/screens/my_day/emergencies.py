"""At the top of My day: what somebody opened in an emergency, until somebody has looked at it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pbi_desktop.ui.kit.ports import Tone
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.notices import Notice


class Emergencies(QWidget):
    """One line in words, and the way to all of them."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.notice = Notice("", Tone.WARN)
        self.look = Button("Look at it", Kind.SECONDARY, icon="lock-open")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        line.addWidget(self.notice, 1)
        line.addWidget(self.look)
        self.look.clicked.connect(self.wanted)
        self.hide()

    def show_waiting(self, waiting: int, late: int) -> None:
        """Say how many wait, and how many of them are late."""
        self.setVisible(waiting > 0)
        if not waiting:
            return
        cases = "1 case was" if waiting == 1 else f"{waiting} cases were"
        behind = f" {late} should have been looked at by now." if late else ""
        words = f"{cases} opened in an emergency: look at it within two working days.{behind}"
        self.notice.say(words, Tone.DANGER if late else Tone.WARN)
