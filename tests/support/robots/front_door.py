"""Finds its way about the front door, so that tests speak of people and not of widgets."""

from dataclasses import dataclass

from PySide6.QtWidgets import QLabel

from pbi_desktop.ui.kit.widgets.labels import Words
from pbi_desktop.ui.screens.front_door.view import FrontDoorScreen
from tests.support.robots.desk_window import DeskWindow


@dataclass
class FrontDoorRobot:
    """The front door of a window."""

    window: DeskWindow

    @property
    def screen(self) -> FrontDoorScreen:
        """The screen itself."""
        return self.window.front_door

    def tell(self, **told: str) -> None:
        """Type into the fields (name, born, street, phone, reference, household), as one does."""
        for name, text in told.items():
            if name in ("reference", "household"):
                self.unfold("more")
            getattr(self.screen.telling, name).editor.setFocus()
            self.window.type(text)

    def unfold(self, name: str) -> None:
        """Open one of the parts that are folded away."""
        fold = self.screen.telling.folds()[name]
        if not fold.is_open:
            fold.head.click()
            self.window.settle()

    @property
    def unfolded(self) -> set[str]:
        """Which of the parts that may be folded away are open."""
        return {name for name, fold in self.screen.telling.folds().items() if fold.is_open}

    @property
    def rejected(self) -> list[str]:
        """The names of those who are marked as not the same."""
        cards = self.screen.people.matches.cards()
        return [c.match.name for c in cards if c.accessibleName().endswith("Not the same")]

    @property
    def checked_before(self) -> list[str]:
        """What the screen says of who was said to be whom, by the button that takes it back."""
        return [button.accessibleName() for button in self.screen.people.before.buttons()]

    @property
    def matches(self) -> list[str]:
        """The names of the matches, best first."""
        return [card.match.name for card in self.screen.people.matches.cards()]

    @property
    def chosen(self) -> str:
        """The name of the match whose evidence is open."""
        cards = self.screen.people.matches.cards()
        return next((card.match.name for card in cards if card.isChecked()), "")

    @property
    def told(self) -> dict[str, str]:
        """What stands in the fields."""
        telling = self.screen.telling
        return {
            "name": telling.name.text(),
            "born": telling.born.text(),
            "street": telling.street.text(),
            "phone": telling.phone.text(),
            "reference": telling.reference.text(),
            "household": telling.household.text(),
            "words": telling.words.text(),
        }

    @property
    def is_checked(self) -> bool:
        """Whether identity is marked as checked."""
        return self.screen.who.check.box.isChecked()

    @property
    def asks_for_check(self) -> bool:
        """Whether the strip asks for the check."""
        return self.strip.startswith("Checked?")

    @property
    def strip(self) -> str:
        """What the strip below the check says, if it shows."""
        strip = self.screen.who.check.strip
        return strip.text if strip.isVisible() else ""

    @property
    def asks_to_look(self) -> bool:
        """Whether the strip asks to look at somebody very like the new person."""
        form = self.screen.new_form
        return form.likely.isVisible() and "Ctrl+Enter again" in form.likely.text

    @property
    def may_start_new(self) -> bool:
        """Whether a new person may be started."""
        return self.screen.telling.start_new.isEnabled()

    @property
    def has_new_form(self) -> bool:
        """Whether the form of a new person is open."""
        return self.screen.new_form.isVisible()

    def shown_words(self) -> str:
        """Return everything that can be read on the screen now, fields and names included."""
        labels = [found for found in self.screen.findChildren(QLabel) if found.isVisible()]
        cards = self.screen.people.matches.cards()
        names = [card.accessibleName() for card in cards if card.isVisible()]
        return "\n".join([*(found.text() for found in labels), *names])

    def evidence(self, field: str) -> tuple[str, str, str]:
        """Return what was told, how it compares and what it adds, for one field."""
        line = self.screen.who.evidence.line(field)
        parts: tuple[Words, Words, Words] = (line.told, line.says, line.weight)
        return parts[0].text(), parts[1].text(), parts[2].text()
