"""What two have changed at once: mine and theirs beside each other, and which of them to keep."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.choices import Choice
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Columns, clear, column, panel

MINE, THEIRS, BOTH = "mine", "theirs", "both"


@dataclass(frozen=True)
class Differing:
    """One thing in two versions, in words, and what it was before."""

    key: str
    title: str
    was: str
    mine: str
    theirs: str
    can_keep_both: bool


class TwoVersions(QWidget):
    """Each thing in both versions, under the choice between them. None is chosen beforehand."""

    def __init__(self) -> None:
        super().__init__()
        self._choices: dict[str, Choice] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(14)

    def show_differing(self, things: Sequence[Differing], them: str) -> None:
        """Show these things, of which `them` kept one version."""
        clear(self._box)
        self._choices = {}
        for thing in things:
            self._box.addWidget(_one(thing, them, self._choice(thing)))

    @property
    def chosen(self) -> Mapping[str, str]:
        """What was chosen, by the key of the thing."""
        return {key: choice.value for key, choice in self._choices.items() if choice.value}

    @property
    def undecided(self) -> Choice | None:
        """The first choice that nobody has made."""
        return next((choice for choice in self._choices.values() if not choice.value), None)

    @property
    def choices(self) -> Sequence[Choice]:
        """Every choice, in its order."""
        return tuple(self._choices.values())

    def _choice(self, thing: Differing) -> Choice:
        both = {BOTH: "Keep both"} if thing.can_keep_both else {}
        made = Choice(thing.title, {MINE: "Keep mine", THEIRS: "Keep theirs", **both})
        self._choices[thing.key] = made
        return made


def _one(thing: Differing, them: str, choice: Choice) -> QWidget:
    sides = Columns(2, narrowest=220, gap=12)
    sides.add(_side("Mine", thing.mine, f"{thing.title}, mine"))
    sides.add(_side(them, thing.theirs, f"{thing.title}, {them}"))
    before = label(f"Before: {thing.was}", "support", wrap=True)
    return panel(column(choice, sides, before, spacing=8))


def _side(title: str, words: str, name: str) -> Card:
    card = Card(title)
    said = label(words, "body", wrap=True)
    said.setAccessibleName(f"{name}: {words}")
    card.add(said)
    return card
