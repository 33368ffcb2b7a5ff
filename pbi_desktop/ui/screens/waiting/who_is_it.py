"""Who is it? The front door's matches for an arrival, and somebody new; nothing is chosen first."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.domain.ids import PersonId
from pbi_desktop.services.front_door_rows import Match, Strength
from pbi_desktop.ui.kit.evidence_words import STRENGTHS, agreeing
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.announcements import announce
from pbi_desktop.ui.kit.widgets.card_list import CardList, ChoosableCard
from pbi_desktop.ui.kit.widgets.labels import Icon, label
from pbi_desktop.ui.kit.widgets.layouts import Flow, panel, row
from pbi_desktop.ui.kit.widgets.strength_bars import StrengthBars
from pbi_desktop.ui.screens.waiting.words import (
    CHOOSE_WHO,
    NEW_PERSON,
    NEW_PERSON_WHY,
    NOBODY_FITS,
    look_again,
)

_MOST = 4
NEW = "new"


class WhoIsIt(QWidget):
    """A few people who may be meant, best first, and last somebody new."""

    changed = Signal()

    def __init__(self, privacy: Privacy) -> None:
        super().__init__()
        self._privacy = privacy
        self._matches: tuple[Match, ...] = ()
        self._chosen: PersonId | str | None = None
        self._looked_again = False
        self.list = CardList("Who is it?", by_focus=False)
        self._problem = label("", "field", tone="danger", wrap=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(label("Who is it?", "field"))
        box.addWidget(self.list)
        box.addWidget(self._problem)
        self._problem.hide()
        self.list.chosen.connect(self._choose)

    @property
    def chosen(self) -> PersonId | str | None:
        """The person that was chosen, `NEW` for somebody new, or nothing yet."""
        return self._chosen

    def begin(self, known: PersonId | None) -> None:
        """Begin anew for another arrival: nobody is chosen but whom it names already."""
        self._chosen, self._matches, self._looked_again = known, (), False
        self.clear_problem()
        self.list.show_cards([], None)

    def show_matches(self, matches: tuple[Match, ...]) -> None:
        """Show who it may be; where nobody fits, only somebody new is left to choose."""
        self._matches = matches[:_MOST]
        known = {match.person_id for match in self._matches}
        if self._chosen not in known and self._chosen != NEW:
            self._chosen = None if self._matches else NEW
        self._draw()

    def show_again(self) -> None:
        """Say names anew."""
        if self.list.cards():
            self._draw()

    def ask_first(self) -> None:
        """Say that somebody has to be chosen, and go there."""
        self._problem.setText(CHOOSE_WHO)
        self._problem.show()
        self.list.land()

    def may_go_on(self) -> bool:
        """Say whether a case may open; who is very like somebody new is named first, once."""
        likely = [one for one in self._matches if one.strength is Strength.VERY_LIKELY]
        if self._chosen != NEW or not likely or self._looked_again:
            return True
        self._looked_again = True
        says = look_again(self._privacy.name(likely[0].name), len(likely) - 1)
        self._problem.setText(says)
        self._problem.show()
        announce(self._problem, says)
        return False

    def clear_problem(self) -> None:
        """Take the message away."""
        self._problem.hide()

    def _draw(self) -> None:
        cards = [self._card(match) for match in self._matches]
        says = NEW_PERSON if cards else NOBODY_FITS
        new = ChoosableCard(
            NEW,
            f"{says}. {NEW_PERSON_WHY}",
            row(Icon("user-plus", 18, "primary"), label(says, "strong"), 0),
            label(NEW_PERSON_WHY, "support", wrap=True),
        )
        self.list.show_cards([*cards, new], self._chosen)

    def _card(self, match: Match) -> ChoosableCard:
        name, says = self._privacy.name(match.name), STRENGTHS[match.strength]
        agrees = agreeing(match.evidence)
        tone = "primary" if match.strength is Strength.VERY_LIKELY else "ink2"
        head = row(
            label(name, "strong", wrap=True),
            label(says, "dense-strong", tone=tone),
            StrengthBars(match.bars),
            spacing=10,
        )
        head.setStretch(0, 1)
        flow = Flow(gap=12)
        for words in agrees:
            flow.addWidget(panel(row(Icon("check", 16, "ok"), label(words, "support"), spacing=5)))
        return ChoosableCard(match.person_id, ". ".join([name, says, *agrees]), head, flow)

    def _choose(self, key: PersonId | str) -> None:
        self._chosen = key
        self.list.mark(key)
        self.clear_problem()
        self.changed.emit()
