"""The screen: a form that opens a case in an emergency, and what waits to be looked at."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from pbi_desktop.domain.access import CATEGORY_LABELS, SHORTEST_REASON, Category
from pbi_desktop.domain.access_words import categories_in_words
from pbi_desktop.ui.kit.key_binding import bind_keys
from pbi_desktop.ui.kit.ports import Shortcut, Tone
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.choices import Check
from pbi_desktop.ui.kit.widgets.fields import TextField
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Flow, clear, column, page, panel, row
from pbi_desktop.ui.kit.widgets.notices import EmptyState, Notice
from pbi_desktop.ui.screens.glass.words import (
    TOLD_AT_ONCE,
    open_words,
    review_due,
    review_title,
)

if TYPE_CHECKING:
    from pbi_desktop.services.case_people import PersonChoice
    from pbi_desktop.services.glass import GlassReview, OpenGlass


class EmergencyForm(Card):
    """Whom, what and why; nothing is chosen beforehand."""

    wanted = Signal(object, object, str)  # people, categories, reason

    def __init__(self, privacy: Privacy) -> None:
        super().__init__("Open in an emergency", tone="warn")
        self._privacy = privacy
        self.people: dict[str, Check] = {}
        self._offered: tuple[PersonChoice, ...] = ()
        self.categories = {one: Check(CATEGORY_LABELS[one]) for one in Category}
        self.reason = TextField(
            "Why, so that somebody who was not there understands",
            hint=f"At least {SHORTEST_REASON} letters.",
            lines=3,
        )
        self.reason.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.problem = label("", "field", tone="danger", wrap=True)
        self.open = Button("Open for four hours", Kind.DANGER, icon="lock-open", key="Ctrl Enter")
        self._whom = Flow(gap=14)
        what = Flow(gap=14)
        for box in self.categories.values():
            what.addWidget(box)
        self.add(Notice(TOLD_AT_ONCE, Tone.WARN))
        self.add(column(label("Who is it about?", "field"), panel(self._whom), spacing=6))
        self.add(column(label("What do you need to see?", "field"), panel(what), spacing=6))
        self.add(self.reason)
        self.add(self.problem)
        self.add(row(self.open, 0))
        self.open.clicked.connect(self._ask)

    def offer(self, people: "tuple[PersonChoice, ...]") -> None:
        """Offer the people of a case, and choose nobody."""
        clear(self._whom)
        self._offered = people
        self.people = {str(one.id): Check(self._privacy.name(one.name)) for one in people}
        for box in self.people.values():
            self._whom.addWidget(box)
        for box in self.categories.values():
            box.setChecked(False)
        self.reason.set_text("")
        self.show_problems({})

    def name_again(self) -> None:
        """Name the people anew; what is chosen and written stays."""
        for one in self._offered:
            self.people[str(one.id)].setText(self._privacy.name(one.name))

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say what is missing."""
        self.reason.show_problem(problems["reason"]) if "reason" in problems else (
            self.reason.clear_problem()
        )
        others = [words for field, words in problems.items() if field != "reason"]
        self.problem.setText(" ".join(others))
        self.problem.setVisible(bool(others))

    def parts_in_order(self) -> list[QWidget]:
        """Return what Tab meets, in reading order."""
        return [*self.people.values(), *self.categories.values(), self.open]

    def _ask(self) -> None:
        people = tuple(key for key, box in self.people.items() if box.isChecked())
        wanted = tuple(one for one, box in self.categories.items() if box.isChecked())
        self.wanted.emit(people, wanted, self.reason.text())


class ReviewCard(Card):
    """One emergency to look at: who, why, what; and what came of it, in words."""

    settled = Signal(object, str)  # GlassReview, outcome

    def __init__(self, one: "GlassReview", privacy: Privacy) -> None:
        super().__init__(review_title(one), tone="danger" if one.late else "warn")
        self.one = one
        names = ", ".join(map(privacy.name, one.people)) or "somebody not shared with you"
        words = f"{categories_in_words(one.categories)} of {names}"
        opened = words[:1].upper() + words[1:]
        self.outcome = TextField("What you found, and what follows", lines=2)
        self.done = Button("I have looked at it", Kind.PRIMARY, icon="circle-check")
        self.add(label(review_due(one), "strong", tone="danger" if one.late else "ink"))
        self.add(label(f"Opened: {opened}.", "body", wrap=True))
        self.add(label(privacy.detail(f"Why: “{one.reason}”"), "body", wrap=True))
        self.add(self.outcome)
        self.add(row(self.done, 0))
        self.done.clicked.connect(lambda: self.settled.emit(self.one, self.outcome.text()))


class GlassScreen(QWidget):
    """Shows and wishes; the presenter decides."""

    address_shown = Signal(object)
    settled = Signal(object, str)

    def __init__(self, privacy: Privacy) -> None:
        super().__init__()
        self.presenter: object = None
        self._privacy = privacy
        self.form = EmergencyForm(privacy)
        self.form.hide()
        self.cards: list[ReviewCard] = []
        self._shown: tuple[OpenGlass, ...] = ()
        self.empty = EmptyState("Nobody opened anything in an emergency that waits for you.")
        self._mine = label("", "strong", tone="warn", wrap=True)
        self._reviews = QVBoxLayout()
        self._reviews.setSpacing(14)
        inner = page(self._mine, self.form, panel(self._reviews), self.empty, 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(inner)
        bind_keys(self, {"Ctrl+Enter": self.form.open.click})
        privacy.changed.connect(self._show_again)

    def show_address(self, parts: Sequence[str]) -> None:
        """Show what the address names: a case, or what waits."""
        self.address_shown.emit(tuple(parts))

    def shortcuts(self) -> Sequence[Shortcut]:
        """Return the keys of the screen."""
        return (Shortcut("Ctrl+Enter", "Open for four hours what is chosen"),)

    def land(self) -> None:
        """Put the caret where work begins."""
        first = next(iter(self.form.people.values()), None)
        if self.form.isVisible() and first is not None:
            first.setFocus()
        elif self.cards:
            self.cards[0].outcome.setFocus()

    # For the presenter

    def ask(self, people: "tuple[PersonChoice, ...]") -> None:
        """Ask whom, what and why."""
        self.form.offer(people)
        self.form.show()
        self._show_reviews_part(shown=False)
        first = next(iter(self.form.people.values()), None)
        if first is not None and self.isVisible():
            first.setFocus()

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say at the form what is missing."""
        self.form.show_problems(problems)

    def show_waiting(
        self, mine: "tuple[OpenGlass, ...]", waiting: "tuple[GlassReview, ...]"
    ) -> None:
        """Show what is open, and what waits to be looked at, late ones first."""
        self.form.hide()
        said = [open_words(one, [self._privacy.name(name) for name in one.people]) for one in mine]
        self._mine.setText("\n".join(said))
        self._mine.setVisible(bool(said))
        if list(waiting) != [card.one for card in self.cards]:
            self._show_cards(waiting)
        self._show_reviews_part(shown=True)
        self._shown = mine

    def _show_cards(self, waiting: "Sequence[GlassReview]") -> None:
        """Show these; what is being written about one of them stays."""
        written = {card.one.id: card.outcome.text() for card in self.cards}
        clear(self._reviews)
        self.cards = [ReviewCard(one, self._privacy) for one in waiting]
        for card in self.cards:
            card.outcome.set_text(written.get(card.one.id, ""))
            card.settled.connect(self.settled)
            self._reviews.addWidget(card)

    def _show_again(self) -> None:
        """Say names anew: they were hidden, or may be seen again."""
        self.form.name_again()
        shown = self.form.isHidden()
        self._show_cards([card.one for card in self.cards])
        if shown:
            self.show_waiting(self._shown, tuple(card.one for card in self.cards))
        self._show_reviews_part(shown=shown)

    def say_missing(self, card: object, words: str) -> None:
        """Say at a review what is missing."""
        for one in self.cards:
            if one.one == card:
                one.outcome.show_problem(words)

    def _show_reviews_part(self, *, shown: bool) -> None:
        for card in self.cards:
            card.setVisible(shown)
        self.empty.setVisible(shown and not self.cards)
        if not shown:
            self._mine.hide()
