"""Why can't I see this? One person, one category: a sentence, and the rule clause by clause."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from pbi_desktop.domain.access import CATEGORY_LABELS, Category
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.announcements import announce
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.choices import Pick
from pbi_desktop.ui.kit.widgets.labels import Icon, label
from pbi_desktop.ui.kit.widgets.layouts import Flow, clear, panel, row

if TYPE_CHECKING:
    from pbi_desktop.services.explaining_access import Askable, Explanation


class WhyCard(Card):
    """Asks, and shows the answer."""

    asked = Signal(str, str)  # person, category

    def __init__(self, privacy: Privacy) -> None:
        super().__init__("Why can't I see this?", "What the rule says about you")
        self._privacy = privacy
        self.person = Pick("About whom")
        self.category = Pick(
            "What is not seen", [(str(int(one)), CATEGORY_LABELS[one]) for one in Category]
        )
        self.ask = Button("Tell me why", Kind.SECONDARY, icon="circle-question-mark")
        line = Flow(gap=8)
        for part in (self.person, self.category, self.ask):
            line.addWidget(part)
        self.sentence = label("", "body", wrap=True)
        self._clauses = QVBoxLayout()
        self._clauses.setSpacing(4)
        self.add(panel(line))
        self.add(self.sentence)
        self.add(self._clauses)
        self.ask.clicked.connect(self._ask)

    def offer(self, found: "Askable") -> None:
        """Offer the people of the case; the first category that does not show is chosen."""
        before = self.person.value
        people = [(str(one.id), self._privacy.name(one.name)) for one in found.people]
        self.person.set_options(people)
        if before:
            self.person.choose(before)
        elif found.hidden:
            self.category.choose(str(int(found.hidden[0])))

    def start(self) -> None:
        """Put the caret where asking begins."""
        self.category.setFocus()

    def forget(self) -> None:
        """Show no answer: another case is in view."""
        self.sentence.setText("")
        clear(self._clauses)

    def show_answer(self, answer: "Explanation") -> None:
        """Show why."""
        words = answer.sentence
        if self._privacy.hidden:
            words = words.replace(answer.person, self._privacy.name(answer.person))
        self.sentence.setText(words)
        clear(self._clauses)
        for clause in answer.clauses:
            icon = Icon("check" if clause.holds else "x", 16, "ok" if clause.holds else "ink2")
            said = "Yes" if clause.holds else "No"
            line = row(icon, label(f"{said}: {clause.words}", "dense", wrap=True), spacing=8)
            line.setStretch(1, 1)
            self._clauses.addWidget(panel(line))
        announce(self, words)

    def _ask(self) -> None:
        self.asked.emit(self.person.value, self.category.value)
