"""The people who may be meant: one card each, best first. Cards are made once and shown again."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QTimer, Signal

from pbi_desktop.domain.ids import PersonId
from pbi_desktop.services.front_door_rows import Match
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.card_list import CardList
from pbi_desktop.ui.screens.front_door.match_card import MatchCard

_AT_ONCE = 8


class MatchList(CardList):
    """The matches; what the keyboard is on is chosen."""

    grown = Signal()
    """There are more cards than ever before: each needs its place in the order of Tab."""

    emptied = Signal()
    """The keyboard was here, and there is nobody left for it to be on."""

    def __init__(self, privacy: Privacy) -> None:
        super().__init__("Possible matches")
        self._privacy = privacy
        self._matches: tuple[Match, ...] = ()
        self._chosen: PersonId | None = None
        self._rejected: frozenset[PersonId] = frozenset()
        self._known: Mapping[PersonId, str] = {}
        self._pool: list[MatchCard] = []
        self._settling = False
        self._next = 0
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(lambda: self._show_from(self._next))
        privacy.changed.connect(self._show)

    def cards(self) -> Sequence[MatchCard]:
        """Return the cards that show somebody, in their order."""
        return self._pool[: len(self._matches)]

    def every_card(self) -> list[MatchCard]:
        """Return the cards there are, those that show nobody now too."""
        return list(self._pool)

    def show_matches(
        self, matches: Sequence[Match], chosen: PersonId | None, rejected: frozenset[PersonId]
    ) -> None:
        """Show these; the keyboard stays in the list."""
        had_focus = any(card.hasFocus() for card in self._pool)
        self._matches, self._chosen, self._rejected = tuple(matches), chosen, rejected
        self._settling = True  # a card that goes passes the keyboard on: that is no choice
        self._show()
        if had_focus and chosen is not None:
            self.land()
        elif had_focus and not self._matches:
            self.emptied.emit()
        for card in self._pool[len(self._matches) :]:
            card.hide()
        self._settling = False

    def show_known(self, known: Mapping[PersonId, str]) -> None:
        """Show what else is known of some of them, as it comes."""
        self._known = known
        self._show()

    def _make_card(self) -> None:
        card = MatchCard(self._privacy)
        card.came.connect(self._say)
        self._box.addWidget(card)
        self._pool.append(card)

    def _say(self, person: PersonId) -> None:
        if not self._settling:
            self.chosen.emit(person)

    def _show(self) -> None:
        """Show the first at once and the others in the next moments: no key has to wait for all."""
        for card, match in zip(self._pool, self._matches, strict=False):
            card.key = match.person_id
        self._show_from(0)

    def _show_from(self, begin: int) -> None:
        had = len(self._pool)
        for at, match in enumerate(self._matches[begin : begin + _AT_ONCE], begin):
            if at == len(self._pool):
                self._make_card()
            self._show_one(self._pool[at], match)
        self._cards = list(self.cards())
        self.mark(self._chosen)
        if len(self._pool) > had:
            self.grown.emit()
        self._next = begin + _AT_ONCE
        if self._next < len(self._matches):
            self._later.start()
        else:
            self._later.stop()

    def _show_one(self, card: MatchCard, match: Match) -> None:
        person = match.person_id
        known = self._known.get(person, match.known_at)
        card.show_match(match, known, rejected=person in self._rejected)
        if card.isHidden():
            card.show()
