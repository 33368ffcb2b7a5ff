"""A case of which only the head may be seen, and a case that is not there."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.services.case_rows import CaseHeader
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import panel, row, scrolled
from pbi_desktop.ui.screens.case.pronouns import pronouns
from pbi_desktop.ui.screens.case.words import PHASE_MEANS, PHASES


class StubCase(QWidget):
    """One way in: to take the case up, which puts the worker on its team and into its log."""

    take_up_wanted = Signal()
    emergency_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._card = Card("You are not on the team of this case")
        self._phase = label("", "body", wrap=True)
        self._means = label("", "body", wrap=True)
        self.take_up = Button("Take up this case", Kind.PRIMARY, icon="user-plus")
        self.emergency = Button("Open in an emergency", Kind.SECONDARY, icon="lock-open")
        for part in (self._phase, self._means):
            self._card.add(part)
        self._card.add(row(self.take_up, self.emergency, 0))
        self._card.setMaximumWidth(720)
        box = QVBoxLayout()
        box.setContentsMargins(24, 18, 24, 24)
        box.addWidget(self._card)
        box.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(panel(box)))
        self.take_up.clicked.connect(self.take_up_wanted)
        self.emergency.clicked.connect(self.emergency_wanted)

    def show_header(self, header: CaseHeader) -> None:
        """Say what the button does, and nothing of what it would show."""
        words = pronouns(header.pronouns)
        self._phase.setText(f"Phase: {PHASES[header.phase]}. {PHASE_MEANS[header.phase]}")
        self._means.setText(
            f"Take it up if you work with {words.object}. You join the team, "
            "the rest of the case opens, and its log says that you did."
        )


class MissingCase(QWidget):
    """Hidden and missing look the same."""

    list_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = label("", "body", wrap=True)
        self.to_list = Button("Go to my cases", Kind.SECONDARY, icon="users")
        card = Card("No such case here")
        card.add(self._words)
        card.add(row(self.to_list, 0))
        card.setMaximumWidth(720)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 18, 24, 24)
        box.addWidget(card)
        box.addStretch(1)
        self.to_list.clicked.connect(self.list_wanted)

    def say(self, sentence: str) -> None:
        """Say why there is nothing to show."""
        self._words.setText(sentence)
