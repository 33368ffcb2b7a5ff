"""One check before a case is opened: whether it was made, and when it does not stand any more."""

from typing import Protocol

from pbi_desktop.services.front_door_rows import Match, Told, Verdict
from pbi_desktop.ui.screens.front_door.screen_port import Place, Strip
from pbi_desktop.ui.screens.front_door.words import question


class CheckView(Protocol):
    """What a check says on the screen."""

    def show_check(self, *, checked: bool, strip: Strip) -> None:
        """Show whether identity was checked, and what the strip below it says."""


class Checking:
    """The check of the chosen match."""

    def __init__(self, view: CheckView) -> None:
        self._view = view
        self.checked = False
        self._strip = Strip.NONE

    def show(self) -> None:
        """Show how it stands."""
        self._view.show_check(checked=self.checked, strip=self._strip)

    def forget(self) -> None:
        """Begin anew: somebody else is chosen."""
        self.checked, self._strip = False, Strip.NONE

    def turn(self, checked: bool) -> None:
        """Take note that they answered and that it fits, or that it does not."""
        self.checked, self._strip = checked, Strip.NONE
        self.show()

    def ask(self, match: Match, told: Told) -> Place:
        """Ask for the check; return where the answer is typed, or the box to tick."""
        field = question(match.evidence, word_agreed=match.word_agreed).field
        first = self._strip is not Strip.ASK
        self._strip = Strip.ASK
        self.show()
        if field and first and not getattr(told, field).strip():
            return Place(field)
        return Place.CHECK

    def compare(self, before: Match | None, now: Match | None) -> None:
        """Let the check fall where something differs now that did not: the answer was wrong."""
        if before is None or now is None or before.person_id != now.person_id:
            return
        if self.checked and differing(now) - differing(before):
            self.checked, self._strip = False, Strip.DIFFERS
        elif self._strip is Strip.DIFFERS and not differing(now):
            self._strip = Strip.NONE


def differing(match: Match) -> frozenset[str]:
    """Return what of a match differs from what was told."""
    return frozenset(one.field for one in match.evidence if one.verdict is Verdict.DIFFERS)
