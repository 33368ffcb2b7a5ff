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
        self._viewing, self._reason = "", ""
        self._name = label(marking.value, "dense-strong", tone="ribbon_ink")
        # In a narrow window the reason gives way; the marking and the place never do.
        self._why = Elided("", "support", "ribbon_ink")
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 3, 16, 3)
        line.setSpacing(10)
        self._icon = Icon("shield", 16, "ribbon_ink")
        line.addWidget(self._icon)
        line.addWidget(self._name)
        line.addSpacing(4)
        line.addWidget(self._why, 1)
        self._where, self._place = where, label(where, "support", tone="ribbon_ink")
        line.addWidget(self._place)
        self.show_marking(marking)

    @property
    def marking(self) -> Marking:
        """The marking shown."""
        return self._marking

    def show_marking(self, marking: Marking, why: str = "") -> None:
        """Show a marking and its reason."""
        self._marking, self._reason = marking, why
        if not self._viewing:
            self._say(marking.value, why or _WHY[marking], self._where, "shield")

    @property
    def viewing(self) -> str:
        """As whom records are seen, in words; empty for oneself."""
        return self._viewing

    def show_viewing(self, title: str, why: str) -> None:
        """Say as whom records are seen, in place of the marking; nothing: the marking again."""
        self._viewing = title
        if title:
            self._say(title, why, "Esc to stop", "eye")
        else:
            self.show_marking(self._marking, self._reason)

    def _say(self, title: str, why: str, place: str, icon: str) -> None:
        self._name.setText(title)
        self._why.say(why)
        self._place.setText(place)
        self._icon.show_icon(icon, "ribbon_ink")
        self.setAccessibleName(f"{title}. {self._why.text}")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground; a line below it where there are no soft fills."""
        look = theme()
        painter = QPainter(self)
        ground = "ribbon_viewing" if self._viewing else _GROUND[self._marking]
        painter.fillRect(self.rect(), look.colour(ground))
        if not look.palette.soft_fills:
            painter.fillRect(0, self.height() - 2, self.width(), 2, look.colour("ribbon_ink"))
        painter.end()
