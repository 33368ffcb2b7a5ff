"""The ribbon at the top of every window: how sensitive this is, why, and where the computer is."""

from enum import StrEnum

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.labels import Elided, Icon, label


class Marking(StrEnum):
    """The class of what is on the screen: the highest of anything shown."""

    OFFICIAL = "OFFICIAL"
    SENSITIVE = "OFFICIAL-SENSITIVE"


_WHY = {
    Marking.OFFICIAL: "No personal information on this screen.",
    Marking.SENSITIVE: "Personal and health information. "
    "Share only with people who need it for this resident.",
}
_GROUND = {Marking.OFFICIAL: "ribbon_plain", Marking.SENSITIVE: "ribbon"}


class Ribbon(QWidget):
    """One line in the marking's own colour."""

    def __init__(self, where: str, marking: Marking = Marking.SENSITIVE) -> None:
        super().__init__()
        self._marking = marking
        self._name = label(marking.value, "dense-strong", tone="ribbon_ink")
        # In a narrow window the reason gives way; the marking and the place never do.
        self._why = Elided("", "support", "ribbon_ink")
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 3, 16, 3)
        line.setSpacing(10)
        line.addWidget(Icon("shield", 16, "ribbon_ink"))
        line.addWidget(self._name)
        line.addSpacing(4)
        line.addWidget(self._why, 1)
        line.addWidget(label(where, "support", tone="ribbon_ink"))
        self.show_marking(marking)

    @property
    def marking(self) -> Marking:
        """The marking shown."""
        return self._marking

    def show_marking(self, marking: Marking, why: str = "") -> None:
        """Show a marking and its reason."""
        self._marking = marking
        self._name.setText(marking.value)
        self._why.say(why or _WHY[marking])
        self.setAccessibleName(f"{marking.value}. {self._why.text}")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground; a line below it where there are no soft fills."""
        look = theme()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour(_GROUND[self._marking]))
        if not look.palette.soft_fills:
            painter.fillRect(0, self.height() - 2, self.width(), 2, look.colour("ribbon_ink"))
        painter.end()
