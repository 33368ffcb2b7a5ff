"""So far, in one line: how far they have come and what they gained, before one scrolls to it."""

from pbi_desktop.domain.stages import LABELS
from pbi_desktop.services.case_rows import CaseNow, JourneyPoint, MoneySummary
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.screens.case.gain_words import pounds
from pbi_desktop.ui.screens.case.pronouns import pronouns
from pbi_desktop.ui.screens.case.words import low


class SoFarCard(Card):
    """The words of what stands lower down; nothing to press."""

    def __init__(self) -> None:
        super().__init__("")
        self.setAccessibleName("So far")
        self._words = label("", "dense-strong", wrap=True)
        self.add(self._words)

    def show_now(self, now: CaseNow) -> None:
        """Say it; money that is not shared is not named."""
        view = pronouns(now.header.pronouns).view
        parts = [_how_far(now.journey.points, view)]
        if now.money is not None:
            parts.append(_gained(now.money, pronouns(now.header.pronouns).has))
        self._words.setText(". ".join(parts) + ".")


def _how_far(points: tuple[JourneyPoint, ...], view: str) -> str:
    if not points:
        return "How far: not rated yet"
    last = points[-1]
    start, now = (low(LABELS[point.stage]) for point in (points[0], last))
    said = f"still {now}" if start == now else f"from {start} to {now}"
    own = "" if last.own_view is None else f". {view}: {low(LABELS[last.own_view])}"
    return f"How far: {said}{own}"


def _gained(money: MoneySummary, has: str) -> str:
    if not money.lines:
        return f"What {has} gained: nothing recorded yet"
    return f"What {has} gained: {pounds(money.confirmed_a_year)} a year, confirmed"
