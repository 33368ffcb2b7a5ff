"""Someone at the desk? The search that My day opens with."""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen

from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.choices import SearchBox
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Columns, column, panel, row

_TITLE = "Someone at the desk?"


class DeskSearch(Card):
    """One line; Enter carries the words to the front door."""

    wanted = Signal(str)
    waits_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(tone="primary")
        self.setAccessibleName(_TITLE)
        self.box = SearchBox(_TITLE, "Name, date of birth, address or phone")
        self.box.setAccessibleDescription("Enter looks for them at the front door.")
        self.find_button = Button("Find", Kind.PRIMARY, key="Enter")
        self.box.returnPressed.connect(self._find)
        self.find_button.clicked.connect(self._find)
        said = column(
            0,
            label(_TITLE, "card"),
            label("Search first. It stops people telling it twice.", "support", wrap=True),
            0,
            spacing=3,
        )
        pair = Columns(2, narrowest=300, gap=12)
        pair.add(panel(said))
        pair.add(panel(row(self.box, self.find_button, spacing=12)))
        self.add(pair)
        self.waits = Button("", Kind.LINK, icon="clock", name="Nobody waits")
        self.waits.clicked.connect(self.waits_wanted)
        self.add(row(self.waits, 0))
        self.waits.hide()

    def show_waiting(self, words: str) -> None:
        """Say how many wait for somebody to see to them; no words: nobody does."""
        self.waits.say(words or "Nobody waits")
        self.waits.setVisible(bool(words))

    def _find(self) -> None:
        words = self.box.text()
        self.box.clear()
        self.wanted.emit(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card with a stronger outline: the day's first question."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme().colour("primary"), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
        painter.end()
