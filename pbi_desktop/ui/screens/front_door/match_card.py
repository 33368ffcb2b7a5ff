"""One match on a card: its name, how sure it is, what agrees, and whether there is a case."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from pbi_desktop.services.front_door_rows import Match, Strength
from pbi_desktop.ui.kit.evidence_words import STRENGTHS
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.card_list import ChoosableCard
from pbi_desktop.ui.kit.widgets.labels import Icon, label, rule
from pbi_desktop.ui.kit.widgets.layouts import Flow, column, row
from pbi_desktop.ui.kit.widgets.strength_bars import StrengthBars
from pbi_desktop.ui.screens.front_door.tones import tone_of
from pbi_desktop.ui.screens.front_door.words import NOT_THEM, Mark, marks, spoken

_NOT_THEM = Mark(NOT_THEM, "unlink", "danger")


class MatchCard(ChoosableCard):
    """Choosing it shows why. A card is made once and shows one match after another."""

    def __init__(self, privacy: Privacy) -> None:
        self._privacy = privacy
        self._match: Match | None = None
        self._shown: tuple[object, ...] = ()
        self._name = label("", "card", wrap=True)
        self._strength = label("", "dense-strong", tone="ink2")
        self._bars = StrengthBars(0)
        self._marks = Flow(gap=14)
        self._made: list[_MarkShown] = []
        self._rule = rule()
        self._known = label("", "support", wrap=True)
        head = row(self._name, self._strength, self._bars, spacing=10)
        head.setStretch(0, 1)
        parts = (head, self._marks, self._rule, self._known)
        super().__init__(None, "", column(2, *parts, 2, spacing=10))

    @property
    def match(self) -> Match:
        """Whom the card shows."""
        if self._match is None:
            raise LookupError("this card shows nobody yet")
        return self._match

    @property
    def known(self) -> str:
        """What the card says of a case, and of how often they came."""
        return self._known.text()

    def show_match(self, match: Match, known: str, *, rejected: bool) -> None:
        """Show somebody; what has not changed is not drawn again."""
        self._match, self.key = match, match.person_id
        name = self._privacy.name(match.name)
        shown = (name, match.strength, match.bars, marks(match), known, rejected)
        if shown == self._shown:
            return
        self._shown = shown
        self._name.setText(name)
        self._strength.setText(STRENGTHS[match.strength])
        tone_of(self._strength, "primary" if match.strength is Strength.VERY_LIKELY else "ink2")
        self._bars.show_filled(match.bars)
        self._show_marks((*marks(match), *((_NOT_THEM,) if rejected else ())))
        self._known.setText(known)
        self._known.setVisible(bool(known))
        self._rule.setVisible(bool(known))
        self.setAccessibleName(spoken(match, name, known, rejected=rejected))

    def _show_marks(self, wanted: tuple[Mark, ...]) -> None:
        while len(self._made) < len(wanted):
            made = _MarkShown()
            self._marks.addWidget(made)
            self._made.append(made)
        for made, mark in zip(self._made, wanted, strict=False):
            made.show_mark(mark)
        for at, made in enumerate(self._made):
            if made.isHidden() is (at < len(wanted)):
                made.setVisible(at < len(wanted))


class _MarkShown(QWidget):
    """One mark: its icon and its word."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = Icon("check", 16, "ok")
        self._words = label("", "support", tone="ok")
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(5)
        box.addWidget(self._icon)
        box.addWidget(self._words)

    def show_mark(self, mark: Mark) -> None:
        """Show another mark."""
        self._icon.show_icon(mark.icon, mark.tone)
        self._words.setText(mark.text)
        agrees = mark.tone == "ok"
        tone_of(self._words, "ok" if agrees else "ink2", "column" if agrees else "support")
