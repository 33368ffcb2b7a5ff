"""The first-run tour: five cards above the work, which stays usable; Esc ends it for good."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.announcements import announce
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Flow, panel


@dataclass(frozen=True)
class TourCard:
    """One thing to know on the first day."""

    title: str
    words: str


CARDS = (
    TourCard(
        "Somebody is at the desk",
        "Ctrl+F, from anywhere. Type what they say: a name as it sounds, a year, a street. "
        "Enter looks, and you see why each person was found.",
    ),
    TourCard(
        "Write it once, now",
        "Ctrl+J takes a note about the case in view, or asks who it is about. Ctrl+Enter keeps "
        "it. “Home visit” and “yesterday” are understood, and shown before they are kept.",
    ),
    TourCard(
        "Find anyone, do anything",
        "Ctrl+K finds a person, a group, a screen or a command. It shows the key of each, so "
        "that next time you can press it at once.",
    ),
    TourCard(
        "Nothing is lost",
        "What you type is kept all the time, before you save it. Ctrl+Z takes back what you "
        "just did. Esc closes, and never throws away.",
    ),
    TourCard(
        "Leaving your seat",
        "Ctrl+L locks, F8 hides names and addresses. F1 opens the guide for the screen you are "
        "on, with its keys and this tour.",
    ),
)


class Tour(QWidget):
    """Shows one card at a time; it takes no keyboard until somebody goes to it (F6)."""

    ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._at = 0
        self.setAccessibleName("First steps")
        self._count = label("", "meta", tone="ink2")
        self._title = label("", "card", wrap=True)
        self._words = label("", "body", wrap=True)
        self.next_button = Button("Next", Kind.PRIMARY, icon="arrow-right")
        self.skip_button = Button("Skip the tour", Kind.SECONDARY, key="Esc")
        buttons = Flow()
        buttons.addWidget(self.next_button)
        buttons.addWidget(self.skip_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 10, 24, 12)
        box.setSpacing(4)
        for part in (self._count, self._title, self._words, panel(buttons)):
            box.addWidget(part)
        self.next_button.clicked.connect(self._go_on)
        self.skip_button.clicked.connect(self.end)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Esc"), self, context=within).activated.connect(self.end)
        self.hide()

    @property
    def title(self) -> str:
        """The title of the card in view."""
        return self._title.text()

    def begin(self) -> None:
        """Show the first card."""
        self._at = 0
        self._show()
        self.show()

    def end(self) -> None:
        """End the tour."""
        self.ended.emit()
        self.hide()

    def _go_on(self) -> None:
        if self._at + 1 == len(CARDS):
            self.end()
            return
        self._at += 1
        self._show()
        announce(self, f"{self._title.text()}. {self._words.text()}")

    def _show(self) -> None:
        card = CARDS[self._at]
        last = self._at + 1 == len(CARDS)
        self._count.setText(f"First steps, {self._at + 1} of {len(CARDS)}")
        self._title.setText(card.title)
        self._words.setText(card.words)
        self.next_button.say("Begin" if last else "Next", "check" if last else "arrow-right")
        self.skip_button.setVisible(not last)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the soft ground and the line below it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().colour("primary_soft"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme().colour("control"))
        painter.end()
